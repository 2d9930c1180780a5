"""What stands for a glyph is written once for a font, in whichever line it comes again."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from workplan.render.pdf import engine
from workplan.render.pdf.engine.writing_out import glyphs

engine.install()


def signs_written(words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many signs are made for the glyphs of a document."""
    made = []

    def sign(*given: Any) -> str:
        made.append(given)
        return written(*given)

    written = glyphs._sign
    with monkeypatch.context() as patch:
        patch.setattr(glyphs, "_sign", sign)
        HTML(string=f"<!DOCTYPE html><body>{words}").write_pdf()
    return len(made)


def test_the_same_words_need_no_more_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, each glyph of each line was looked at number by number, a twelfth of a short paper's time."""
    words = "<p>Words that stand in a line, <b>some bold</b></p>"
    once = signs_written(words, monkeypatch)
    assert 20 < once == signs_written(words * 30, monkeypatch)


def test_fonts_are_looked_up_and_opened_once() -> None:
    """Before, each layout read all of them anew, and opened those of its words."""
    one, other = FontConfiguration(), FontConfiguration()
    assert one._config == other._config
    assert one.font_map == other.font_map
