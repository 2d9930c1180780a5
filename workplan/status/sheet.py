"""The register as a spreadsheet (XLSX) that people fill in: a row for each action.

[x] states: a drop-down; header frozen, and repeated when printed; filters; landscape A4, one page wide
[x] all words are text, never formulas; the same bytes for the same content
[x] a hidden sheet with what every cell said, so that whoever reads it back tells an edit from a conflict
[-] words that no cell can hold (32,767 characters): refused
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workplan.content.models.data import Action
from workplan.content.paper.plan import Plan
from workplan.design.theme import Theme
from workplan.document.composing.inlines import markup
from workplan.document.composing.references import targets
from workplan.document.walking.walk import plain
from workplan.errors import OutputError
from workplan.files.spreadsheet.cells import MOST_CHARACTERS
from workplan.files.spreadsheet.writing import (
    as_text,
    heads_of_pages,
    on_one_page_across,
    packed,
    put_at,
    remember,
    row_height,
)
from workplan.status.columns import FILLED_IN, HIDDEN, KEPT, MARK, Column, filled_in, headings
from workplan.text.excerpts import shortened
from workplan.text.hints import quoted

#: In characters of the default font.
_WIDTHS = {
    Column.NUMBER: 5,
    Column.ACTION: 52,
    Column.PRIORITIES: 9,
    Column.LEAD: 16,
    Column.CONTRIBUTING: 16,
    Column.INTERESTED: 16,
    Column.STATE: 14,
    Column.TEXT: 36,
    Column.TIMEFRAME: 14,
    Column.MEETING: 18,
    Column.KEY: 16,
}
_SIZE = 10
#: Columns that stay while the others are scrolled.
_FROZEN = "C2"
#: What the cells of an action say.
_Row = dict[Column, str]


def as_xlsx(plan: Plan, theme: Theme) -> bytes:
    """The spreadsheet of the register. Its date is that of the edition. Raises `OutputError` where words are
    longer than a cell can hold."""
    book = Workbook()
    sheet, hidden = book.active, book.create_sheet(HIDDEN)
    assert isinstance(sheet, Worksheet)
    sheet.title = "Status"
    rows = list(_rows(plan))
    _fill(sheet, plan, rows, theme)
    _behave(sheet, plan)
    _remember(hidden, plan, rows)
    made = datetime.combine(plan.identity.edition.date, time(tzinfo=UTC))
    return packed(book, plan.identity.title, made)


def _fill(sheet: Worksheet, plan: Plan, rows: Sequence[_Row], theme: Theme) -> None:
    colours = {name: colour.removeprefix("#") for name, colour in theme.colours.items()}
    thin = Side("thin", colours["rule"])
    for n, (column, name) in enumerate(headings(plan.identity).items(), 1):
        cell = _cell(sheet, 1, n, name, Border(thin, thin, thin, thin))
        cell.font = Font(theme.fonts.word, _SIZE, bold=True, color=colours["accent"])
        cell.fill = PatternFill("solid", colours["shade"])
        sheet.column_dimensions[get_column_letter(n)].width = _WIDTHS[column]
    for row, values in enumerate(rows, 2):
        sheet.row_dimensions[row].height = row_height((words, _WIDTHS[c]) for c, words in values.items())
        for n, column in enumerate(Column, 1):
            cell = _cell(sheet, row, n, values[column], Border(thin, thin, thin, thin))
            own = column in FILLED_IN
            cell.font = Font(theme.fonts.word, _SIZE, color=colours["ink" if own else "muted"])
            if column is Column.NUMBER:
                cell.value, cell.number_format = row - 1, "General"
            elif own:
                cell.number_format = "@"  # an empty one, too: what is typed there stays as it is typed


def _rows(plan: Plan) -> Iterator[_Row]:
    """What the cells of each action say."""
    leads = targets(plan)
    numbers = {priority.id: str(n) for n, priority in enumerate(plan.priorities, 1)}
    states = {state.id: plan.identity.state_name(state) for state in plan.identity.states}
    for action in plan.actions:
        found = filled_in(action)
        yield {
            Column.NUMBER: "",
            Column.ACTION: shortened(plain(markup(action.action, leads)), MOST_CHARACTERS // 2),
            Column.PRIORITIES: ", ".join(numbers[id] for id in action.linked_priorities),
            **{column: _whole(words, action) for column, words in found.items()},
            Column.STATE: states.get(found[Column.STATE], ""),
            Column.KEY: action.id,
        }


def _whole(words: str, action: Action) -> str:
    if len(as_text(words)) > MOST_CHARACTERS:
        message = f"what was reported on the action {quoted(action.id)} is longer than a spreadsheet's cell"
        raise OutputError(message, "shorten it in actions.yaml")
    return words


def _cell(sheet: Worksheet, row: int, column: int, words: str, border: Border) -> Cell:
    cell = put_at(sheet, row, column, words)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = border
    return cell


def _behave(sheet: Worksheet, plan: Plan) -> None:
    last, width = len(plan.actions) + 1, get_column_letter(len(Column))
    identity = plan.identity
    sheet.freeze_panes = _FROZEN
    sheet.auto_filter.ref = f"A1:{width}{last}"
    if plan.actions:
        names = f"{quote_sheetname(HIDDEN)}!$C$2:$C${len(identity.states) + 1}"
        choice = DataValidation("list", formula1=names, allow_blank=True)
        choice.showErrorMessage = True
        choice.errorTitle, choice.error = identity.wording.state_of[:32], "Choose one of the list"
        letter = get_column_letter(list(Column).index(Column.STATE) + 1)
        choice.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(choice)
    sheet.page_setup.orientation = "landscape"
    on_one_page_across(sheet)
    sheet.print_area = f"A1:{get_column_letter(len(Column) - 1)}{last}"
    heads_of_pages(sheet, f"{identity.title} · {identity.edition.label}")


def _remember(sheet: Worksheet, plan: Plan, rows: Sequence[_Row]) -> None:
    """The mark and the headings; the states; and a line for each action."""
    lines = [[MARK, *headings(plan.identity).values()]]
    lines += [["state", state.id, plan.identity.state_name(state)] for state in plan.identity.states]
    for action, row in zip(plan.actions, rows, strict=True):
        kept = {**row, **filled_in(action)}
        lines.append(["action", action.id, *(kept[column] for column in KEPT)])
    remember(sheet, lines)
