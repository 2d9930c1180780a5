"""What a meeting decided, as one document: today's content with all that was accepted or amended.

Accepted amendments are chosen in each copy, amended words are a copy of the meeting's own, and all are merged
with what the content has become since. Where two of them touch the same words, nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.names.parts import near
from workplan.content.words.wording import Wording
from workplan.document.revisions import accept, said
from workplan.document.tree import NO_AMENDMENT, AmendmentNumber, Document, Inline, Revision, Row, Table
from workplan.document.walking.walk import with_lines
from workplan.errors import ContentError, Place, Problem
from workplan.review.consolidate import Consolidated
from workplan.review.copy.numbering import tagged
from workplan.review.deciding.amended_text import Agreed, cells_said, on_one_line, reworded_row
from workplan.review.deciding.columns import column_problem
from workplan.review.deciding.no_effect import touched, without_effect
from workplan.review.deciding.of_rows import DONE, RowProblem, called, of_row
from workplan.review.deciding.priority_numbers import with_links
from workplan.review.deciding.rewording import UnknownNoteError, reworded
from workplan.review.edits.marks import marks
from workplan.review.merge.merge import merge
from workplan.review.rows.amendment import Amendment

MEETING = Revision("the meeting")
_ONE = "accept or amend one of them, and reject the other"


class Decided(Struct, frozen=True):
    """`document` is what the content is to say; `applied` are the rows that it took, in their order, and
    `already` the numbers of those that the content says as it is. `touched` has the ids of what each of the
    others changes in `document`."""

    document: Document
    applied: tuple[Amendment, ...]
    already: tuple[int, ...]
    touched: Mapping[int, frozenset[str]]


def decide(
    found: Consolidated,
    today: Document,
    rows: Sequence[Amendment],
    places: Mapping[int, Place],
    wording: Wording | None = None,
) -> Decided:
    """Today's document with the rows that are accepted and amended; `places` says where each was decided on,
    and `wording` how the plan words its data.

    Raises `ContentError` with what cannot be done: amendments that touch the same words, words that the
    content has changed since, an amended text where there are no words to put it in place of, what would
    change nothing.
    """
    wording = wording or Wording()
    accepted = [row for row in rows if row.disposition == "accept" and not found.is_made(row)]
    amended = [row for row in rows if row.disposition == "amend"]
    if impossible := list(_impossible(found, (*accepted, *amended), wording, places)):
        raise ContentError(impossible)
    gone = [row for row in amended if row.kind == "deletion" and not row.extent]
    put_in = [row for row in amended if row.revisions and not row.extent and row not in gone]
    new = Agreed({row.revisions[0]: row.amended for row in put_in})
    copies = tuple(replace(copy, document=new.copy(copy.document)) for copy in found.copies)
    numbers = [number for row in accepted for number in row.revisions]
    chosen = [
        with_links(copy, found.base, today, wording.linked_priority)
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
    numbers_of = {row.number: row.revisions for row in accepted} | _of_amended(amended, own)
    if idle := frozenset(without_effect(merged, document, numbers_of)):
        raise ContentError(_idle(row, places) for row in rows if row.number in idle)
    changes = touched(merged, numbers_of)
    taken = tuple(row for row in rows if row in accepted or row in amended)
    already = tuple(row.number for row in rows if _is_taken(row) and row.number not in changes)
    return Decided(document, taken, already, changes)


def _is_taken(row: Amendment) -> bool:
    return row.disposition in DONE


def _impossible(
    found: Consolidated, rows: Iterable[Amendment], wording: Wording, places: Mapping[int, Place]
) -> Iterator[Problem]:
    """Rows that propose nothing that can be put into the content."""
    for row in rows:
        if change := found.column(row):
            yield column_problem(row, change, wording, places)
        elif row.kind == "comment" and row.disposition == "accept":
            hint = 'make the disposition "note"; or "amend", and write the words that were agreed on'
            yield of_row(row, f"{called(row)} is a comment, which proposes no words to accept", places, hint)


def _of_amended(amended: Sequence[Amendment], own: Document) -> dict[int, Sequence[AmendmentNumber]]:
    """The numbers of the marks of each row that is amended, by the row's own; none where its words are those
    that are there."""
    found = list(marks(own))
    return {
        row.number: ()
        if on_one_line(row.amended) == on_one_line(row.present)
        else (
            *row.revisions,
            *(mark.amendment for id, mark in found if f"{said(id)}.".startswith(f"{row.id}.")),
        )
        for row in amended
    }


def _idle(row: Amendment, places: Mapping[int, Place]) -> Problem:
    if row.disposition == "amend":
        message = f"the amended text of {called(row)} is what stands there already"
        return of_row(row, message, places, "to leave the words as they are, reject it")
    message = f"{called(row)} is accepted, but would change nothing in the content"
    return of_row(row, message, places)


def _of_other_form(row: Amendment, new: Agreed, places: Mapping[int, Place]) -> Problem | None:
    """Why the words agreed on cannot stand in the place of what a copy puts in or takes out."""
    number = next(iter(row.revisions), NO_AMENDMENT)
    of_line = row.extent or (row.kind != "deletion" and number not in new.rows)
    if of_line and "\n\n" in row.amended:
        message = f"the amended text of {called(row)} has several paragraphs"
        hint = "write one; further paragraphs are added to the content by hand"
        return of_row(row, message, places, hint)
    if row.extent or row.kind == "deletion":
        return None
    if number in new.misfits:
        return _misfit(row, places)
    return None if new.taken[number] == 1 else _without_words(row, places)


def _misfit(row: Amendment, places: Mapping[int, Place]) -> Problem:
    message = f"the amended text of {called(row)} has other cells than the row"
    hint = 'write the words of all cells that have any, with " | " between two, as in the proposed text'
    return of_row(row, message, places, hint)


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
    message = f"the amended text of {called(row)} calls a note that was not there: {error}"
    return of_row(row, message, places, "new notes are written into the content by hand")


def _without_words(row: Amendment, places: Mapping[int, Place]) -> Problem:
    message = f"{called(row)} is not about words of a line, so that none can stand in their place"
    hint = "accept or reject it, and change the content by hand"
    return of_row(row, message, places, hint)


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
                f"{called(row)} is {DONE[row.disposition]}, but the content has been changed there since"
            )
            problems[of_row(row, message, places)] = None
    return list(problems)


def _in_the_same_words(one: Amendment, other: Amendment, places: Mapping[int, Place]) -> Problem:
    first, second = sorted((one, other), key=lambda row: row.number)
    if first.disposition == second.disposition:
        does = f"amendments {first.number} and {second.number} are both {DONE[first.disposition]}"
    else:
        does = (
            f"{called(first)} is {DONE[first.disposition]}, and {called(second)} {DONE[second.disposition]}"
        )
    hint = f"{_ONE}; the other is in {places[first.number]}"
    rows = (first.number, second.number)
    message = near(f"{does}, in the same words", second.place)
    return RowProblem(message, places[second.number], hint, rows=rows)


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
