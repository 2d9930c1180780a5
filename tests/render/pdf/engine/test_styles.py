"""Shared styles: elements that look alike have one, and all values are those that WeasyPrint computes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from weasyprint import HTML
from weasyprint.css import StyleFor, get_all_computed_styles
from weasyprint.css.targets import TargetCollector

from tests.documents import with_actions
from tests.strategies import documents
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.render.html import print_html
from workplan.render.pdf import engine
from workplan.render.pdf.engine.reading import styles
from workplan.render.pdf.engine.replaced import REPLACED

engine.install()

#: Properties of each kind: inherited or not, computed from others, settled in tables, an element's own.
_PROPERTIES = (
    "anchor", "display", "float", "position", "color", "font_size", "font_weight", "line_height", "lang",
    "margin_top", "margin_left", "padding_top", "padding_left", "border_bottom_width", "border_top_color",
    "text_decoration_line", "vertical_align", "width", "min_width", "break_inside", "page", "content",
)  # fmt: skip
_PSEUDO = (None, "before", "after", "marker", "footnote-call", "footnote-marker")


def computed(document: Document) -> tuple[list[Any], int]:
    """All values of all elements; and of how many styles the elements are."""
    html = HTML(string=print_html(document, theme()))
    style_for = get_all_computed_styles(html, target_collector=TargetCollector(), page_rules=[], layers=[])
    styles = [style_for(element, kind) for element in html.etree_element.iter() for kind in _PSEUDO]
    values = [style and [_plain(style[name]) for name in _PROPERTIES] for style in styles]
    anonymous = [style and [_plain(style.anonymous_style[name]) for name in _PROPERTIES] for style in styles]
    return [values, anonymous], len({id(style and style.__dict__.get("shared", style)) for style in styles})


def _plain(value: Any) -> Any:
    """A value, or the text of a function such as `min()`, which equals itself alone."""
    return value.serialize() if hasattr(value, "serialize") else value


@contextmanager
def as_weasyprint_does() -> Iterator[None]:
    ours = {name: vars(StyleFor)[name] for name in ("__init__", "__call__")}
    for name in ours:
        setattr(StyleFor, name, REPLACED[f"StyleFor.{name}"].original)
    try:
        yield
    finally:
        for name, function in ours.items():
            setattr(StyleFor, name, function)


@settings(max_examples=5, phases=[Phase.explicit, Phase.generate])
@given(documents())
def test_every_value_is_the_same(document: Document) -> None:
    shared, _ = computed(document)
    with as_weasyprint_does():
        assert computed(document)[0] == shared


def test_more_rows_need_no_more_styles() -> None:
    """Before, each of 40 rows, its cells and all in them had styles of their own, because each had an id."""
    assert computed(with_actions(40))[1] == computed(with_actions(20))[1]


def made(sheet: str, monkeypatch: pytest.MonkeyPatch, style: str = "") -> int:
    """How many styles are computed for a document."""
    computed = []
    original = styles._computed

    def counted(*given: Any) -> Any:
        computed.append(given)
        return original(*given)

    with monkeypatch.context() as patch:
        patch.setattr(styles, "_computed", counted)
        HTML(string=f'<!DOCTYPE html><html><head><style>{sheet}</style></head><body style="{style}"><p>a</p>'
             "<p>b</p></body></html>").render()  # fmt: skip
    return len(computed)


def test_documents_have_styles_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, the styles of each paper were computed anew, and all that follows from them: a fifth of its
    time."""
    sheet = "p { margin: 1.234em }"
    assert made(sheet, monkeypatch) > 1
    assert made(sheet, monkeypatch) == 0
    assert made("p { margin: 1.235em }", monkeypatch) > 0


@pytest.mark.parametrize(("sheet", "style"), [("p { margin: 10vw }", ""), ("p { top: 0 }", "margin: 5VH")])
def test_what_follows_from_the_page_is_no_other_document_s(
    sheet: str, style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(sheet, monkeypatch, style)
    assert 0 < made(sheet, monkeypatch, style) <= first
