"""A manuscript's blocks, checked: what may stand in it, and a problem for everything else."""

from __future__ import annotations

import re

from markdown_it.token import Token

from workplan.content.manuscript.beside import Beside
from workplan.content.manuscript.directives import read_directive
from workplan.content.manuscript.ids import Ids
from workplan.content.manuscript.lists import Lists
from workplan.content.manuscript.output import Output
from workplan.content.manuscript.pictures import attributes_behind, read_picture, read_width
from workplan.content.manuscript.tables import (
    DASHES,
    emit_list_table,
    emit_table,
    pipe_table,
)
from workplan.content.manuscript.typed import typed
from workplan.content.markup.inline import html_hint
from workplan.content.markup.spaces import nothing_printed, wordless_references
from workplan.content.markup.syntax import block_tokens
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.directives.syntactic import LIST_TABLE, PAGE_BREAK
from workplan.errors import Place, Problem

_REFUSED = {
    "code_block": ("an indented line, which Markdown takes for code", "take away the spaces at its start"),
    "fence": ("a block of code", "write :::{name} for a directive"),
    "hr": ("a line of dashes, stars or underscores", "delete it; headings divide the text"),
    "html_block": ("HTML is not markup here", "write Markdown; a comment is a line that begins with %"),
    "myst_block_break": ("a block break (+++)", "delete it"),
}
#: What a quotation holds, and nothing else.
_QUOTED = frozenset({"paragraph_open", "myst_line_comment", "blockquote_close"})
_TASK = re.compile(r"\[[ xX]?\] ")
_HEADING = re.compile(r"#{1,6}[^ \t#\n]")
_OPTION = re.compile(r":[a-z-]+:(?:\s|$)")


def _worded_lines(tokens: list[Token]) -> set[int]:
    """The first and the last line, from 0, of each paragraph."""
    spans = (token.map or [0, 0] for token in tokens if token.type == "paragraph_open")
    return {line for first, end in spans for line in (first, end - 1)}


