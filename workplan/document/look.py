"""How words look, as one value.

What compares, merges or tells looks goes through `LOOKS` and knows none by name. Each format writes them in
one place: `content.markup.looks` (Markdown), `render.looks` (HTML, and so the PDF) and `word.file.run_looks`.
"""

from __future__ import annotations

from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.markup.looks import LookName

#: Each look by its name, the one that stands outside of the others first.
LOOKS: tuple[LookName, ...] = get_args(LookName)


class Look(Struct, frozen=True):
    """What is on: a field for each of `LOOKS`."""

    bold: bool = False
    italic: bool = False
    superscript: bool = False
    subscript: bool = False
    blank: bool = False

    @property
    def names(self) -> tuple[LookName, ...]:
        """What is on, in the order of `LOOKS`."""
        return tuple(name for name in LOOKS if self.has(name))

    def has(self, name: LookName) -> bool:
        return bool(getattr(self, name))

    def but(self, name: LookName, on: bool) -> Look:
        """The same look with one thing on or off."""
        return replace(self, **{name: on})


PLAIN = Look()
BOLD = Look(bold=True)
ITALIC = Look(italic=True)
SUPERSCRIPT = Look(superscript=True)
SUBSCRIPT = Look(subscript=True)


def changed(before: Look, after: Look) -> tuple[LookName, ...]:
    """What is on in one of them alone."""
    return tuple(name for name in LOOKS if before.has(name) != after.has(name))
