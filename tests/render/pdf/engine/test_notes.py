"""Notes are laid out once where they stand: as many layouts as notes, and the same pages."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.layout import LayoutContext, block

from workplan.render.pdf import engine
from workplan.render.pdf.engine.laying_out.notes import Waiting
from workplan.render.pdf.engine.replaced import REPLACED

engine.install()

_STYLE = """<style>@page { size: 300px 700px; margin: 20px; @footnote { margin-top: 9px } }
.note { float: footnote; footnote-policy: line; margin: 3px 0 5px }
::footnote-call { content: none }</style>"""


def pages(count: int) -> list[list[tuple[Any, ...]]]:
    """Where all boxes stand of a text with so many notes."""
    paragraphs = (
        f"<p>Words {n} of the text<span class=note>Note {n} has {'a few more words ' * (n % 5)}</span>"
        for n in range(count)
    )
    document = HTML(string=f"<!DOCTYPE html>{_STYLE}{''.join(paragraphs)}").render()
    return [
        [
            (box.element_tag, box.position_x, box.position_y, getattr(box, "text", ""))
            for box in page._page_box.descendants()
        ]
        for page in document.pages
    ]


def test_a_note_is_laid_out_once_though_the_room_for_all_is_measured_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before, all notes of a page were laid out anew with each that came: a text with 1,000 notes took more
    than twice as long."""
    taken: Counter[Any] = Counter()
    switch = block.block_level_layout_switch

    def counted(context: Any, box: Any, *given: Any) -> Any:
        if box.element is not None and box.element.get("class") == "note":
            taken[box.element] += 1
        return switch(context, box, *given)

    monkeypatch.setattr(block, "block_level_layout_switch", counted)
    ours = pages(60)
    assert len(ours) > 2
    assert len(taken) == 60
    once = taken.total()
    monkeypatch.setattr(
        LayoutContext, "_update_footnote_area", REPLACED["LayoutContext._update_footnote_area"].original
    )
    taken.clear()
    assert pages(60) == ours
    assert taken.total() > 2 * once


def test_a_list_knows_what_is_in_it() -> None:
    """Before, all notes that wait were gone through for each box of each line."""
    waiting = Waiting()
    waiting.append("a")
    waiting.append("b")
    waiting.remove("a")
    assert list(waiting) == ["b"]
    assert "b" in waiting
    assert "a" not in waiting
    assert None not in waiting
