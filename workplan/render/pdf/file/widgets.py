"""Fields of a form, where the layout has the rooms for them: text fields and check boxes.

    [x] a name for each, and what it is called for who hears it            (ISO 14289-1, 7.18.1: TU)
    [x] a Form element with the widget in its place of the tree           (ISO 14289-1, 7.18.4; `structure`)
    [x] an appearance for each state, NeedAppearances unsaid               (ISO 19005-3, 6.4.1)
    [x] Arimo in the file, for what a viewer writes with it: the letters of Western Europe
    [-] other letters: each viewer has fonts of its own for them
    [-] radio buttons and lists: Adobe's program does not show which is chosen; none is made
    [-] scripts, actions, calculated fields: none is made

A tick is a letter in its appearance, and no drawing, so that it is still there when somebody prints the form
to another PDF. The frames are the page's own (styles/print.css), so that a blank form can be printed.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pydyf

from workplan.render.pdf.fonts import font_files

#: What a ticked box shows, and the name of that state.
TICKED, ON = "X", "Yes"
_FONT = "Arimo"
_SIZE = 9.0
_INK = "0.1 g"
#: Multiline (ISO 32000-1, table 228); a widget is printed (table 165).
_MULTILINE, _PRINT = 1 << 12, 1 << 2
#: The encoding that a field's words have where a viewer writes them (annex D.2).
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(32, 256)}
_LETTERS = {byte: letter for byte, letter in _WINDOWS.items() if letter and byte != 127}
_FIRST, _LAST = 32, 255

Rectangle = tuple[float, ...]


class Widgets:
    """The fields of one file, in the order in which a reader meets them."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._pages = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]
        self._fields = pydyf.Array()
        self._ticks: dict[tuple[float, float], Any] = {}
        self._blanks: dict[tuple[float, float], Any] = {}
        self._font: Any = None

    def add(self, page: int, rectangle: Rectangle, element: Any) -> Any:
        """The field that an HTML element is the room for."""
        kind = element.get("data-kind")
        width, height = round(rectangle[2] - rectangle[0], 3), round(rectangle[3] - rectangle[1], 3)
        entries: dict[str, Any] = {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "F": _PRINT,
            "P": self._pdf.page_references[page],
            "Rect": pydyf.Array(rectangle),
            "T": pydyf.String(element.get("data-field")),
            "TU": pydyf.String(element.get("aria-label")),
        }
        if kind == "tick":
            states = pydyf.Dictionary({ON: self._tick(width, height), "Off": self._blank(width, height)})
            entries |= {"FT": "/Btn", "V": "/Off", "AS": "/Off", "AP": pydyf.Dictionary({"N": states})}
        else:
            entries |= {
                "FT": "/Tx",
                "DA": self._words_look(),
                "AP": pydyf.Dictionary({"N": self._blank(width, height)}),
            }
            if kind == "lines":
                entries["Ff"] = _MULTILINE
        widget = pydyf.Dictionary(entries)
        self._pdf.add_object(widget)
        self._fields.append(widget.reference)
        self._pages[page].setdefault("Annots", pydyf.Array()).append(widget.reference)
        return widget

    def finish(self) -> None:
        """Write what belongs to all fields; nothing where there is none."""
        if self._fields:
            self._pdf.catalog["AcroForm"] = pydyf.Dictionary(
                {"Fields": self._fields, "DR": self._resources(), "DA": self._words_look()}
            )

    def _words_look(self) -> Any:
        return pydyf.String(f"/{_FONT} {_SIZE:g} Tf {_INK}")

    def _tick(self, width: float, height: float) -> Any:
        if (width, height) not in self._ticks:
            size = 0.9 * height
            across = (width - _advance(TICKED) * size) / 2
            up = (height - _capital() * size) / 2
            drawn = f"q BT /{_FONT} {size:.3f} Tf {_INK} {across:.3f} {up:.3f} Td ({TICKED}) Tj ET Q"
            self._ticks[width, height] = self._form(width, height, drawn)
        return self._ticks[width, height]

    def _blank(self, width: float, height: float) -> Any:
        if (width, height) not in self._blanks:
            self._blanks[width, height] = self._form(width, height, "/Tx BMC EMC")
        return self._blanks[width, height]

    def _form(self, width: float, height: float, drawn: str) -> Any:
        box = pydyf.Array([0, 0, width, height])
        stream = pydyf.Stream(
            [drawn.encode()],
            {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": self._resources()},
        )
        self._pdf.add_object(stream)
        return stream.reference

    def _resources(self) -> Any:
        if self._font is None:
            self._font = _embedded(self._pdf)
        return pydyf.Dictionary({"Font": pydyf.Dictionary({_FONT: self._font.reference})})


def _embedded(pdf: Any) -> Any:
    """Arimo as a font with one byte a letter, which every viewer can write with (ISO 32000-1, 9.6.3)."""
    font = value_font()
    unit = 1000 / font["head"].unitsPerEm
    data = io.BytesIO()
    font.save(data)
    program = pydyf.Stream([data.getvalue()], {"Length1": len(data.getvalue())}, compress=True)
    pdf.add_object(program)
    name = f"/WPLFRM+{_FONT}"
    head, metrics = font["head"], font["hhea"]
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 32,
            "FontBBox": pydyf.Array(
                round(side * unit) for side in (head.xMin, head.yMin, head.xMax, head.yMax)
            ),
            "ItalicAngle": 0,
            "Ascent": round(metrics.ascent * unit),
            "Descent": round(metrics.descent * unit),
            "CapHeight": round(_capital() * 1000),
            "StemV": 80,
            "FontFile2": program.reference,
        }
    )
    pdf.add_object(descriptor)
    widths = (
        round(_advance(_LETTERS[byte]) * 1000) if byte in _LETTERS else 0 for byte in range(_FIRST, _LAST + 1)
    )
    written = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": name,
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": _FIRST,
            "LastChar": _LAST,
            "Widths": pydyf.Array(widths),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(written)
    return written


@cache
def value_font() -> Any:
    """Arimo with the letters of Western Europe, as fontTools has it; few documents are forms."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    (path,) = (path for path in font_files() if path.name.startswith("Arimo["))
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[], notdef_outline=True)
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=map(ord, _LETTERS.values()))
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wght": 400})


def _advance(letter: str) -> float:
    font = value_font()
    width: int = font["hmtx"][font.getBestCmap()[ord(letter)]][0]
    return _in_sizes(width)


def _capital() -> float:
    height: int = value_font()["OS/2"].sCapHeight
    return _in_sizes(height)


def _in_sizes(length: int) -> float:
    unit: int = value_font()["head"].unitsPerEm
    return length / unit
