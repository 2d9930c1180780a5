"""Elements that look alike have one computed style.

WeasyPrint 70 shares the style of elements with the same parent, style and selectors. But it takes each `id`
for a declaration of its own (that of an anchor), and all of ours have ids: so nothing was ever shared, nor
anything below. Here the anchor is the only value that an element has for itself (`_Own`); what is below
inherits from the shared style, which knows no anchor. Pseudo-elements are shared likewise. Documents have
styles in common, too, with all that was found out of them: how words of a style are laid out, its lengths.

    [x] elements with an id; their pseudo-elements and the anonymous boxes in them
    [x] documents of one process, of which all sheets are learned (`sheets`)
    [x] properties of which nothing is declared: the value of the parent or the first one, asked for at once
    [-] elements with `name`, drawings, notes in a running place: each has a style of its own, as ever
"""

from __future__ import annotations

import re
from math import inf
from typing import Any

from weasyprint.css import (
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
)
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, ZERO_PIXELS
from weasyprint.css.validation import preprocess_declarations
from weasyprint.logger import PROGRESS_LOGGER

from workplan.once import once
from workplan.render.pdf.engine.reading.sheets import asks_for_page, is_learned
from workplan.render.pdf.engine.replaced import replace

#: Ids that CSS reads as they are.
_PLAIN = re.compile(r"[A-Za-z0-9_.:-]+")
_SVG = "{http://www.w3.org/2000/svg}svg"

#: What follows from more than its own declaration, its parent's value and its initial one.
_OF_SEVERAL = re.compile("text_decoration_.*|page|position|float|display")
#: The properties by the direction of the text that may stand for another (`PHYSICAL_FUNCTIONS`).
_LOGICAL = {
    function(block="ttb", inline=inline)
    for function in PHYSICAL_FUNCTIONS.values()
    for inline in ("ltr", "rtl")
}
_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED and name not in INITIAL_NOT_COMPUTED and not _OF_SEVERAL.fullmatch(name)
}
_INHERITED = frozenset(name for name in INHERITED if not _OF_SEVERAL.fullmatch(name))

#: How many values more a shared style has when it is worth taking over all of them.
_MANY = 8

#: The styles of the outermost elements of documents, by all that they follow from; each has those below it.
_known: dict[Any, Any] = {}

_compute: Any = ComputedStyle.__missing__


def install() -> None:
    replace(ComputedStyle, "__missing__", _undeclared, "b318d8efc8ac79d7")
    replace(StyleFor, "__init__", _compute_all, "b1e725a7552502aa")
    replace(StyleFor, "__call__", _style_of, "96b91915ae7c344a")


def _undeclared(self: Any, name: str) -> Any:
    """The value of a property that was not asked for before."""
    if name in self.cascaded or (name in PHYSICAL_FUNCTIONS and not _is_physical(self)):
        return _compute(self, name)
    if name in _INITIAL:
        value = self[name] = _INITIAL[name]
    elif name in _INHERITED and self.parent_style is not None:
        value = self[name] = self.parent_style[name]
    else:
        return _compute(self, name)
    return value


@once
def _is_physical(style: Any) -> bool:
    """Whether nothing is declared by the direction of the text."""
    return _LOGICAL.isdisjoint(style.cascaded)


class _Own(ComputedStyle):  # type: ignore[misc]  # WeasyPrint has no types
    """The style of one element: a shared style's values, but for its anchor, and what is written to it."""

    def __init__(self, shared: Any, anchor: str | None) -> None:
        self.__dict__ = shared.__dict__  # its parent, what is declared, and all else that computing needs
        if anchor:
            self["anchor"] = anchor

    def __missing__(self, key: str) -> Any:
        shared = self.__dict__["shared"]
        value = shared[key]
        if len(shared) > len(self) + _MANY:
            own = dict(self)
            self.update(shared)
            self.update(own)
        self[key] = value
        return value

    @property
    def anonymous_style(self) -> Any:
        return self.__dict__["shared"].anonymous_style

    def copy(self) -> Any:
        copy = self.__dict__["shared"].copy()
        copy.update(self)
        return copy


