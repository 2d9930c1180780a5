"""Reading what was decided back out of a matrix that came from outside.

[x] XLSX: rows in any order, columns moved or added; saved by Excel or LibreOffice
[x] YAML: as `workplan.files.yaml` reads it
[x] headings and dispositions in the words of the plan that the matrix was made for, which it brings along
[x] reported, all together: numbers given twice, unknown words, amended without a text and the reverse,
    formulas where decisions belong, headings that are missing or there twice
[-] anything else in the matrix: not read; present and proposed texts are the copies' to tell
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workplan.content.words.matrix import MatrixWords
from workplan.errors import Place, Problem
from workplan.files import yaml
from workplan.files.spreadsheet.cells import BadSpreadsheet, Cells, CellWords, sheets
from workplan.review.matrix.columns import MARK, READ, Column
from workplan.review.matrix.decisions import Decisions, Entry, MatrixError, NoMatrixError, checked
from workplan.text.hints import quoted

_EMPTY = CellWords("")
_AS_MADE = "give the matrix as it was made, with dispositions filled in"


def read_matrix(data: bytes, name: str) -> Decisions:
    """The decisions in a matrix; `name` is the file's, whose suffix says what it is: .xlsx, .yaml or .yml.

    Raises `MatrixError` with all that is wrong with it, `NoMatrixError` where it cannot be read, and nothing
    else whatever the file holds.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsx":
        return _from_spreadsheet(data, name)
    if suffix in {".yaml", ".yml"}:
        return _from_yaml(data, name)
    raise _refused("this is no comment matrix", name, "give the .xlsx or the .yaml that `review` wrote")


def _refused(message: str, name: str, hint: str = _AS_MADE) -> NoMatrixError:
    return NoMatrixError([Problem(message, Place(name), hint)])


def _decisions(digest: str, entries: list[Entry], problems: list[Problem], words: MatrixWords) -> Decisions:
    decisions, more = checked(entries, words)
    if found := [*problems, *more]:
        raise MatrixError(sorted(found, key=lambda problem: problem.place))
    return Decisions(digest, tuple(decisions))


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _YamlEntry(_Model):
    """`disposition`, `amended` and `remark` are read; the rest is there for people."""

    number: int = Field(ge=1)
    key: str
    disposition: str | None = None
    amended: str | None = None
    remark: str | None = None
    place: object = None
    source: object = None
    members: object = None
    date: object = None
    kind: object = None
    conflict: object = None
    present: object = None
    proposed: object = None
    comments: object = None


class _YamlMatrix(_Model):
    title: str | None = None
    edition: str | None = None
    baseline: str
    amendments: tuple[_YamlEntry, ...]
    besides: object = None
    copies: object = None
    words: dict[str, str] | None = None


def _from_yaml(data: bytes, name: str) -> Decisions:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _refused("the file is not text in UTF-8", name, "save it as UTF-8") from None
    read = yaml.read(_YamlMatrix, text, name)
    if read.value is None:
        raise NoMatrixError(read.problems)
    entries = [
        Entry(
            row.number,
            row.disposition or "",
            row.amended or "",
            row.remark or "",
            row.key,
            read.places.value(("amendments", n, "disposition")),
        )
        for n, row in enumerate(read.value.amendments)
    ]
    return _decisions(read.value.baseline, entries, [], _words(read.value.words or {}, name))


def _words(found: Mapping[str, str], name: str) -> MatrixWords:
    """The words of a matrix, in which it says its own; the English ones where it says none."""
    try:
        return MatrixWords(**found)
    except ValidationError:
        raise _refused("what the matrix says of its own words cannot be understood", name) from None


