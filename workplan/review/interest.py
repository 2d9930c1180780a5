"""Members that are added to a cell of members' interest: the one place where words that several members put
in beside each other are not in conflict. "IOM" with ", Thailand" and ", Australia (lead)" behind it is a
list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workplan.document.actions import COLUMNS
from workplan.document.tree import Row, Text
from workplan.review.atoms import Atom, End

_INTEREST = COLUMNS.index("interest")
#: Names with a separator on one side: what follows a name, or comes before one.
_NAMES = re.compile(r"\s*[,;][^,;]+([,;][^,;]+)*|([^,;]+[,;])+\s*")


def interest_cells(rows: Iterable[Row]) -> Iterator[str]:
    """The ids of the cells of these rows that say which members are interested."""
    for row in rows:
        if len(row.cells) == len(COLUMNS) and row.cells[_INTEREST].id == f"{row.id}.interest":
            yield row.cells[_INTEREST].id


def adds_members(put: Sequence[Atom]) -> bool:
    """Whether words or lines that are put into a cell of interest add members and touch no others: lines of
    their own, or names with a comma between them and the next."""
    *words, last = put
    if isinstance(last, End):
        return all(isinstance(atom, Text | End) for atom in words)
    return all(isinstance(atom, Text) for atom in put) and bool(_NAMES.fullmatch(_said(put)))


def _said(put: Iterable[Atom]) -> str:
    return "".join(atom.text for atom in put if isinstance(atom, Text))