class Blocks:
    """Reads one manuscript; then `tokens` holds what we print and `problems` what is wrong. `appendix` is
    the id of the appendix that it is, empty for the plan's own."""

    def __init__(self, source: str, file: str, appendix: str) -> None:
        self._out = Output(source, file)
        self._lines = self._out.lines
        self._ids = Ids(self._out, appendix)
        self._lists = Lists(self._out)
        self._beside = Beside(self._out)
        self._appendix = appendix
        self._in = block_tokens(source)
        self._worded = _worded_lines(self._in)
        self._quoting: Token | None = None  # the quotation that is open
        self._recommending = False  # in a list of recommendations
        self._level = 0
        self._read()
        self._ids.leave_target()
        self._beside.end()

    @property
    def tokens(self) -> list[Token]:
        return self._out.tokens

    @property
    def problems(self) -> list[Problem]:
        return self._out.problems

    def _read(self) -> None:
        at = 0
        while at < len(self._in):
            token = self._in[at]
            self._ids.pass_by(token)
            if self._quoting and token.type not in _QUOTED:
                hint = "a quotation is one or more paragraphs: end it before, with an empty line"
                self._problem("a quotation that holds more than paragraphs", hint, self._lines.block(token))
                at = self._end(at)
            else:
                there = len(self.tokens)
                at = self._step(token, at)
                if len(self.tokens) > there:
                    self._beside.take_over(self.tokens[there].meta)

    def _step(self, token: Token, at: int) -> int:
        """Take the block that begins at `at`; where the next one begins."""
        match token.type:
            case "heading_open" | "paragraph_open":
                read = self._heading if token.type == "heading_open" else self._paragraph
                read(token, self._in[at + 1])
                return at + 3
            case "bullet_list_open" | "ordered_list_open":
                self._lists.begin(token)
            case "bullet_list_close" | "ordered_list_close":
                self._lists.end(token)
            case "list_item_open":
                self._lists.item(token, self._in[at + 1])
            case "list_item_close":
                self.tokens.append(token)
            case "table_open":
                self._pipe_table(token, self._in[at : self._end(at)])
                return self._end(at)
            case _:
                return self._other(token, at)
        return at + 1

    def _other(self, token: Token, at: int) -> int:
        match token.type:
            case "colon_fence":
                self._directive(token)
            case "landscape_open":
                self._beside.open_landscape(token)
            case "landscape_close":
                self._beside.close_landscape()
            case "recommendations_open":
                return self._recommendations(token, at)
            case "recommendations_close":
                self._recommending = False
                self.tokens.append(Token("directive_close", "", -1))
            case "blockquote_open" | "blockquote_close":
                self._quotation(token, at)
            case "myst_target":
                self._ids.target(token)
            case "myst_line_comment":
                self._comment(token)
            case kind:
                refused = _REFUSED.get(kind, (f"a {kind}", "take it out"))
                if kind == "html_block" and (hint := html_hint(token.content)):
                    refused = refused[0], hint
                self._problem(*refused, self._lines.block(token))
                return self._end(at)
        return at + 1

    def _end(self, at: int) -> int:
        """Where the block that begins at `at` has ended."""
        depth = 0
        for place in range(at, len(self._in)):
            depth += self._in[place].nesting
            if depth == 0:
                return place + 1
        return len(self._in)

    # Blocks

    def _heading(self, token: Token, inline: Token) -> None:
        place, level = self._lines.block(token), int(token.tag[1:])
        children = self._out.inline(inline, "heading")
        id = self._ids.of_heading(children)
        if self._lists:
            self._problem("a heading inside a list", "end the list, or write \\# for a literal #", place)
        elif not token.markup.startswith("#"):
            self._problem("an underlined heading", f"write {'#' * level} before its words instead", place)
        elif level > 3:
            self._problem(f"a heading of level {level}", "headings go down to level 3: ###", place)
        elif level > self._level + 1:
            missing = "#" * (self._level + 1)
            self._problem(f"a heading of level {level} under one of level {self._level}"
                          if self._level else "the first heading is not of level 1",
                          f"write {missing} instead of {'#' * level}", place)  # fmt: skip
        if not inline.content:
            self._problem("a heading without words", "write its words after the #", place)
        for reference in wordless_references(children):
            hint = "a heading is what references print: give it words of its own, as in [words](#id)"
            self._problem("a reference without words in a heading", hint, reference.meta["place"])
        self._level = level
        token.meta.update(id=id, place=place)
        self._emit(token, inline, children)

    def _comment(self, token: Token) -> None:
        """A comment is not printed, so one that may be a line of a paragraph is refused."""
        first, end = token.map or [0, 0]
        if first - 1 in self._worded or end in self._worded:
            hint = "write \\% for a line that begins with a per cent sign; put an empty line beside a comment"
            self._problem("a comment that touches a paragraph", hint, self._lines.block(token))

    def _paragraph(self, token: Token, inline: Token) -> None:
        if self._lists and _TASK.match(inline.content):
            self._problem(
                "a task list", "an action's status stands in actions.yaml", self._lines.block(inline)
            )
        if self._beside.begins_landscape and _OPTION.match(inline.content):
            hint = "delete it; where it is no option, write the first colon as \\:"
            self._problem("a landscape part has no options", hint, self._lines.inline(inline, 0))
        if _HEADING.match(inline.content):
            hint = "put a space after the #, or write \\# for a literal #"
            self._problem("a heading needs a space after its #", hint, self._lines.inline(inline, 0))
        for fault in typed(inline.content):
            place = self._lines.inline(inline, fault.offset)
            self.problems.append(Problem(fault.message, place, fault.hint, fault.warning))
        for dashes in DASHES.finditer(inline.content) if "|" in inline.content else ():
            hint = "above it stands a row of headings with as many cells; or write \\| for a literal |"
            place = self._lines.inline(inline, dashes.start())
            self._problem("a line of dashes that makes no table", hint, place)
        children = self._out.inline(inline, "list item" if self._lists else "paragraph")
        if self._quoting:
            token.meta["quotation"] = True
        alone = [child.type for child in children] == ["image"]
        attributes = "" if alone else attributes_behind(children, inline.content)
        picture = (alone or attributes) and not (self._lists or self._quoting)
        if picture or self._lists or self._quoting:
            self._ids.leave_target()
        elif id := self._ids.take_target():
            token.meta.update(id=id, place=self._lines.block(token))
        if picture:
            self._picture(children[0], inline, attributes)
        else:
            self._emit(token, inline, children)

    def _emit(self, token: Token, inline: Token, children: list[Token]) -> None:
        if self._recommending:
            token.meta["place"] = self._lines.inline(inline, 0)
        self._out.emit(token, inline, children)

    def _picture(self, picture: Token, inline: Token, attributes: str) -> None:
        place = self._lines.inline(inline, picture.meta["offset"])
        read, faults = read_picture(picture, "appendices" if self._appendix else "")
        for fault in faults:
            self._problem(fault.message, fault.hint, place)
        if read and attributes:
            read.meta["width"], faults = read_width(attributes, len(inline.content) - len(attributes))
            for fault in faults:
                self._problem(fault.message, fault.hint, self._lines.inline(inline, fault.offset))
        if read:
            read.map = inline.map
            read.meta["place"] = place
            self.tokens.append(read)

    def _quotation(self, token: Token, at: int) -> None:
        self._quoting = token if token.nesting == 1 else None
        if self._quoting and self._lists:
            hint = "end the list; write \\> for a literal >"
            self._problem("a quotation inside a list", hint, self._lines.block(token))
        if self._quoting and self._in[at + 1].type == "blockquote_close":
            self._problem(*nothing_printed("quotation"), self._lines.block(token))

    def _recommendations(self, token: Token, at: int) -> int:
        """Take the fence around a list, and leave the list to be read; where that begins."""
        place, end = self._lines.block(token), self._end(at)
        if place.column != 1:
            hint = "take away the spaces before its fences"
            self._problem("recommendations that are indented", hint, place)
        if not self._lines.closes(token):
            self._out.unclosed(token)
        inside = [n for n in range(at + 1, end - 1) if self._in[n].type != "myst_line_comment"]
        first = self._in[inside[0]] if inside else None
        if never := [self._in[n] for n in inside if self._in[n].type == "colon_fence"]:
            hint = f"write {token.markup} on a line of its own above this one"
            message = f"the directive {{{RECOMMENDATIONS.name}}} is not closed above this line"
            self._problem(message, hint, self._lines.block(never[0]))
            return end
        if first is None or not first.type.endswith("_list_open") or self._end(inside[0]) <= inside[-1]:
            hint = 'write "- " before each, and nothing but them between the fences'
            self._problem("recommendations are one list" if inside else "no recommendations", hint, place)
            return end
        self._recommending = True
        meta = {"name": RECOMMENDATIONS.name, "options": {}, "spots": {}, "place": place}
        self.tokens.append(Token("directive_open", "", 1, map=token.map, meta=meta))
        return at + 1

    def _directive(self, token: Token) -> None:
        place = self._lines.block(token)
        if self._beside.is_rest(token):
            return
        if self._lists:
            self._problem("a directive inside a list", "put an empty line before it, and no spaces", place)
        if self._beside.is_no_directive(token, in_list=bool(self._lists)):
            return
        directive, wrong = read_directive(token)
        for each in wrong:
            line = place.line + each.line
            self._problem(each.fault.message, each.fault.hint, self._lines.at(line, each.fault.offset))
        directive.meta["place"] = place
        given = directive.meta.pop("given")
        directive.meta["spots"] = {
            name: self._lines.at(place.line + line, offset) for name, (line, offset) in given.items()
        }
        if directive.meta["name"] == LIST_TABLE.name:
            self._refuse_table_in_list(place)
            emit_list_table(self._out, directive)
        elif directive.meta["name"] == PAGE_BREAK.name:
            self._beside.page_break(directive)
        elif directive.meta["name"] == "contents":
            self._beside.contents(directive, in_appendix=bool(self._appendix))
        elif directive.meta["name"]:
            self.tokens.append(directive)

    def _pipe_table(self, token: Token, tokens: list[Token]) -> None:
        self._refuse_table_in_list(self._lines.block(token))
        emit_table(self._out, token, pipe_table(tokens, self._lines.all))

    def _refuse_table_in_list(self, place: Place) -> None:
        if self._lists:
            self._problem("a table inside a list", "end the list before it", place)

    def _problem(self, message: str, hint: str, place: Place) -> None:
        self._out.problem(message, hint, place)
