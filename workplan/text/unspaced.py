"""Scripts that write no spaces between words, and what a line end prints beside them.

A line end in a source text is there for whoever edits it, and prints as a space. Between two letters of
Chinese or Japanese (wide ones), and between two of Thai, Khmer, Lao, Burmese or Tibetan, nobody would write
a space, so it prints nothing. Korean has spaces, and keeps it.

(CSS Text 3, 4.1.3, "Segment Break Transformation Rules"; UAX #11 for widths; UAX #14, class SA, for the
scripts of South East Asia, whose line ends CSS leaves to the program.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

#: What a letter is for its neighbour across a line end; "" where words have spaces between them.
Kind = Literal["wide", "dense", "zero", ""]

#: A place where a line may end, which nobody sees.
ZERO_WIDTH_SPACE = "\u200b"

# Letters and marks, and signs that stand in the middle of words; no digits, no signs that end a sentence.
_DENSE = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf"  # Thai, Lao
    "\u0f0b\u0f0c\u0f40-\u0fbc"  # Tibetan, with the sign between syllables
    "\u1000-\u103f\u104c-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer
    "\u1950-\u1974\u1980-\u19c9\u1a20-\u1a7c\uaa80-\uaadf]"  # Tai Le, New Tai Lue, Tai Tham, Tai Viet
)
#: Signs of those scripts that end a sentence, or belong to no word.
_DENSE_SIGNS = re.compile(
    "[\u0e4f\u0e5a\u0e5b\u0f0d-\u0f14\u104a\u104b\u17d4-\u17d6\u17d8-\u17da\u1aa0-\u1aad]"
)


@cache
def kind(character: str) -> Kind:
    """What a character that prints something is beside a line end."""
    if character == ZERO_WIDTH_SPACE:
        return "zero"
    if _DENSE.match(character):
        return "dense"
    return "wide" if _is_wide(character) and not _is_hangul(character) else ""


def line_end(before: str, after: str) -> str:
    """What a line end between these words prints: a space, or nothing."""
    one, other = _edge(reversed(before)), _edge(after)
    return "" if "zero" in (one, other) or (one and one == other) else " "


def _edge(characters: Iterable[str]) -> Kind:
    """The kind of the first character that has one: marks belong to their letter, and quotation marks, dashes
    and the like, which are wide in some texts and narrow in others, are as what stands behind them."""
    for character in characters:
        if found := kind(character):
            return found
        category = unicodedata.category(character)
        ambiguous = category[0] in "PS" and unicodedata.east_asian_width(character) == "A"
        if category not in ("Mn", "Mc", "Me", "Cf") and not ambiguous:
            return ""
    return ""


def on_one_line(words: str) -> str:
    """Plain words without line ends, single spaces between them and none around them."""
    found = ""
    for line in _lines(words):
        found += line_end(found, line) + line if found else line
    return found


def with_line_ends(markup: str) -> str:
    """Words with markup as `on_one_line`, but for line ends that may print nothing."""
    found = ""
    for line in _lines(markup):
        joins = found and may_join(found.rsplit(" ", 1)[-1].rsplit("\n", 1)[-1], line.split(" ", 1)[0])
        found += ("\n" if joins else " " if found else "") + line
    return found


def _lines(words: str) -> Iterator[str]:
    """The lines that hold words, with single spaces between them and none around them."""
    for line in words.split("\n"):
        if pieces := [piece for piece in re.split(r"[ \t\r]+", line) if piece]:
            yield " ".join(pieces)


def may_join(before: str, after: str) -> bool:
    """Whether a line end between two pieces of markup, which hold no space, may print nothing: what markup
    begins or ends there decides, and what a reference without words refers to. Never says no wrongly."""
    return _may_touch(before) and _may_touch(after)


def _may_touch(piece: str) -> bool:
    return "](#" in piece or any(map(kind, piece))


@cache
def is_dense(character: str) -> bool:
    """Whether a character belongs to a text without spaces between words, or with wide letters, Korean too:
    bold may begin and end beside it. (An amendment to CommonMark's delimiter runs, 6.2, which
    github.com/tats-u/markdown-cjk-friendly specifies for Chinese, Japanese and Korean.)"""
    if _DENSE.match(character) or _DENSE_SIGNS.match(character):
        return True
    if not _is_wide(character):
        return _is_hangul(character)
    return unicodedata.category(character) != "So" or not _is_picture(character)


def _is_wide(character: str) -> bool:
    """Python gives every character that it does not know a width."""
    return unicodedata.east_asian_width(character) in "FWH" and unicodedata.category(character) != "Cn"


def _is_hangul(character: str) -> bool:
    return "HANGUL" in unicodedata.name(character, "")


def _is_picture(character: str) -> bool:
    """Whether a wide symbol is an emoji, which stands in texts of any script."""
    return character >= "\U0001f000" or "\u2300" <= character <= "\u2bff"
