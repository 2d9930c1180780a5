"""Which fonts, and what is said when none has a character."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from workplan.render.pdf import fonts


def test_promised_scripts_are_covered() -> None:
    words = "Người Việt · ภาษาไทย · ភាសាខ្មែរ · العربية · Bahasa · “’–—…•▪″ ₫ € ½"
    assert fonts.missing(words) == {}


def test_a_missing_character_names_its_package() -> None:
    assert fonts.missing("a\U00012000") == {"\U00012000": None}
    assert fonts.PACKAGES[fonts._script("中")] == "pylopdf-fonts-zh-cn"
    assert fonts.PACKAGES[fonts._script("ລ")] == "manimgx-fonts"


def test_what_is_never_drawn_needs_no_font() -> None:
    assert fonts.missing("a\u200d\u2060\u200f\ufe0f\u00ad") == {}


def test_fontconfig_knows_our_fonts_alone(tmp_path: Path) -> None:
    settings = etree.fromstring(fonts.fontconfig(tmp_path).encode())
    assert {glob.text for glob in settings.iterfind("selectfont/acceptfont/glob")} == {
        str(path) for path in fonts.font_files()
    }
    assert settings.findtext("selectfont/rejectfont/glob") == "/*"
    assert settings.findtext("cachedir") == str(tmp_path)
