"""The marks of the matrix cannot be read back: they follow from the interest that each action has."""

from __future__ import annotations

from workplan.directives.interest_matrix.declared import INTEREST_MATRIX
from workplan.directives.taker import Taker


class MatrixTaker(Taker):
    declares = INTEREST_MATRIX
    computed = True
    refusal = (
        "its marks follow from the members' interest in each action: "
        "change it in the table of actions, or in actions.yaml"
    )
