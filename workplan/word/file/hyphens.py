"""Hyphens, and line breaks, that are elements of their own in a Word file, for writer and reader.

Word changes the font of a U+2011 that stands in `w:t`, because Arial and most other fonts lack it, and shows
a U+00AD there wherever the line ends (ECMA-376 Part 1, 17.3.3.18 and 17.3.3.29).
"""

from __future__ import annotations

import re

from workplan.document.tree import LINE_BREAK
from workplan.word.file.xml import w

_NAMES = {"\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
#: The characters by the elements that stand for them.
HYPHENS = {w(name): character for character, name in _NAMES.items()}

_ELEMENTS = _NAMES | {LINE_BREAK: "br"}
_EITHER = re.compile(f"([{''.join(_ELEMENTS)}])")


def parts(text: str) -> list[tuple[str, str]]:
    """The text cut at such characters: for each part the name of its element, empty for plain words, and the
    words."""
    return [(_ELEMENTS.get(part, ""), part) for part in _EITHER.split(text) if part]
