"""A plan as bare text, in UTF-8, UTF-16 or Windows-1252: lines of draft quality, without looks.

[x] paragraphs, one to a line or wrapped by hand; words between **, * or <i> are bold or italic
[x] rows of cells between tabs: a table where two such lines follow each other
[-] bytes that are no text, more than 8 million characters: refused
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from workplan.document.look import PLAIN, Look
from workplan.errors import GivenFileError
from workplan.files.text import decoded
from workplan.importing.source.model import Block, Cell, Line, Piece, Row, Source, Table

#: The style of every line of a text.
STYLE = "plain text"
MAX_CHARACTERS = 8_000_000

_MARKED = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*|(?<!\*)\*(?P<italic>[^*\s][^*\n]*?)\*(?!\*)"
    r"|<(?P<tag>[ib])>(?P<inner>[^<\n]*)</(?P=tag)>"
)
_LABELLED = re.compile(
    r"\s*(?:[•·▪◦●○■□➢✓❖►‣⁃∙]|[-–—*]\s|[(（]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)）]\s|[⁰¹²³⁴⁵⁶⁷⁸⁹])"
)
#: Lines of wrapped text are no longer than this.
_WRAPPED = 120


def read_text(data: bytes, name: str) -> Source:
    """The lines of a text. Raises `GivenFileError` for what is none."""
    text, remarks = _checked(data, name)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    blocks = tuple(_blocks(_unwrapped(lines)))
    return Source(name, blocks, quality="draft", made_by="bare text", remarks=tuple(remarks))


def _checked(data: bytes, name: str) -> tuple[str, list[str]]:
    remarks: list[str] = []
    if len(data) > 4 * MAX_CHARACTERS:
        raise GivenFileError(f"{name} is too large for a plan", "give the plan itself")
    text, encoding = decoded(data)
    if encoding == "cp1252":
        remarks.append("read as Windows-1252: look at its accents")
    controls = sum(not (letter.isprintable() or letter.isspace()) for letter in text[:100_000])
    if "\0" in text or controls > len(text[:100_000]) // 100:
        raise GivenFileError(f"{name} is no text", "give a Word file, a PDF or a text file")
    if len(text) > MAX_CHARACTERS:
        raise GivenFileError(f"{name} has more than {MAX_CHARACTERS:,} characters", "give the plan itself")
    if "\ufffd" in text:
        remarks.append("some bytes are no letters; they are shown as \ufffd")
    return text, remarks


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines, where they were wrapped by hand with those together that make a paragraph."""
    longest = max(map(len, lines), default=0)
    runs = [list(run) for filled, run in groupby(lines, key=lambda line: bool(line.strip())) if filled]
    wrapped = sum(
        len(run) > 1 and not any("\t" in line or _LABELLED.match(line) for line in run[1:]) for run in runs
    )
    if longest > _WRAPPED or wrapped * 4 < len(runs):
        return list(lines)
    found: list[str] = []
    for filled, run in groupby(lines, key=lambda line: bool(line.strip())):
        if not filled:
            found.append("")
            continue
        for n, line in enumerate(run):
            if n and "\t" not in found[-1] and not _begins(line):
                found[-1] = f"{found[-1].rstrip()} {line.strip()}"
            else:
                found.append(line)
    return found


def _begins(line: str) -> bool:
    """Whether a line is surely not the rest of the one above."""
    return "\t" in line or bool(_LABELLED.match(line))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    number = tables = 0
    for is_table, run in groupby(lines, key=lambda line: "\t" in line.strip(" ") and bool(line.strip())):
        rows = list(run)
        if is_table and (len(rows) > 1 or rows[0].count("\t") > 1):
            tables += 1
            yield _table(f"t{tables}", rows)
            continue
        for line in rows:
            if line.strip():
                number += 1
                yield Line(f"p{number}", tuple(_pieces(line.replace("\t", " ").strip())), STYLE)


def _table(address: str, rows: Sequence[str]) -> Table:
    width = max(row.count("\t") for row in rows) + 1
    made = []
    for n, row in enumerate(rows, 1):
        cells = row.split("\t")
        cells += [""] * (width - len(cells))
        made.append(Row(tuple(_cell(f"{address}.r{n}.c{c}.p1", words) for c, words in enumerate(cells, 1))))
    return Table(address, tuple(made))


def _cell(address: str, words: str) -> Cell:
    words = words.strip()
    return Cell((Line(address, tuple(_pieces(words)), STYLE),) if words else ())


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        bold = found["bold"] or (found["tag"] == "b" and found["inner"])
        look: Look = PLAIN.but("bold" if bold else "italic", True)
        yield Piece(found["bold"] or found["italic"] or found["inner"] or "", look)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])
