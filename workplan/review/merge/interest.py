"""Members that are added to a cell of members' interest: the one place where words that several members put
in beside each other are not in conflict (`directives.actions.interest_changes`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from workplan.directives.actions.interest_changes import Added, lines_added, names_added
from workplan.directives.declared import holding
from workplan.document.ids import column
from workplan.document.tree import Row, Text
from workplan.review.edits.letters import Atom, End


def cells_of_members(table: str, rows: Iterable[Row]) -> Iterator[str]:
    """The ids of the cells of these rows of a table that list members."""
    for row in rows:
        for cell in row.cells:
            if cell.id == f"{row.id}.{column(cell.id)}" and holding(table, column(cell.id)) == "members":
                yield cell.id


def adds_members(
    base: Sequence[Atom], at: int, put: Sequence[Atom], known: Collection[str] = ()
) -> tuple[Added, range]:
    """The members that words or lines add which are put into a cell of interest before `at`, and the places
    of the letters that say the role of the line that they are added to. `known` are the names of members."""
    *words, last = put
    if isinstance(last, End):
        fits = all(isinstance(atom, Text | End) for atom in words)
        return lines_added(_said(put), known) if fits else Added(), range(0)
    if not all(isinstance(atom, Text) for atom in put):
        return Added(), range(0)
    before = _said([*takewhile(_is_in_line, reversed(base[:at]))][::-1])
    added = names_added(before, _said(put), _said(takewhile(_is_in_line, base[at:])).lstrip(), known)
    start = at - len(before)
    return added, range(start, start + added.role)


def _is_in_line(atom: Atom) -> bool:
    return not isinstance(atom, End)


def _said(put: Iterable[Atom]) -> str:
    return "".join("\n" if isinstance(atom, End) else getattr(atom, "text", "") for atom in put)
