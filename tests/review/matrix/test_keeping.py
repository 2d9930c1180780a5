"""A matrix made anew keeps what was decided on its rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from tests.review.matrix.samples import sample
from workplan.errors import Place
from workplan.review.matrix import Decision, Matrix, MatrixError, with_decisions
from workplan.review.matrix.rows import fingerprint
from workplan.review.rows.amendment import Amendment, Disposition


def decisions(rows: Sequence[Amendment], *does: Disposition) -> list[Decision]:
    return [
        Decision(row.number, word, "", "", fingerprint(row), Place("matrix.yaml", row.number))
        for row, word in zip(rows, does, strict=True)
    ]


def undecided() -> Matrix:
    rows = (replace(row, disposition="", amended="", remark="") for row in sample().amendments)
    return replace(sample(), amendments=tuple(rows))


def test_decisions_stay_with_their_rows_whatever_their_numbers() -> None:
    old = undecided().amendments[1:3]
    new = with_decisions(undecided(), decisions([replace(row, number=1) for row in old], "accept", "note"))
    assert [row.disposition for row in new.amendments[:4]] == ["", "accept", "note", ""]


def test_of_equal_rows_the_first_is_the_first() -> None:
    row = undecided().amendments[0]
    twice = replace(undecided(), amendments=(row, replace(row, number=2)))
    new = with_decisions(twice, decisions(twice.amendments, "", "reject"))
    assert [row.disposition for row in new.amendments] == ["", "reject"]


def test_a_decision_without_its_row_is_an_error() -> None:
    """Without the fix, the new matrix replaced the old one, with all that was filled in."""
    gone, *others = undecided().amendments
    with pytest.raises(MatrixError, match="decided on amendment 1 has no row in the new matrix"):
        with_decisions(replace(undecided(), amendments=tuple(others)), decisions([gone], "accept"))
    with_decisions(replace(undecided(), amendments=tuple(others)), decisions([gone], ""))


def test_two_decisions_on_one_row_are_an_error() -> None:
    row = undecided().amendments[0]
    new = with_decisions(undecided(), decisions([row], "accept"))
    assert with_decisions(new, decisions([row], "accept")) == new
    with pytest.raises(MatrixError, match="amendment 1 was decided in another way elsewhere"):
        with_decisions(new, decisions([row], "reject"))
