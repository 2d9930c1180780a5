"""A line of words that our own PDF process laid out on a sheet, cut out to be drawn elsewhere.

The words are shaped and ordered as their script asks, in embedded fonts; here each is taken with all that its
letters depend on.

ISO 32000-1, 8.4.2 (graphics state), 9.3 (text state), 14.6 (marked content).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from fontTools.misc.transform import Identity, Transform
from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Dictionary, Name


class _State(Struct, frozen=True):
    """What operators outside of a marked-content sequence say about the letters in it."""

    matrix: Transform = Identity
    font: Any = None
    colour: Any = None


class Line(Struct, frozen=True):
    """The words of one line, as they are drawn on their sheet. They begin at `left` on the height `base`, in
    points. `fonts` are the sheet's, by the names that the operators use."""

    operators: tuple[Any, ...]
    state: _State
    fonts: Any
    left: float
    base: float

    @property
    def font_names(self) -> tuple[str, ...]:
        """The names of the fonts that it uses."""
        uses = (self.state.font, *self.operators)
        names = (str(each.operands[0]) for each in uses if each is not None and str(each.operator) == "Tf")
        return tuple(dict.fromkeys(names))

    def drawn(self, move: Transform, names: Mapping[str, str]) -> bytes:
        """What draws it elsewhere: `move` leads there from its place on the sheet, `names` are those that its
        fonts have there."""
        before = [instruction("cm", *move), instruction("cm", *self.state.matrix)]
        before += [each for each in (self.state.colour, self.state.font) if each is not None]
        said = (_with_font(each, names) for each in (*before, *self.operators))
        return pikepdf.unparse_content_stream(list(said))


def lines(page: Any) -> Iterator[Line]:
    """The lines on a page of a sheet, from the top. What is no words is left out."""
    fonts = page.Resources.get("/Font", Dictionary())
    for operators, state in _sequences(page):
        start = next((o for o in operators if str(o.operator) == "Tm"), None)
        if start is not None:
            at = (float(start.operands[4]), float(start.operands[5]))
            left, base = state.matrix.transformPoint(at)
            yield Line(operators, state, fonts, left, base)


def _sequences(page: Any) -> Iterator[tuple[tuple[Any, ...], _State]]:
    """The marked-content sequences that are read, without their marks, with the state that each begins in."""
    state, saved, began = _State(), list[_State](), _State()
    inside: list[Any] | None = None
    for each in pikepdf.parse_content_stream(page):
        operator = str(each.operator)
        if operator == "BDC" and "/MCID" in each.operands[1]:
            inside, began = [], state
        elif operator == "EMC" and inside is not None:
            yield tuple(inside), began
            inside = None
        elif operator == "q":
            saved.append(state)
        elif operator == "Q":
            state = saved.pop()
        else:
            state = _after(state, operator, each)
        if inside is not None and operator not in ("BDC", "gs"):  # opacity is 1
            inside.append(each)


def _after(state: _State, operator: str, each: Any) -> _State:
    match operator:
        case "cm":
            return replace(state, matrix=state.matrix.transform(tuple(map(float, each.operands))))
        case "Tf":
            return replace(state, font=each)
        case "rg" | "g" | "k":
            return replace(state, colour=each)
        case _:
            return state


def _with_font(each: Any, names: Mapping[str, str]) -> Any:
    if str(each.operator) != "Tf":
        return each
    name, size = each.operands
    return pikepdf.ContentStreamInstruction([Name(names[str(name)]), size], each.operator)


def instruction(operator: str, *operands: float) -> Any:
    numbers = [round(operand, 4) for operand in operands]
    return pikepdf.ContentStreamInstruction(numbers, pikepdf.Operator(operator))
