"""Compare what a file says with what it has to say, and put the first difference into words."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

from workplan.errors import OurBug
from workplan.verify.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Where a file ends before the document does, or goes on after it.
NOTHING = Passage("end", "")

#: How many characters of words are shown on either side of a difference.
_CONTEXT = 30


def compare(name: str, wanted: Sequence[Passage], said: Sequence[Passage]) -> None:
    """Raise `OurBug` for the first passage in which the file called `name` says something else."""
    for position in range(max(len(wanted), len(said))):
        before = said[position] if position < len(said) else NOTHING
        after = wanted[position] if position < len(wanted) else NOTHING
        if before != after:
            raise OurBug(
                f"The {name} {_difference(before, after, said[position + 1 :], wanted[position + 1 :])}"
                f"{_place(wanted, position)}.",
                hint="This is a bug of workplan, not of your content; nothing was written.",
            )


def unfold(said: Sequence[Passage], wanted: Sequence[Passage]) -> tuple[Passage, ...]:
    """`said` with a space, or nothing, for each line end: whichever `wanted` has there.

    A line that is laid out loses the space at its end, and a very long word may break anywhere.
    """
    return tuple(_unfold(*pair) for pair in zip_longest(said, wanted[: len(said)], fillvalue=NOTHING))


def _unfold(said: Passage, wanted: Passage) -> Passage:
    text = ""
    for number, line in enumerate(said.text.split("\n")):
        if number and wanted.text[len(text) : len(text) + 1] == " ":
            text += " "
        text += line
    return Passage(said.kind, text if text == wanted.text else said.text.replace("\n", " "))


def _difference(
    said: Passage, wanted: Passage, said_next: Sequence[Passage], wanted_next: Sequence[Passage]
) -> str:
    if said in wanted_next[:1] or said is NOTHING:
        return f"leaves out the {wanted.kind} {_quoted(wanted.text)}"
    if wanted in said_next[:1] or wanted is NOTHING:
        return f"says {_quoted(said.text)}, a {said.kind} that the document does not have"
    if said.text == wanted.text:
        return f"has {_quoted(said.text)} as {said.kind} where the document has it as {wanted.kind}"
    before, after = _around(said.text, wanted.text)
    return f"says {_quoted(before)} where the document says {_quoted(after)}"


def _around(said: str, wanted: str) -> tuple[str, str]:
    """The part of each text around the first character in which they differ."""
    first = next((n for n, (a, b) in enumerate(zip(said, wanted, strict=False)) if a != b), None)
    if first is None:
        first = min(len(said), len(wanted))
    start = max(0, first - _CONTEXT)
    return tuple(_cut(text, start, first + _CONTEXT) for text in (said, wanted))  # type: ignore[return-value]


def _cut(text: str, start: int, end: int) -> str:
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _quoted(text: str) -> str:
    """Words in quotation marks; an odd space by its name, since nobody would see it."""
    shown = "".join(
        f"[{unicodedata.name(c, hex(ord(c))).lower()}]" if c != " " and not c.isprintable() else c
        for c in text
    )
    return f"“{shown}”"


def _place(wanted: Sequence[Passage], position: int) -> str:
    """Where that is, as a person would look for it: " (Action Items, row 4, Status)"."""
    passage = wanted[min(position, len(wanted) - 1)]
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
