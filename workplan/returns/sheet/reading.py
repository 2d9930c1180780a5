"""A form as a spreadsheet, read back.

[x] as Excel, LibreOffice and openpyxl save it; as programs do that lose hidden sheets and drop-downs: whose
    form it is, its line says; which action a row is about, its number
[x] rows sorted, deleted, moved down; columns moved
[x] words of an action that were changed: as they stand there now
[x] what is no tick and no blank, a formula, a row whose number and words are of two actions: unreadable
[x] bounded and refused as `workplan.files.spreadsheet.cells` says
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from workplan.errors import GivenFileError, column_letters
from workplan.files.spreadsheet.cells import BadSpreadsheet, Cells, CellWords, sheets
from workplan.returns.answers import Answer, Answers, How, Program, Returned
from workplan.returns.form import Form
from workplan.returns.sheet.columns import MARK, Column, headings, labels
from workplan.returns.stamp import Stamp, read_stamp
from workplan.returns.ticks import ticked
from workplan.text.characters import printable
from workplan.text.hints import one_of, quoted

_NOTHING = CellWords("")
_HINT = "ask for the form as it was sent, filled in and saved as an Excel workbook (.xlsx)"
#: A sheet of more rows than this was not made of a form.
_MOST_ROWS = 20_000
_NEEDED = (Column.NUMBER, Column.LEAD, Column.CONTRIBUTING)


def read_sheet(data: bytes, file: str, forms: Mapping[str, Form]) -> Returned:
    """What a spreadsheet says. Raises `GivenFileError`."""
    try:
        found = sheets(data)
    except BadSpreadsheet as error:
        raise GivenFileError(f"{file}: {error}", _HINT) from error
    for cells in found:
        if len(cells) > _MOST_ROWS:
            raise GivenFileError(f"{file}: row {sorted(cells)[_MOST_ROWS]:,}: a form has fewer rows", _HINT)
    kept = next((cells for cells in found if _words(cells, 1, 1) == MARK), None)
    stamp = _kept_stamp(kept) if kept else _stamp(found)
    form = (forms.get(stamp.id) if stamp else None) or list(forms.values())[-1]
    reader = _Reader(form, kept)
    for cells in found:
        if cells is not kept and (at := reader.heading(cells)):
            reader.read(cells, at)
            break
    else:
        raise GivenFileError(
            f"{file}: no sheet has the headings of the form: {one_of(headings(form).values())}", _HINT
        )
    stamp = stamp or Stamp("")
    written = reader.written
    return Returned(
        file,
        "xlsx",
        program=_program(kept),
        form=stamp.id or None,
        member=written.get("member") or (stamp.member if stamp.edition else form.member),
        edition=stamp.edition,
        deadline=stamp.deadline,
        answers=reader.answers,
        answered_by=written.get("answered-by", ""),
        remarks=Answer(written["remarks"], reader.how) if written.get("remarks") else None,
        edited=reader.edited,
        findings=tuple(reader.findings),
    )


def _program(kept: Cells | None) -> Program:
    return "" if kept else "Google-like"


def _words(cells: Cells, row: int, column: int) -> str:
    return printable(cells.get(row, {}).get(column, _NOTHING).words)


def _kept_stamp(kept: Cells) -> Stamp | None:
    id, member, edition, day = (_words(kept, 1, n) for n in (2, 3, 4, 5))
    found = read_stamp(f"{id} · {member or '–'} · {edition} · {day}")
    try:
        return Stamp(found.id, member or None, edition, date.fromisoformat(day)) if found else None
    except ValueError:
        return found


def _stamp(found: Sequence[Cells]) -> Stamp | None:
    lines = (
        printable(cell.words)[:500] for cells in found for row in cells.values() for cell in row.values()
    )
    return next((stamp for line in lines if (stamp := read_stamp(line))), None)


class _Reader(Struct):
    form: Form
    kept: Cells | None
    answers: dict[str, Answers] = {}
    written: dict[str, str] = {}
    edited: dict[str, str] = {}
    findings: list[str] = []
    _columns: dict[Column, int] = {}
    _seen: dict[str, int] = {}
    _sent: dict[str, str] = {}  # words of actions, as the file remembers them

    def __post_init__(self) -> None:
        kept = self.kept or {}
        rows = [n for n in kept if _words(kept, n, 1) == "action"]
        self._sent = {_words(kept, n, 2): _plain(_words(kept, n, 4)) for n in rows}

    @property
    def how(self) -> How:
        return "the form's fields" if self.kept else "place in the table"

    def _headings(self) -> dict[str, Column]:
        """By what stands above them: as the file remembers it, and as the form has it."""
        names = {_plain(name): column for column, name in headings(self.form).items()}
        row = next((n for n in self.kept or () if _words(self.kept or {}, n, 1) == "headings"), 0)
        kept = {_plain(_words(self.kept or {}, row, n)): column for n, column in enumerate(Column, 2) if row}
        return {**names, **{name: column for name, column in kept.items() if name}}

    def heading(self, cells: Cells) -> int:
        """The row of the headings; 0 where there is none."""
        known = self._headings()
        for n in sorted(cells):
            found = {
                known[name]: at
                for at, cell in sorted(cells[n].items(), reverse=True)
                if (name := _plain(cell.words)) in known
            }
            if all(column in found for column in _NEEDED):
                self._columns = found
                return n
        return 0

    def read(self, cells: Cells, heading: int) -> None:
        self._above(cells, heading)
        by_number = {str(row.number): row.action for row in self.form.rows}
        for n in sorted(row for row in cells if row > heading):
            row = {column: cells[n].get(at, _NOTHING) for column, at in self._columns.items()}
            number = "".join(printable(row[Column.NUMBER].words).split()).removesuffix(".").removesuffix(".0")
            number = str(int(number)) if number.isdecimal() and len(number) < 7 else number
            if action := by_number.get(number):
                self._row(action, row, n)
            elif any(cell.words.strip() for column, cell in row.items() if column is not Column.REPORTED):
                self.findings.append(
                    f"{self._cell(Column.NUMBER, n)}: {self._no_action(number)}; the row is not read"
                )
        missing = [str(row.number) for row in self.form.rows if row.action not in self._seen]
        if missing:
            rows = "the row of action" if len(missing) == 1 else "the rows of actions"
            self.findings.append(
                f"{rows} {one_of(missing)} {'is' if len(missing) == 1 else 'are'} not there any more"
            )

    def _no_action(self, number: str) -> str:
        return f"there is no action {quoted(number)}" if number else "there is no number of an action"

    def _above(self, cells: Cells, heading: int) -> None:
        """The answers that belong to the whole form: behind their labels."""
        names = {_plain(label).rstrip(" :："): name for name, label in labels(self.form).items()}
        for n in sorted(row for row in cells if row < heading):
            row = sorted(cells[n].items())
            for (_, label), (_, value) in pairwise(row):
                if name := names.get(_plain(label.words).rstrip(" :：")):
                    self.written[name] = " ".join(printable(value.words).split())

    def _row(self, action: str, row: Mapping[Column, CellWords], n: int) -> None:
        if action in self._seen:
            why = f"the action has two rows, {self._seen[action]} and {n}"
            self.answers[action] = self._unreadable(why)
            return
        self._seen[action] = n
        if why := self._words_of(action, row, n):
            self.answers[action] = self._unreadable(why)
            return
        lead, contributing = (
            self._tick(column, row[column], n) for column in (Column.LEAD, Column.CONTRIBUTING)
        )
        self.answers[action] = Answers(
            lead, contributing, self._comment(row.get(Column.COMMENT, _NOTHING), n)
        )

    def _words_of(self, action: str, row: Mapping[Column, CellWords], n: int) -> str:
        """Look at the words of an action: why the row cannot be read, where they are another one's."""
        sent = {each.action: _plain(each.text) for each in self.form.rows} | self._sent
        said = printable(row.get(Column.ACTION, _NOTHING).words)
        if Column.ACTION not in self._columns or _plain(said) in ("", sent[action]):
            return ""
        other = next((each for each in self.form.rows if sent.get(each.action) == _plain(said)), None)
        if other:
            return f"row {n} has the number of this action, and the words of action {other.number}"
        self.edited[action] = " ".join(said.split())
        return ""

    def _unreadable(self, why: str) -> Answers:
        tick: Answer[bool] = Answer(None, self.how, "unreadable", why)
        return Answers(tick, tick, None)

    def _tick(self, column: Column, cell: CellWords, n: int) -> Answer[bool]:
        words = " ".join(printable(cell.words).split())
        wording = self.form.wording
        name = wording.lead if column is Column.LEAD else wording.contributing
        value = None if cell.formula or cell.day else ticked(words, (wording.form.yes, name))
        if value is None:
            what = "a formula" if cell.formula else quoted(words)
            why = f"{self._cell(column, n)} holds {what}: neither {quoted(wording.form.yes)} nor nothing"
            return Answer(None, self.how, "unreadable", why, words)
        return Answer(value, self.how)

    def _comment(self, cell: CellWords, n: int) -> Answer[str]:
        words = " ".join(printable(cell.words).split())
        if cell.formula:
            why = f"{self._cell(Column.COMMENT, n)} holds a formula"
            return Answer(None, self.how, "unreadable", why, words)
        return Answer(words, self.how)

    def _cell(self, column: Column, row: int) -> str:
        return f"{column_letters(self._columns[column])}{row}"


def _plain(words: str) -> str:
    return " ".join(printable(words).split()).casefold()
