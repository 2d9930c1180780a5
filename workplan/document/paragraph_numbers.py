"""The numbers of paragraphs, where a paper numbers them: one sequence through the text, across its headings.

Numbered are the paragraphs at the top of the text, up to the first annex or appendix. A quotation, what
stands in a list, a table or a note, and the front page are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workplan.document.counting import label
from workplan.document.lines import Line, Unit
from workplan.document.tree import Block, Document, Heading, Paragraph, Place


def numbered(blocks: Sequence[Block], *, wanted: bool) -> tuple[Block, ...]:
    """The blocks of a document without marks, their paragraphs numbered where that is `wanted`."""
    found: list[Block] = []
    number = 0
    for block in blocks:
        wanted = wanted and not (isinstance(block, Heading) and block.label)
        if isinstance(block, Paragraph):
            counts = wanted and block.role == "body"
            number += counts
            block = replace(block, label=label(number, "decimal") if counts else "")
        found.append(block)
    return tuple(found)


def counts(place: Place) -> bool:
    """Whether a line at this place has a number, in the text of a paper that numbers its paragraphs."""
    return place.role == "body" and not (place.level or place.frames)


def relabelled(units: Sequence[Unit], document: Document) -> tuple[Unit, ...]:
    """The units of a `document` with marks: what stays or came has the number of the new document, what went
    that of the old one."""
    former = document.former.properties if document.former else document.properties
    new, old = _Side(document.properties.numbered), _Side(former.numbered)
    found: list[Unit] = []
    for unit in units:
        if isinstance(unit, Line):
            was = unit.former.place if unit.former else unit.place
            before = "" if unit.inserted else old.next(was)
            now = "" if unit.deleted else new.next(unit.place)
            if not unit.place.level:
                unit = replace(unit, label=before if unit.deleted else now)
        found.append(unit)
    return tuple(found)


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
