"""What is looked up on each page is found at once, however many pages came before: a layout takes as long for
its last page as for its first.

    [x] anchors that earlier pages had: in a set, and no list is searched   (`layout.page.make_page`)
    [x] references to the pages of a file: made once, not all for each      (`pydyf.PDF`)
    [x] styles of pages and margins: one for all for which the same is declared, in all documents that have
        the outermost style in common; declarations for earlier pages are gone
                                                      (`layout.page.set_page_type_computed_styles`)
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable
from typing import Any

import pydyf
from weasyprint.layout import page

from workplan.render.pdf.engine.replaced import replace

_references: Any = pydyf.PDF.page_references
_set_styles: Any = page.set_page_type_computed_styles


def install() -> None:
    replace(pydyf.PDF, "page_references", property(_known_references), "060bf90aad55931b")
    replace(page, "set_page_type_computed_styles", _styles_of_page, "4e68b396b35c4a06")


def expect_many() -> None:
    """Before a document of many pages. (It takes some milliseconds, which others need not spend.)"""
    if "_Known" not in vars(page):
        replace(page, "make_page", _with_set(page.make_page), "656f183328e8b1b5")


class Known(list[str]):
    """A list of anchors that knows what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()

    def __contains__(self, anchor: object) -> bool:
        return anchor in self._known

    def append(self, anchor: str) -> None:
        super().append(anchor)
        self._known.add(anchor)

    def extend(self, anchors: Iterable[str]) -> None:
        self._known.update(anchors)


def _with_set(make_page: Any) -> Any:
    """The very function, with such a list in the place of its empty one."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(make_page)))
    (assigned,) = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node) == "cached_anchors = []"
    )
    assigned.value = ast.parse("_Known()", mode="eval").body
    ast.fix_missing_locations(tree)
    made: dict[str, Any] = {}
    page._Known = Known
    exec(compile(tree, page.__file__, "exec"), vars(page), made)  # noqa: S102 - the text is WeasyPrint's
    return made["make_page"]


def _known_references(pdf: Any) -> Any:
    known = vars(pdf).setdefault("known_references", ())
    if len(known) * 3 != len(pdf.pages["Kids"]):
        known = pdf.known_references = _references.fget(pdf)
    return known


def _styles_of_page(page_type: Any, html: Any, style_for: Any) -> None:
    """Set the styles of a page and its margins: those of an earlier page for which the same is declared."""
    cascaded, computed = style_for.get_cascaded_styles(), style_for.get_computed_styles()
    cascaded.clear()
    style_for.add_page_declarations(page_type)
    declared = tuple(
        (part, tuple((name, id(value)) for name, (value, _) in values.items()))
        for (_, part), values in cascaded.items()
    )
    known = vars(computed[html.etree_element, None]).setdefault("page_styles", {})
    if declared not in known:
        _set_styles(page_type, html, style_for)
        styles = {part: style for (of, part), style in computed.items() if of == page_type}
        # They stay, so that no other value has the id of one of theirs.
        known[declared] = styles, list(cascaded.values())
    styles, _ = known[declared]
    computed.update({(page_type, part): style for part, style in styles.items()})
