"""What an id says of what it names."""

from __future__ import annotations


def by_place(id: str) -> bool:
    """Whether an id is that of a place (`introduction.2.1`, `new.4`), and not one that the content gave, nor
    one that follows from such a one (`impunity.text`)."""
    return any(part.isdigit() for part in id.split(".")[1:])


def cell_line(cell: str, place: int) -> str:
    """The id of a line of a cell by its place: the first is the cell's text."""
    return f"{cell}.{'text' if place == 1 else place}"
