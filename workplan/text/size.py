"""How much room words take, about: for decisions that need no more.

The numbers are rounded up from the metrics of Arial and Noto; a test holds them against the fonts. No font is
read: which ones a machine has must not change a Word file.
"""

from __future__ import annotations

import unicodedata
from functools import cache

#: Parts of the font's size, by what `unicodedata` says of the character.
_NARROW = frozenset(" !'(),./:;I[\\]`fijlrt{|}\u00a0")
_BROAD = frozenset("%@MWm\u2014\u2026")
#: The letters of India and Sri Lanka, of Burmese and of Khmer.
_WIDEST = frozenset((*range(0x0900, 0x0E00), *range(0x1000, 0x10A0), *range(0x1780, 0x1800)))
#: How much of a line is filled where a long word is broken.
_FILLED = 0.85

#: The height of a line that is set single, in parts of the font's size.
_LATIN, _OTHER, _TALL = 1.15, 1.7, 1.9


def width(text: str) -> float:
    """The width of a text in one line, in parts of the font's size."""
    return sum(map(_advance, text))


@cache
def _advance(character: str) -> float:
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character in _BROAD:
        return 1.0
    if character in _NARROW:
        return 0.4
    if ord(character) in _WIDEST:
        return 0.9
    return 0.75 if category == "Lu" or character == "w" else 0.58


def line_height(text: str) -> float:
    """The height of its lines, set single, in parts of the font's size."""
    if text.isascii():
        return _LATIN
    return max(map(_height, text))


@cache
def _height(character: str) -> float:
    code = ord(character)
    if code in _WIDEST:
        return _TALL
    return _OTHER if 0x0530 <= code < 0x1E00 or code >= 0x2E80 else _LATIN


def count_lines(text: str, room: float) -> int:
    """How many lines a text takes in `room`, which is in parts of the font's size. Words that are wider than
    that are broken anywhere."""
    return sum(_lines(words, room) for words in text.split("\n"))


def _lines(words: str, room: float) -> int:
    count, used = 1, 0.0
    space = _advance(" ")
    for word in words.split(" "):
        wide = width(word)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        used += wide + (space if used else 0.0)
        if used > room:
            # Where it may be broken is not known, so each line ends a little early.
            more = int(used / (room * _FILLED))
            count, used = count + more, used - more * room * _FILLED
    return count
