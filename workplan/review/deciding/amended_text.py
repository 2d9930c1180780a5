"""Words that a meeting agreed on in place of a whole line or row, which a copy puts in or takes out.

Those of a row stand as a matrix shows them, with " | " between its cells: all cells, or those that have
words. What a cell says on several lines stands on lines of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from workplan.compare.marked.sides import all_inserted
from workplan.document.tree import (
    AmendmentNumber,
    Cell,
    Document,
    Inline,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.review.deciding.rewording import reworded
from workplan.review.edits.letters import letters
from workplan.review.rows.amendment import Amendment
from workplan.text import segmentation
from workplan.text.segmentation import is_word

_BETWEEN_CELLS = re.compile(r"\s+\|\s+")

#: From so many words on, one sees whether words agreed on are meant for all of a sentence.
_LONG = 8


class Agreed(Struct):
    """The words agreed on, by the number of the amendment that puts in what they replace. `taken` counts the
    lines and rows of each amendment; `rows` are the amendments that put in rows, and `misfits` those of them
    with words of too few or many cells."""

    words: Mapping[AmendmentNumber, str]
    taken: Counter[AmendmentNumber] = field(default_factory=Counter)
    rows: set[AmendmentNumber] = set()
    misfits: set[AmendmentNumber] = set()

    def copy(self, document: Document) -> Document:
        """A copy that puts in the words agreed on."""
        return replace(document, blocks=nested(tuple(map(self._unit, flatten(document.blocks)))))

    def _unit(self, unit: Unit) -> Unit:
        match unit:
            case Line():
                return self._line(unit)
            case Table():
                return replace(unit, rows=tuple(map(self._row, unit.rows)))
            case _:
                return unit

    def _line(self, found: Line) -> Line:
        if not (found.inserted and all_inserted(found.inlines)):
            return found
        number = found.inserted.amendment
        self.taken[number] += 1
        if not (words := self.words.get(number)):
            return found
        return replace(found, inlines=(Text(on_one_line(words), inserted=found.inserted),))

    def _row(self, row: Row) -> Row:
        if not row.inserted:
            return replace(row, cells=tuple(map(self._cell, row.cells)))
        number = row.inserted.amendment
        self.taken[number] += 1
        self.rows.add(number)
        if not (words := self.words.get(number)):
            return row
        if (said := cells_said(row, words)) is None:
            self.misfits.add(number)
            return row
        cells = (_put_in(c, found, row.inserted) for c, found in zip(row.cells, said, strict=True))
        return replace(row, cells=tuple(cells))

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, blocks=tuple(paragraph(self._line(line(block))) for block in cell.blocks))


def _put_in(cell: Cell, said: Sequence[str], by: Revision) -> Cell:
    blocks = (Paragraph("", (Text(words, inserted=by),)) for words in said)
    return replace(cell, blocks=tuple(blocks))


def cells_said(row: Row, words: str) -> list[list[str]] | None:
    """The lines of each of a row's cells; None where the words are those of too few or too many."""
    said = [_lines(piece) for piece in _BETWEEN_CELLS.split(words)]
    if len(said) == len(row.cells):
        return said
    if _filled(row) == 1:
        said = [_lines(words)]
    if len(said) != _filled(row):
        return None
    rest = iter(said)
    return [next(rest) if cell.blocks else [] for cell in row.cells]


def _filled(row: Row) -> int:
    return sum(bool(cell.blocks) for cell in row.cells)


def is_fragment(row: Amendment) -> bool:
    """Whether the words agreed on look like some of a sentence or line, all of which they take the place of:
    less than half of its words, as it is and as proposed, and not its end ("." or ")"). Not told of few."""
    agreed = _words(row.amended)
    before, after = _words(row.present), _words(row.after)
    if not row.extent or before.total() < _LONG:
        return False
    few = all(2 * (agreed & said).total() < said.total() for said in (before, after))
    end = segmentation.words(row.present.rstrip())[-1]
    return few and not is_word(end) and end[-1] != row.amended.rstrip()[-1:]


def _words(text: str) -> Counter[str]:
    return Counter(filter(is_word, segmentation.words(text)))


def on_one_line(words: str) -> str:
    return " ".join(words.split())


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.split("\n") if line.strip()]


def reworded_row(row: Row, said: Sequence[Sequence[str]]) -> Row:
    """A row of the baseline whose cells say these lines. Raises `UnknownNoteError`."""
    cells = (
        replace(cell, blocks=tuple(_reworded(cell, lines)))
        for cell, lines in zip(row.cells, said, strict=True)
    )
    return replace(row, cells=tuple(cells))


def _reworded(cell: Cell, said: Sequence[str]) -> Iterator[Paragraph]:
    for n, words in enumerate(said):
        if n < len(cell.blocks):
            yield replace(cell.blocks[n], inlines=_over(cell.blocks[n].inlines, words))
        else:
            yield Paragraph(f"{cell.id}.{n + 1}", _over((), words))


def _over(inlines: tuple[Inline, ...], words: str) -> tuple[Inline, ...]:
    return reworded(inlines, 0, len(list(letters(inlines))), words)
