"""Style sheets rule by rule: all that WeasyPrint reads in them, and each rule once."""

from __future__ import annotations

from typing import Any

import pytest
from tinycss2.ast import Node
from weasyprint import CSS
from weasyprint.images import LinearGradient
from weasyprint.text.fonts import FontConfiguration

from workplan.content.paper.roles import ROLES
from workplan.design.theme import theme
from workplan.render.css import print_css
from workplan.render.pdf import engine
from workplan.render.pdf.engine.reading import sheets

engine.install()


def read(sheet: CSS) -> list[Any]:
    """All that a sheet says."""
    matcher = sheet.matcher
    by_kind = matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors
    found = [entry for kind in by_kind for key in kind for entry in kind[key]] + matcher.other_selectors
    selectors = [(order, weight, pseudo, plain(declared)) for _, weight, order, pseudo, declared in found]
    return [
        sorted(selectors, key=str),
        plain([rule[1:] for rule in sheet.page_rules]),
        sheet.layers,
        matcher.order,
    ]


def plain(value: Any) -> Any:
    if isinstance(value, Node):
        return value.serialize()
    if hasattr(value, "tokens"):
        return plain(value.tokens)
    if isinstance(value, LinearGradient):
        return plain(sorted(vars(value).items()))
    return [plain(each) for each in value] if isinstance(value, (list, tuple)) else value


SHEETS = {
    "ours": print_css(theme(), "ltr", roles=ROLES),
    "ours, from right to left": print_css(theme(), "rtl"),
    "packs": print_css(theme(), "ltr", "pack.css"),
    "remarks": "/* a { b: c } */ p { color: red /* } */ } /* the end",
    "strings": 'p::before { content: \'}\' } li::before { content: "{\\"" } em { color: blue }',
    "nested": "@page { margin: 1cm; @top-left { content: 'a' } } @page :first { margin: 0 } p { margin: 0 }",
    "broken": "p { color: red } } h1 { color: blue }",
    "not ended": "p { color: red } h1 { color: blue",
    "of several kinds": "@layer a { p { color: red } } @media print { p { color: blue } } p { margin: 0 }",
    "nothing": " ",
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
def test_it_says_what_weasyprint_reads_in_it(sheet: str) -> None:
    theirs = CSS.__new__(CSS)
    sheets._init(theirs, string=sheet, font_config=FontConfiguration())
    for _ in range(2):
        assert read(CSS(string=sheet, font_config=FontConfiguration())) == read(theirs)


def test_a_rule_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, the sheet of each paper was parsed anew, a twelfth of a short one's time."""
    parsed = []
    original = sheets.tinycss2.parse_stylesheet
    monkeypatch.setattr(
        sheets.tinycss2, "parse_stylesheet", lambda rule: parsed.append(rule) or original(rule)
    )
    sheets._learned.cache_clear()
    sheets.learn(print_css(theme(), "ltr"))
    known = len(parsed)
    assert known > 50
    CSS(string=print_css(theme(), "ltr", roles=("status",)) + "\n.more { color: red }")
    assert len(parsed) < known + 10
    CSS(string=print_css(theme(), "ltr"))
    assert len(parsed) < known + 10
