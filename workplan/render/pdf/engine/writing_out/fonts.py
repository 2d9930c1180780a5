"""Fonts: which there are, found out and opened once in a process; those that vary, cut to one weight once,
and kept from one run to the next.

[x] the fonts of a document whose letters it had before: made once
[x] under all that it follows from: the letters that were left of the font, weight and slant, the moment that
    the font says it was made, the version of fontTools
[-] fonts that do not vary, and what else WeasyPrint does to one: as ever
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import sha256
from typing import Any

import fontTools
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration

from workplan.files.kept import keep, kept
from workplan.render.pdf.engine.replaced import replace

_KIND = "fonts"
#: Where fontTools looks for the moment that a font says it was made.
_MOMENT = "SOURCE_DATE_EPOCH"

_clean: Any = Font.clean


def install() -> None:
    replace(Font, "clean", _clean_once, "794f0211f18453f1")
    replace(FontConfiguration, "__init__", _with_known_fonts, "9fdb532fe2c80013")


@cache
def known_fonts() -> Any:
    """The fonts that there are, to fontconfig. Who is copied may ask before the copy is made: unlike Pango,
    fontconfig has no threads."""
    return fontconfig.FcInitLoadConfigAndFonts()


@cache
def _opened_fonts() -> Any:
    """The fonts that Pango has opened, with what it knows of them: those of one document are the next one's.
    It looks for fonts in threads, so no copy is made of a process that has any."""
    fonts = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
    pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", fonts), known_fonts())
    return fonts


def _with_known_fonts(self: Any) -> None:
    """The fonts of a document, which brings none of its own."""
    self._config, self.font_map = known_fonts(), _opened_fonts()
    self._folder = None
    self.strut_layouts, self.font_features = {}, {}


def _clean_once(self: Any, to_unicode: Any, hinting: Any) -> None:
    """Leave of a font what the document shows."""
    made = os.environ.get(_MOMENT)
    if "fvar" not in self.tables or not made:
        _clean(self, to_unicode, hinting)
        return
    self.subset(to_unicode, hinting)
    whole, of = self.file_content, _fingerprint(self, made)
    if (known := kept(_KIND, of)) is not None:
        self.file_content = known
        return
    _clean(self, {}, hinting)  # takes no more letters away
    if self.file_content is not whole:
        keep(_KIND, of, self.file_content)


def _fingerprint(font: Any, made: str) -> str:
    """Of all that decides how a font is cut (`Font.clean`); it says then that it was made at that moment."""
    decides = (
        fontTools.version,
        made,
        sorted(font.variations.items()),
        (font.index, font.weight, font.style, font.font_size, font.tables),
        (font.png, font.svg, font.colr),
    )
    return sha256(repr(decides).encode() + font.file_content).hexdigest()
