"""Spaces at which no line ends: "(linked priority 2)", "see Appendix A" never part from their number.

The tree has a plain space there, as everybody types it. Every format prints a no-break space instead, so that
PDF, Word and web page break lines alike (`unbroken`), and what is read back is the plain space again
(`plain_again`). A no-break space that the author wrote before a number stays one; the Word file says in which
lines and before which numbers that is (`authors`).

In a redline, such a space is made where the number stands behind it on every side that the space is on: with
the changes accepted or rejected, none is left where no number is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.revisions import said
from workplan.document.tree import Document, Inline, Link, Reference, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import with_lines

InlineT = TypeVar("InlineT", bound=Inline)

_Meant = Callable[[Reference], str]

#: A space that no line ends at.
NO_BREAK = "\u00a0"

_SPACES = (" ", NO_BREAK)


def _target(number: Reference) -> str:
    return said(number.target)


def unbroken(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines of a line as formats print them: as many, and as long."""
    spaces = {space.at: space for space in _spaces(inlines)}
    own = authors(inlines)
    return tuple(
        _ending(inline, NO_BREAK)
        if at in spaces and spaces[at].everywhere and own.isdisjoint(spaces[at].targets)
        else inline
        for at, inline in enumerate(inlines)
    )


def authors(inlines: Sequence[Inline]) -> frozenset[str]:
    """What the numbers refer to before which the author wrote a no-break space."""
    found = (space.targets for space in _spaces(inlines) if _text(inlines[space.at]).endswith(NO_BREAK))
    return frozenset().union(*found)


def plain_again(
    inlines: tuple[Inline, ...], own: Collection[str], meant: _Meant = _target
) -> tuple[Inline, ...]:
    """The inlines of a line that was read, in normal form: plain spaces stand before all numbers but those
    that refer to `own`; `meant` says what a number refers to. A space that an editor took out and typed again
    is the one that it was."""
    spaces = list(_spaces(inlines, meant))
    made = {
        space.at
        for space in spaces
        if _text(inlines[space.at]).endswith(NO_BREAK) and space.targets.isdisjoint(own)
    }
    again = {
        two
        for one, two in pairwise(space.at for space in spaces)
        if two == one + 1 and (one in made) != (two in made) and _is_typed_again(inlines[one], inlines[two])
    }
    return normal(_plain(inlines, made, again))


def _plain(inlines: Sequence[Inline], made: Collection[int], again: Collection[int]) -> Iterator[Inline]:
    """The inlines with a plain space at the end of those in `made`; one stays of the two with which those in
    `again` and the ones before them end."""
    for at, inline in enumerate(inlines):
        if isinstance(inline, Text) and (at in again or at + 1 in again):
            yield _ending(inline, "")
            if at in again:
                yield replace(inline, text=" ", inserted=None, deleted=None)
        else:
            yield _ending(inline, " ") if at in made else inline


def printed(reference: Reference) -> Reference:
    """A reference as formats print it: no line ends within a number, "Appendix A"."""
    if not reference.counts:
        return reference
    return replace(reference, text=reference.text.replace(" ", NO_BREAK))


def as_printed(document: Document) -> Document:
    """The document with the words of its lines and notes as formats print them."""

    def line(_: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(printed(one) if isinstance(one, Reference) else one for one in unbroken(inlines))

    return with_lines(document, line)


def as_said(inline: InlineT) -> InlineT:
    """What `printed` printed, as the tree has it."""
    if not isinstance(inline, Reference) or not inline.counts:
        return inline
    return replace(inline, text=inline.text.replace(NO_BREAK, " "))


class _Space(Struct, frozen=True):
    """A text that ends with a space before a number: its place in the line, what the numbers behind it refer
    to, on one side or the other, and whether there is one on every side that the text is on."""

    at: int
    targets: frozenset[str]
    everywhere: bool


def _spaces(inlines: Sequence[Inline], meant: _Meant = _target) -> Iterator[_Space]:
    if not any(isinstance(inline, Reference) for inline in inlines):  # as most lines
        return
    behind: dict[int, list[str]] = {}
    sides = [[at for at, inline in enumerate(inlines) if _is_there(inline, new=new)] for new in (False, True)]
    for here, there in (pair for side in sides for pair in pairwise(side)):
        number = inlines[there]
        if isinstance(number, Reference) and number.counts and _text(inlines[here]).endswith(_SPACES):
            behind.setdefault(here, []).append(meant(number))
    for at, targets in sorted(behind.items()):
        on = sum(_is_there(inlines[at], new=new) for new in (False, True))
        yield _Space(at, frozenset(targets), len(targets) == on)


def _is_there(inline: Inline, *, new: bool) -> bool:
    if isinstance(inline, Link):
        return any(_is_there(child, new=new) for child in inline.children)
    return not (inline.deleted if new else inline.inserted) and not (inline.inserted and inline.deleted)


def _text(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text) else ""


def _ending(inline: Inline, space: str) -> Inline:
    return replace(inline, text=inline.text[:-1] + space) if isinstance(inline, Text) else inline


def _is_typed_again(one: Inline, two: Inline) -> bool:
    """Whether one of two texts that end with a space went and the other came, and they look alike."""
    if not (isinstance(one, Text) and isinstance(two, Text)) or (one.look, one.former) != (
        two.look,
        two.former,
    ):
        return False
    return bool(one.deleted) == bool(two.inserted) != bool(one.inserted) == bool(two.deleted)
