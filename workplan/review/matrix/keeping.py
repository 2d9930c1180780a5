"""Decisions on a matrix that is made anew, because another copy came: each stays with its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec.structs import replace

from workplan.errors import Problem
from workplan.review.matrix.decisions import Decision, MatrixError, possible
from workplan.review.matrix.rows import Matrix, fingerprint
from workplan.review.rows.amendment import Amendment

_ELSEWHERE = "write the new matrix to another folder, with --output, and move the decisions over by hand"

_TWICE = "make both decisions the same, or take the matrix that is out of date away"


def with_decisions(matrix: Matrix, earlier: Iterable[Decision]) -> Matrix:
    """The matrix with what was decided on the same rows before. Rows are the same where their keys are; of
    several with one key, the first is the first.

    Raises `MatrixError` with every decision that has no row any more, or of which its row has another.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(matrix.amendments):
        places[fingerprint(row)].append(n)
    before: dict[str, list[Decision]] = defaultdict(list)
    for decision in earlier:
        before[decision.key].append(decision)
    rows = list(matrix.amendments)
    problems: list[Problem] = []
    for key, decisions in before.items():
        same = len(decisions) == len(places[key])
        for n, decision in enumerate(decisions):
            if not (decision.disposition or decision.remark):
                continue
            if not same:
                message = f"what was decided on amendment {decision.number} has no row in the new matrix"
                problems.append(Problem(message, decision.place, _ELSEWHERE))
                continue
            at = places[key][n]
            if _other(rows[at], decision):
                message = f"amendment {decision.number} was decided in another way elsewhere"
                problems.append(Problem(message, decision.place, _TWICE))
            rows[at] = _with(rows[at], decision)
    if problems:
        raise MatrixError(sorted(problems, key=lambda problem: problem.place))
    return replace(matrix, amendments=tuple(rows))


def _other(row: Amendment, decision: Decision) -> bool:
    known = row.disposition, row.amended
    return bool(row.disposition and decision.disposition) and known != (
        possible(row, decision.disposition),
        decision.amended,
    )


def _with(row: Amendment, decision: Decision) -> Amendment:
    if decision.disposition:
        row = replace(row, disposition=possible(row, decision.disposition), amended=decision.amended)
    return replace(row, remark=decision.remark or row.remark)
