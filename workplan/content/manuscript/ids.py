"""Ids of a manuscript's headings and paragraphs: those that an author gives, and those made from words."""

from __future__ import annotations

import re
from collections import Counter

from markdown_it.token import Token

from workplan.content.manuscript.output import Output
from workplan.content.paper.roles import PLAN_ROLES
from workplan.directives.declared import DATA
from workplan.text.hints import quoted
from workplan.text.slug import ID_PATTERN, slug

#: Ids that `workplan.document` gives to blocks of its own, and the root of all notes' ids.
RESERVED = frozenset((*PLAN_ROLES, "introduction", "note", *(directive.id for directive in DATA)))

#: What stands below a target: what it names, or something that is not printed.
_BELOW_TARGETS = frozenset({"heading_open", "paragraph_open", "myst_target", "myst_line_comment"})


class Ids:
    """The ids of one manuscript. `appendix` is the id of the appendix that it is, if it is one."""

    def __init__(self, out: Output, appendix: str) -> None:
        self._out = out
        self._appendix = appendix
        self._target: Token | None = None  # the line `(id)=` above the next block
        self._headings = 0
        self._made: Counter[str] = Counter()  # ids made from words, and how often

    def target(self, token: Token) -> None:
        self.leave_target()
        self._target = token

    def pass_by(self, token: Token) -> None:
        """A target that neither a heading nor a paragraph follows names nothing."""
        if token.type not in _BELOW_TARGETS:
            self.leave_target()

    def leave_target(self) -> None:
        """What comes now cannot be named."""
        if target := self._target:
            hint = "a target stands on the line above a heading or a paragraph, which it names"
            place = self._out.lines.block(target)
            self._out.problem(f"the target ({target.content})= names nothing", hint, place)
        self._target = None

    def take_target(self) -> str:
        """The id that the line above gives; empty where there is none, or none that can be one."""
        target, self._target = self._target, None
        if not target:
            return ""
        if re.fullmatch(ID_PATTERN, target.content) and len(target.content) <= 64:
            return target.content
        suggestion = slug(target.content)
        self._out.problem(
            f"{quoted(target.content)} is not an id",
            f"write ({suggestion})=" if suggestion else "write small letters a–z, digits and hyphens",
            self._out.lines.block(target),
        )
        return ""

    def of_heading(self, children: list[Token]) -> str:
        """The id of the next heading: that of the line above, or one made from its words."""
        target = self.take_target()
        self._headings += 1
        if target:
            return target
        name = slug("".join(child.content if child.type == "text" else " " * (child.type == "softbreak")
                            for child in children))  # fmt: skip
        if name in RESERVED:
            name = f"{name}-section"
        if not name:  # words without a Latin letter; each appendix counts its own
            name = "-".join(filter(None, [self._appendix, f"section-{self._headings}"]))
        self._made[name] += 1
        return name if self._made[name] == 1 else f"{name}-{self._made[name]}"
