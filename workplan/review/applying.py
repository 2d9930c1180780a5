"""What a meeting decided, as one document: today's content with all that was accepted or amended.

Accepted amendments are chosen in each copy, amended words are a copy of the meeting's own, and all are merged
with what the content has become since. Where two of them touch the same words, nothing is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from workplan.compare import compare
from workplan.compare.sides import all_inserted
from workplan.content.models import Wording
from workplan.document.lines import Line, Unit, flatten, nested
from workplan.document.revisions import accept
from workplan.document.tree import Document, Inline, Revision, Text
from workplan.document.walk import lines, map_lines
from workplan.errors import ContentError, Place, Problem
from workplan.review.amendment import Amendment
from workplan.review.consolidate import Consolidated
from workplan.review.links import with_links
from workplan.review.merging import merge
from workplan.review.tagging import tagged
from workplan.review.wording import UnknownNoteError, reworded

_MEETING = Revision("the meeting")
_ONE = "accept one of them, or amend the words"


@dataclass(frozen=True, slots=True)
class Decided:
    """`document` is what the content is to say; `applied` are the rows that it took, in their order."""

    document: Document
    applied: tuple[Amendment, ...]


def decide(
    found: Consolidated,
    today: Document,
    rows: Sequence[Amendment],
    places: Mapping[int, Place],
    linked_priority: str = Wording().linked_priority,
) -> Decided:
    """Today's document with the rows that are accepted and amended; `places` says where each was decided on,
    and `linked_priority` how the plan words the numbers of priorities behind an action.

    Raises `ContentError` with what cannot be done: amendments that touch the same words, words that the
    content has changed since, an amended text where there are no words to put it in place of.
    """
    accepted = [row for row in rows if row.disposition == "accept" and not found.is_made(row)]
    amended = [row for row in rows if row.disposition == "amend"]
    new = {row.revisions[0]: row.amended for row in amended if row.revisions and not row.extent}
    copies = tuple(replace(copy, document=_with_words(copy.document, new)) for copy in found.copies)
    lines_of = Counter(chain.from_iterable(_new_lines(copy.document) for copy in copies))
    numbers = [number for row in accepted for number in row.revisions]
    chosen = [
        with_links(copy, found.base, today, linked_priority)
        for copy in replace(found, copies=copies).chosen([*numbers, *new])
    ]
    problems = [
        _without_words(row, places)
        for row in amended
        if not row.extent and not (row.revisions and lines_of[row.revisions[0]] == 1)
    ]
    agreed: dict[str, list[Amendment]] = {}
    for row in amended:
        if row.extent:
            agreed.setdefault(row.id, []).append(row)
    meeting = _reworded(found.base, agreed, places, problems)
    if problems:
        raise ContentError(problems)
    own = tagged(compare(found.base, meeting, _MEETING), _number(found))
    in_order = found.today.arrangement.of
    merged = merge(in_order(found.base), [found.since, *map(in_order, (*chosen, own))])
    if merged.findings.conflicts:
        raise ContentError(_conflicts(merged.findings.conflicts, accepted, amended, places))
    document = replace(
        accept(merged.document), properties=today.properties, terms=today.terms, source=today.source
    )
    return Decided(document, tuple(row for row in rows if row in accepted or row in amended))


def _number(found: Consolidated) -> int:
    """A number above those of all copies."""
    return (len(found.copies) + 1) * 1_000_000


def _with_words(copy: Document, agreed: Mapping[int, str]) -> Document:
    """A copy with other words on the new lines of these amendments."""

    def change(unit: Unit) -> Unit:
        if isinstance(unit, Line) and unit.inserted and (words := agreed.get(unit.inserted.amendment)):
            return replace(unit, inlines=(Text(words, inserted=unit.inserted),))
        return unit

    return replace(copy, blocks=nested(tuple(map(change, flatten(copy.blocks)))))


def _new_lines(copy: Document) -> Iterator[int]:
    """The amendments that put in a line, once for each of their lines."""
    for unit in flatten(copy.blocks):
        if isinstance(unit, Line) and unit.inserted and all_inserted(unit.inlines):
            yield unit.inserted.amendment


def _reworded(
    base: Document,
    agreed: Mapping[str, Sequence[Amendment]],
    places: Mapping[int, Place],
    problems: list[Problem],
) -> Document:
    """The baseline with the words that the meeting agreed on."""

    def change(id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        end = None
        for row in sorted(agreed.get(id, ()), key=lambda row: row.extent or (0, 0), reverse=True):
            assert row.extent
            if end is not None and row.extent[1] > end:
                message = f"amendments {row.number} and another are amended in the same words"
                problems.append(Problem(message, places[row.number], _ONE))
                continue
            end = row.extent[0]
            try:
                inlines = reworded(inlines, *row.extent, row.amended)
            except UnknownNoteError as error:
                message = (
                    f"the amended text of amendment {row.number} calls a note that was not there: {error}"
                )
                hint = "new notes are written into the content by hand"
                problems.append(Problem(message, places[row.number], hint))
        return inlines

    ids = (line.id for block in base.blocks for line in lines(block))
    blocks = tuple(map_lines(block, lambda inlines: change(next(ids), inlines)) for block in base.blocks)
    notes = tuple(replace(note, inlines=change(note.id, note.inlines)) for note in base.notes)
    return replace(base, blocks=blocks, notes=notes)


def _without_words(row: Amendment, places: Mapping[int, Place]) -> Problem:
    message = f"amendment {row.number} is not about words of a line, so that none can stand in their place"
    hint = "accept or reject it, and change the content by hand"
    return Problem(message, places[row.number], hint)


def _conflicts(
    pairs: Iterable[tuple[int, int]],
    accepted: Sequence[Amendment],
    amended: Sequence[Amendment],
    places: Mapping[int, Place],
) -> list[Problem]:
    of = {number: row for row in accepted for number in row.revisions}
    problems = []
    for one, other in sorted(pairs):
        rows = [of[number] for number in (one, other) if number in of]
        if len(rows) == 2:
            message = f"amendments {rows[0].number} and {rows[1].number} are both accepted, in the same words"
            problems.append(Problem(message, places[rows[1].number], _ONE))
        elif rows and min(one, other) < 1_000_000:
            message = f"amendment {rows[0].number} is accepted, but the content has been changed there since"
            hint = "amend it to the words that the content is to have, or change the content by hand"
            problems.append(Problem(message, places[rows[0].number], hint))
        elif rows:
            message = f"amendment {rows[0].number} is accepted, and another amended, in the same words"
            problems.append(Problem(message, places[rows[0].number], _ONE))
        else:
            row = amended[0]
            message = "an amended text is about words that the content has changed since"
            problems.append(Problem(message, places[row.number], "change the content by hand"))
    return problems
