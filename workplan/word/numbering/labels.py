"""Labels as Word computes them: number formats, and the reading of a label as prefix, number, suffix.

[x] decimal, lower and upper letters, lower and upper Roman (ECMA-376 Part 1, 17.18.59)
[-] any other label ("Ⅳ", "첫째", "ab." as the 28th letter): no `Pattern`, so it is typed
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from workplan.document.resolving.counting import count
from workplan.document.tree import ListKind

NumberFormat = Literal["decimal", "lowerLetter", "lowerRoman", "upperLetter", "upperRoman"]

_KINDS: dict[NumberFormat, ListKind] = {
    "decimal": "decimal",
    "lowerLetter": "lower-alpha",
    "lowerRoman": "lower-roman",
}
#: How the lists of the tree are called in Word, which knows capitals too.
FORMATS: dict[ListKind, NumberFormat] = {
    **{kind: format_ for format_, kind in _KINDS.items()},
    "bracketed-alpha": "lowerLetter",
    "bracketed-roman": "lowerRoman",
}
_CAPITALS: dict[str, NumberFormat] = {"upperLetter": "lowerLetter", "upperRoman": "lowerRoman"}
_ROMAN_LETTERS = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_LARGEST = 32767  # what w:start and Word's counters hold
_LARGEST_ROMAN = 3999
_NUMBER = re.compile(r"(?P<prefix>.*?)(?P<number>[0-9]+|[A-Z]+|[a-z]+)(?P<suffix>[^0-9A-Za-z]*)", re.DOTALL)


class Pattern(Struct, frozen=True):
    """How one list level writes its labels: `prefix`, the number in `format`, `suffix`."""

    format: NumberFormat
    prefix: str
    suffix: str

    def label(self, number: int) -> str:
        return f"{self.prefix}{written(self.format, number)}{self.suffix}"


def level_text(kind: ListKind, level: int) -> str:
    """What Word counts a list of this kind by, on its `level` from 0: "%1.", "(%2)"."""
    return f"(%{level + 1})" if kind.startswith("bracketed") else f"%{level + 1}."


def written(format: NumberFormat, number: int) -> str:  # noqa: A002 - Word's own word for it
    """`number` (1 or more) as Word writes it. After z come aa, bb, cc: letters repeat, unlike a
    spreadsheet's columns (ECMA-376 Part 1, 17.18.59)."""
    if format in _CAPITALS:
        return written(_CAPITALS[format], number).upper()
    if format == "lowerRoman" and number > _LARGEST_ROMAN:
        return str(number)
    return count(number, _KINDS[format])


def readings(label: str) -> Iterator[tuple[Pattern, int]]:
    """What a label can be read as, most likely first: "c." is the third letter or a Roman hundred.

    The number is the last word of the label; one that Word cannot count has no reading.
    """
    if not (found := _NUMBER.fullmatch(label)) or "%" in label:
        return
    for format_ in _formats(found["number"]):
        number = _read(format_, found["number"])
        if number is not None:
            yield Pattern(format_, found["prefix"], found["suffix"]), number


def _formats(number: str) -> tuple[NumberFormat, ...]:
    if number.isdigit():
        return ("decimal",)
    if number.islower():
        return ("lowerRoman", "lowerLetter") if number == "i" else ("lowerLetter", "lowerRoman")
    return ("upperRoman", "upperLetter") if number == "I" else ("upperLetter", "upperRoman")


def _read(format_: NumberFormat, words: str) -> int | None:
    small = words.lower()
    match format_:
        case "decimal":
            number = int(words) if len(words) <= 5 else 0
        case "lowerLetter" | "upperLetter":
            number = 26 * (len(small) - 1) + ord(small[0]) - ord("a") + 1
        case _:
            number = _unroman(small)
    return number if 0 < number <= _LARGEST and written(format_, number) == words else None


def _unroman(words: str) -> int:
    values = [_ROMAN_LETTERS.get(letter, 0) for letter in words]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
