"""A chart: the drawing of a table of numbers. It says what its table says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from workplan.design.tone import Tone
from workplan.document.tree import Cell, Table
from workplan.document.walking.walk import description, plain_present

#: More digits than any count has.
_DIGITS = 9


class Series(Struct, frozen=True):
    """What bars are divided into: `words` name it, `fill` is its place in the theme's list of patterns,
    `tone` its colour, and `values` has a number for each bar."""

    words: str
    fill: int
    tone: Tone
    values: tuple[int, ...]


class Chart(Struct, frozen=True):
    """Bars that are divided: one for each of `names`; `head` says what these are."""

    title: str
    head: str
    names: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """How long each bar is."""
        return tuple(sum(each.values[n] for each in self.series) for n in range(len(self.names)))

    @property
    def description(self) -> str:
        """All that it shows, in words: "Priority 2: In progress 2, Completed 1." Where a bar has nothing, so
        much is said."""
        bars = (f"{name}: {', '.join(self._parts(n)) or 0}" for n, name in enumerate(self.names))
        return ". ".join(words.rstrip(".") for words in (self.title, *bars)) + "."

    @property
    def shown(self) -> tuple[Series, ...]:
        """The series that any bar has something of: a key to others would explain nothing."""
        return tuple(each for each in self.series if any(each.values))

    def _parts(self, bar: int) -> Iterator[str]:
        return (f"{each.words} {each.values[bar]}" for each in self.series if each.values[bar])


def chart_of(table: Table, tones: Iterable[tuple[str, Tone]] = ()) -> Chart | None:
    """The chart of a table that has one, with its numbers as they are now; None where the table goes, or
    where an editor put in or took out a column. `tones` are the colours of words (`Document.tones`)."""
    first, *heads = table.header.cells
    if not table.fills or table.header.deleted or len(heads) != len(table.fills):
        return None
    rows = [row for row in table.rows if not row.deleted and len(row.cells) == len(heads) + 1]
    colours = dict(tones)
    series = (
        Series(words, fill, colours.get(words, "black"), tuple(_number(row.cells[n]) for row in rows))
        for n, (words, fill) in enumerate(zip(map(_words, heads), table.fills, strict=True), 1)
    )
    return Chart(
        description(table), _words(first), tuple(_words(row.cells[0]) for row in rows), tuple(series)
    )


def _words(cell: Cell) -> str:
    return " ".join(plain_present(line.inlines) for line in cell.blocks)


def _number(cell: Cell) -> int:
    words = _words(cell).strip()
    return int(words) if words.isdecimal() and len(words) <= _DIGITS else 0
