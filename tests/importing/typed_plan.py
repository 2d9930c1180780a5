"""The plan as people type it: no styles, bold lines for headings, typed numbers and bullets, superscript
digits for notes with their words typed below, row 6 of the table split by hand over two pages.

Made of the text that the plan of this repository was checked against (tests/content/seed.txt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.importing.word_files import cell, docx, paragraph, row, run, table

_SEED = Path(__file__).parents[1] / "content" / "seed.txt"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARKUP = re.compile(r"(\*\*.+?\*\*|\*.+?\*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_RAISED = '<w:vertAlign w:val="superscript"/>'
HEADINGS = ("Priority issues", "Action Items")


def seed_lines() -> list[str]:
    return [line for line in _SEED.read_text("utf-8").split("\n") if line.strip()]


def runs(words: str, look: str = "") -> str:
    """Words with `**bold**`, `*italic*` and superscript digits, as runs."""
    made = ""
    for piece in _MARKUP.split(words):
        if piece.startswith("**"):
            made += run(piece.strip("*"), "<w:b/>")
        elif piece.startswith("*"):
            made += run(piece.strip("*"), "<w:i/>")
        elif piece and piece[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            made += run(piece.translate(_DIGITS), look + _RAISED)
        elif piece:
            made += run(piece, look)
    return made


def typed_plan(*, split: bool = True) -> bytes:
    """The Word file. Notes stand below the section that calls them."""
    return docx("".join(_body(split=split)))


def _body(*, split: bool) -> Iterator[str]:
    lines = seed_lines()
    notes = [line for line in lines if line[0] in "¹²³⁴⁵⁶⁷⁸⁹"]
    text = [line for line in lines if line not in notes]
    for line in text[:4]:
        yield paragraph(line, '<w:jc w:val="center"/>', "<w:b/>")
    rows: list[str] = []
    last = ""
    for line in text[4:]:
        if "\t" in line:
            rows += _rows(line, head=not rows, split=split)
            continue
        if rows:
            yield table(*rows)
            yield from (paragraph(inside=runs(each)) for each in notes[1:3])
            rows = []
        if line in HEADINGS or line.startswith("Appendix") or _is_below(line, last):
            yield paragraph(line, look="<w:b/>")
        else:
            words = line.strip()
            bullet = words.replace("- ", "• ", 1) if words.startswith("- ") else words
            bullet = re.sub(r"^- (?=[a-z]\.)", "", words) if re.match(r"- [a-z]\.", words) else bullet
            yield paragraph(inside=runs(bullet), properties='<w:ind w:left="720"/>' if line[0] == " " else "")
        if line.startswith("5. Collaborating"):
            yield paragraph(inside=runs(notes[0]))
        last = line
    yield from (paragraph(inside=runs(each)) for each in notes[3:])


def _is_below(line: str, last: str) -> bool:
    """Whether it is a heading of Appendix B: short, without a full stop, behind a whole paragraph."""
    short = len(line) < 110 and line[-1].isalpha() and line[0].isupper()
    return short and (last.endswith((".", "2021-23")))


def _rows(line: str, *, head: bool, split: bool) -> list[str]:
    cells = line.split("\t")
    look = "<w:b/>" if head else ""
    if split and cells[0].startswith("6. "):
        one, other = cells[0].split(" successful return")
        return [
            row(*(cell(paragraph(inside=runs(words))) for words in (one, *cells[1:]))),
            row(paragraph(inside=runs(f"successful return{other}")), cell(""), cell("")),
        ]
    return [row(*(cell(paragraph(inside=runs(words, look))) for words in cells))]
