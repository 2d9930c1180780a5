"""What a copy is stamped with, and the lines of its words as they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from workplan import pdf_lines


@dataclass(frozen=True, slots=True)
class Stamp:
    """The number of a copy, whose it is, and the words of both: "Copy 7: Indonesia"."""

    number: int
    recipient: str
    words: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A stamp and its lines, from the top."""

    stamp: Stamp
    lines: tuple[pdf_lines.Line, ...]
