"""Who changed what: `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` as revisions of the tree.

    [x] on runs, paragraph marks, rows; one within the other (inserted, then deleted)
    [x] authors and dates, where they are given; Word's own UTC date before its local one
    [x] moves by the name of their range, which may begin and end in other paragraphs
    [-] a move without a range: a plain insertion or deletion

ECMA-376 Part 1, 17.13.5. A date without a time zone is taken as UTC.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from lxml.etree import _Element, iterwalk
from msgspec.structs import replace

from workplan.document.tree import Marked, Revision
from workplan.word.file.xml import w
from workplan.word.paragraphs.revisions import LONGEST_AUTHOR

INSERTED = frozenset({w("ins"), w("moveTo")})
DELETED = frozenset({w("del"), w("moveFrom")})
_UTC = "{http://schemas.microsoft.com/office/word/2023/wordml/word16du}dateUtc"
#: What LibreOffice writes where it knows no date.
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_NAME = 255
#: No mark at all.
PLAIN = Marked()


class Revisions:
    """The revisions of the elements of one part. `known` are those that the outline names: a date there has
    parts of a second, and none is written in Word."""

    def __init__(self, root: _Element, known: Iterable[Revision] = ()) -> None:
        self._moves: dict[_Element, str] = {}
        self._known = {in_seconds(revision): revision for revision in known}
        for half in ("moveFrom", "moveTo"):
            self._read_moves(root, half)

    def of(self, element: _Element) -> Revision:
        """The author and date of a revision; its move, where it is half of one."""
        read = replace(revision(element), move=self._moves.get(element, ""))
        return self._known.get(read, read)

    def marked(self, before: Marked, element: _Element) -> Marked:
        """`before` and what this one element says as well."""
        if element.tag in INSERTED:
            return replace(before, inserted=self.of(element))
        if element.tag in DELETED:
            return replace(before, deleted=self.of(element))
        return before

    def marks(self, properties: _Element | None) -> Marked:
        """The marks among the children of `w:rPr` (of a paragraph mark) or `w:trPr`."""
        result = Marked()
        for element in () if properties is None else properties:
            result = self.marked(result, element)
        return result

    def _read_moves(self, root: _Element, half: str) -> None:
        """A mark stands at the end of its paragraph; where no range is open there, the last one that ended in
        the paragraph is meant."""
        begin, end, one = w(f"{half}RangeStart"), w(f"{half}RangeEnd"), w(half)
        if next(root.iter(one), None) is None:
            return
        opened: dict[str, str] = {}
        marks: list[_Element] = []  # of the paragraph
        ended = ""
        for event, element in iterwalk(root, ("start", "end"), (begin, end, one, w("p"))):
            if element.tag == w("p"):
                self._moves |= dict.fromkeys(marks, next(reversed(opened.values()), ended))
                marks, ended = [], ""
            elif event == "end":
                continue
            elif element.tag == begin:
                name = opened[element.get(w("id"), "")] = element.get(w("name"), "")[:_LONGEST_NAME]
                self._moves |= dict.fromkeys(element.iterancestors(one), name)  # LibreOffice's way
            elif element.tag == end:
                ended = opened.pop(element.get(w("id"), ""), ended)
            elif _is_of_mark(element):
                marks.append(element)
            elif opened:
                self._moves[element] = next(reversed(opened.values()))


def revision(element: _Element) -> Revision:
    """The author and date of any element that has them."""
    return Revision(
        element.get(w("author"), "")[:LONGEST_AUTHOR],
        read_date(element.get(_UTC) or element.get(w("date")) or ""),
    )


def read_date(words: str) -> datetime | None:
    """A date and time (XML Schema Part 2, 3.2.7), in UTC; None for none, and for what is no date."""
    try:
        date = datetime.fromisoformat(words)
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return None if date == _NO_DATE else date


def _is_of_mark(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == w("rPr")


def in_seconds(revision: Revision) -> Revision:
    """A revision as Word can write its date."""
    if revision.date is None:
        return revision
    return replace(revision, date=revision.date.astimezone(UTC).replace(microsecond=0))
