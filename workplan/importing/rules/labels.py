"""How lines begin and end: labels that are typed before them, and what ends a sentence."""

from __future__ import annotations

import re

from msgspec import Struct

#: What ends a sentence, or goes on in the next line.
ENDS = re.compile(r"[.;:,!?、。；：，։។]['”’\")]?\s*$|(?:\b(?:and|or|und|et|y|и))\s*$", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?P<sign>[•·▪◦●○■□➢✓❖►‣⁃∙]|[-–—*](?=[\s\u00a0])|o(?=\t))[\s\u00a0]*(?=\S)")
_NUMBER = re.compile(
    r"\s*(?P<all>(?P<open>[(（]?)(?P<number>[0-9]{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})(?P<close>[.)）])"
    r"|[(（](?P<inner>[0-9]{1,3}|[A-Za-z]|[ivxl]{1,6})[)）])(?P<space>[\s\u00a0]+)(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


class Typed(Struct, frozen=True):
    """A label that is typed before a line: what it may count, by how; and its length with the space
    behind."""

    label: str
    counts: tuple[tuple[str, int], ...]
    length: int


def typed_label(text: str) -> Typed | None:
    """The label that a line begins with; None where there is none."""
    found = _BULLET.match(text)
    if found and (inner := _NUMBER.match(text, found.end())) and _counts_inside(inner):
        # "- a." is one label: the sign is how a text shows that the list stands below another.
        inside = typed_label(text[found.end() :])
        return inside and Typed(inside.label, inside.counts, found.end() + inside.length)
    if found:
        return Typed(found["sign"], ((f"bullet {found['sign']}", 0),), found.end())
    if not (found := _NUMBER.match(text)):
        return None
    number = found["number"] or found["inner"]
    bracketed = bool(found["inner"] or found["open"])
    shape = f"{'(' if bracketed else ''}{found['close'] or ')'}"
    kinds: list[tuple[str, int]] = []
    if number.isdecimal():
        kinds.append((f"decimal {shape}", int(number)))
    else:
        small = number.lower()
        case = "lower" if number == small else "upper"
        if len(number) == 1:
            kinds.append((f"{case}-alpha {shape}", ord(small) - ord("a") + 1))
        if (value := roman(small)) and number in (small, small.upper()):
            kinds.append((f"{case}-roman {shape}", value))
    return Typed(found["all"].strip(), tuple(kinds), found.end()) if kinds else None


def _counts_inside(found: re.Match[str]) -> bool:
    number = found["number"] or found["inner"]
    return number.isdecimal() or (len(number) == 1 and number.islower())


def roman(words: str) -> int:
    """The value of a Roman number in small letters; 0 for what is none."""
    if not words or any(letter not in _ROMAN for letter in words):
        return 0
    values = [_ROMAN[letter] for letter in words]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
