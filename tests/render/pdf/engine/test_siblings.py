"""Selectors that ask for the elements beside one mean the elements that they always meant, and ask few."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from cssselect2 import ElementWrapper, compile_selector_list, compiler
from hypothesis import given, settings
from hypothesis import strategies as st
from tinyhtml5 import parse

from workplan.render.pdf import engine
from workplan.render.pdf.engine.replaced import REPLACED

engine.install()

_SELECTORS = (
    "i:has(+ b)", ":is(i, b):has(+ b.x)", "b.x ~ i", "div > .x ~ :is(b, i)", ".x ~ b ~ i", ":not(.x ~ b)",
    "i:has(> b)", "i + b", ":has(~ .x)", ".x ~ i:has(+ b)", "* ~ b", ":has(+ .x ~ b)",
)  # fmt: skip
_TAGS, _CLASSES = st.sampled_from("bis"), st.sampled_from(("", " class=x"))
_ELEMENTS = st.recursive(
    st.just(""),
    lambda inner: st.lists(
        st.builds("<{0}{1}>{2}</{0}>".format, _TAGS, _CLASSES, inner), max_size=5
    ).map("".join),
    max_leaves=20,
)  # fmt: skip


def meant(elements: str, *selectors: str) -> list[list[int]]:
    """Which elements each of the selectors means."""
    root = parse(f"<!DOCTYPE html><body><div>{elements}</div>", namespace_html_elements=False)
    tests = [compiled.test for selector in selectors for compiled in compile_selector_list(selector)]
    return [
        [n for n, each in enumerate(ElementWrapper.from_html_root(root).iter_subtree()) if test(each)]
        for test in tests
    ]


@settings(max_examples=40)
@given(_ELEMENTS)
def test_they_mean_what_they_meant(monkeypatch: pytest.MonkeyPatch, elements: str) -> None:
    ours = meant(elements, *_SELECTORS)
    with monkeypatch.context() as patch:
        patch.setattr(compiler, "_compile_node", REPLACED["cssselect2.compiler._compile_node"].original)
        assert meant(elements, *_SELECTORS) == ours


def test_few_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, a plan of 3,000 paragraphs took most of its layout's time to make all elements behind each of
    them anew; and one with a list behind 1,000 paragraphs was no PDF: RecursionError."""
    made: Counter[str] = Counter()
    init = ElementWrapper.__init__

    def counted(self: Any, *given: Any, **named: Any) -> None:
        made["elements"] += 1
        init(self, *given, **named)

    monkeypatch.setattr(ElementWrapper, "__init__", counted)
    found = meant("<i></i>" * 1_500 + "<b class=x></b>" + "<i></i><b></b>" * 500, "i:has(+ b)", ".x ~ b")
    assert [len(each) for each in found] == [501, 500]
    assert made["elements"] < 3 * 2_501 * 2
