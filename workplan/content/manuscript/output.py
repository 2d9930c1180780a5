"""What a manuscript prints, as it is read: tokens, and a problem for everything that may not stand in it."""

from __future__ import annotations

from markdown_it.token import Token

from workplan.content.manuscript.lines import Lines
from workplan.content.markup.inline import PICTURE, read_tokens
from workplan.content.markup.spaces import nothing_printed, worded
from workplan.errors import Place, Problem


class Output:
    """`tokens` are what is printed, `problems` what is wrong; `lines` say where everything stands."""

    def __init__(self, source: str, file: str) -> None:
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        self.lines = Lines(source, file)

    def problem(self, message: str, hint: str, place: Place) -> None:
        self.problems.append(Problem(message, place, hint))

    def unclosed(self, fence: Token) -> None:
        hint = f"write {fence.markup} on a line after it"
        self.problem("a directive that is never closed", hint, self.lines.block(fence))

    def inline(self, inline: Token, kind: str) -> list[Token]:
        """The inlines of a paragraph, heading or list item; only a paragraph may be a lone note call."""
        tokens, faults = read_tokens(inline.content)
        called = kind == "paragraph" and any(token.type == "note_call" for token in tokens)
        if (inline.content or kind != "heading") and not (faults or called or worded(tokens)):
            self.problem(*nothing_printed(kind), self.lines.inline(inline, 0))
        for fault in faults:
            self.problem(fault.message, fault.hint, self.lines.inline(inline, fault.offset))
        for token in tokens:
            if token.type in ("note_call", "reference_open", "blank_open"):
                token.meta["place"] = self.lines.inline(inline, token.meta["offset"])
        return tokens

    def emit(self, token: Token, inline: Token, children: list[Token]) -> None:
        """A heading or a paragraph that `token` opens."""
        for picture in children:
            if picture.type == "image":
                place = self.lines.inline(inline, picture.meta["offset"])
                self.problem(*PICTURE, place)
        inline.children = [child for child in children if child.type != "image"]
        closing = Token(token.type.replace("open", "close"), token.tag, -1)
        self.tokens += [token, inline, closing]
