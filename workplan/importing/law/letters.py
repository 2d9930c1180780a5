"""What a source says and what a document prints, line by line, as letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.look import Look
from workplan.document.tree import LINE_BREAK, Block, Document, Figure, Inline, Link, List, NoteReference
from workplan.document.walking.walk import lines
from workplan.importing.source.model import Line, Source, all_lines
from workplan.text.characters import printable, visible

#: Raised digits, which are numbers of notes or powers.
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
#: Stands where words end though nobody sees a space: at what is raised or lowered.
_EDGE = "\u2060"
#: Signs of bullets before a line, which the formats make anew.
_BULLETS = re.compile(r"[•·▪◦●○■□➢✓❖►‣⁃∙\s\u200b\u2060\ufeff]+")


class Letters(Struct, frozen=True):
    """The letters, accents and signs of a line, without white space and what nobody sees. `edges` are the
    places among them where a word or a sign begins or ends; `at` is the line's address; `words` is its text,
    of which `places` says where each letter stands."""

    letters: str
    edges: frozenset[int]
    at: str
    words: str
    places: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.letters)

    def behind(self, length: int) -> Letters:
        """The line without its first letters, and without bullets behind these."""
        if bullet := _BULLETS.match(self.letters, length):
            length = bullet.end()
        edges = frozenset(n - length for n in self.edges if n >= length)
        return replace(self, letters=self.letters[length:], edges=edges, places=self.places[length:])

    def shown(self, begin: int, end: int) -> str:
        """The words that letters are of, whole."""
        before = max((n for n in self.edges if n <= begin), default=0)
        behind = min((n for n in self.edges if n >= end), default=len(self.letters))
        words = self.words[self.places[before] : self.places[behind - 1] + 1].replace(_EDGE, "")
        return " ".join(unicodedata.normalize("NFC", words).split())


def letters_of(text: str, at: str = "") -> Letters:
    text = _RAISED.sub(_edged_digits, unicodedata.normalize("NFD", _with_accents(printable(text))))
    if begins := _BULLETS.match(text):
        text = text[begins.end() :]
    text = text if visible(text) else ""
    found: list[str] = []
    places: list[int] = []
    edges = {0}
    is_apart, is_sign = True, False
    for n, letter in enumerate(text):
        category = unicodedata.category(letter)
        if letter.isspace() or letter == _EDGE:
            is_apart = True
        elif category != "Cf":
            now = category[0] not in "LMN"
            if (is_apart or now or is_sign) and category[0] != "M":
                edges.add(len(found))
            found.append(letter)
            places.append(n)
            is_apart, is_sign = False, now
    return Letters("".join(found), frozenset({*edges, len(found)}), at, text, tuple(places))


def said(source: Source) -> Iterator[Letters]:
    """What a source says, wherever it stands. Calls of notes and their numbers are made anew."""
    notes = {note.address for note in source.notes if any(line.worded for line in note.lines)}
    called = {mark for mark, note in source.note_marks.items() if note in notes}
    for line in all_lines(source.blocks):
        yield from _said(line, called)
    for note in source.notes:
        for line in note.lines:
            yield from _said(line, ())
    for each in source.apart:
        yield letters_of(each.words, each.address)
    for comment in source.comments:
        yield letters_of(comment.author, comment.address)
        yield letters_of(comment.words, comment.address)


def _said(line: Line, called: Collection[str]) -> Iterator[Letters]:
    """A line; `called` are the marks of notes that are called again by their numbers."""
    is_labelled = line.counting and line.counting.label != "•" and line.worded
    text = f"{line.counting.label} " if line.counting and is_labelled else ""
    for piece in line.pieces:
        if piece.picture:
            yield letters_of(piece.text, line.address)
        elif piece.note or (piece.is_repeated_call and piece.link[1:] in called):
            text += _EDGE
        else:
            text += _edged(piece.text, piece.look)
    for part in text.split(LINE_BREAK):
        yield letters_of(part, line.address)


def printed(document: Document) -> Iterator[Letters]:
    """What a document prints, with its labels; numbers of notes not."""
    for block in document.blocks:
        yield from _printed(block)
    for note in document.notes:
        yield from _parts(_text(note.inlines))


def _printed(block: Block) -> Iterator[Letters]:
    if isinstance(block, List):
        for item in block.items:
            first, *below = item.blocks
            for n, line in enumerate(lines(first)):
                yield from _parts(f"{line.label if n else item.label} {_text(line.inlines)}")
            for inner in below:
                yield from _printed(inner)
        return
    if isinstance(block, Figure):
        yield letters_of(block.alternative)
    for line in lines(block):
        yield from _parts(f"{line.label} {_text(line.inlines)}")


def _parts(text: str) -> Iterator[Letters]:
    yield from map(letters_of, text.split(LINE_BREAK))


def _text(inlines: Iterable[Inline]) -> str:
    return "".join(
        _EDGE if isinstance(each, NoteReference) else _edged(each.text, each.look)
        for inline in inlines
        for each in (inline.children if isinstance(inline, Link) else (inline,))
    )


def _with_accents(text: str) -> str:
    """The text without edges before an accent, which is no word of its own."""
    if _EDGE not in text:
        return text
    kept: list[str] = []
    for letter in reversed(text):
        if letter != _EDGE or not kept or not unicodedata.category(kept[-1]).startswith("M"):
            kept.append(letter)
    return "".join(reversed(kept))


def _edged_digits(raised: re.Match[str]) -> str:
    return f"{_EDGE}{unicodedata.normalize('NFKC', raised[0])}{_EDGE}"


def _edged(text: str, look: Look) -> str:
    return f"{_EDGE}{text}{_EDGE}" if look.superscript or look.subscript else text


def inline_texts(inlines: Iterable[Inline]) -> Iterator[str]:
    """The words of a line; what is raised, and numbers of notes, stand alone."""
    text = ""
    for inline in inlines:
        for each in inline.children if isinstance(inline, Link) else (inline,):
            if isinstance(each, NoteReference):
                yield from (text, str(each.number))
                text = ""
            elif each.look.superscript or each.look.subscript:
                yield from (text, each.text)
                text = ""
            else:
                text += each.text
    yield text
