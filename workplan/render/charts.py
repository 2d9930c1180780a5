"""A chart drawn: where each bar, each key and each word of it stands. The template writes it as SVG.

Bars lie, and go from where lines begin, so that names have room beside them. On the web, the drawing is as
wide as a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from workplan.content.values.languages import Direction
from workplan.design.tone import Tone
from workplan.document.printing.chart import Chart, Series
from workplan.document.printing.directions import isolated
from workplan.text.segmentation import clusters
from workplan.text.segmentation import words as words_of
from workplan.text.size import width as width_of

Anchor = Literal["start", "middle", "end"]

#: How wide a drawing is, and the size of its letters.
_SIZES: dict[str, tuple[float, float]] = {"print": (453.0, 9.0), "web": (340.0, 12.0)}
#: How many times the letters' size: a bar, the same with its space, a line of the key, one of names, a digit.
_BAR, _STEP, _LINE, _NAME_LINE, _DIGIT = 1.5, 2.1, 1.7, 1.2, 0.56
#: How high the bars of a drawing are together; where there are many, they are thinner.
_TALLEST = 400.0
#: In how many lines a name stands beside its bar, and a title above.
_NAME_LINES, _TITLE_LINES = 2, 3
#: By how much the sum of some widths may be more than another.
_ROUNDING = 1e-6
#: How much of the width names may take.
_NAMES = 0.4

#: The lines of each pattern that has lines, in a square of six; they meet those of the next square.
STROKES = {
    "rising": "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    "falling": "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    "crossed": "M0 6L6 0M0 0L6 6M-1 1L1 -1M5 7L7 5M-1 5L1 7M5 -1L7 1",
    "level": "M0 3H6",
    "upright": "M3 0V6",
    "dots": "",
    "empty": "",
    "solid": "",
}


class Words(Struct, frozen=True):
    x: float
    y: float
    words: str
    anchor: Anchor
    bold: bool = False


class Box(Struct, frozen=True):
    """Part of a bar, or a key; `words` stand in it on a plate of the paper's colour, if there is room."""

    x: float
    y: float
    width: float
    height: float
    fill: int
    tone: Tone
    words: Words | None = None
    plate: float = 0.0


class Drawn(Struct, frozen=True):
    width: float
    height: float
    size: float
    description: str
    axis: float
    top: float
    bottom: float
    texts: tuple[Words, ...]
    boxes: tuple[Box, ...]

    @property
    def fills(self) -> tuple[tuple[int, Tone], ...]:
        return tuple(sorted({(box.fill, box.tone) for box in self.boxes}))


def drawn(chart: Chart, direction: Direction, medium: str) -> Drawn:
    """A chart laid out for a medium, from the right where lines run so."""
    return _Layout(chart, direction == "rtl", *_SIZES[medium]).drawn()


