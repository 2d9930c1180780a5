"""What was decided: checked as a whole, and put beside the amendments that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.words.matrix import DISPOSITIONS, MatrixWords
from workplan.errors import ContentError, ExitCode, Place, Problem
from workplan.review.matrix.rows import Matrix, fingerprint
from workplan.review.rows.amendment import Amendment, Disposition
from workplan.text.characters import refusal, refused_character, with_plain_line_ends
from workplan.text.hints import did_you_mean, join, one_of, quoted


class MatrixError(ContentError):
    """A matrix that cannot be read, or whose decisions do not hold together; `problems` says why."""


class NoMatrixError(MatrixError):
    """A file that is no matrix, or none that can be read: whatever was decided, it does not say."""

    exit_code = ExitCode.FILE


class Decision(Struct, frozen=True):
    """What was decided on one amendment; a disposition of "" is none yet. `key` is the amendment's
    fingerprint, `place` where the decision stands in its file."""

    number: int
    disposition: Disposition
    amended: str
    remark: str
    key: str
    place: Place

    @property
    def _said(self) -> tuple[object, ...]:
        """All but its place."""
        return self.number, self.disposition, self.amended, self.remark, self.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


class Decisions(Struct, frozen=True):
    """The decisions of one matrix by number. `digest` is that of the baseline it was made for."""

    digest: str
    decisions: tuple[Decision, ...]


class Entry(Struct, frozen=True):
    """A row as it stands in a file, where nothing but its number has been checked."""

    number: int
    disposition: str
    amended: str
    remark: str
    key: str
    place: Place


def checked(entries: Sequence[Entry], words: MatrixWords) -> tuple[list[Decision], list[Problem]]:
    """The decisions, by number, and what is wrong with them. `words` are those of their matrix."""
    decisions: dict[int, Decision] = {}
    problems: list[Problem] = []
    for entry in entries:
        if known := decisions.get(entry.number):
            where = f"it stands at {known.place} already"
            problems.append(Problem(f"number {entry.number} is given twice", entry.place, where))
            continue
        decision = Decision(
            entry.number,
            cast(Disposition, words.chosen(entry.disposition)),
            with_plain_line_ends(entry.amended).strip(),
            with_plain_line_ends(entry.remark).strip(),
            entry.key.strip(),
            entry.place,
        )
        decisions[entry.number] = decision
        problems += _wrong(decision, words)
    return [decisions[number] for number in sorted(decisions)], problems


def _wrong(decision: Decision, words: MatrixWords) -> list[Problem]:
    known = tuple(words.dispositions())
    word, place, name = decision.disposition, decision.place, f"amendment {decision.number}"
    found = []
    if word and word not in DISPOSITIONS:
        hint = join(did_you_mean(word, known), f"The words here are: {one_of(known)}")
        found.append(Problem(f"the disposition {quoted(word)} of {name} is unknown", place, hint))
    elif word == "amend" and not decision.amended:
        hint = "write the words that were agreed on; to leave the words as they are, reject"
        found.append(Problem(f"{name} is to be amended, but there is no amended text", place, hint))
    elif decision.amended and word != "amend":
        hint = f"make the disposition {quoted(words.amend)}, or take the amended text out"
        says = f"the disposition is {quoted(words.of(word))}" if word else "there is no disposition"
        found.append(Problem(f"{name} has an amended text, but {says}", place, hint))
    for text in (decision.amended, decision.remark):
        if character := refused_character(text):
            found.append(Problem(f"{name}: {refusal(character.group())}", place, "delete it"))
    return found


def possible(row: Amendment, disposition: Disposition) -> Disposition:
    """What a disposition is of this row: a comment proposes nothing that could be accepted or rejected, so it
    is noted. (Matrices of before offered both.)"""
    return "note" if row.kind == "comment" and disposition in ("accept", "reject") else disposition


def impossible(matrix: Matrix, decisions: Decisions) -> Iterator[Problem]:
    """A warning for each disposition that its row cannot have, at its cell."""
    rows, said = {row.number: row for row in matrix.amendments}, matrix.words
    for decision in decisions.decisions:
        row = rows.get(decision.number)
        if row and possible(row, decision.disposition) != decision.disposition:
            word, note = quoted(said.of(decision.disposition)), quoted(said.note)
            message = f"amendment {row.number} is a comment, which proposes nothing: {word} is read as {note}"
            hint = f"choose {note}, or {quoted(said.amend)} with the words that were agreed on"
            yield Problem(message, decision.place, hint, warning=True)


def decided(matrix: Matrix, decisions: Decisions) -> Matrix:
    """The matrix with these decisions; an amendment without one is undecided. Whether both are of one
    baseline is the caller's to compare.

    Raises `MatrixError` for decisions on numbers that are not there, or on other amendments.
    """
    known = {amendment.number: amendment for amendment in matrix.amendments}
    taken = {}
    problems = []
    for decision in decisions.decisions:
        amendment = known.get(decision.number)
        if not amendment:
            problems.append(
                Problem(
                    f"there is no amendment {decision.number}",
                    decision.place,
                    f"the numbers go from {min(known)} to {max(known)}" if known else "there are none at all",
                )
            )
        elif decision.key != fingerprint(amendment):
            problems.append(
                Problem(
                    f"amendment {decision.number} is not the one that this row was made for",
                    decision.place,
                    "the copies changed, or the row: make the matrix again, and move the decisions over",
                )
            )
        taken[decision.number] = decision
    if problems:
        raise MatrixError(problems)
    amendments = []
    for amendment in matrix.amendments:
        found = taken.get(amendment.number)
        amendments.append(
            replace(
                amendment,
                disposition=possible(amendment, found.disposition) if found else "",
                amended=found.amended if found else "",
                remark=found.remark if found else "",
            )
        )
    return replace(matrix, amendments=tuple(amendments))