def _compute_all(
    self: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    """Compute the styles of all elements, and of the pseudo-elements that any declaration is for."""
    assert not presentational_hints
    self._cascaded_styles = {}
    self._computed_styles = {}
    self.initial_page_sizes = {"box": None, "area": None}
    self._sheets = sheets
    self.font_config = font_config
    PROGRESS_LOGGER.info("Step 3 - Applying CSS")
    known = _known if html.base_url is None and all(map(_stays, sheets)) else {}
    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        parent = (
            _shared(self._computed_styles[wrapper.parent.etree_element, None]) if wrapper.parent else None
        )
        below = known if parent is None else parent.below
        selectors = [(sheet, found) for sheet in sheets for found in sheet[0].matcher.match(wrapper)]
        chosen = tuple((sheet[1:], found[0], id(found[3])) for sheet, found in selectors)
        key = element.get("style"), element.get("lang"), chosen
        shared = below.get(key) if (is_ordinary := _is_ordinary(element)) else None
        if shared is None:
            shared = _computed(self, html, element, parent, selectors)
            if is_ordinary and shared["position"][0] != "note()":
                below[key] = shared
        anchor = None if "anchor" in shared.cascaded else element.get("id")
        # WeasyPrint writes to the styles of the outermost elements: the page takes over their `overflow`.
        is_outermost = parent is None or parent.parent_style is None
        style = _Own(shared, anchor) if anchor or is_outermost else shared
        self._computed_styles[element, None] = style
        if target_collector and style["anchor"]:
            target_collector.collect_anchor(style["anchor"])


def _stays(sheet: tuple[Any, ...]) -> bool:
    """Whether what a style sheet says is the same for all documents, and is there as long as this process."""
    css, origin, _ = sheet
    return origin == "user agent" or is_learned(css)


def _is_ordinary(element: Any) -> bool:
    """Whether nothing but its style, its language and the sheets decide how an element looks."""
    if element.tag == _SVG or (element.tag == "a" and element.get("name")):
        return False
    if asks_for_page(element.get("style", "")):
        return False
    return not (anchor := element.get("id")) or bool(_PLAIN.fullmatch(anchor))


def _shared(style: Any) -> Any:
    return style.__dict__["shared"]


def _computed(self: Any, html: Any, element: Any, parent: Any, selectors: list[Any]) -> Any:
    """A style to be shared: `below` are those of its children, `pseudo` those of the pseudo-elements."""
    root = html.etree_element
    root_style = _shared(self._computed_styles[root, None]) if parent else InitialStyle(self.font_config)
    cascaded = _cascaded(html, element, selectors)

    def computed(parent: Any, pseudo_type: str | None, root_style: Any) -> Any:
        return ComputedStyle(
            parent, cascaded.get(pseudo_type, {}), pseudo_type, root_style, html.base_url,
            self.font_config, self.initial_page_sizes,
        )  # fmt: skip

    shared = computed(parent, None, root_style)
    shared.shared, shared.is_settled, shared.below = shared, False, {}
    root_style = root_style if parent else shared
    shared.pseudo = {kind: computed(shared, kind, root_style) for kind in cascaded if kind}
    return shared


def _cascaded(html: Any, element: Any, selectors: list[Any]) -> dict[str | None, dict[str, Any]]:
    """By pseudo-element (None: the element), by property: the value that wins, and its weight."""
    cascaded: dict[str | None, dict[str, Any]] = {}

    def declare(
        pseudo_type: str | None, declarations: Any, origin: str, order: float, specificity: Any
    ) -> None:
        style = cascaded.setdefault(pseudo_type, {})
        for name, values, importance in declarations:
            weight = declaration_precedence(origin, importance), order, specificity
            old_weight = style.get(name, (None, None))[1]
            if old_weight is None or old_weight <= weight:
                style[name] = values, weight

    is_ordinary = _is_ordinary(element)
    for specificity, _, declarations, base_url in find_style_attributes(
        _Alone(element), base_url=html.base_url
    ):
        declared = preprocess_declarations(base_url, declarations)
        own = [each for each in declared if not (is_ordinary and each[0] == "anchor")]
        declare(None, own, "author", inf, specificity)
    for (sheet, origin, sheet_specificity), (specificity, _, pseudo_type, (declarations, layer)) in selectors:
        order = inf if layer is None else sheet.layers.index(layer)
        declare(pseudo_type, declarations, origin, order, sheet_specificity or specificity)
    return cascaded


class _Alone:
    """A tree of one element, to whoever goes through its elements."""

    def __init__(self, element: Any) -> None:
        self._element = element

    def iter(self) -> tuple[Any]:
        return (self._element,)


def _style_of(self: Any, element: Any, pseudo_type: str | None = None) -> Any:
    """The style of an element, of a page, or of what is in it, as it applies to tables."""
    style = self._computed_styles.get((element, pseudo_type))
    if style is None and (of_element := self._computed_styles.get((element, None))) is not None:
        style = of_element.__dict__.get("pseudo", {}).get(pseudo_type)
    if style is not None and not (settled := style.__dict__.get("shared", style)).__dict__.get("is_settled"):
        settled.is_settled = True
        _settle(settled)
    return style


def _settle(style: Any) -> None:
    """Take off the padding and the margins that do not apply."""
    if "table" in style["display"] and style["border_collapse"] == "collapse":
        style.update(
            dict.fromkeys(("padding_top", "padding_bottom", "padding_left", "padding_right"), ZERO_PIXELS)
        )
    if len(style["display"]) == 1:
        (display,) = style["display"]
        if display.startswith("table-") and display != "table-caption":
            style.update(
                dict.fromkeys(("margin_top", "margin_bottom", "margin_left", "margin_right"), ZERO_PIXELS)
            )
