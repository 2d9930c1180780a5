"""Style sheets, rule by rule: what a rule says is found out once in a process.

Sheets of papers differ in few rules. So whoever is copied learns before what all have (`learn`), and what the
first job of a copy has (`learn_all`).

    [x] rules for elements and for pages
    [-] other rules (fonts, imports, layers), sheets that come with an address: as ever
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import tinycss2
import weasyprint
from cssselect2 import Matcher
from msgspec import Struct
from weasyprint.css import preprocess_stylesheet

from workplan.render.pdf.engine.replaced import replace

#: What may hold a bracket that is none, and brackets.
_TOKEN = re.compile(r'/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|[{}]', re.DOTALL)
_REMARKS = re.compile(r"(?:\s|/\*.*?\*/)*", re.DOTALL)
_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)

#: A length by the size of the first page.
_PAGE_LENGTH = re.compile(r"[0-9.]p?v(?:w|h|i|b|min|max)\b", re.IGNORECASE)

_init: Any = weasyprint.CSS.__init__


def install() -> None:
    replace(weasyprint.CSS, "__init__", _read, "8263e6979a389242")


def learn_all(html: str) -> None:
    """Find out what the rules of a document say."""
    for sheet in _STYLE.findall(html):
        learn(sheet)


def learn(sheet: str) -> None:
    """Find out what the rules of a style sheet say."""
    for rule in filter(_is_plain, rules(sheet)):
        _learned(rule, "print")


def is_learned(sheet: Any) -> bool:
    """Whether a style sheet is made of rules that were found out, and says the same in all documents."""
    return "is_learned" in vars(sheet)


def asks_for_page(text: str) -> bool:
    """Whether a sheet or a style has lengths by the size of the first page."""
    return bool(_PAGE_LENGTH.search(text))


class _Learned(Struct, frozen=True):
    """What a rule adds to a sheet; while it is read, in the place of the sheet's selectors."""

    selectors: list[tuple[Any, Any]] = []
    pages: list[Any] = []

    def add_selector(self, selector: Any, declared: Any) -> None:
        self.selectors.append((selector, declared))


def rules(sheet: str) -> Iterator[str]:
    """The rules of a style sheet, without remarks and spaces before them; and what is behind the last."""
    depth = start = 0
    for token in _TOKEN.finditer(sheet):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if token[0] == "}" and depth == 0:
            yield sheet[_beginning(sheet, start) : token.end()]
            start = token.end()
    if rest := sheet[_beginning(sheet, start) :]:
        yield rest


def _beginning(sheet: str, place: int) -> int:
    match = _REMARKS.match(sheet, place)
    assert match
    return match.end()


def _is_plain(rule: str) -> bool:
    return not rule.startswith("@") or rule.startswith("@page")


@cache
def _learned(rule: str, media_type: str) -> _Learned:
    learned = _Learned()
    parsed = tinycss2.parse_stylesheet(rule)
    preprocess_stylesheet(media_type, None, parsed, None, learned, learned.pages, [], None, {}, {})
    return learned


def _read(
    self: Any,
    *given: Any,
    string: Any = None,
    base_url: Any = None,
    media_type: str = "print",
    matcher: Any = None,
    page_rules: Any = None,
    layer: Any = None,
    **more: Any,
) -> None:
    """Read a style sheet."""
    found = list(rules(string)) if isinstance(string, str) and base_url is None and layer is None else []
    if not found or given or not all(map(_is_plain, found)):
        _init(
            self, *given, string=string, base_url=base_url, media_type=media_type, matcher=matcher,
            page_rules=page_rules, layer=layer, **more,
        )  # fmt: skip
        return
    self.base_url, self.matcher = None, matcher or Matcher()
    self.page_rules = [] if page_rules is None else page_rules
    if not asks_for_page(string):
        self.is_learned = True
    self.layers = [] if (layers := more.get("layers")) is None else layers
    for rule in found:
        learned = _learned(rule, media_type)
        for selector, declared in learned.selectors:
            self.matcher.add_selector(selector, declared)
        self.page_rules += learned.pages
