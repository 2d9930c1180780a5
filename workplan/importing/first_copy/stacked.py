"""The steps of a file as marks over each other, in one document."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workplan.compare import compare
from workplan.document.revisions import accept
from workplan.document.tree import Document, Revision
from workplan.review.copy.stacking import compose


def stacked(base: Document, then: Sequence[tuple[Revision, Document]]) -> Document:
    """`base` with the changes that make it what each next document says, by whom that is. It carries the
    content of `base`, of which it is a copy."""
    marked = base
    for n, (revision, document) in enumerate(then):
        between = accept(marked) if n else base
        step = compare(between, _alike(base, document), revision)
        marked = compose(marked, step, between, everything=True) if n else step
    return replace(marked, properties=base.properties, terms=base.terms, source=base.source, former=None)


def _alike(base: Document, document: Document) -> Document:
    """What is no part of the text is as in `base`: its title among the file's properties, the words of its
    page."""
    return replace(document, properties=base.properties, terms=base.terms, source=base.source)
