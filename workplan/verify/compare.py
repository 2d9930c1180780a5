"""Compare what a file says with what it has to say, and put the first difference into words."""

from __future__ import annotations

import os.path
import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

from workplan.errors import OurBug
from workplan.verify.passages import BREAK, Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Where a file ends before the document does, or goes on after it.
NOTHING = Passage("end", "")

#: How many characters of words are shown on either side of a difference.
_CONTEXT = 30


def compare(name: str, wanted: Sequence[Passage], said: Sequence[Passage]) -> None:
    """Raise `OurBug` for the first passage in which the file called `name` says something else.

    A line end in what is said is one that was laid out. It loses the space that stood there, and a
    very long word may break anywhere; so it agrees with a space and with nothing.
    """
    for position, pair in enumerate(zip_longest(said, wanted, fillvalue=NOTHING)):
        if not _agree(*pair):
            here, there = (
                [*passages[position : position + 2], NOTHING, NOTHING] for passages in (said, wanted)
            )
            raise OurBug(
                f"The {name} {_difference(here, there)}{_place(wanted, position)}.",
                hint="This is a bug of workplan, not of your content; nothing was written.",
            )


def _agree(said: Passage, wanted: Passage) -> bool:
    return said == wanted or (said.kind == wanted.kind and _unfolded(said.text, wanted.text) == wanted.text)


def _unfolded(said: str, wanted: str) -> str:
    """`said` with a space, a line break or nothing for each line end: whichever `wanted` has there."""
    text = ""
    for number, line in enumerate(said.split("\n")):
        following = wanted[len(text) : len(text) + 2]
        if number and following[:1] == " " and (line[:1] != " " or following == "  "):
            text += " "
        while number and wanted[len(text) : len(text) + 1] == BREAK:
            text += BREAK
        text += line
    return text


def _difference(said: Sequence[Passage], wanted: Sequence[Passage]) -> str:
    """What is wrong with the first of `said`; the second ones tell a gap from a change."""
    here, there = said[0], wanted[0]
    if here is NOTHING or _agree(here, wanted[1]):
        return f"leaves out the {there.kind} {_quoted(there.text)}"
    if there is NOTHING or _agree(said[1], there):
        return f"says {_quoted(here.text)}, a {here.kind} that the document does not have"
    text = _unfolded(here.text, there.text)
    if text == there.text:
        return f"has {_quoted(text)} as {here.kind} where the document has it as {there.kind}"
    before, after = _around(text, there.text)
    return f"says {_quoted(before)} where the document says {_quoted(after)}"


def _around(said: str, wanted: str) -> tuple[str, str]:
    """The part of each text around the first character in which they differ."""
    first = len(os.path.commonprefix((said, wanted)))  # noqa: RUF071 - letter by letter is right here
    start, end = max(0, first - _CONTEXT), first + _CONTEXT
    return _cut(said, start, end), _cut(wanted, start, end)


def _cut(text: str, start: int, end: int) -> str:
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _quoted(text: str) -> str:
    return "“" + "".join(map(_visible, text)) + "”" if text else "nothing"


def _visible(character: str) -> str:
    """An odd space by its name, since nobody would see it."""
    if character == " " or character.isprintable():
        return character
    return f"[{unicodedata.name(character, hex(ord(character))).lower()}]"


def _place(wanted: Sequence[Passage], position: int) -> str:
    """Where that is, as a person would look for it: " (Action Items, row 4, Status)"."""
    passage = wanted[position] if position < len(wanted) else NOTHING
    before = wanted[:position]
    names = [next((p.text for p in reversed(before) if p.kind.startswith(("heading", "title"))), "")]
    if passage.kind == "note":
        names = [f"note {passage.text.partition(' ')[0]}"]
    if passage.kind.startswith("cell "):
        row, _, column = passage.kind.removeprefix("cell ").partition(".")
        head = next((p.text for p in reversed(before) if p.kind == f"column {column}"), "")
        names += [f"row {row}", head]
    said = ", ".join(filter(None, names))
    return f" ({said})" if said else ""