def _from_spreadsheet(data: bytes, name: str) -> Decisions:
    try:
        found = sheets(data)
    except BadSpreadsheet as error:
        raise _refused(str(error), name) from error
    words = _words(next(filter(None, map(_kept, found)), {}), name)
    digest = next(filter(None, (_baseline(cells, words.baseline) for cells in found)), "")
    if not digest:
        raise _refused(
            f"no sheet has a cell {quoted(words.baseline)}, which says what the matrix was made for", name
        )
    headed = [(cells, row) for cells in found if (row := _heading(cells, words))]
    if len(headed) != 1:
        raise _refused(
            "two sheets have the headings of a comment matrix"
            if headed
            else f"no sheet has the headings {quoted(words.number)} and {quoted(words.disposition)}",
            name,
        )
    cells, row = headed[0]
    columns, problems = _columns(cells, row, name, words)
    if problems:
        raise NoMatrixError(problems)
    entries = []
    for n in sorted(row_ for row_ in cells if row_ > row):
        entry, more = _entry(cells, n, columns, name, words)
        entries += [entry] if entry else []
        problems += more
    return _decisions(digest, entries, problems, words)


def _kept(cells: Cells) -> dict[str, str]:
    """The words, by their names, that the sheet which nobody sees keeps; none of another sheet."""
    lines = ([row.get(column, _EMPTY).words for column in (1, 2)] for row in cells.values())
    (mark, _), *words = [*lines] or [["", ""]]
    return {name: word for name, word in words if name} if mark == MARK else {}


def _baseline(cells: Cells, label: str) -> str:
    for row in cells.values():
        for column, cell in row.items():
            if cell.words == label and (right := row.get(column + 1)) and not right.formula:
                return right.words.strip()
    return ""


def _heading(cells: Cells, named: MatrixWords) -> int:
    """The row of the headings; 0 where there is none. Lines may have been put above it."""
    for n in sorted(cells):
        words = {cell.words.strip() for cell in cells[n].values()}
        if {named.number, named.disposition} <= words:
            return n
    return 0


def _columns(
    cells: Cells, row: int, name: str, words: MatrixWords
) -> tuple[dict[Column, int], list[Problem]]:
    columns, problems = {}, []
    for column in READ:
        heading = words.of(column.value)
        found = [n for n, cell in cells[row].items() if cell.words.strip() == heading]
        if len(found) == 1:
            columns[column] = found[0]
        else:
            what = "stands over two columns" if found else "is missing"
            problems.append(
                Problem(f"the heading {quoted(heading)} {what}", Place(name, row, in_cells=True), _AS_MADE)
            )
    return columns, problems


def _entry(
    cells: Cells, row: int, columns: dict[Column, int], name: str, words: MatrixWords
) -> tuple[Entry | None, list[Problem]]:
    """The entry in one row, if there is any, and what is wrong with it."""
    found = {column: cells[row].get(n, _EMPTY) for column, n in columns.items()}
    problems = [
        Problem(
            f"the cell under {quoted(words.of(column.value))} holds a formula",
            Place(name, row, columns[column], in_cells=True),
            "write the words themselves; nothing is computed here",
        )
        for column, cell in found.items()
        if cell.formula
    ]
    problems += [
        Problem(
            f"the cell under {quoted(words.of(column.value))} holds a date ({cell.words}); "
            "nothing says how it was typed",
            Place(name, row, columns[column], in_cells=True),
            "format the cell as text, and type the words again",
        )
        for column, cell in found.items()
        if cell.day and not cell.formula
    ]
    if problems or not any(cell.words.strip() for cell in found.values()):
        return None, problems
    number = _number(found[Column.NUMBER].words)
    if not number:
        says = quoted(found[Column.NUMBER].words)
        place = Place(name, row, columns[Column.NUMBER], in_cells=True)
        return None, [Problem(f"{says} is not the number of an amendment", place, _AS_MADE)]
    disposition, amended, remark, key = (found[column].words for column in READ[1:])
    place = Place(name, row, columns[Column.DISPOSITION], in_cells=True)
    return Entry(number, disposition, amended, remark, key, place), []


def _number(words: str) -> int:
    """A number as spreadsheets write it; 0 for anything else."""
    words = words.strip().removesuffix(".0")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 8 else 0
