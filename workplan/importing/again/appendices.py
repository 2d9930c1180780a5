"""Appendices that the file has and had not, or had and has not: an appendix is a file, which no change of
words can make or take away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from msgspec.structs import replace

from workplan.content.paper.plan import Appendix
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Block, Document, Heading, NoteReference
from workplan.document.walking.walk import lines, plain
from workplan.text.hints import quoted

Blocks = tuple[Block, ...]


def appendices(document: Document) -> dict[str, Blocks]:
    """The blocks of each appendix, its title first, by its id."""
    found: dict[str, list[Block]] = {}
    for block in document.blocks:
        if isinstance(block, Heading) and block.label:
            found[block.id] = []
        if found:
            found[next(reversed(found))].append(block)
    return {id: tuple(blocks) for id, blocks in found.items()}


def body(document: Document) -> Blocks:
    """What stands before all appendices."""
    return tuple(takewhile(lambda block: not (isinstance(block, Heading) and block.label), document.blocks))


def in_order(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The ids of `mine` in their order, each of `theirs` besides behind the one that it stands behind."""
    found = list(mine)
    last = ""
    for id in theirs:
        if id not in found:
            found.insert(found.index(last) + 1 if last else 0, id)
        last = id
    return found


def with_appendices(document: Document, order: Sequence[str], others: Document) -> Document:
    """`document` with the appendices in this `order`; those that it has not are as in `others`, with the
    notes that they call."""
    own, there = appendices(document), appendices(others)
    came = [id for id in order if id not in own and id in there]
    blocks = (*body(document), *(block for id in order for block in own.get(id) or there.get(id, ())))
    known = {note.id for note in document.notes}
    called = {note for id in came for note in calls(there[id])}
    notes = (note for note in others.notes if note.id in called and note.id not in known)
    return resolve(replace(document, blocks=blocks, notes=(*document.notes, *notes)))


def calls(blocks: Sequence[Block]) -> Iterator[str]:
    """The notes that blocks call."""
    for block in blocks:
        for line in lines(block):
            yield from (each.note for each in line.inlines if isinstance(each, NoteReference))


def file_of(appendix: Appendix) -> str:
    """The name of its file in the folder."""
    return f"appendices/{appendix.manuscript.file.rpartition('/')[2]}"


def file_between(id: str, names: Sequence[str], at: int) -> str:
    """The name of a file for an appendix that comes to stand at a place among those of these `names`, which
    are in their order: names are sorted, and a number in front of one says its place."""
    before = _number(names[at - 1]) if at else "00"
    if at and at == len(names) and before.isdecimal():
        return f"appendices/{int(before) + 1:0{len(before)}}-{id}.md"
    return f"appendices/{before}5-{id}.md"


def _number(name: str) -> str:
    found = re.match(r"[0-9]+", name.removeprefix("appendices/"))
    return found[0] if found else "9"


def gone_message(title: Heading) -> str:
    return f"the appendix {quoted(plain(title.inlines))} is not in the file any more: it stays in the folder"
