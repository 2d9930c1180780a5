"""Problems with what was decided on rows of a matrix: each knows whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workplan.compare.names.parts import near
from workplan.errors import Place, Problem
from workplan.review.rows.amendment import Amendment

BY_HAND = 'change the content by hand, and make the disposition "note"'
DONE = {"accept": "accepted", "amend": "amended"}


@dataclass(frozen=True, slots=True)
class RowProblem(Problem):
    """A problem with the decisions on the rows of these numbers."""

    rows: tuple[int, ...] = ()


def of_row(row: Amendment, message: str, places: Mapping[int, Place], hint: str = BY_HAND) -> RowProblem:
    """A problem with the decision on one row, where that stands; behind it, what the row is about."""
    return RowProblem(near(message, row.place), places[row.number], hint, rows=(row.number,))


def called(row: Amendment) -> str:
    """A row, as messages call it."""
    return f"amendment {row.number}"
