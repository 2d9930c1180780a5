"""Pieces of lines as inlines of the tree, and as the markup that says them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from workplan.document.composing.inlines import UNNUMBERED
from workplan.document.printing.unbroken import plain_again
from workplan.document.tree import LINE_BREAK, Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.runs import normal
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.source.model import Line, Piece
from workplan.text.characters import printable, refusal, refused_character
from workplan.word.file.opening import ADDRESS
from workplan.writeback.markdown.inline import spelled
from workplan.writeback.markdown.loosened import on_one_line


class Target(NamedTuple):
    """What a bookmark leads to: its id in the content, and what references by number and by title print."""

    id: str
    number: str = ""
    title: str = ""


class Inliner(Struct):
    """Knows what calls and links mean: the ids of notes by their addresses, and targets by bookmarks;
    `found` are the targets that are met on the way, `repeats` the notes that bookmarks stand around."""

    claims: Claims
    notes: Mapping[str, str] = {}
    targets: Mapping[str, Target] = {}
    found: dict[str, Target] = {}
    repeats: Mapping[str, str] = {}

    def inlines(self, pieces: Iterable[Piece], at: str = "") -> tuple[Inline, ...]:
        return plain_again(normal(each for piece in pieces for each in self._inline(piece, at)), ())

    def markup(self, pieces: Iterable[Piece], at: str = "") -> str:
        """The words as the YAML files write them, which have no line breaks."""
        return spelled(on_one_line(self.inlines(pieces, at))).words

    def _inline(self, piece: Piece, at: str) -> Iterable[Inline]:
        text = speakable(piece.text.replace("\t", " "), at, self.claims)
        text = re.sub(rf"{LINE_BREAK}(?=\s*•)", " ", text)  # content takes that for a list in a paragraph
        if piece.picture:
            return ()
        if piece.note:
            id = self.notes.get(piece.note)
            return (NoteReference(f"note.{id}", UNNUMBERED),) if id else (Text(text),) if text else ()
        if not text:
            return ()
        words = Text(text, piece.look)
        if piece.is_repeated_call and (id := self.notes.get(self.repeats.get(piece.link[1:], ""), "")):
            return (NoteReference(f"note.{id}", UNNUMBERED, repeat=True),)
        if piece.link.startswith("#"):
            target = self.targets.get(piece.link[1:])
            if target:
                return (referring(text, target, piece),)
        if piece.link and ADDRESS.fullmatch(piece.link):
            return (Link(piece.link, (words,)),)
        if piece.link:
            unlinked(text, piece, at, self.claims)
        return (words,)


@rule("X2")
def speakable(text: str, at: str, claims: Claims) -> str:
    """A character that no content may hold (one that controls, overrides the direction, or is none at all) is
    printed as �, and a doubt."""
    if found := refused_character(text):
        claims.add("X2", "guessed", at, text, "printed as �", refusal(found[0]))
    return printable(text)


@rule("R1")
def referring(text: str, target: Target, piece: Piece) -> Reference:
    """A cross-reference to a heading, an appendix, a priority or an action is a live reference: by number, or
    by title where there is no number, where it shows these; else with the words that it has."""
    words = " ".join(text.split())
    if words and words == target.number:
        return Reference(target.id, text, "number", piece.look)
    if words and words == target.title and not target.number:
        return Reference(target.id, text, "title", piece.look)
    return Reference(target.id, text, "words", piece.look)


@rule("R2")
def unlinked(text: str, piece: Piece, at: str, claims: Claims) -> None:
    """Links to web and mail addresses stay. One that leads elsewhere, or to a place that is no heading,
    appendix, priority or action, becomes words, and is a doubt."""
    if text.strip():
        evidence = f"it leads to {piece.link[:80]}"
        claims.add("R2", "guessed", at, text, "words without their link", evidence)


def joined(lines: Sequence[Line]) -> tuple[Piece, ...]:
    """The pieces of several lines as one, with a line break between two."""
    found: list[Piece] = []
    for line in lines:
        if found:
            found.append(Piece(LINE_BREAK))
        found += line.pieces
    return tuple(found)
