"""The marks of the matrix are read back with the table of actions (`marks`), whose data they are: the matrix
itself is printed anew, and its rows and columns cannot be changed."""

from __future__ import annotations

from workplan.directives.interest_matrix.declared import INTEREST_MATRIX
from workplan.directives.taker import Taker


class MatrixTaker(Taker):
    declares = INTEREST_MATRIX
    computed = True
    cells_are_read = True
    refusal = (
        "its rows are the members of members.yaml, and its columns the actions of actions.yaml: change these"
    )
