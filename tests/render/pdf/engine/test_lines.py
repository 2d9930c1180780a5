"""Lines are laid out where WeasyPrint lays them out, and no more of a text than that takes."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.text.line_break import Layout

from workplan.render.pdf import engine
from workplan.render.pdf.engine.laying_out import lines

engine.install()

_STYLE = "<style>@page { size: 300px 700px; margin: 10px } body { overflow-wrap: break-word }</style>"
_WORDS = (
    "abcdefghij",
    "il.",
    "WMW_",
    "ابتث",
    "अनुभव",
    "e\u0301o\u0323",
    "ᄀ\u1161",
    "1/2-3",
    "x\u00a0y",
    "移民",
    "ประเทศ",
)


def pages(text: str) -> list[list[tuple[Any, ...]]]:
    document = HTML(string=f"<!DOCTYPE html>{_STYLE}<p>{text}</p>").render()
    return [
        [
            (box.element_tag, box.position_x, box.position_y, box.width, getattr(box, "text", ""))
            for box in page._page_box.descendants()
        ]
        for page in document.pages
    ]


def test_words_of_many_lines_break_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<p>".join(
        f"Behind <b>bold {word * (700 // len(word))}</b> and {word * (600 // len(word))}" for word in _WORDS
    )
    ours = pages(text)
    monkeypatch.setattr(lines, "long_word", lambda *_: "")
    assert pages(text) == ours


def test_a_word_twice_as_long_is_twice_as_much_to_lay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, all that was left of the word was laid out four times for each line: a paragraph of one word of
    20,000 letters took four seconds, and one of 60,000 took 35."""
    set_text, taken = Layout.set_text, [0]

    def counted(self: Any, text: str, justify: bool = False) -> None:
        taken[0] += len(text)
        set_text(self, text, justify)

    monkeypatch.setattr(Layout, "set_text", counted)
    found = []
    for letters in (2_000, 4_000):
        taken[0] = 0
        pages("abcdefghij" * (letters // 10))
        found.append(taken[0])
    assert found[1] < 2.5 * found[0]
