"""What a copy is stamped with, and the lines of its words as they are drawn."""

from __future__ import annotations

from msgspec import Struct

from workplan.files import pdf_lines


class Stamp(Struct, frozen=True):
    """The number of a copy, whose it is, and the words of both: "Copy 7: Indonesia"."""

    number: int
    recipient: str
    words: str


class Drawn(Struct, frozen=True):
    """A stamp and its lines, from the top."""

    stamp: Stamp
    lines: tuple[pdf_lines.Line, ...]


def filled(template: str, number: str, recipient: str) -> str:
    """The words of a stamp; braces in a recipient's name stay as they are."""
    before, _, behind = template.partition("{recipient}")
    return f"{before.replace('{number}', number)}{recipient}{behind.replace('{number}', number)}"
