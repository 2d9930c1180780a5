"""The strategy itself keeps the promises of `workplan.document.tree` that its users rely on."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given

from tests.strategies import documents, rewritten
from workplan.document.tree import (
    Block,
    Document,
    Figure,
    Inline,
    Link,
    List,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def ids(block: Block | Row) -> Iterator[str]:
    yield block.id
    match block:
        case List():
            for item in block.items:
                yield item.id
                for child in item.blocks:
                    yield from ids(child)
        case Table():
            for row in (block.header, *block.rows):
                yield from ids(row)
        case Row():
            for cell in block.cells:
                yield cell.id
                for paragraph in cell.blocks:
                    yield from ids(paragraph)
        case Figure(caption=Paragraph() as caption):
            yield caption.id


def paragraphs(document: Document) -> list[tuple[Inline, ...]]:
    found: list[tuple[Inline, ...]] = []

    def collect(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found.append(inlines)
        return inlines

    for block in document.blocks:
        rewritten(block, collect)
    return found


@given(documents())
def test_a_drawn_document_keeps_the_promises_of_the_tree(document: Document) -> None:
    names = [i for block in document.blocks for i in ids(block)] + [n.id for n in document.notes]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9]+([.-][a-z0-9]+)*", name) for name in names)

    body = paragraphs(document)
    calls = [i for inlines in body for i in inlines if isinstance(i, NoteReference)]
    assert [c.number for c in calls if not c.repeat] == [n.number for n in document.notes]
    assert [n.number for n in document.notes] == list(range(1, len(document.notes) + 1))
    seen: set[str] = set()
    for call in calls:
        assert (call.note in seen) is call.repeat
        seen.add(call.note)

    for inlines in body + [n.inlines for n in document.notes]:
        said = "".join(plain(i) for i in inlines)
        assert not said.startswith(" ")
        assert not said.endswith(" ")
        assert "  " not in said
        for one, two in pairwise(inlines):
            if isinstance(one, Text) and isinstance(two, Text):
                assert one.look != two.look
        assert all(i.target in names and i.text for i in inlines if isinstance(i, Reference))


def plain(inline: Inline) -> str:
    match inline:
        case NoteReference():
            return "⟦⟧"
        case Link():
            return "".join(t.text for t in inline.children)
        case _:
            return inline.text
