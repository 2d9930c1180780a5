"""Tables and lists of data that changed places.

Ids of what they print follow from their order, so that the same table has another id in the content that was
written than in the document that is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workplan.directives.declared import printing
from workplan.directives.several import in_scope
from workplan.document.ids import scope, source
from workplan.document.tree import Document, List, Table
from workplan.document.walking.renaming import leading, renamed
from workplan.document.walking.walk import ids, with_inlines


def as_named_in(written: Document, wanted: Document) -> Document:
    """What was written, with each table and list of data under the ids that `wanted` has for the one in the
    same place."""
    named = {
        id: name
        for one, other in zip(_data(written), _data(wanted), strict=False)
        if one.id != other.id and printing(one.id) is printing(other.id)
        for id, name in zip(ids(one), ids(in_scope(one, scope(other.id))), strict=True)
    }
    return renamed(written, lambda id: named.get(id, id)) if named else written


def with_references_to_data(document: Document) -> Document:
    """The document with references to the data themselves, and not to one of the tables that print them."""
    of_data: Mapping[str, str] = {id: source(id) for block in _data(document) for id in entries(block)}
    return with_inlines(document, lambda inline: leading(inline, lambda id: of_data.get(id, id)))


def _data(document: Document) -> Iterator[List | Table]:
    """The tables and lists that directives print, in the order of their places."""
    for block in document.blocks:
        if isinstance(block, List | Table) and printing(block.id):
            yield block


def entries(block: List | Table) -> Iterator[str]:
    """The ids of what a directive printed of the plan's data."""
    if isinstance(block, Table):
        yield from (row.id for row in block.rows)
        return
    for item in block.items:
        yield item.id
        for below in item.blocks:
            if isinstance(below, List):
                yield from entries(below)
