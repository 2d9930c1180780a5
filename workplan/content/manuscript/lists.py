"""Lists of a manuscript: how deep they are, and the numbers that their items have in the source."""

from __future__ import annotations

from markdown_it.token import Token
from msgspec import Struct

from workplan.content.manuscript.output import Output
from workplan.content.models.data import MAX_ITEMS
from workplan.errors import Place

#: Lists inside lists, the outermost counted.
MAX_LISTS = 6


class _List(Struct):
    """A list that is still open, and the numbers that its items have in the source."""

    place: Place
    numbers: list[int] = []

    @property
    def next(self) -> int:
        """The number that is printed before the next item."""
        return (self.numbers[0] if self.numbers else 1) + len(self.numbers)


class Lists:
    """The lists that are open, the innermost last."""

    def __init__(self, out: Output) -> None:
        self._out = out
        self._open: list[_List] = []

    def __bool__(self) -> bool:
        """Whether what is read stands in a list."""
        return bool(self._open)

    def begin(self, token: Token) -> None:
        place = self._out.lines.block(token)
        if len(self._open) == MAX_LISTS:
            self._out.problem(f"lists nested more than {MAX_LISTS} deep", "flatten the list", place)
        if token.type == "ordered_list_open":
            token.meta["start"] = int(token.attrs.get("start", 1))
            if token.markup == ")":
                self._out.problem("a list numbered with brackets", 'write "1." instead of "1)"', place)
        self._open.append(_List(place))
        self._out.tokens.append(token)

    def end(self, token: Token) -> None:
        closed = self._open.pop()
        if closed.numbers and closed.numbers[0] < 1:
            message = f"a list that begins with {closed.numbers[0]}"
            self._out.problem(message, "number it from 1", closed.place)
        elif closed.numbers and closed.next - 1 > MAX_ITEMS:
            hint = f"lists count to {MAX_ITEMS}; where it is no list, write the full stop as \\."
            self._out.problem(f"a list that counts to {closed.next - 1}", hint, closed.place)
        self._out.tokens.append(token)

    def item(self, token: Token, following: Token) -> None:
        """Begin an item, of which `following` is the first block."""
        current = self._open[-1]
        if token.info:
            number, printed = int(token.info), current.next
            if current.numbers and number not in (current.numbers[0], printed):
                message = f"item {token.info} stands where {printed} is printed"
                hint = "number the items in order, or all alike"
                self._out.problem(message, hint, self._out.lines.block(token))
            current.numbers.append(number)
        if following.type != "paragraph_open":
            message = "a list item that does not begin with words"
            self._out.problem(message, "write its words first", self._out.lines.block(token))
        self._out.tokens.append(token)
