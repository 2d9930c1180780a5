"""Characters that no words may hold, and line ends."""

from __future__ import annotations

import re
import unicodedata

#: What no words may hold. Not here, because words need them: the soft hyphen, joiners, zero-width
#: spaces, marks and isolates of direction.
_REFUSED = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls; most of them XML cannot hold (XML 1.0, 2.2)
    "\u2028\u2029"  # line ends that only some editors show as such
    "\u202a-\u202e"  # embeddings and overrides: words that read otherwise than they are (UTS 55)
    "\ufeff"  # a byte order mark, which only the start of a file may have
    "\U000e0000-\U000e007f"  # tags: words that nobody sees
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates and noncharacters: no characters at all
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def with_plain_line_ends(text: str) -> str:
    """`text` without a byte order mark, each line end a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def refused_character(words: str) -> re.Match[str] | None:
    """The first character of `words` that no manuscript, YAML file or value of one may hold."""
    return _REFUSED.search(words)


def refusal(character: str) -> str:
    """Why `character` is refused, by its code and name: it cannot be shown."""
    code = f"U+{ord(character):04X}"
    if unicodedata.category(character) == "Cc":
        return f"control character {code} cannot be printed"
    name = unicodedata.name(character, "")
    if not name:
        return f"{code} is not a character that can be printed"
    return f"the invisible character {code} ({name.lower()}) cannot be printed"


def printable(words: str) -> str:
    """`words` with plain line ends, and U+FFFD for each character that would be refused."""
    return _REFUSED.sub("\ufffd", with_plain_line_ends(words))


#: Letters and a symbol that are blank by design: Hangul fillers, the Braille pattern without dots.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def visible(words: str) -> bool:
    """Whether `words` print anything: white space, signs of direction and joining, and marks
    without a letter do not."""
    return any(_visible(character) for character in words)


def _visible(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] not in "ZM" and category not in ("Cc", "Cf") and character not in _BLANK
