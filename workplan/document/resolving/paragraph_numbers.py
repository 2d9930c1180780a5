"""The numbers of paragraphs, where a paper numbers them: one sequence through the text, across its headings.

Numbered are the paragraphs at the top of the text, up to the first annex or appendix. A quotation, what
stands in a list, a table or a note, and the front page are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.document.resolving.counting import label
from workplan.document.tree import Block, Document, Heading, Paragraph, Place
from workplan.document.walking.lines import Line, Unit, flatten, nested
from workplan.document.walking.same import having


def numbered(blocks: Sequence[Block], *, wanted: bool) -> tuple[Block, ...]:
    """The blocks of a document without marks, their paragraphs numbered where that is `wanted`."""
    found: list[Block] = []
    number = 0
    for block in blocks:
        wanted = wanted and not (isinstance(block, Heading) and block.label)
        if isinstance(block, Paragraph):
            counts = wanted and block.role == "body"
            number += counts
            block = having(block, label=label(number, "decimal") if counts else "")
        found.append(block)
    return tuple(found)


def counts(place: Place) -> bool:
    """Whether a line at this place has a number, in the text of a paper that numbers its paragraphs."""
    return place.role == "body" and not (place.level or place.frames)


def relabelled(document: Document) -> tuple[Block, ...]:
    """The blocks of a document with marks: what stays or came has the number of the new document, what went
    that of the old one."""
    return nested([_with_label(*counted) for counted in _counted(document)])


def former_numbers(document: Document) -> dict[str, str]:
    """The numbers that the paragraphs of a document with marks had in the old one, by their ids in it."""
    found = ((unit, before) for unit, before, _ in _counted(document))
    return {unit.place.id: before.rstrip(".") for unit, before in found if before and isinstance(unit, Line)}


def _with_label(unit: Unit, before: str, now: str) -> Unit:
    if not isinstance(unit, Line) or unit.place.level:
        return unit
    return having(unit, label=before if unit.deleted else now)


def _counted(document: Document) -> Iterator[tuple[Unit, str, str]]:
    """What a document with marks consists of, each with its label in the old document and in the new one."""
    former = document.former.properties if document.former else document.properties
    new, old = _Side(document.properties.numbered), _Side(former.numbered)
    for unit in flatten(document.blocks):
        before = now = ""
        if isinstance(unit, Line):
            was = unit.former.place if unit.former else unit.place
            before = "" if unit.inserted else old.next(was)
            now = "" if unit.deleted else new.next(unit.place)
        yield unit, before, now


class _Side:
    """Counts through one document of a redline."""

    def __init__(self, numbers: bool) -> None:
        self._numbers, self._last = numbers, 0

    def next(self, place: Place) -> str:
        self._numbers = self._numbers and not place.appendix
        if not (self._numbers and counts(place)):
            return ""
        self._last += 1
        return label(self._last, "decimal")
