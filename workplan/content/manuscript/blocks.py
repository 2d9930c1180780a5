"""A manuscript's blocks, checked: what may stand in it, and a problem for everything else."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from markdown_it.token import Token
from msgspec import Struct

from workplan.content.manuscript.directives import read_directive
from workplan.content.manuscript.lines import Lines
from workplan.content.manuscript.pictures import attributes_behind, read_picture, read_width
from workplan.content.manuscript.tables import DASHES, MAX_COLUMNS, RawTable, list_table, pipe_table
from workplan.content.manuscript.typed import typed
from workplan.content.markup.inline import PICTURE, html_hint, read_tokens
from workplan.content.markup.spaces import nothing_printed, worded, wordless_references
from workplan.content.markup.syntax import around, block_tokens
from workplan.content.models.data import MAX_ITEMS
from workplan.content.paper.roles import PLAN_ROLES
from workplan.directives.declared import DATA
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.directives.syntactic import LANDSCAPE, LIST_TABLE, PAGE_BREAK
from workplan.errors import Place, Problem
from workplan.hints import quoted
from workplan.slug import ID_PATTERN, slug

#: Ids that `workplan.document` gives to blocks of its own, and the root of all notes' ids.
RESERVED = frozenset((*PLAN_ROLES, "introduction", "note", *(directive.id for directive in DATA)))

#: Lists inside lists, the outermost counted.
MAX_LISTS = 6

_REFUSED = {
    "code_block": ("an indented line, which Markdown takes for code", "take away the spaces at its start"),
    "fence": ("a block of code", "write :::{name} for a directive"),
    "hr": ("a line of dashes, stars or underscores", "delete it; headings divide the text"),
    "html_block": ("HTML is not markup here", "write Markdown; a comment is a line that begins with %"),
    "myst_block_break": ("a block break (+++)", "delete it"),
}
#: What stands below a target: what it names, or something that is not printed.
_BELOW_TARGETS = frozenset({"heading_open", "paragraph_open", "myst_target", "myst_line_comment"})
#: What a quotation holds, and nothing else.
_QUOTED = frozenset({"paragraph_open", "myst_line_comment", "blockquote_close"})
_TASK = re.compile(r"\[[ xX]?\] ")
_HEADING = re.compile(r"#{1,6}[^ \t#\n]")
_OPTION = re.compile(r":[a-z-]+:(?:\s|$)")


class _List(Struct):
    """A list that is still open, and the numbers that its items have in the source."""

    place: Place
    numbers: list[int] = []

    @property
    def next(self) -> int:
        """The number that is printed before the next item."""
        return (self.numbers[0] if self.numbers else 1) + len(self.numbers)


def _worded_lines(tokens: list[Token]) -> set[int]:
    """The first and the last line, from 0, of each paragraph."""
    spans = (token.map or [0, 0] for token in tokens if token.type == "paragraph_open")
    return {line for first, end in spans for line in (first, end - 1)}


class Blocks:
    """Reads one manuscript; then `tokens` holds what we print and `problems` what is wrong. `appendix` is
    the id of the appendix that it is, empty for the plan's own."""

    def __init__(self, source: str, file: str, appendix: str) -> None:
        self.tokens: list[Token] = []
        self.problems: list[Problem] = []
        self._appendix = appendix
        self._lines = Lines(source, file)
        self._in = block_tokens(source)
        self._worded = _worded_lines(self._in)
        self._lists: list[_List] = []  # those that are open
        self._quoting: Token | None = None  # the quotation that is open
        self._target: Token | None = None
        self._page_break: Token | None = None  # the directive whose page the next block begins
        self._landscape: Token | None = None  # the landscape part that is open
        self._before_landscape = 0  # how many tokens there were before it
        self._cut_short = False  # a landscape part ended with a directive in it
        self._recommending = False  # in a list of recommendations
        self._contents: Token | None = None  # the directive of the list of contents
        self._above: Token | None = None  # the same, while no block has come behind it
        self._level = 0
        self._headings = 0
        self._made: Counter[str] = Counter()  # ids made from words, and how often
        self._read()
        self._leave_target(None)
        if self._page_break:
            hint = "write it above what begins the new page"
            self._problem("a page break with nothing behind it", hint, self._lines.block(self._page_break))
        if self._above:
            hint = "write it above the text, where readers look for it"
            self._problem("a contents list with nothing behind it", hint, self._above.meta["place"])

    def _read(self) -> None:
        at = 0
        while at < len(self._in):
            token = self._in[at]
            if self._target and token.type not in _BELOW_TARGETS:
                self._leave_target(token)
            if self._quoting and token.type not in _QUOTED:
                hint = "a quotation is one or more paragraphs: end it before, with an empty line"
                self._problem("a quotation that holds more than paragraphs", hint, self._lines.block(token))
                at = self._end(at)
            else:
                there = len(self.tokens)
                at = self._step(token, at)
                if len(self.tokens) > there:
                    self._take_over(self.tokens[there].meta)

    def _take_over(self, meta: dict[str, Any]) -> None:
        """Say of the next block what stands above it, and in which landscape part it does."""
        if self._page_break:
            meta["new_page"] = True
        if self._above:
            meta["contents"] = self._above.meta["contents"]
            meta["contents_place"] = self._above.meta["place"]
        if self._landscape:
            meta["landscape"] = self._landscape.map
        self._page_break = self._above = None

    def _step(self, token: Token, at: int) -> int:
        """Take the block that begins at `at`; where the next one begins."""
        match token.type:
            case "heading_open" | "paragraph_open":
                read = self._heading if token.type == "heading_open" else self._paragraph
                read(token, self._in[at + 1])
                return at + 3
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(token)
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
                self.tokens.append(token)
            case "list_item_open":
                self._open_item(token, self._in[at + 1])
            case "list_item_close":
                self.tokens.append(token)
            case "table_open":
                self._table(token, pipe_table(self._in[at : self._end(at)], self._lines.all))
                return self._end(at)
            case _:
                return self._other(token, at)
        return at + 1

    def _other(self, token: Token, at: int) -> int:
        match token.type:
            case "colon_fence":
                self._directive(token)
            case "landscape_open":
                self._open_landscape(token)
            case "landscape_close":
                self._close_landscape()
            case "recommendations_open":
                return self._recommendations(token, at)
            case "recommendations_close":
                self._recommending = False
                self.tokens.append(Token("directive_close", "", -1))
            case "blockquote_open" | "blockquote_close":
                self._quotation(token, at)
            case "myst_target":
                self._leave_target(None)
                self._target = token
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
        children = self._inline(inline, "heading")
        target = self._take_target()
        self._headings += 1
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
        token.meta.update(id=self._heading_id(target, children), place=place)
        self._emit(token, inline, children)

    def _take_target(self) -> str:
        """The id that the line above gives; empty where there is none, or none that can be one."""
        target, self._target = self._target, None
        if not target:
            return ""
        if re.fullmatch(ID_PATTERN, target.content) and len(target.content) <= 64:
            return target.content
        suggestion = slug(target.content)
        self._problem(
            f"{quoted(target.content)} is not an id",
            f"write ({suggestion})=" if suggestion else "write small letters a–z, digits and hyphens",
            self._lines.block(target),
        )
        return ""

    def _heading_id(self, target: str, children: list[Token]) -> str:
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

    def _leave_target(self, token: Token | None) -> None:
        """A target that neither a heading nor a paragraph follows names nothing."""
        if self._target:
            hint = "a target stands on the line above a heading or a paragraph, which it names"
            self._problem(
                f"the target ({self._target.content})= names nothing", hint, self._lines.block(self._target)
            )
        self._target = None

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
        if self._landscape and self._before_landscape == len(self.tokens) and _OPTION.match(inline.content):
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
        children = self._inline(inline, "list item" if self._lists else "paragraph")
        if self._quoting:
            token.meta["quotation"] = True
        alone = [child.type for child in children] == ["image"]
        attributes = "" if alone else attributes_behind(children, inline.content)
        picture = (alone or attributes) and not (self._lists or self._quoting)
        if picture or self._lists or self._quoting:
            self._leave_target(None)
        elif id := self._take_target():
            token.meta.update(id=id, place=self._lines.block(token))
        if picture:
            self._picture(children[0], inline, attributes)
        else:
            self._emit(token, inline, children)

    def _emit(self, token: Token, inline: Token, children: list[Token]) -> None:
        for picture in children:
            if picture.type == "image":
                place = self._lines.inline(inline, picture.meta["offset"])
                self._problem(*PICTURE, place)
        if self._recommending:
            token.meta["place"] = self._lines.inline(inline, 0)
        inline.children = [child for child in children if child.type != "image"]
        closing = Token(token.type.replace("open", "close"), token.tag, -1)
        self.tokens += [token, inline, closing]

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

    def _open_list(self, token: Token) -> None:
        place = self._lines.block(token)
        if len(self._lists) == MAX_LISTS:
            self._problem(f"lists nested more than {MAX_LISTS} deep", "flatten the list", place)
        if token.type == "ordered_list_open":
            token.meta["start"] = int(token.attrs.get("start", 1))
            if token.markup == ")":
                self._problem("a list numbered with brackets", 'write "1." instead of "1)"', place)
        self._lists.append(_List(place))
        self.tokens.append(token)

    def _close_list(self) -> None:
        closed = self._lists.pop()
        if closed.numbers and closed.numbers[0] < 1:
            self._problem(f"a list that begins with {closed.numbers[0]}", "number it from 1", closed.place)
        elif closed.numbers and closed.next - 1 > MAX_ITEMS:
            hint = f"lists count to {MAX_ITEMS}; where it is no list, write the full stop as \\."
            self._problem(f"a list that counts to {closed.next - 1}", hint, closed.place)

    def _open_item(self, token: Token, following: Token) -> None:
        current = self._lists[-1]
        if token.info:
            number, printed = int(token.info), current.next
            if current.numbers and number not in (current.numbers[0], printed):
                message = f"item {token.info} stands where {printed} is printed"
                self._problem(message, "number the items in order, or all alike", self._lines.block(token))
            current.numbers.append(number)
        if following.type != "paragraph_open":
            self._problem(
                "a list item that does not begin with words",
                "write its words first",
                self._lines.block(token),
            )
        self.tokens.append(token)

    def _open_landscape(self, token: Token) -> None:
        self._landscape, self._before_landscape = token, len(self.tokens)
        if (place := self._lines.block(token)).column != 1:
            hint = "take away the spaces before it, and before what stands in it"
            self._problem("a landscape part that is indented", hint, place)
        if not self._lines.closes(token):
            self._unclosed(token)

    def _close_landscape(self) -> None:
        if self._landscape and self._before_landscape == len(self.tokens) and not self._cut_short:
            hint = "write what stands on pages in landscape between its fences, or delete both"
            self._problem("a landscape part with nothing in it", hint, self._lines.block(self._landscape))
        self._landscape = None

    def _recommendations(self, token: Token, at: int) -> int:
        """Take the fence around a list, and leave the list to be read; where that begins."""
        place, end = self._lines.block(token), self._end(at)
        if place.column != 1:
            hint = "take away the spaces before its fences"
            self._problem("recommendations that are indented", hint, place)
        if not self._lines.closes(token):
            self._unclosed(token)
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

    def _unclosed(self, token: Token) -> None:
        hint = f"write {token.markup} on a line after it"
        self._problem("a directive that is never closed", hint, self._lines.block(token))

    def _no_directive(self, token: Token) -> bool:
        """Whether a fence is a landscape part in the wrong place, cut short by the end of the one around it,
        or never closed; which is said."""
        place, outer = self._lines.block(token), self._landscape
        if kind := around(token):  # one in a list has been told
            if kind == LANDSCAPE.name and not self._lists:
                hint = "pages are turned once: delete the inner fences"
                self._problem("a landscape part in a landscape part", hint, place)
            return True
        if outer and len(token.markup) >= len(outer.markup) and not self._lines.closes(token):
            fence = ":" * (len(token.markup) + 1)
            hint = f"write {fence}{{landscape}} before it and {fence} behind it"
            message = "a landscape part whose fences have no more colons than those of a directive in it"
            self._problem(message, hint, self._lines.block(outer))
            self._cut_short = True
            return True
        if not self._lines.closes(token):
            self._unclosed(token)
            return True
        return False

    def _directive(self, token: Token) -> None:
        place = self._lines.block(token)
        if self._cut_short and not token.info.strip():
            self._cut_short = False  # the end of the landscape part that has been told already
            return
        if self._lists:
            self._problem("a directive inside a list", "put an empty line before it, and no spaces", place)
        if self._no_directive(token):
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
            self._list_table(directive)
        elif directive.meta["name"] == PAGE_BREAK.name:
            if self._page_break:
                self._problem("a second page break in the same place", "delete it", place)
            self._page_break = directive
        elif directive.meta["name"] == "contents":
            self._contents_list(directive, place)
        elif directive.meta["name"]:
            self.tokens.append(directive)

    def _contents_list(self, directive: Token, place: Place) -> None:
        if self._appendix:
            hint = "write it into plan.md: it lists the headings of the whole document"
            self._problem("a contents list in an appendix", hint, place)
        elif self._contents:
            hint = f"delete one; the other is at {self._contents.meta['place']}"
            self._problem("a second contents list", hint, place)
        else:
            depth, new_page = directive.meta["options"]["depth"], self._page_break is not None
            directive.meta["contents"] = {"depth": depth, "new_page": new_page}
            self._contents = self._above = directive
            self._page_break = None

    # Tables

    def _list_table(self, directive: Token) -> None:
        options, first = directive.meta["options"], (directive.map or [0])[0]
        table = list_table(directive.meta["body"], first + directive.meta["body_line"], options["alignment"])
        columns = len(table.rows[0].cells) if table.rows else 0
        for name in ("widths", "alignment"):
            if columns and options[name] and len(options[name]) != columns:
                message = f"{name} for {len(options[name])} columns in a table of {columns}"
                self._problem(message, "give one for each column, or none", directive.meta["spots"][name])
        self._table(directive, table, widths=options["widths"], summary=options["summary"])

    def _table(
        self, token: Token, table: RawTable, widths: tuple[float, ...] = (), summary: str = ""
    ) -> None:
        """Emit a table: rows of cells of paragraphs, the header row first."""
        place = self._lines.block(token)
        if self._lists:
            self._problem("a table inside a list", "end the list before it", place)
        for each in table.wrong:
            self._problem(each.fault.message, each.fault.hint, self._lines.at(each.line + 1, 0))
        if table.rows and len(table.rows[0].cells) > MAX_COLUMNS:
            self._problem(f"a table of more than {MAX_COLUMNS} columns", "divide the table", place)
        if len(table.rows) > MAX_ITEMS:
            self._problem(f"a table of more than {MAX_ITEMS} rows", "divide the table", place)
        if table.rows and not any(cell.paragraphs for cell in table.rows[0].cells):
            hint = "write what each column holds: screen readers and phones say it with each cell"
            self._problem("a table without headings", hint, place)
        meta = {
            "place": place,
            "form": "pipe" if token.type == "table_open" else "list",
            "alignments": table.alignments,
            "widths": widths,
            "summary": summary,
        }
        self.tokens.append(Token("table_open", "", 1, map=token.map, meta=meta))
        for row in table.rows:
            self.tokens.append(Token("table_row_open", "", 1, map=row.map))
            for cell in row.cells:
                self.tokens.append(Token("table_cell_open", "", 1, map=cell.map))
                for opening, inline in cell.paragraphs:
                    self._emit(opening, inline, self._inline(inline, "table cell"))
                    inline.meta.pop("from", None)
                self.tokens.append(Token("table_cell_close", "", -1))
            self.tokens.append(Token("table_row_close", "", -1))
        self.tokens.append(Token("table_close", "", -1))

    def _inline(self, inline: Token, kind: str) -> list[Token]:
        """The inlines of a paragraph, heading or list item; only a paragraph may be a lone note call."""
        tokens, faults = read_tokens(inline.content)
        called = kind == "paragraph" and any(token.type == "note_call" for token in tokens)
        if (inline.content or kind != "heading") and not (faults or called or worded(tokens)):
            self._problem(*nothing_printed(kind), self._lines.inline(inline, 0))
        for fault in faults:
            self._problem(fault.message, fault.hint, self._lines.inline(inline, fault.offset))
        for token in tokens:
            if token.type in ("note_call", "reference_open", "blank_open"):
                token.meta["place"] = self._lines.inline(inline, token.meta["offset"])
        return tokens

    def _problem(self, message: str, hint: str, place: Place) -> None:
        self.problems.append(Problem(message, place, hint))
