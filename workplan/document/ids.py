"""What an id says of what it names, and how the ids of what is printed from data are made.

impunity               a heading, a row, an item: an id of the content
impunity.status.text   what stands in it
introduction.2.1       what has no id of its own: its place below what has one
actions                the table or the list that a directive prints
actions-2              the same, where the directive stands for the second time
actions-2.impunity     what has the id `impunity` in the content, printed once more
actions-2.group.begun  the line of a table above the rows of a group
actions-2.group.begun.impunity   what has the id `impunity`, below it
list-of-recommendations.0  the paragraph that recommendations go on from, before the first of them
"""

from __future__ import annotations

from msgspec import Struct

#: Before a number that is an id of the content, behind a dot: a number alone is a place.
_DIGITS = "_"


def by_place(id: str) -> bool:
    """Whether an id is that of a place (`introduction.2.1`, `new.4`), and not one that the content gave, nor
    one that follows from such a one (`impunity.text`)."""
    return any(part.isdigit() for part in id.split(".")[1:])


def lead(recommendations: str) -> str:
    """The id of the paragraph that a list of recommendations goes on from."""
    return f"{recommendations}.0"


def cell_line(cell: str, place: int) -> str:
    """The id of a line of a cell by its place: the first is the cell's text."""
    return f"{cell}.{'text' if place == 1 else place}"


def column(cell: str) -> str:
    """The name of the column that a cell of a directive's table stands in."""
    return cell.rpartition(".")[2]


def source(id: str) -> str:
    """The id in the content of what a row or an item of this id prints; `id` itself where that is none."""
    last = id.rpartition(".")[2]
    return id if last.isdigit() else last.removeprefix(_DIGITS)


_GROUP = "group"


def group_row(table: str, name: str) -> str:
    """The id of the row above those of a group; what stands in the group has it before its own."""
    return f"{table}.{_GROUP}.{name}"


def in_group(table: str, row: str) -> bool:
    """Whether a row of a table is in a group, or above one."""
    path = row.removeprefix(f"{table}.").split(".")
    return path[0] == _GROUP and len(path) > 1


def is_made(table: str, row: str) -> bool:
    """Whether a row of a table of data prints no entry of these: it is the one above a group."""
    return in_group(table, row) and len(row.removeprefix(f"{table}.").split(".")) == 2


class Scope(Struct, frozen=True):
    """Where the names of what one use of a directive prints are unique. `id` is that of its table or list;
    what the `first` one prints has the names that it has in the content."""

    id: str
    first: bool = True

    def name(self, source: str, within: str = "") -> str:
        """The id of what is `source` in the content, `within` a list below this one where that is given."""
        if self.first:
            return source
        return f"{within or self.id}.{_DIGITS if source.isdigit() else ''}{source}"


def scope(id: str) -> Scope:
    """The scope of what a directive prints, by the id of the table or the list."""
    from workplan.directives.declared import printing  # few who make ids know directives

    directive = printing(id)
    return Scope(id, first=directive is None or directive.id == id)
