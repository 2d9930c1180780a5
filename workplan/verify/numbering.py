"""The numbers that Word puts before paragraphs, worked out from a file's numbering part.

    [x] definitions and instances, start values, overrides of start and of whole levels
    [x] levels that restart, never restart, or restart after a given level
    [x] patterns with several levels ("%1.%2"), legal numbering
    [x] decimal, letters, Roman numbers, bullets, none
    [ ] numbering style links, picture bullets, the other number formats: taken as decimal

It shares no code with `workplan.word`, so that a mistake there cannot hide here.
(ECMA-376 Part 1, 17.9)
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = W + "val"
_GAP = {"tab": " ", "space": " ", "nothing": ""}


def value(element: _Element | None, path: str, default: str = "") -> str:
    """The `w:val` of the element at `path` ("numPr/ilvl"); `default` where there is none."""
    for step in _steps(path):
        if element is not None:
            element = next(element.iterchildren(step), None)
    return default if element is None else element.get(_VALUE, default)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(W + step for step in path.split("/"))


class _Instance(Struct):
    """A `w:num`: its definition's id, and its levels and start values where it has its own."""

    definition: str
    levels: dict[int, _Element] = {}
    starts: dict[int, int] = {}


class Counter:
    """Counts through a document: ask it for each numbered paragraph in turn."""

    def __init__(self, part: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Element]] = {}
        self._instances: dict[str, _Instance] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()
        if part is not None:
            for definition in part.iterfind(f"{W}abstractNum"):
                self._levels[definition.get(f"{W}abstractNumId", "")] = _levels(definition)
            for num in part.iterfind(f"{W}num"):
                self._instances[num.get(f"{W}numId", "")] = _instance(num)

    def label(self, number_id: str, level: int) -> tuple[str, str]:
        """What stands before the paragraph and the gap after it; nothing for an unknown list."""
        instance = self._instances.get(number_id)
        if instance is None:
            return "", ""
        levels = self._levels.get(instance.definition, {}) | instance.levels
        if level not in levels:
            return "", ""
        counts = self._counts[instance.definition]
        self._count(number_id, level, instance, levels, counts)
        text = _text(levels, level, counts)
        return text, _GAP[value(levels[level], "suff", "tab")] if text else ""

    def _count(
        self,
        number_id: str,
        level: int,
        instance: _Instance,
        levels: dict[int, _Element],
        counts: dict[int, int],
    ) -> None:
        if level in instance.starts and (number_id, level) not in self._started:
            counts[level] = instance.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = _start(levels[level])
        self._started.add((number_id, level))
        for deeper, definition in levels.items():
            # By default any higher level restarts a level; 0 is "never" (17.9.10).
            restarts_after = int(value(definition, "lvlRestart", str(deeper)))
            if deeper > level and level < restarts_after:
                counts.pop(deeper, None)
                self._started.discard((number_id, deeper))


def _levels(parent: _Element) -> dict[int, _Element]:
    return {int(level.get(f"{W}ilvl", "0")): level for level in parent.iterfind(f"{W}lvl")}


def _instance(num: _Element) -> _Instance:
    instance = _Instance(value(num, "abstractNumId"))
    for override in num.iterfind(f"{W}lvlOverride"):
        level = int(override.get(f"{W}ilvl", "0"))
        instance.levels |= _levels(override)
        if start := value(override, "startOverride"):
            instance.starts[level] = int(start)
    return instance


def _start(level: _Element) -> int:
    return int(value(level, "start", "0"))


def _text(levels: dict[int, _Element], level: int, counts: dict[int, int]) -> str:
    text = value(levels[level], "lvlText").replace("\u00a0%", " %")  # the space that was made a no-break one
    legal = levels[level].find(f"{W}isLgl") is not None
    for other in sorted((other for other in levels if f"%{other + 1}" in text), reverse=True):
        number_format = "decimal" if legal else value(levels[other], "numFmt", "decimal")
        number = counts.get(other, _start(levels[other]))
        text = text.replace(f"%{other + 1}", written(number_format, number))
    return text


def written(number_format: str, number: int) -> str:
    """`number` in one of Word's formats (17.18.59): after z comes aa, then bb."""
    match number_format:
        case "lowerLetter" | "upperLetter":
            repeats, letter = divmod(number - 1, 26)
            said = chr(ord("a") + letter) * (repeats + 1)
        case "lowerRoman" | "upperRoman":
            said = _roman(number)
        case "none":
            said = ""
        case _:
            said = str(number)
    return said.upper() if number_format.startswith("upper") else said


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def _roman(number: int) -> str:
    said = ""
    for worth, digits in _ROMAN:
        times, number = divmod(number, worth)
        said += digits * times
    return said
