"""The colours of the styles as colours of Word's theme, so that Design > Colours changes them.

Beside the name of a theme colour stands what it is now: LibreOffice 7.4 reads that alone. With a house
template the theme is the house's, and so are the colours of the styles that we add to its own.
(ECMA-376 Part 1, 17.18.97 for the names, 17.18.44 and 17.3.2.6 for tints, 20.1.6.2 for the theme)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from lxml import etree
from msgspec import Struct

from workplan.design.theme import ColourName, Theme
from workplan.word.file.xml import A, w


class ThemeColour(Struct, frozen=True):
    """A colour of the theme (`accent1`), lighter where `tint` is below 1, darker where `shade` is; `now` is
    what it is, as RRGGBB."""

    name: str
    now: str
    tint: float = 1.0
    shade: float = 1.0


#: Where our own theme part (`templates/docx/theme1.xml`) has each colour.
_OURS: Mapping[ColourName, str] = {
    "ink": "text1",
    "paper": "background1",
    "shade": "background2",
    "accent": "accent1",
    "rule": "accent2",
    "muted": "accent3",
    "link": "hyperlink",
    "blue": "accent4",
    "brown": "accent5",
    "green": "accent6",
    "plum": "followedHyperlink",
}
#: What stands for each in another theme, whose other accents may be of any colour: the name, and the tint.
_IN_A_HOUSE: Mapping[ColourName, tuple[str, float]] = {
    "ink": ("text1", 1.0),
    "paper": ("background1", 1.0),
    "shade": ("accent1", 0.2),
    "accent": ("accent1", 1.0),
    "rule": ("accent1", 1.0),  # a lighter tone of a strong colour is garish
    "muted": ("text1", 0.65),
    "link": ("hyperlink", 1.0),
    "blue": ("accent1", 1.0),
    "brown": ("accent2", 1.0),
    "green": ("accent6", 1.0),
    "plum": ("accent4", 1.0),
}
#: Those of small words, which are darker in a house whose own are too light to read on white: the least
#: contrast (WCAG 2.2, 1.4.3).
_OF_WORDS: frozenset[ColourName] = frozenset({"blue", "brown", "green", "plum"})
_CONTRAST = 4.5
#: The names of the theme's slots by those that documents use (17.15.1.20), where the house says nothing else.
MAPPING = {
    "bg1": "light1",
    "t1": "dark1",
    "bg2": "light2",
    "t2": "dark2",
    **{name: name for name in ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")},
    "hyperlink": "hyperlink",
    "followedHyperlink": "followedHyperlink",
}
_COLOUR, _SHADE = w("color"), w("shd")
_MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_SLOTS = {
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


def our_colours(theme: Theme) -> dict[str, ThemeColour]:
    """The theme's colours by what they are (RRGGBB), in a file of our own looks."""
    return {_hex(theme, name): ThemeColour(slot, _hex(theme, name)) for name, slot in _OURS.items()}


def house_colours(theme: Theme, part: etree._Element, mapping: Mapping[str, str]) -> dict[str, ThemeColour]:
    """The same with the theme part of a house, and its `mapping` of names to slots."""
    scheme = {slot.tag: slot for slot in part.iterfind(f".//{{{A}}}clrScheme/*")}
    found = {}
    for name, (slot, tint) in _IN_A_HOUSE.items():
        mapped = mapping.get(_MAPPED.get(slot, slot), slot)
        element = scheme.get(f"{{{A}}}{_SLOTS.get(mapped, mapped)}")
        now = next(_values(element), _hex(theme, name)) if element is not None else _hex(theme, name)
        shade = _shade(now) if name in _OF_WORDS else 1.0
        found[_hex(theme, name)] = ThemeColour(slot, _with_light(now, tint, shade), tint, shade)
    return found


def colour_by_theme(root: etree._Element, colours: Mapping[str, ThemeColour]) -> None:
    """Say the colours of words, rules and shades in `root` by the theme."""
    for element in root.iter(etree.Element):
        if not element.attrib:
            continue
        if element.tag == _COLOUR:
            _set(element, colours, "val", "theme")
        elif element.tag == _SHADE:
            _set(element, colours, "fill", "themeFill")
        else:
            _set(element, colours, "color", "theme")


def _set(element: etree._Element, colours: Mapping[str, ThemeColour], value: str, said: str) -> None:
    """`said` is what the names of the attributes begin with."""
    if colour := colours.get(element.get(w(value), "")):
        element.set(w(value), colour.now)
        element.set(w("themeColor" if said == "theme" else said), colour.name)
        for name, share in (("Tint", colour.tint), ("Shade", colour.shade)):
            if share < 1:
                element.set(w(f"{said}{name}"), f"{round(255 * share):02X}")


def _hex(theme: Theme, name: ColourName) -> str:
    return theme.colours[name].removeprefix("#").upper()


def _values(slot: etree._Element) -> Iterator[str]:
    """What a slot of the theme is: a colour, or one of the system's as it was when the file was saved."""
    for colour in slot:
        value = (colour.get("lastClr") or colour.get("val") or "").upper()
        if len(value) == 6 and set(value) <= set("0123456789ABCDEF"):
            yield value


def _with_light(colour: str, tint: float, shade: float) -> str:
    """A colour with its lightness brought towards white and towards black, as Word does it."""
    hue, light, saturation = rgb_to_hls(*_parts(colour))
    made = hls_to_rgb(hue, (light * tint + 1 - tint) * shade, saturation)
    return "".join(f"{round(255 * part):02X}" for part in made)


def _shade(colour: str) -> float:
    """How much of its lightness a colour of words may keep on white; 1 where it is dark enough."""
    steps = (step / 20 for step in range(20, 0, -1))
    return next((s for s in steps if contrast(_with_light(colour, 1.0, s)) >= _CONTRAST), 0.05)


def contrast(colour: str) -> float:
    """The contrast of a colour, as RRGGBB, on white (WCAG 2.2)."""
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    light = sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (light + 0.05)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4))
    return red, green, blue
