"""What a selector asks of the elements beside one, answered without going through all of them: a plan may
have thousands of paragraphs side by side.

    [x] the element right behind one (`:has(+ table)`): no others are made
    [x] whether one before it is meant (`.annexed ~ ul`): as far back as that is not known yet
    [-] `:has(~ …)`, `:nth-child(… of …)`: as ever; no sheet of ours has them

cssselect2 makes all elements behind each paragraph anew, and goes back to the first by recursion, which ends
where there are more than Python lets call each other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cssselect2 import compiler, parser
from cssselect2.tree import ElementWrapper

from workplan.render.pdf.engine.replaced import replace

_compile: Any = compiler._compile_node


def install() -> None:
    replace(compiler, "_compile_node", _compiled, "9a4b58568dfe6a8c")
    ElementWrapper.next = property(_next)
    ElementWrapper.follows = _follows


def _compiled(selector: Any) -> str:
    """The expression of a selector, which asks elements as below for what is beside them."""
    expression: str = _compile(selector)
    if isinstance(selector, parser.CombinedSelector) and selector.combinator == "~":
        meant = _compiled(selector.left)
        before = f"any(({meant}) for el in el.previous_siblings)"
        return expression.replace(before, f"el.follows(lambda el: {meant})")
    if isinstance(selector, parser.RelationalSelector):
        return expression.replace("list(el.iter_next_siblings())[:1]", "el.next")
    return expression


def _next(self: Any) -> tuple[Any, ...]:
    """The element right behind one, if there is any."""
    place = self.index + 1
    if place >= len(self.etree_siblings):
        return ()
    return (ElementWrapper(self.etree_siblings[place], self.parent, place, self, self.in_html_document),)


def _follows(self: Any, is_meant: Callable[[Any], bool]) -> bool:
    """Whether an element before one, beside it, is meant."""
    selector = is_meant.__code__
    before, found = self.previous, False
    while before is not None and not found:
        found = bool(is_meant(before))
        known = vars(before).get("following", {})
        if selector in known:
            found = found or known[selector]
            break
        before = before.previous
    vars(self).setdefault("following", {})[selector] = found
    return found
