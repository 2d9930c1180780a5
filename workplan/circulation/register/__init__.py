"""The register: which copy of which edition went to whom, as CSV and as a spreadsheet, which say the same.

People fill in, in either of them, when a copy was sent and when its receipt was acknowledged. What they did
is told by what the spreadsheet remembers (`xlsx`); what both say otherwise is an error.

rows.py        a row; which rows an edition supersedes
csv_file.py    CSV
xlsx.py        the spreadsheet
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workplan.circulation.register.csv_file import as_csv, read_csv
from workplan.circulation.register.rows import BY_HAND, HEADINGS, Row
from workplan.circulation.register.xlsx import Filled, as_xlsx, read_xlsx
from workplan.content.files.folder import Folder, UnreadableFileError
from workplan.errors import ContentError, Place, Problem
from workplan.text.hints import quoted

CSV, XLSX = "circulation/register.csv", "circulation/register.xlsx"

__all__ = ["CSV", "XLSX", "Row", "read_register", "register_files", "with_what_was_filled_in"]


def read_register(folder: Folder) -> list[Row]:
    """All rows, with what people filled in. Raises `ContentError`."""
    data, sheet = _data(folder, CSV), _data(folder, XLSX)
    rows = read_csv(data, folder.shown(CSV)) if data else []
    if not sheet:
        return rows
    filled = read_xlsx(sheet, folder.shown(XLSX))
    return _together(rows, filled, folder) if data else list(filled.rows)


def register_files(rows: Sequence[Row]) -> dict[str, bytes]:
    """The files, by their names in the content folder."""
    return {CSV: as_csv(rows), XLSX: as_xlsx(rows)}


def with_what_was_filled_in(rows: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    """The rows, with what people filled in by `now`, and the rows that they put in."""
    known = {row.key: row for row in now}
    found = []
    for row in rows:
        if there := known.pop(row.key, None):
            row = replace(row, **{field: getattr(there, field) for field in BY_HAND})
        found.append(row)
    return [*found, *known.values()]


def _data(folder: Folder, name: str) -> bytes:
    try:
        return folder.data(name)
    except UnreadableFileError as error:
        if error.missing:
            return b""
        raise ContentError([folder.problem(name, error)]) from None


def _together(rows: Sequence[Row], filled: Filled, folder: Folder) -> list[Row]:
    """The rows of both: whichever of the two people changed. Rows that stand in one alone stay."""
    others = {row.key: row for row in filled.rows}
    found, problems = [], []
    for row in rows:
        if other := others.pop(row.key, None):
            then = filled.then.get(row.key, {})
            for field in BY_HAND:
                mine, theirs = getattr(row, field), getattr(other, field)
                before = then.get(field, "")
                if mine != theirs and before not in (mine, theirs):
                    problems.append(_conflict(row, field, mine, theirs, folder))
                row = replace(row, **{field: theirs if mine == before else mine})
        found.append(row)
    if problems:
        raise ContentError(problems)
    return [*found, *others.values()]


def _conflict(row: Row, field: str, mine: str, theirs: str, folder: Folder) -> Problem:
    which = f"copy {row.number} for {quoted(row.recipient)}: {quoted(HEADINGS[field])}"
    return Problem(
        f"{which} is {quoted(mine)} here, and {quoted(theirs)} in {folder.shown(XLSX)}",
        Place(folder.shown(CSV)),
        "write the same into both, or empty one of the cells",
    )
