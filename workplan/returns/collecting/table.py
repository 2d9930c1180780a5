"""What was collected, for people: who was sent a form, who answered, how that was read, and how sure it is.

In a terminal, some lines for each member, 80 columns wide. As CSV and XLSX, a row for each member and action.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from itertools import groupby
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workplan.files.spreadsheet import comma_separated
from workplan.files.spreadsheet.writing import heads_of_pages, on_one_page_across, packed, put, row_height
from workplan.returns.answers import Sure
from workplan.returns.collecting.collect import Collected
from workplan.returns.collecting.files import what
from workplan.returns.collecting.said import Answered, Cell
from workplan.text.characters import printable
from workplan.text.hints import escaped

_WIDTH = 79
_SURE: tuple[Sure, ...] = ("certain", "to be confirmed", "unreadable")
_SAID = {"lead": "lead", "contributing": "contributing", "none": "no interest any more"}
HEADINGS = (
    *(
        "Member",
        "Sent",
        "Answered",
        "File",
        "No.",
        "Action",
        "Answer",
        "Before",
        "Comment",
        "Read from",
        "Sure",
    ),
    "Remarks",
)
_WIDTHS = (20, 8, 14, 28, 6, 40, 14, 14, 30, 24, 16, 40)


def lines(found: Collected) -> Iterator[str]:
    """A member's name, what came back and how sure it is; below, the actions by what is said of them."""
    numbers = {row.action: row.number for row in found.blank.rows}
    total = len(found.answered)
    yield f"{found.blank.call.name}: {total} sent, {found.count} answered, until {found.blank.deadline}"
    for each in found.answered:
        yield f"{escaped(each.member)}: {_standing(each)}"
        for words in _answers(each, numbers):
            yield from wrap(words, _WIDTH, initial_indent="    ", subsequent_indent="      ")


def _standing(each: Answered) -> str:
    if not each.reads:
        return "sent, no answer yet"
    if not each.used:
        return f"answered {len(each.reads)} times; nothing says which is later"
    when = f" on {each.used.received}" if each.used.received else ""
    sure = _sure(each.cells.values())
    return f"answered{when}, {what(each.used.returned)}; {sure}"


def _sure(cells: Iterable[Cell]) -> str:
    found = {cell.sure for cell in cells if not cell.is_empty}
    return ", ".join(each for each in _SURE if each in found) or "empty"


def _answers(each: Answered, numbers: dict[str, int]) -> Iterator[str]:
    for said, name in _SAID.items():
        for sure in _SURE[:2]:
            of = [numbers[a] for a, c in each.cells.items() if c.said == said and c.sure == sure]
            if of:
                yield f"{name} {ranges(of)}{' (to be confirmed)' if sure != 'certain' else ''}"
    if unreadable := [numbers[a] for a, c in each.cells.items() if c.sure == "unreadable"]:
        yield f"unreadable {ranges(unreadable)}"
    yield from (f"{numbers[a]}: {printable(c.comment)}" for a, c in each.cells.items() if c.comment)
    if not each.used:
        return
    returned = each.used.returned
    if returned.remarks and returned.remarks.value:
        yield f"remarks: {printable(returned.remarks.value)}"
    if changed := [numbers[action] for action in returned.edited if action in numbers]:
        yield f"words changed in {ranges(changed)}"


def ranges(numbers: Sequence[int]) -> str:
    """1-3, 7."""
    found = []
    for _, run in groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0]):
        these = [number for _, number in run]
        found.append(f"{these[0]}-{these[-1]}" if len(these) > 2 else ", ".join(map(str, these)))
    return ", ".join(found)


def rows(found: Collected) -> Iterator[tuple[str, ...]]:
    """A row for each member and action; and for returns of a member that do not count, one."""
    for each in found.answered:
        answered = "no" if not each.reads else str(each.used.received or "yes") if each.used else "unclear"
        file = "; ".join(read.given.name for read in each.reads)
        for row in found.blank.rows:
            cell = each.cells.get(row.action)
            yield (
                each.member,
                "yes",
                answered,
                file,
                str(row.number),
                row.text,
                (cell.said or "") if cell else "",
                (cell.before or ("interested" if cell.is_named else "")) if cell else "",
                cell.comment if cell else "",
                (cell.how or "") if cell and not cell.is_empty else "",
                cell.sure if cell and not cell.is_empty else "",
                (cell.why if cell else "") or each.why,
            )


def as_csv(found: Collected) -> bytes:
    """As CSV."""
    return comma_separated.as_csv(HEADINGS, rows(found))


def as_xlsx(found: Collected) -> bytes:
    """As a spreadsheet."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Returns"
    for n, row in enumerate((HEADINGS, *rows(found)), 1):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(n, column)
            assert isinstance(cell, SheetCell)
            put(cell, words)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.font = Font(bold=n == 1)
        sheet.row_dimensions[n].height = row_height(zip(row, _WIDTHS, strict=True))
    for n, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    on_one_page_across(sheet)
    heads_of_pages(sheet, found.blank.call.name)
    day = found.blank.identity.edition.date
    return packed(book, found.blank.call.name, datetime.combine(day, time(tzinfo=UTC)))
