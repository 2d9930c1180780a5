"""Pieces of lines: cutting a typed label off, and taking away looks that are those of a whole line."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workplan.document.look import LOOKS
from workplan.importing.source.model import Line, Piece


def behind(pieces: Sequence[Piece], length: int) -> tuple[Piece, ...]:
    """The pieces without their first `length` characters of words, and without the spaces behind these."""
    left, found = length, []
    for piece in pieces:
        if piece.note or piece.picture or left <= 0:
            found.append(piece)
            continue
        cut = piece.text[left:]
        left -= min(left, len(piece.text))
        if cut:
            found.append(replace(piece, text=cut))
    return stripped(found)


def stripped(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces without spaces at either end."""
    found = list(pieces)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while found and not found[at].note and not found[at].picture:
            if text := strip(found[at].text):
                found[at] = replace(found[at], text=text)
                break
            found.pop(at)
    return tuple(found)


def level_looks(line: Line) -> Line:
    """The line without bold and italic where all its words have it: then it is the look of what it is, a
    heading or a caption, and no emphasis."""
    names = [
        name
        for name in LOOKS
        if name in ("bold", "italic") and line.worded and all(each.look.has(name) for each in line.worded)
    ]
    pieces = line.pieces
    for name in names:
        pieces = tuple(replace(each, look=each.look.but(name, False)) for each in pieces)
    return replace(line, pieces=pieces)


def before(pieces: Sequence[Piece], length: int) -> tuple[Piece, ...]:
    """The first `length` characters of the words of some pieces, and the calls among them; calls behind stay,
    too."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.note or piece.picture:
            found.append(piece)
            continue
        kept = piece.text[:length]
        length -= len(kept)
        if kept:
            found.append(replace(piece, text=kept))
    return stripped(found)


def with_label(line: Line) -> Line:
    """The line with the label that the word processor shows before it as words."""
    if not line.counting:
        return line
    label = Piece(f"{line.counting.label} ", size=line.size)
    return replace(line, pieces=(label, *line.pieces), counting=None)
