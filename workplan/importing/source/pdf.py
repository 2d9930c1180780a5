"""The words of a PDF as lines and tables of draft quality, by where they stand and how large they are.

[x] paragraphs by the distance of their lines; raised digits; bold; words side by side as a table
[x] columns of text: lines that all go to the end of their column, one below the other
[x] what stands at the top or the foot of most pages: running heads and feet
[-] tags, pictures, words drawn sideways; a PDF of pictures alone: refused
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.look import PLAIN
from workplan.errors import GivenFileError
from workplan.importing.source.model import Apart, Block, Cell, Line, Piece, Row, Source, Table
from workplan.importing.source.pdf_worker import MEMORY
from workplan.processes import limits

_WORKER, _SECONDS = "workplan.importing.source.pdf_worker", 90
_LABEL = re.compile(r"\s*(?:[•·▪◦●○■□➢✓❖►‣⁃∙–—*-]|[(（]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)）])(?:\s+|$)")
#: Of a line's size: words further apart than this stand in two cells; a raised digit is smaller than that.
_APART, _SMALL = 0.9, 0.8
#: How far a label may stand before its line, in points.
_HANGING = 40.0
#: Of the usual distance of two lines: what is further apart is two paragraphs, or two rows.
_NEXT, _ROW = 1.15, 1.3
#: A column of text has as many lines, and most of them go so far to its end.
_LEAST_LINES, _FILLED = 6, 0.8

#: Words as the worker finds them: their left and right ends, their base line and size, and whether they are
#: bold.
_Run = tuple[str, float, float, float, float, bool]


class _Words(Struct):
    """Words on one line of a page, without a gap."""

    page: int
    left: float
    right: float
    base: float
    size: float
    pieces: list[Piece] = []
    margin: float = 0.0  # where its column of text ends; 0 where the text has none

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        return all(piece.look.bold for piece in self.pieces if piece.text.strip())


def read_pdf(data: bytes, name: str) -> Source:
    """The lines of a PDF. Raises `GivenFileError` where it cannot be read, or has no words."""
    try:
        said = json.loads(limits.run(_WORKER, data, memory=MEMORY, seconds=_SECONDS))
    except limits.LimitedFailure as error:
        reason = "it takes too long to read" if error.late else str(error)
        raise GivenFileError(f"{name}: {reason or 'it takes too much time or memory to read'}") from None
    pages = [[*_words(page["runs"], n)] for n, page in enumerate(said["pages"], 1)]
    if not any(pages):
        hint = "make the PDF from the document itself, or give the Word file"
        raise GivenFileError(f"{name} has no words, only pictures of them", hint)
    pages, apart = _without_furniture(pages)
    blocks = tuple(_all_blocks(pages))
    remark = "a PDF says only where words stand: paragraphs and tables are guessed from that"
    return Source(
        name, blocks, apart=tuple(apart), quality="draft", title=said["title"] or "", made_by="PDF",
        remarks=(remark,),
    )  # fmt: skip


def _words(runs: Sequence[_Run], page: int) -> Iterator[_Words]:
    """The runs of a page, those without a gap between them together."""
    found: _Words | None = None
    for words, left, right, base, size, bold in runs:
        made = _Words(page, left, right, base, size)
        look = PLAIN.but("bold", True) if bold else PLAIN
        if found and _one_line(found, made):
            if made.size < _SMALL * found.size and made.base > found.base and words.strip().isdecimal():
                look = PLAIN.but("superscript", True)
            elif (
                found.size < _SMALL * made.size and found.text.strip().isdecimal() and found.base > made.base
            ):
                found.pieces = [replace(each, look=PLAIN.but("superscript", True)) for each in found.pieces]
                found.base, found.size = made.base, made.size
            found.pieces.append(Piece(words, look, size=found.size))
            found.right = max(found.right, made.right)
            continue
        if found and found.text.strip():
            yield found
        found = made
        found.pieces.append(Piece(words, look, size=made.size))
    if found and found.text.strip():
        yield found


def _one_line(before: _Words, now: _Words) -> bool:
    size = max(before.size, now.size)
    if abs(before.base - now.base) > size / 2 or now.left < before.left:
        return False
    gap = now.left - before.right
    return gap < _APART * size or bool(_LABEL.fullmatch(before.text) and gap < _HANGING)


def _without_furniture(pages: list[list[_Words]]) -> tuple[list[list[_Words]], list[Apart]]:
    """The pages without what most of them have at their top or foot, and that."""
    kinds = (("running head", max), ("running foot", min))
    apart: list[Apart] = []
    for kind, outermost in kinds:
        lines = {n: outermost(page, key=lambda each: each.base).base for n, page in enumerate(pages) if page}
        said = {n: " ".join(w.text for w in pages[n] if abs(w.base - base) < 3) for n, base in lines.items()}
        usual = Counter(re.sub(r"\d+", "#", words) for words in said.values())
        for n, words in said.items():
            if usual[re.sub(r"\d+", "#", words)] > max(1, len(pages) // 2) or _is_page_number(words):
                apart.append(Apart(f"page{n + 1}", kind, words))
                pages[n] = [each for each in pages[n] if abs(each.base - lines[n]) >= 3]
    return pages, apart


def _is_page_number(words: str) -> bool:
    return bool(
        re.fullmatch(r"\W*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*", words.strip(), re.IGNORECASE)
    )


def _leading(pages: Sequence[Sequence[_Words]]) -> float:
    """The usual distance of two lines of the text, as a multiple of their size."""
    distances = Counter(
        round((above.base - below.base) / above.size, 2)
        for page in pages
        for above, below in pairwise(page)
        if above.size == below.size and 0.5 < (above.base - below.base) / above.size < 3
    )
    return distances.most_common(1)[0][0] if distances else 1.2


def _all_blocks(pages: Sequence[Sequence[_Words]]) -> Iterator[Block]:
    leading = _leading(pages)
    columns: list[float] = []
    for page in pages:
        made, columns = _blocks(page, leading, columns)
        yield from made


def _blocks(page: Sequence[_Words], leading: float, columns: list[float]) -> tuple[list[Block], list[float]]:
    """The paragraphs and tables of a page. `columns` are those of a table that the page before ends with;
    those that this one ends with come back."""
    found: list[Block] = []
    tables = 0
    rest = _with_margins(page)
    margin = max((each.right for each in page), default=0.0)
    while rest:
        is_carried = bool(columns)
        columns = columns or _columns(rest)
        count = _inside(rest, columns) if columns else 0
        if not is_carried and _is_text(rest[:count], columns, leading):
            rest[:count] = _one_below_the_other(rest[:count], columns)
            columns, count = [], 0
        rows = _rows(rest[:count], columns, leading * _ROW) if count else []
        if len(rows) > 1 or (rows and is_carried):
            tables += 1
            found.append(_made(f"p{rest[0].page}.t{tables}", rows))
            rest = rest[count:]
            columns = [] if rest else columns
            continue
        columns = []
        count = 1
        while count < len(rest) and _goes_on(rest[count - 1], rest[count], leading, margin):
            if _columns(rest[count:]) or _is_heading_above(rest[:count], rest[count]):
                break
            count += 1
        found.append(Line(f"p{rest[0].page}.{len(found) + 1}", tuple(_joined(rest[:count]))))
        rest = rest[count:]
    return found, columns


def _goes_on(above: _Words, below: _Words, leading: float, margin: float) -> bool:
    """Whether a line is the next of the same paragraph: near, alike, and its first word had no room above."""
    distance = (above.base - below.base) / above.size
    word = len(below.text.split(" ", 1)[0]) / max(len(below.text), 1) * (below.right - below.left)
    return (
        abs(above.size - below.size) < 0.6
        and 0 < distance <= leading * _NEXT
        and not _LABEL.match(below.text)
        and not below.pieces[0].look.superscript  # a note below another
        and above.right + word + above.size / 4 > (above.margin or margin) - above.size
    )


def _is_heading_above(lines: Sequence[_Words], below: _Words) -> bool:
    """Whether lines that are all bold stand above one that is not: a heading as long as a line, and text."""
    return all(line.bold for line in lines) and not any(piece.look.bold for piece in below.pieces)


def _is_text(words: Sequence[_Words], columns: Sequence[float], leading: float) -> bool:
    """Whether columns are those of a text, and not of a table: in each, line stands below line, and most go
    to its end."""
    if not columns or words[0].bold:
        return False
    for n in range(len(columns)):
        lines = sorted((each for each in words if _column(each, columns) == n), key=lambda each: -each.base)
        if len(lines) < _LEAST_LINES:
            return False
        width = max(each.right for each in lines) - columns[n]
        filled = sum(each.right - columns[n] for each in lines) / len(lines)
        apart = sum(above.base - below.base > leading * _ROW * above.size for above, below in pairwise(lines))
        if filled < _FILLED * width or apart > len(lines) / 6:
            return False
    return True


def _with_margins(page: Sequence[_Words]) -> list[_Words]:
    """The lines of a page, those of a column of text that does not go to its margin with where it ends."""
    lefts: dict[float, list[_Words]] = {}
    for each in page:
        lefts.setdefault(next((left for left in lefts if abs(left - each.left) < 3), each.left), []).append(
            each
        )
    margin = max((each.right for each in page), default=0.0)
    ends = []
    for left, lines in lefts.items():
        end = max(each.right for each in lines)
        filled = sum(each.right - left for each in lines) / len(lines)
        beside = any(each.left > end for each in page)
        if len(lines) >= _LEAST_LINES and filled >= _FILLED * (end - left) and beside and end < margin - 3:
            ends.append((left, end))
    return [
        replace(each, margin=next((b for a, b in ends if a - 3 <= each.left and each.right <= b + 3), 0.0))
        for each in page
    ]


def _one_below_the_other(words: Sequence[_Words], columns: Sequence[float]) -> list[_Words]:
    """The lines of columns of text as they are read, each with where its column ends."""
    found: list[_Words] = []
    for n in range(len(columns)):
        lines = sorted((each for each in words if _column(each, columns) == n), key=lambda each: -each.base)
        margin = max(each.right for each in lines)
        found += (replace(each, margin=margin) for each in lines)
    return found


def _joined(lines: Sequence[_Words]) -> Iterator[Piece]:
    for n, line in enumerate(lines):
        if n and not lines[n - 1].text.endswith(("-", " ")):
            yield Piece(" ", line.pieces[0].look.but("superscript", False), size=line.size)
        yield from line.pieces


def _columns(words: Sequence[_Words]) -> list[float]:
    """Where the columns begin of a table that begins here: words that stand side by side; else nothing."""
    first = words[0]
    starts = [first.left]
    beside = (
        each
        for each in words[1:12]
        if abs(each.base - first.base) < first.size * 1.5 and each.left > first.right
    )
    for each in sorted(beside, key=lambda one: one.left):
        if each.left > starts[-1] + 2 * first.size:
            starts.append(each.left)
    return starts if len(starts) > 1 else []


def _inside(words: Sequence[_Words], columns: Sequence[float]) -> int:
    """How many of the words stand in the columns; those of another size, or across columns, are behind it."""
    size = words[0].size
    for n, each in enumerate(words):
        column = _column(each, columns)
        ends = columns[column + 1] if 0 <= column + 1 < len(columns) else float("inf")
        if column < 0 or each.right > ends + 2 or abs(each.size - size) > 0.15 * size:
            return n
    return len(words)


def _column(words: _Words, columns: Sequence[float]) -> int:
    return max((n for n, start in enumerate(columns) if words.left >= start - 4), default=-1)


def _rows(words: Sequence[_Words], columns: Sequence[float], most: float) -> list[list[list[_Words]]]:
    """Words by rows and columns. A row begins where the first column goes on with a number, where most rows
    have one; else after more than the usual distance."""
    firsts = sorted((each for each in words if not _column(each, columns)), key=lambda each: -each.base)
    if not firsts:
        return []
    numbered = [each for each in firsts if re.match(r"\s*\d{1,3}[.)]\s", each.text)]
    begins = [below for above, below in pairwise(firsts) if (above.base - below.base) / above.size > most]
    if numbered and len(numbered) >= len(begins) / 2:
        begins = [each for each in numbered if each is not firsts[0]]
    tops = [firsts[0].base + firsts[0].size * 1.5, *(each.base + each.size / 2 for each in begins)]
    rows: list[list[list[_Words]]] = [[[] for _ in columns] for _ in tops]
    for each in words:
        row = max((n for n, top in enumerate(tops) if each.base <= top), default=0)
        rows[row][_column(each, columns)].append(each)
    return rows


def _made(address: str, rows: Sequence[Sequence[Sequence[_Words]]]) -> Table:
    def cell(at: str, words: Sequence[_Words]) -> Cell:
        ordered = sorted(words, key=lambda each: (-each.base, each.left))
        return Cell((Line(f"{at}.p1", tuple(_joined(ordered))),) if ordered else ())

    return Table(
        address,
        tuple(
            Row(tuple(cell(f"{address}.r{r}.c{c}", words) for c, words in enumerate(row, 1)))
            for r, row in enumerate(rows, 1)
        ),
    )
