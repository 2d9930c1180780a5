"""Which font slot of a Word run the letters belong to.

Word keeps four fonts for a run (ECMA-376 Part 1, 17.3.2.26) and chooses by character only between
Latin and East Asian ones. Complex scripts must be marked: `w:cs` for those with shaping, and
`w:rtl` for those written from the right as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from workplan.content.values.languages import Direction
from workplan.document.printing.directions import apart, base_direction, words_direction
from workplan.document.tree import Inline

#: The Windows fonts for scripts that Arial lacks; it has Arabic and Hebrew itself.
COMPLEX_FONTS = {"south-east": "Leelawadee UI", "myanmar": "Myanmar Text", "indic": "Nirmala UI"}

# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_COMPLEX = {
    "right": _RIGHT,
    "south-east": "\u0e00-\u0eff\u1780-\u17ff\u19e0-\u19ff",  # Thai, Lao, Khmer
    "myanmar": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "indic": "\u0900-\u0dff\ua8e0-\ua8ff",
}
# What joins two words of one script without leaving it: spaces, digits and joiners.
_JOIN = r"[\s0-9\u200c\u200d]*"
_LEFT_TO_RIGHT = re.compile(
    "|".join(
        f"(?P<{name.replace('-', '_')}>[{letters}]+(?:{_JOIN}[{letters}]+)*)"
        for name, letters in _COMPLEX.items()
    )
)
# In a document from the right, whatever is not a letter of another direction goes with it.
_LATIN = r"[^\W\d_" + "".join(_COMPLEX.values()) + r"]"
# A number that no space parts from such letters is theirs: "A/CONF.1/Rev.2".
_NUMBERS = r"(?:[-./:_@#&+]*\d+)*"
_RIGHT_TO_LEFT = re.compile(
    rf"(?P<latin>(?:\d+[-./:_]?)*{_LATIN}+(?:[\W\d_]*{_LATIN}+)*{_NUMBERS})|"
    + "|".join(
        f"(?P<{name.replace('-', '_')}>[{letters}]+(?:{_JOIN}[{letters}]+)*)"
        for name, letters in _COMPLEX.items()
        if name != "right"
    )
)


#: The marks of a direction.
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}


class Piece(Struct, frozen=True):
    """Letters for one run: `complex` asks for `w:cs`, `right` for `w:rtl`, `font` for a font of its own."""

    text: str
    complex: bool = False
    right: bool = False
    font: str = ""


class Flow:
    """Which way the paragraph runs that is being written, in a document that runs as `around` does."""

    def __init__(self, around: Direction) -> None:
        self.around = self.direction = around

    @property
    def turned(self) -> bool:
        return self.direction != self.around

    def into(self, inlines: Iterable[Inline]) -> str:
        """A paragraph of these words begins; nothing is written for that."""
        self.direction = base_direction(inlines, self.around)
        return ""

    def into_words(self, words: str) -> str:
        self.direction = words_direction(words, self.around)
        return ""

    def parts(self, words: str) -> Iterator[str]:
        """The parts of a paragraph, with marks around those that were isolated: not every Word knows signs of
        isolation. Each is written in its own direction."""
        whole = self.direction
        for part, own in apart(words):
            self.direction = own or whole
            yield f"{_MARKS[own]}{part}{_MARKS[own]}" if own else part
        self.direction = whole


def pieces(text: str, direction: Direction) -> list[Piece]:
    """`text` cut where the font slot changes; the pieces joined are the text."""
    if direction == "ltr" and text.isascii():
        return [Piece(text)]
    between = Piece("", complex=True, right=True) if direction == "rtl" else Piece("")
    found: list[Piece] = []
    end = 0
    for match in (_RIGHT_TO_LEFT if direction == "rtl" else _LEFT_TO_RIGHT).finditer(text):
        found.append(_piece(text[end : match.start()], between))
        found.append(_matched(match))
        end = match.end()
    found.append(_piece(text[end:], between))
    return [piece for piece in found if piece.text]


def _piece(text: str, like: Piece) -> Piece:
    return Piece(text, like.complex, like.right)


def _matched(match: re.Match[str]) -> Piece:
    script = (match.lastgroup or "").replace("_", "-")
    if script == "latin":
        return Piece(match.group())
    return Piece(match.group(), True, script == "right", COMPLEX_FONTS.get(script, ""))
