"""The pieces of names: numbers as meetings cite them; columns, rows and lines of a front page."""

from __future__ import annotations

from collections.abc import Iterable

from workplan.compare.marked.sides import cell_side, number
from workplan.compare.telling.telling import Telling, within
from workplan.content.paper.roles import PLAN_ROLES, is_of_paper, line_name
from workplan.directives.declaration import Noun
from workplan.directives.declared import holding, printing
from workplan.document.ids import by_place, column
from workplan.document.revisions import WAS
from workplan.document.tree import Cell, Place, Row, Table
from workplan.document.walking.lines import Line
from workplan.document.walking.walk import description
from workplan.text.excerpts import beginning, shortened

#: Of more letters than these, what stands in a section is named behind the beginning of its heading.
_SECTION = 60


def section_name(appendix: str, heading: str, telling: Telling) -> str:
    """What the section below a heading is called."""
    words = shortened(heading, _SECTION)
    return telling.phrases.comma.format(first=appendix, next=words) if appendix else words


def table_name(table: Table, telling: Telling) -> str:
    return telling.name(telling.phrases.table, words=description(table))


def noun_of(id: str) -> Noun:
    """What a row of the table, or an item of the list, of this id is called."""
    directive = printing(id)
    return directive.noun if directive else "row"


def field_name(cell: Cell, language: str) -> str:
    """A column's heading within a sentence."""
    return within(cell_side(cell, new=True) or cell_side(cell, new=False), language)


def number_column(table: Table) -> int | None:
    """The place of the column that a table of data has its rows' numbers in; None where it has none."""
    names = [column(cell.id) for cell in table.header.cells]
    return names.index("number") if "number" in names and holding(table.id, "number") else None


def row_number(table: Table, row: Row, place: int) -> str:
    """The number that a row shows; its `place` where its table has none. A row above a group shows none."""
    at = number_column(table)
    return (number(row) or str(place)) if at is None else cell_side(row.cells[at], new=True).rstrip(".")


def row_name(telling: Telling, table: Table, row: Row, numbered: str) -> str:
    """What a row is called: one of a manuscript's table, which has no numbers, or one that has a heading, by
    the words that it begins with; any other by its number, where it has one."""
    phrases = telling.phrases
    if by_place(table.id) or table.row_heads or not numbered:
        cells = ((cell_side(cell, new=False), cell_side(cell, new=True)) for cell in row.cells)
        if words := next((before or after for before, after in cells if before or after), ""):
            return telling.name(phrases.row_of, words=beginning(words))
    return telling.name(getattr(phrases, noun_of(table.id)), number=numbered)


def joined_numbers(numbers: Iterable[str]) -> str:
    """The number of an item below others: "2.b", "(a)(ii)"."""
    found = ""
    for each in filter(None, numbers):
        found += each if not found or each.startswith("(") else f".{each}"
    return found


def cited(paragraph: str, item: str) -> str:
    """The number of an item below a numbered paragraph: "14 (a)"."""
    return f"{paragraph} {item}" if paragraph and item.startswith("(") else item


def front_name(place: Place, telling: Telling) -> str:
    """What a line of the front page is called."""
    id = place.id.removeprefix(WAS)
    if place.role in PLAN_ROLES and not is_of_paper(id):
        return str(getattr(telling.phrases, place.role.replace("-", "_")))
    return line_name(id, telling.head)


def is_numbered_data(line: Line) -> bool:
    """Whether a line belongs to an item of a directive's list that has an id of its own (a priority), and not
    to an item below one."""
    directive = printing(line.place.frames[0].list) if len(line.place.frames) == 1 else None
    return directive is not None and bool(directive.kinds)


def near(message: str, place: object) -> str:
    """A message with the name of the place that it is about behind it, where there is one."""
    return f"{message} ({place})" if place else message
