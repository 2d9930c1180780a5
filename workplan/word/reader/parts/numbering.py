"""What Word counts before paragraphs: the numbering part, and counting through a document by it.

    [x] definitions and instances, start values, overrides of start and of whole levels
    [x] levels that restart, never restart, or restart after a given level
    [x] patterns with several levels ("%1.%2"), legal numbering
    [x] decimal, letters, Roman numbers, bullets, none; definitions that only link to a style
    [-] other number formats: counted as decimal

ECMA-376 Part 1, 17.9.
"""

from __future__ import annotations

import re

from lxml.etree import _Element
from msgspec import Struct

from workplan.document.printing.unbroken import NO_BREAK
from workplan.document.resolving.counting import count
from workplan.document.tree import ListKind
from workplan.word.file.xml import is_on, value, w

LEVELS = 9
_LARGEST = 32767
_LONGEST = 64  # of a level's text; Word takes some 30 characters
_LONGEST_LABEL = 1_300
_LAST_LETTER = 780  # where letters may begin: each 26 are longer by one, and no list begins at thirty "z"
_LETTERS = {"lowerLetter": "lower-alpha", "upperLetter": "lower-alpha"}
_IN_BRACKETS: dict[str, ListKind] = {"lower-alpha": "bracketed-alpha", "lower-roman": "bracketed-roman"}
_BRACKETS = re.compile(r" *\( *%[1-9] *\) *")
_ROMAN = {"lowerRoman": "lower-roman", "upperRoman": "lower-roman"}


class Level(Struct, frozen=True):
    """One `w:lvl`: its format, text ("%1.") and first number; `restart` is the level after which it begins
    anew, counted from 1 (0: never)."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False

    @property
    def kind(self) -> ListKind | None:
        """How a list of the tree counts so; None for a level that counts nothing."""
        if self.format == "none":
            return None
        if self.format == "bullet":
            return "bullet"
        kind: ListKind = (_LETTERS | _ROMAN).get(self.format, "decimal")  # type: ignore[assignment]
        return _IN_BRACKETS.get(kind, kind) if _BRACKETS.fullmatch(self.text) else kind


class Counted(Struct, frozen=True):
    """What Word shows before one paragraph: `label` with all levels that its text names, and the number of
    its own level. `list` is equal for paragraphs that are counted together."""

    level: Level
    label: str
    number: int
    list: tuple[str, str]


class _Instance(Struct):
    """A `w:num`: its definition, and what it overrides."""

    definition: str
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}


class Counter:
    """Counts through one story: ask it for each numbered paragraph in turn."""

    def __init__(self, part: _Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._instances: dict[str, _Instance] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if part is None:
            return
        for definition in part.iterfind(w("abstractNum")):
            self._levels[definition.get(w("abstractNumId"), "")] = _levels(definition)
        for num in part.iterfind(w("num")):
            self._instances[num.get(w("numId"), "")] = _instance(num)

    def level(self, num: str, level: int) -> Level | None:
        """The rule of a level; None where there is no such list."""
        instance = self._instances.get(num)
        if instance is None:
            return None
        return instance.levels.get(level) or self._levels.get(instance.definition, {}).get(level)

    def next(self, num: str, level: int) -> Counted | None:
        """Count one paragraph; None where there is no such list."""
        rule = self.level(num, level)
        if rule is None:
            return None
        instance = self._instances[num]
        counts = self._counts.setdefault(instance.definition, {})
        if level in instance.starts and (num, level) not in self._started:
            counts[level] = beginning(instance.starts[level], rule.kind)
        else:
            counts[level] = counts[level] + 1 if level in counts else rule.start
        self._started.add((num, level))
        for deeper in range(level + 1, LEVELS):
            self._restart(num, level, deeper, counts)
        own = num if instance.starts or instance.levels else ""
        return Counted(rule, self._label(num, level, counts), counts[level], (instance.definition, own))

    def _restart(self, num: str, level: int, deeper: int, counts: dict[int, int]) -> None:
        rule = self.level(num, deeper)
        after = deeper if rule is None or rule.restart is None else rule.restart
        if level < after:
            counts.pop(deeper, None)
            self._started.discard((num, deeper))

    def _label(self, num: str, level: int, counts: dict[int, int]) -> str:
        own = self.level(num, level)
        if own is None or own.format == "bullet":
            return ""
        text = own.text
        for other in range(LEVELS - 1, -1, -1):
            rule = self.level(num, other)
            if rule and f"%{other + 1}" in text:
                format_ = "decimal" if own.legal else rule.format
                number = written(format_, counts.get(other, rule.start))
                text = text.replace(f"%{other + 1}", number)[:_LONGEST_LABEL]
        return text


def written(format_: str, number: int) -> str:
    """`number` in one of Word's formats (17.18.59)."""
    if format_ == "none":
        return ""
    kind = (_LETTERS | _ROMAN).get(format_)
    if kind is None or number < 1:
        return str(number)
    said = count(number, kind)  # type: ignore[arg-type]
    return said.upper() if format_.startswith("upper") else said


def whole(words: str | None, otherwise: int) -> int:
    """A number of the file's, within what Word's counters hold."""
    text = (words or "").strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return otherwise
    return max(-_LARGEST, min(int(text), _LARGEST))


def beginning(start: int, kind: str | None) -> int:
    """Where a list that counts so begins."""
    return min(start, _LAST_LETTER) if kind in {"lower-alpha", "bracketed-alpha"} else start


def _levels(parent: _Element) -> dict[int, Level]:
    return {whole(element.get(w("ilvl")), 0): _level(element) for element in parent.iterfind(w("lvl"))}


def _level(element: _Element) -> Level:
    restart = value(element, "lvlRestart")
    format_ = value(element, "numFmt") or "decimal"
    return Level(
        format_,
        value(element, "lvlText")[:_LONGEST].replace(f"{NO_BREAK}%", " %"),
        beginning(whole(value(element, "start"), 0), _LETTERS.get(format_)),
        whole(restart, 0) if restart else None,
        is_on(element, "isLgl"),
    )


def _instance(num: _Element) -> _Instance:
    instance = _Instance(value(num, "abstractNumId"))
    for override in num.iterfind(w("lvlOverride")):
        level = whole(override.get(w("ilvl")), 0)
        instance.levels |= _levels(override)
        if start := value(override, "startOverride"):
            instance.starts[level] = whole(start, 1)
    return instance
