"""The register as CSV (RFC 4180): as spreadsheets of any language save it, and safe to open in one."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from workplan.circulation.register.rows import HEADINGS, Row
from workplan.errors import ContentError, Place, Problem
from workplan.files.spreadsheet import comma_separated
from workplan.files.spreadsheet.comma_separated import meant
from workplan.text.characters import with_plain_line_ends
from workplan.text.hints import one_of, quoted

_SEPARATORS = (",", ";", "\t")
_AS_WRITTEN = "keep the headings as the program wrote them; or take an earlier copy of the file"
#: Of a cell, in characters.
_MOST = 32_767


def as_csv(rows: Iterable[Row]) -> bytes:
    return comma_separated.as_csv(
        tuple(HEADINGS.values()), ([getattr(row, name) for name in HEADINGS] for row in rows)
    )


def read_csv(data: bytes, name: str) -> list[Row]:
    """Raises `ContentError`."""
    try:
        text = with_plain_line_ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        place = Place(name, data.count(b"\n", 0, error.start) + 1)
        raise ContentError(
            [Problem("the register is not UTF-8 text", place, "save it as CSV UTF-8")]
        ) from None
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    try:
        lines = list(csv.reader(StringIO(text), delimiter=separator, strict=False))
    except csv.Error as error:
        raise ContentError([Problem(f"this is no CSV: {error}", Place(name), _AS_WRITTEN)]) from None
    head = [words.strip() for words in lines[0]] if lines else []
    if missing := [heading for heading in HEADINGS.values() if heading not in head]:
        message = f"columns of the register are missing: {one_of(map(quoted, missing))}"
        raise ContentError([Problem(message, Place(name), _AS_WRITTEN)])
    columns = {field: head.index(heading) for field, heading in HEADINGS.items()}
    found = []
    for line in lines[1:]:
        if any(words.strip() for words in line):
            cells = {f: meant(line[n])[:_MOST].strip() if n < len(line) else "" for f, n in columns.items()}
            found.append(Row(**cells))
    return found
