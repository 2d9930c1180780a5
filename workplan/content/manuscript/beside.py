"""What stands beside the blocks of a manuscript: page breaks, parts on pages in landscape, and the contents
list. None is a block; each says something of the next one, or of those that stand in it."""

from __future__ import annotations

from typing import Any

from markdown_it.token import Token

from workplan.content.manuscript.output import Output
from workplan.content.markup.syntax import around
from workplan.directives.syntactic import LANDSCAPE
from workplan.errors import Place


class Beside:
    def __init__(self, out: Output) -> None:
        self._out = out
        self._page_break: Token | None = None  # the directive whose page the next block begins
        self._landscape: Token | None = None  # the landscape part that is open
        self._before_landscape = 0  # how many tokens there were before it
        self._cut_short = False  # a landscape part ended with a directive in it
        self._contents: Token | None = None  # the directive of the list of contents
        self._above: Token | None = None  # the same, while no block has come behind it

    def take_over(self, meta: dict[str, Any]) -> None:
        """Say of the next block what stands above it, and in which landscape part it does."""
        if self._page_break:
            meta["new_page"] = True
        if self._above:
            meta["contents"] = self._above.meta["contents"]
            meta["contents_place"] = self._above.meta["place"]
        if self._landscape:
            meta["landscape"] = self._landscape.map
        self._page_break = self._above = None

    def end(self) -> None:
        """What stands above nothing, at the end of the manuscript, is a problem."""
        if self._page_break:
            hint = "write it above what begins the new page"
            place = self._out.lines.block(self._page_break)
            self._out.problem("a page break with nothing behind it", hint, place)
        if self._above:
            hint = "write it above the text, where readers look for it"
            self._out.problem("a contents list with nothing behind it", hint, self._above.meta["place"])

    def page_break(self, directive: Token) -> None:
        if self._page_break:
            self._out.problem("a second page break in the same place", "delete it", directive.meta["place"])
        self._page_break = directive

    def contents(self, directive: Token, *, in_appendix: bool) -> None:
        place: Place = directive.meta["place"]
        if in_appendix:
            hint = "write it into plan.md: it lists the headings of the whole document"
            self._out.problem("a contents list in an appendix", hint, place)
        elif self._contents:
            hint = f"delete one; the other is at {self._contents.meta['place']}"
            self._out.problem("a second contents list", hint, place)
        else:
            depth, new_page = directive.meta["options"]["depth"], self._page_break is not None
            directive.meta["contents"] = {"depth": depth, "new_page": new_page}
            self._contents = self._above = directive
            self._page_break = None

    # Landscape

    @property
    def begins_landscape(self) -> bool:
        """Whether nothing stands yet in the landscape part that is open."""
        return self._landscape is not None and self._before_landscape == len(self._out.tokens)

    def open_landscape(self, token: Token) -> None:
        self._landscape, self._before_landscape = token, len(self._out.tokens)
        if (place := self._out.lines.block(token)).column != 1:
            hint = "take away the spaces before it, and before what stands in it"
            self._out.problem("a landscape part that is indented", hint, place)
        if not self._out.lines.closes(token):
            self._out.unclosed(token)

    def close_landscape(self) -> None:
        if self._landscape and self.begins_landscape and not self._cut_short:
            hint = "write what stands on pages in landscape between its fences, or delete both"
            place = self._out.lines.block(self._landscape)
            self._out.problem("a landscape part with nothing in it", hint, place)
        self._landscape = None

    def is_rest(self, fence: Token) -> bool:
        """Whether a fence is the end of a landscape part that a directive in it has cut short."""
        if self._cut_short and not fence.info.strip():
            self._cut_short = False  # it has been told
            return True
        return False

    def is_no_directive(self, fence: Token, *, in_list: bool) -> bool:
        """Whether a fence is a landscape part in the wrong place, cut short by the end of the one around it,
        or never closed; which is said."""
        place, outer = self._out.lines.block(fence), self._landscape
        if kind := around(fence):  # one in a list has been told
            if kind == LANDSCAPE.name and not in_list:
                hint = "pages are turned once: delete the inner fences"
                self._out.problem("a landscape part in a landscape part", hint, place)
            return True
        if outer and len(fence.markup) >= len(outer.markup) and not self._out.lines.closes(fence):
            colons = ":" * (len(fence.markup) + 1)
            hint = f"write {colons}{{landscape}} before it and {colons} behind it"
            message = "a landscape part whose fences have no more colons than those of a directive in it"
            self._out.problem(message, hint, self._out.lines.block(outer))
            self._cut_short = True
            return True
        if not self._out.lines.closes(fence):
            self._out.unclosed(fence)
            return True
        return False
