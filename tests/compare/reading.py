"""Redlines as plain text, for people and for tests: [-deleted-][+inserted+], a move with "m:"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from workplan.document.tree import Inline, NoteReference
from workplan.document.walking.marked import Piece, flat


def marked(inlines: Iterable[Inline]) -> str:
    """Words with their marks; the call of a note is its number in a caret."""
    found = groupby(flat(tuple(inlines)), _signs)
    return "".join(opens + "".join(map(_words, group)) + closes for (opens, closes), group in found)


def _signs(piece: Piece) -> tuple[str, str]:
    opens = closes = ""
    if piece.inserted:
        opens, closes = f"[+{'m:' if piece.inserted.move else ''}", "+]"
    if piece.deleted:
        opens, closes = f"{opens}[-{'m:' if piece.deleted.move else ''}", f"-]{closes}"
    return opens, closes


def _words(piece: Piece) -> str:
    return f"^{piece.number}" if isinstance(piece, NoteReference) else piece.text