class _Layout:
    def __init__(self, chart: Chart, mirrored: bool, width: float, size: float) -> None:
        self._chart, self._mirrored, self._width, self._size = chart, mirrored, width, size
        self._axis = min(_NAMES * width, (max(map(width_of, chart.names), default=0) + 1.2) * size)
        room = self._axis / size - 1.2 + _ROUNDING
        tallest = _TALLEST / max(1, len(chart.names))
        self._names = [_lines(name, room, _NAME_LINES) for name in chart.names]
        self._step = self._stepping()
        if self._step > tallest:
            self._names = [_lines(name, room, 1) for name in chart.names]
            self._step = min(self._stepping(), tallest)
        self._letters = min(size, self._step / _NAME_LINE)
        most = max(chart.totals, default=0)
        # Behind the longest bar stands its total.
        self._room = width - self._axis - (len(str(most)) + 2) * _DIGIT * size
        self._unit = self._room / max(1, most)
        self._title = _lines(chart.title, width / size, _TITLE_LINES)
        self._top = len(self._title) * _LINE * size + 0.4 * size
        self._bottom = self._top + self._step * len(chart.names)

    def _stepping(self) -> float:
        """The height of a bar with its space, with room for the names in their lines."""
        lines = max(map(len, self._names), default=1)
        return max(_STEP, lines * _NAME_LINE + 0.6) * self._size

    def drawn(self) -> Drawn:
        size = self._size
        keys = tuple(self._keys())
        bottom = self._bottom + 0.8 * size
        return Drawn(
            _short(self._width),
            _short(bottom + len(self._chart.shown) * _LINE * size),
            size,
            self._chart.description,
            _short(self._x(self._axis)),
            _short(self._top),
            _short(self._bottom),
            (*self._texts(), *(words for words, _ in keys)),
            (*self._boxes(), *(box for _, box in keys)),
        )

    def _x(self, x: float, width: float = 0.0) -> float:
        """Where something that begins at `x` stands from the left."""
        return self._width - x - width if self._mirrored else x

    def _words(self, x: float, y: float, words: str, *, end: bool = False, bold: bool = False) -> Words:
        anchor: Anchor = "end" if end != self._mirrored else "start"
        return Words(_short(self._x(x)), _short(y), isolated(words, "ltr"), anchor, bold)

    def _texts(self) -> Iterator[Words]:
        for line, words in enumerate(self._title, 1):
            yield self._words(0, line * _LINE * self._size - 0.5 * self._size, words, bold=True)
        height = _NAME_LINE * self._letters
        for n, (lines, total) in enumerate(zip(self._names, self._chart.totals, strict=True)):
            middle = self._top + (n + 0.5) * self._step + 0.35 * self._letters
            for line, words in enumerate(lines):
                y = middle + (line - (len(lines) - 1) / 2) * height
                yield self._words(self._axis - 0.6 * self._size, y, words, end=True)
            x = self._axis + total * self._unit + 0.5 * self._size
            yield self._words(x, middle, str(total), bold=True)

    def _boxes(self) -> Iterator[Box]:
        height = min(_BAR * self._size, self._step * _BAR / _STEP)
        for n in range(len(self._chart.names)):
            x, y = self._axis, self._top + n * self._step + (self._step - height) / 2
            for series in self._chart.series:
                if value := series.values[n]:
                    yield self._box(x, y, value * self._unit, height, series, str(value))
                    x += value * self._unit

    def _box(self, x: float, y: float, width: float, height: float, of: Series, words: str = "") -> Box:
        left = self._x(x, width)
        plate = (len(words) + 0.8) * _DIGIT * self._size
        shown = words and plate + 4 < width and height > 1.3 * self._size
        middle = Words(_short(left + width / 2), _short(y + height / 2 + 0.35 * self._size), words, "middle")
        at = (_short(left), _short(y), _short(width), _short(height), of.fill, of.tone)
        return Box(*at, middle if shown else None, _short(plate))

    def _keys(self) -> Iterator[tuple[Words, Box]]:
        size, room = self._size, (self._width - self._axis) / self._size - 2.5
        for n, series in enumerate(self._chart.shown):
            y = self._bottom + 0.8 * size + n * _LINE * size
            box = self._box(self._axis, y, 1.8 * size, 1.2 * size, series)
            words = _lines(series.words, room, 1)[0]
            yield self._words(self._axis + 2.4 * size, y + 0.95 * size, words), box


def _lines(words: str, room: float, most: int) -> list[str]:
    """Words in lines, about as wide as there is `room`, in parts of the letters' size; behind the last of
    `most` stands "…" where there are more. Between two words where there is one, else between letters."""
    lines = [""]
    for piece in _pieces(words, room):
        if width_of((lines[-1] + piece).rstrip()) <= room or not lines[-1]:
            lines[-1] += piece
        elif len(lines) == most:
            return [*(line.strip() for line in lines[:-1]), _cut(lines[-1], room)]
        else:
            lines.append(piece.lstrip())
    return [line.strip() for line in lines]


def _pieces(words: str, room: float) -> Iterator[str]:
    for word in re.findall(r"\s*\S+", words):
        if width_of(word.strip()) <= room:
            yield word
            continue
        for part in words_of(word):
            yield from [part] if width_of(part) <= room else clusters(part)


def _cut(line: str, room: float) -> str:
    """A line with "…" behind it."""
    letters = clusters(line.strip())
    while len(letters) > 1 and width_of("".join(letters)) > room - 1:
        letters.pop()
    return "".join(letters).rstrip() + "…"


def _short(length: float) -> float:
    return round(length, 2)
