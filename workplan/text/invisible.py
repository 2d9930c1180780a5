"""Characters that nobody sees: which of them the words around need, and which nobody meant.

    [x] joiners (U+200C, U+200D): behind a virama, between letters of Indic scripts, beside letters that join
        (Persian, Mongolian …) but not at either end of a line, in sequences of emoji
    [x] zero-width spaces: beside letters of scripts that write no spaces; soft hyphens within words
    [x] marks and isolates of direction: in lines that hold letters from right to left
    [x] variation selectors: behind what has variants
    [-] what no content may hold (`characters.refused_character`), characters for private use, byte order
        marks, signs of annotation, fillers: nobody needs them

(RFC 5892, appendix A.1 and A.2, for joiners; UTS 51 for emoji; UAX 9; Unicode 16, 23.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from workplan.text.characters import refused_character

_VIRAMA = 9  # its combining class
_JOINING = re.compile(
    "[\u0600-\u08ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc\U00010d00-\U00010d3f\U0001e900-\U0001e95f]"
)
_INDIC = re.compile(
    "[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\u1900-\u1cff\ua800-\uabff\U00011000-\U000119ff]"
)
#: Letters of scripts without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\ua980-\uaaff]")
_DIRECTION = frozenset("\u200e\u200f\u061c\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_NEVER = re.compile("[\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufff9-\ufffc]")
#: Ends of lines and pages, which stand between words.
_BETWEEN = frozenset("\x0b\x0c\x85\u2028\u2029")


def unmeant(words: str) -> Iterator[int]:
    """Where in the words of a line a character stands that nobody sees, and that they do not need."""
    if words.isprintable() and not _SELECTORS.search(words) and not _NEVER.search(words):
        return
    mixed = any(unicodedata.bidirectional(character) in ("R", "AL") for character in words)
    for n, character in enumerate(words):
        if character.isprintable() and not _SELECTORS.match(character) and not _NEVER.match(character):
            continue
        before, after = words[n - 1 : n], words[n + 1 : n + 2]
        if not _is_needed(before, character, after, mixed=mixed):
            yield n


def in_place_of(character: str) -> str:
    """What stands for a character that is left out."""
    return " " if character in _BETWEEN else ""


def called(character: str) -> str:
    """A character by its name and number, for a message that is about it."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) == "Co":
        return f"character {code}, which means something in one font alone,"
    name = unicodedata.name(character, "")
    return f"invisible character {name} ({code})" if name else f"invisible character {code}"


def _is_needed(before: str, character: str, after: str, *, mixed: bool) -> bool:
    match character:
        case "\t" | "\n" | "\r" | "\u00a0" | "\u2007" | "\u202f" | "\u3000":
            return True
        case "\u200c" | "\u200d":
            return _joins(before, character, after)
        case "\u200b":
            return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
        case "\u00ad" | "\u2060":
            return _is_word(before) and _is_word(after)
        case "\u180e":
            return bool(_JOINING.match(before))
        case _ if character in _DIRECTION:
            return mixed
        case _ if _SELECTORS.match(character):
            return before != "" and not before.isspace() and not ("A" <= before <= "z")
    if _NEVER.match(character) or refused_character(character):
        return False
    return unicodedata.category(character) not in ("Cc", "Co", "Cs") and character != "\ufeff"


def _joins(before: str, character: str, after: str) -> bool:
    if before and unicodedata.combining(before) == _VIRAMA:
        return True
    if not before or not after:
        return False
    if _JOINING.match(before) or _JOINING.match(after) or (_INDIC.match(before) and _INDIC.match(after)):
        return True
    return character == "\u200d" and _is_pictured(before) and _is_pictured(after)


def _is_pictured(character: str) -> bool:
    return character == "\ufe0f" or unicodedata.category(character) in ("So", "Sk")


def _is_word(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "LMNPS"
