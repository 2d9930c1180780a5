"""What a meeting decided, as one document: today's content with all that was accepted or amended.

Accepted amendments are chosen in each copy, amended words are a copy of the meeting's own, and all are merged
with what the content has become since. Where two of them touch the same words, nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workplan.compare import compare
from workplan.content.models import Wording
from workplan.document.revisions import accept, said
from workplan.document.tree import NO_AMENDMENT, AmendmentNumber, Document, Inline, Revision, Row, Table
from workplan.document.walk import with_lines
from workplan.errors import ContentError, Place, Problem
from workplan.review.consolidate import Consolidated
from workplan.review.copy.numbering import tagged
from workplan.review.deciding.amended_text import Agreed, cells_said, on_one_line, reworded_row
from workplan.review.deciding.priority_numbers import with_links
from workplan.review.deciding.rewording import UnknownNoteError, reworded
from workplan.review.edits.marks import marks
from workplan.review.merge.merge import merge
from workplan.review.rows.amendment import Amendment

MEETING = Revision("the meeting")
_ONE = "accept or amend one of them, and reject the other"
_BY_HAND = 'change the content by hand, and make the disposition "note"'
_DONE = {"accept": "accepted", "amend": "amended"}


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
    gone = [row for row in amended if row.kind == "deletion" and not row.extent]
    put_in = [row for row in amended if row.revisions and not row.extent and row not in gone]
    new = Agreed({row.revisions[0]: row.amended for row in put_in})
    copies = tuple(replace(copy, document=new.copy(copy.document)) for copy in found.copies)
    numbers = [number for row in accepted for number in row.revisions]
    chosen = [
        with_links(copy, found.base, today, linked_priority)
        for copy in replace(found, copies=copies).chosen([*numbers, *new.words])
    ]
    problems = [problem for row in amended if (problem := _of_other_form(row, new, places))]
    meeting = _with_rows(found.base, {row.id: row for row in gone}, places, problems)
    agreed: dict[str, list[Amendment]] = {}
    for row in amended:
        if row.extent:
            agreed.setdefault(row.id, []).append(row)
    meeting = _reworded(meeting, agreed, places, problems)
    if problems:
        raise ContentError(problems)
    own = tagged(compare(found.base, meeting, MEETING), len(found.copies) + 1)
    in_order = found.today.arrangement.of
    merged = merge(in_order(found.base), [found.since, *map(in_order, (own, *chosen))], found.members)
    # what was accepted of a copy in an earlier sitting is not among its chosen ones, but goes with them
    conflicts = [pair for pair in merged.findings.conflicts if not found.go_together(*pair)]
    if conflicts:
        raise ContentError(_conflicts(conflicts, _decided(accepted, amended, own), places))
    document = replace(
        accept(merged.document), properties=today.properties, terms=today.terms, source=today.source
    )
    return Decided(document, tuple(row for row in rows if row in accepted or row in amended))


def _of_other_form(row: Amendment, new: Agreed, places: Mapping[int, Place]) -> Problem | None:
    """Why the words agreed on cannot stand in the place of what a copy puts in or takes out."""
    number = next(iter(row.revisions), NO_AMENDMENT)
    of_line = row.extent or (row.kind != "deletion" and number not in new.rows)
    if of_line and "\n\n" in row.amended:
        message = f"the amended text of {_name(row)} has several paragraphs"
        hint = "write one; further paragraphs are added to the content by hand"
        return Problem(message, places[row.number], hint)
    if row.extent or row.kind == "deletion":
        return None
    if number in new.misfits:
        return _misfit(row, places)
    return None if new.taken[number] == 1 else _without_words(row, places)


def _misfit(row: Amendment, places: Mapping[int, Place]) -> Problem:
    message = f"the amended text of {_name(row)} has other cells than the row"
    hint = 'write the words of all cells that have any, with " | " between two, as in the proposed text'
    return Problem(message, places[row.number], hint)


def _name(row: Amendment) -> str:
    return f"amendment {row.number}"


def _with_rows(
    base: Document, agreed: Mapping[str, Amendment], places: Mapping[int, Place], problems: list[Problem]
) -> Document:
    """The baseline with the words agreed on in rows that a copy takes out."""
    known: set[str] = set()

    def change(row: Row) -> Row:
        if not (found := agreed.get(row.id)):
            return row
        known.add(row.id)
        if (said := cells_said(row, found.amended)) is None:
            problems.append(_misfit(found, places))
            return row
        try:
            return reworded_row(row, said)
        except UnknownNoteError as error:
            problems.append(_unknown_note(found, error, places))
            return row

    blocks = tuple(
        replace(block, rows=tuple(map(change, block.rows))) if isinstance(block, Table) else block
        for block in base.blocks
    )
    problems += [_without_words(row, places) for id, row in agreed.items() if id not in known]
    return replace(base, blocks=blocks)


def _reworded(
    base: Document,
    agreed: Mapping[str, Sequence[Amendment]],
    places: Mapping[int, Place],
    problems: list[Problem],
) -> Document:
    """The baseline with the words that the meeting agreed on."""

    def change(id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        later: Amendment | None = None
        for row in sorted(agreed.get(id, ()), key=lambda row: row.extent or (0, 0), reverse=True):
            assert row.extent
            if later and later.extent and row.extent[1] > later.extent[0]:
                problems.append(_in_the_same_words(row, later, places))
                continue
            later = row
            try:
                inlines = reworded(inlines, *row.extent, on_one_line(row.amended))
            except UnknownNoteError as error:
                problems.append(_unknown_note(row, error, places))
        return inlines

    return with_lines(base, change)


def _unknown_note(row: Amendment, error: UnknownNoteError, places: Mapping[int, Place]) -> Problem:
    message = f"the amended text of {_name(row)} calls a note that was not there: {error}"
    return Problem(message, places[row.number], "new notes are written into the content by hand")


def _without_words(row: Amendment, places: Mapping[int, Place]) -> Problem:
    message = f"amendment {row.number} is not about words of a line, so that none can stand in their place"
    hint = "accept or reject it, and change the content by hand"
    return Problem(message, places[row.number], hint)


def _conflicts(
    pairs: Iterable[tuple[AmendmentNumber, AmendmentNumber]],
    decided: Mapping[AmendmentNumber, Amendment],
    places: Mapping[int, Place],
) -> list[Problem]:
    """`decided` are the rows by the numbers of their marks; others are those of today's content."""
    problems: dict[Problem, None] = {}
    for one, other in sorted(pairs):
        rows = [decided[number] for number in (one, other) if number in decided]
        if len(rows) == 2:
            problems[_in_the_same_words(rows[0], rows[1], places)] = None
        else:
            [row] = rows
            message = (
                f"{_name(row)} is {_DONE[row.disposition]}, but the content has been changed there since"
            )
            problems[Problem(message, places[row.number], _BY_HAND)] = None
    return list(problems)


def _in_the_same_words(one: Amendment, other: Amendment, places: Mapping[int, Place]) -> Problem:
    first, second = sorted((one, other), key=lambda row: row.number)
    if first.disposition == second.disposition:
        does = f"amendments {first.number} and {second.number} are both {_DONE[first.disposition]}"
    else:
        does = (
            f"{_name(first)} is {_DONE[first.disposition]}, and {_name(second)} {_DONE[second.disposition]}"
        )
    hint = f"{_ONE}; the other is in {places[first.number]}"
    return Problem(f"{does}, in the same words", places[second.number], hint)


def _decided(
    accepted: Iterable[Amendment], amended: Sequence[Amendment], own: Document
) -> dict[AmendmentNumber, Amendment]:
    """The rows by the numbers of their marks: those of the copies, and those of the meeting's `own` words."""
    found = {number: row for row in (*accepted, *amended) for number in row.revisions}
    of_line = {row.id: row for row in reversed(amended)}
    for id, mark in marks(own):
        row = of_line.get(said(id)) or next((r for r in amended if said(id).startswith(f"{r.id}.")), None)
        found[mark.amendment] = row or amended[0]
    return found
