"""The pack's number on each page: "Pack p. 12 of 80", drawn as an artifact.

The words of all numbers are laid out once, a line each, by our own PDF process (`sheets`): shaped and ordered
as their script asks, in embedded fonts. Here each line is cut out of that sheet with all that its letters
depend on, and drawn in the middle of a page's foot. A number that the page has from an earlier pack goes.

ISO 32000-1, 8.4.2 (graphics state), 9.3 (text state), 14.6 (marked content), 14.8.2.2 (artifacts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from fontTools.misc.transform import Identity, Transform
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from workplan.render.pdf.artifacts import FOOTER

#: From the paper's edge to the line that a number stands on, in points: 6 mm, below our own running foot,
#: and within what printers print.
FOOT = 17.0

#: What says of a stream that it draws a pack's number.
_MARK = "/WorkplanNumber"


@dataclass(frozen=True, slots=True)
class _State:
    """What operators outside of a marked-content sequence say about the letters in it."""

    matrix: Transform = Identity
    font: Any = None
    colour: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one number, as they are drawn on their sheet; `middle` and `base` are in points there."""

    operators: tuple[Any, ...]
    state: _State
    fonts: Any
    middle: float
    base: float


def lines(pdf: Pdf, pages: Iterable[int]) -> Iterator[Line]:
    """The lines on the sheets with numbers, from the top."""
    for number in pages:
        page = pdf.pages[number]
        left, _, right, _ = (float(corner) for corner in page.mediabox)
        fonts = page.Resources.get("/Font", Dictionary())
        for operators, state in _sequences(page):
            start = next((o for o in operators if str(o.operator) == "Tm"), None)
            if start is not None:
                base = state.matrix.transformPoint((0, float(start.operands[5])))[1]
                yield Line(operators, state, fonts, (left + right) / 2, base)


def _sequences(page: Any) -> Iterator[tuple[tuple[Any, ...], _State]]:
    """The marked-content sequences that are read, without their marks, with the state that each begins in."""
    state, saved, began = _State(), list[_State](), _State()
    inside: list[Any] | None = None
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "BDC" and "/MCID" in instruction.operands[1]:
            inside, began = [], state
        elif operator == "EMC" and inside is not None:
            yield tuple(inside), began
            inside = None
        elif operator == "q":
            saved.append(state)
        elif operator == "Q":
            state = saved.pop()
        else:
            state = _after(state, operator, instruction)
        if inside is not None and operator not in ("BDC", "gs"):  # opacity is 1
            inside.append(instruction)


def _after(state: _State, operator: str, instruction: Any) -> _State:
    match operator:
        case "cm":
            return replace(state, matrix=state.matrix.transform(tuple(map(float, instruction.operands))))
        case "Tf":
            return replace(state, font=instruction)
        case "rg" | "g" | "k":
            return replace(state, colour=instruction)
        case _:
            return state


class Numbers:
    """Draws lines on pages."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._save = self._stream(b"q")

    def draw(self, line: Line, page: Any) -> None:
        names = self._add_fonts(line, page)
        move = _foot(page).translate(-line.middle, -line.base)
        before = [_instruction("cm", *move), _instruction("cm", *line.state.matrix)]
        before += [each for each in (line.state.colour, line.state.font) if each is not None]
        said = pikepdf.unparse_content_stream(
            [_with_font(each, names) for each in (*before, *line.operators)]
        )
        drawn = self._stream(b"Q /Artifact " + FOOTER.encode() + b" BDC q\n" + said + b"\nQ EMC")
        page.Contents = Array([self._save, *_own_contents(page), drawn])

    def _stream(self, data: bytes) -> Any:
        return self._pdf.make_indirect(Stream(self._pdf, data, {_MARK: True}))

    def _add_fonts(self, line: Line, page: Any) -> dict[str, Any]:
        """Put the line's fonts among the page's, under names that are free there; the names by those here."""
        resources = page.Resources
        if "/Font" not in resources:
            resources.Font = Dictionary()
        names: dict[str, Any] = {}
        for each in (line.state.font, *line.operators):
            if each is not None and str(each.operator) == "Tf" and str(each.operands[0]) not in names:
                own = str(each.operands[0])
                names[own] = _free_name(resources.Font, line.fonts[own])
        return names


def _foot(page: Any) -> Transform:
    """The middle of the foot of a page as its reader sees it, whichever way the page is turned."""
    left, bottom, right, top = (float(corner) for corner in page.get("/CropBox", page.MediaBox))
    across, up = (left + right) / 2, (bottom + top) / 2
    match int(page.get("/Rotate", 0)) % 360:
        case 90:
            return Transform(0, 1, -1, 0, right - FOOT, up)
        case 180:
            return Transform(-1, 0, 0, -1, across, top - FOOT)
        case 270:
            return Transform(0, -1, 1, 0, left + FOOT, up)
        case _:
            return Identity.translate(across, bottom + FOOT)


def _free_name(fonts: Any, font: Any) -> Any:
    number = 0
    while (name := f"/Pack{number}") in fonts and fonts[name].objgen != font.objgen:
        number += 1
    fonts[name] = font
    return Name(name)


def _with_font(instruction: Any, names: dict[str, Any]) -> Any:
    if str(instruction.operator) != "Tf":
        return instruction
    name, size = instruction.operands
    return pikepdf.ContentStreamInstruction([names[str(name)], size], instruction.operator)


def _instruction(operator: str, *operands: float) -> Any:
    numbers = [round(operand, 4) for operand in operands]
    return pikepdf.ContentStreamInstruction(numbers, pikepdf.Operator(operator))


def _own_contents(page: Any) -> list[Any]:
    """The streams of a page without those that draw an earlier pack's number."""
    contents = page.get("/Contents", Array([]))
    streams = list(contents) if isinstance(contents, Array) else [contents]
    return [each for each in streams if _MARK not in each]
