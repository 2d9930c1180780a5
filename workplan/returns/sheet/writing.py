"""A form as a spreadsheet (XLSX).

[x] a row for each action; "yes" or nothing, by a drop-down; header frozen, and repeated when printed
[x] all words are text, never formulas; the same bytes for the same form; A4 in landscape, one page wide
[x] for those who cannot see it: one table, each cell below a heading and beside its number, no merged cells
    but those for answers of the whole form; a title; prompts where something is filled in
[x] a hidden sheet that says whose form it is; the line that says so stands in the form, too
"""

from __future__ import annotations

from datetime import UTC, datetime, time

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workplan.design.theme import Theme, theme
from workplan.files.spreadsheet.writing import (
    fitting,
    heads_of_pages,
    on_one_page_across,
    packed,
    put_at,
    remember,
    row_height,
)
from workplan.returns.form import Form
from workplan.returns.sheet.columns import HIDDEN, MARK, Column, headings, labels, members
from workplan.returns.stamp import stamp_line

#: In characters of the default font.
_WIDTHS = {
    Column.NUMBER: 6,
    Column.ACTION: 62,
    Column.LEAD: 10,
    Column.CONTRIBUTING: 14,
    Column.COMMENT: 38,
    Column.REPORTED: 26,
}
_SIZE = 10
_OPEN = (Column.LEAD, Column.CONTRIBUTING, Column.COMMENT)
#: Of what a drop-down says beside its cell (ECMA-376 18.3.1.32).
_TITLE, _PROMPT = 32, 255


def as_xlsx(form: Form) -> bytes:
    """The spreadsheet of a form."""
    book = Workbook()
    sheet, hidden = book.active, book.create_sheet(HIDDEN)
    assert isinstance(sheet, Worksheet)
    sheet.title = "".join(each for each in form.wording.form.form if each not in "[]:*?/\\'")[:31] or "Form"
    _Sheet(form, sheet, theme()).fill()
    _remember(hidden, form)
    made = datetime.combine(form.identity.edition.date, time(tzinfo=UTC))
    return packed(book, f"{form.wording.form.title}: {form.call.name}", made)


class _Sheet:
    def __init__(self, form: Form, sheet: Worksheet, looks: Theme) -> None:
        self.form, self.sheet, self.looks = form, sheet, looks
        self.colours = {name: colour.removeprefix("#") for name, colour in looks.colours.items()}
        side = Side("thin", self.colours["rule"])
        self.border = Border(side, side, side, side)
        self.last = get_column_letter(len(Column))

    def fill(self) -> None:
        self.sheet.sheet_view.rightToLeft = self.form.direction == "rtl"
        for column, width in _WIDTHS.items():
            self.sheet.column_dimensions[self._letter(column)].width = width
        head = self._head()
        for n, name in enumerate(headings(self.form).values(), 1):
            cell = self._put(head, n, name)
            cell.font = Font(self.looks.fonts.word, _SIZE, bold=True, color=self.colours["accent"])
            cell.fill, cell.border = PatternFill("solid", self.colours["shade"]), self.border
        for at, row in enumerate(self.form.rows, head + 1):
            said = {
                Column.NUMBER: str(row.number),
                Column.ACTION: row.text,
                Column.REPORTED: members(row, self.form.wording),
            }
            for n, column in enumerate(Column, 1):
                cell = self._put(at, n, said.get(column, ""))
                cell.border = self.border
                if column is Column.NUMBER:
                    cell.value, cell.number_format = row.number, "General"
                if column in _OPEN:
                    self._open(cell)
            self.sheet.row_dimensions[at].height = row_height((w, _WIDTHS[c]) for c, w in said.items())
        self._choices(head)
        self.sheet.freeze_panes = f"C{head + 1}"
        self.sheet.page_setup.orientation = "landscape"
        on_one_page_across(self.sheet)
        self.sheet.print_area = f"A1:{self.last}{head + len(self.form.rows)}"
        heads_of_pages(
            self.sheet, f"{self.form.call.name} · {self.form.member_name or self.form.member or ''}"
        )
        self.sheet.print_title_rows = f"{head}:{head}"

    def _head(self) -> int:
        """The lines above the table; the row of its headings."""
        form, words = self.form, self.form.wording.form
        told = words.choose
        for name, said in (
            ("yes", words.yes),
            ("lead", form.wording.lead),
            ("contributing", form.wording.contributing),
        ):
            told = told.replace(f"{{{name}}}", said)
        lines = [
            f"{words.title}: {form.call.name}",
            words.for_member.replace("{member}", form.member_name or form.member) if form.member else "",
            stamp_line(form),
            words.return_by.replace("{date}", form.until),
            told,
            words.save.replace("{form}", words.form),
        ]
        at = 0
        for at, line in enumerate(filter(None, lines), 1):
            cell = self._put(at, 1, line)
            cell.alignment = Alignment(vertical="top", wrap_text=False)
            cell.font = Font(self.looks.fonts.word, _SIZE + 4 * (at == 1), bold=at == 1)
        for label in labels(form).values():
            at += 1
            self._put(at, 2, f"{label}:").alignment = Alignment(
                horizontal="right", vertical="top", wrap_text=True
            )
            self.sheet.merge_cells(f"C{at}:E{at}")
            for n in (3, 4, 5):
                self.sheet.cell(at, n).border = self.border
            self._open(self.sheet.cell(at, 3))  # type: ignore[arg-type]
        return at + 2

    def _choices(self, head: int) -> None:
        """The drop-downs, with what is asked for beside the cell."""
        if not self.form.rows:
            return
        words = self.form.wording.form
        for column in (Column.LEAD, Column.CONTRIBUTING):
            choice = DataValidation(
                "list", formula1=f'"{words.yes.replace(chr(34), "").replace(",", " ")}"', allow_blank=True
            )
            choice.showErrorMessage = choice.showInputMessage = True
            name = headings(self.form)[column]
            choice.promptTitle, choice.prompt = name[:_TITLE], words.yes[:_PROMPT]
            choice.errorTitle, choice.error = name[:_TITLE], f"{words.yes} / –"[:_PROMPT]
            letter = self._letter(column)
            choice.add(f"{letter}{head + 1}:{letter}{head + len(self.form.rows)}")
            self.sheet.add_data_validation(choice)

    def _put(self, row: int, column: int, words: str) -> Cell:
        cell = put_at(self.sheet, row, column, words)
        cell.font = Font(self.looks.fonts.word, _SIZE)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        return cell

    def _open(self, cell: Cell) -> None:
        """A cell to fill in: what is typed there stays as it is typed."""
        cell.number_format = "@"
        cell.protection = Protection(locked=False)

    def _letter(self, column: Column) -> str:
        return get_column_letter(list(Column).index(column) + 1)


def _remember(sheet: Worksheet, form: Form) -> None:
    """Whose form it is; the headings; and a line for each action."""
    lines = [[MARK, form.id, form.member or "", form.edition, form.deadline.isoformat()]]
    lines.append(["headings", *headings(form).values()])
    lines.append(["labels", *labels(form).values()])
    lines += [["action", row.action, str(row.number), fitting(row.text)] for row in form.rows]
    remember(sheet, lines)
