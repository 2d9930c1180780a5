"""How a run looks, now and before a tracked change; and what looks the tree has not.

    [x] all of `document.look`, directly or by a character style; of complex scripts by their own properties
    [x] w:rPrChange: the look before; a change of anything else is said
    [-] colours, underlines, strokes, capitals, hidden words: said, and left out
    [-] fonts and sizes: the theme's are used

Toggle properties: ECMA-376 Part 1, 17.7.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct

from workplan.document.look import PLAIN, Look
from workplan.document.tree import Formatting
from workplan.word.file.run_looks import read_look
from workplan.word.file.xml import value, w
from workplan.word.reader.marks import Revisions
from workplan.word.reader.parts.styles import Style, Styles

#: The size of the words that are heard with a mark (templates/docx/inlines.xml), in half-points.
_HEARD = "2"
#: Looks that carry meaning on paper, by element; those that are off or "none" are not looks.
_LOST = {
    "u": "underlined words",
    "color": "coloured words",
    "highlight": "highlighted words",
    "strike": "words struck through by formatting, which is no tracked deletion",
    "dstrike": "words struck through by formatting, which is no tracked deletion",
    "caps": "words shown in capitals",
    "smallCaps": "words shown in small capitals",
    "vanish": "hidden words",
    "position": "words moved up or down",
}
_NOTHING = frozenset({"none", "auto", "0", "false", "off", "baseline", "clear", "000000"})


class Seen(Struct, frozen=True):
    look: Look = PLAIN
    former: Formatting | None = None
    unread: bool = False  # something else about it is tracked


def seen(properties: _Element | None, styles: Styles, revisions: Revisions) -> Seen:
    """How a run with these properties (`w:rPr`) looks, and looked before."""
    if properties is None:
        return Seen()
    look = _look(properties, styles)
    change = properties.find(w("rPrChange"))
    if change is None:
        return Seen(look)
    before = change.find(w("rPr"))
    former = PLAIN if before is None else _look(before, styles)
    if former == look:
        return Seen(look, unread=True)
    return Seen(look, Formatting(former, revisions.of(change)))


def lost(properties: _Element | None, style: Style, paragraph: Style) -> Iterator[str]:
    """What the tree cannot say of words with these properties, in words. A colour that the paragraph's style
    has anyway says nothing: LibreOffice 7.4 writes it beside a change of another look. Nor does that of words
    which nobody sees: those that are heard with the marks of a matrix."""
    size = None if properties is None else properties.find(w("sz"))
    is_heard = size is not None and size.get(w("val")) == _HEARD
    for element in () if properties is None else properties:
        name = element.tag.rpartition("}")[2]
        value = element.get(w("val"), "true")
        if name == "color" and (value == paragraph.colour or is_heard):
            continue
        if name in _LOST and value not in _NOTHING and not style.of_link:
            yield _LOST[name]


def style_of(properties: _Element | None, styles: Styles) -> Style:
    """The character style of a run."""
    named = None if properties is None else properties.find(w("rStyle"))
    return Style() if named is None else styles.character(named.get(w("val"), ""))


def language(properties: _Element | None) -> str:
    """The language that the run is marked with (`w:lang`), empty for none."""
    return value(properties, "lang")


def _look(properties: _Element, styles: Styles) -> Look:
    return read_look(properties, style_of(properties, styles).look)
