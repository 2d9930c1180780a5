"""The law: every word of the source is in the content, or in the report.

Words are counted on both sides: on one, all that the source says (text, notes, heads, comments); on the
other, what the composed plan prints, with the labels and numbers that it makes, and what the claims say was
left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workplan.document.tree import Document, Figure, Inline, Link, List, NoteReference, Paragraph
from workplan.document.walk import lines
from workplan.importing.rules.claims import Claim
from workplan.importing.source.model import Line, Source, all_lines
from workplan.text import printable

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
#: Raised digits, which are numbers of notes or powers.
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
#: Signs of bullets, which the formats make anew.
_BULLETS = frozenset("•·▪◦●○■□➢✓❖►‣⁃∙\u200b\u2060\ufeff")


def words_of(text: str) -> list[str]:
    """The words and signs of a text, in order."""
    text = _RAISED.sub(lambda raised: f" {unicodedata.normalize('NFKC', raised[0])} ", printable(text))
    return [each for each in _WORD.findall(unicodedata.normalize("NFC", text)) if each not in _BULLETS]


def lost_words(source: Source, document: Document, claims: Sequence[Claim]) -> Counter[str]:
    """What the source says, and neither the document nor a claim does."""
    said = Counter(said_words(source))
    printed = Counter(printed_words(document))
    told = Counter(each for claim in claims for words in claim.lost for each in words_of(words))
    return said - printed - told


def line_words(line: Line) -> list[str]:
    """The words of a line; what is raised is a word of its own."""
    return [each for text in _pieces(line) for each in words_of(text)]


def _pieces(line: Line) -> Iterator[str]:
    text = ""
    for piece in line.pieces:
        if piece.note or piece.picture or piece.look.superscript or piece.look.subscript:
            yield from (text, piece.text)
            text = ""
        else:
            text += piece.text
    yield text


def said_words(source: Source) -> Iterator[str]:
    """The words of a source, wherever they stand."""
    for line in all_lines(source.blocks):
        yield from line_words(line)
    for note in source.notes:
        for line in note.lines:
            yield from line_words(line)
    for each in source.apart:
        yield from words_of(each.words)
    for comment in source.comments:
        yield from words_of(f"{comment.author}\n{comment.words}")


def printed_words(document: Document) -> Iterator[str]:
    """The words that a document prints, with its labels and numbers."""
    for block in document.blocks:
        if isinstance(block, List):
            yield from _labels(block)
        if isinstance(block, Figure):
            yield from words_of(block.alternative)
        for line in lines(block):
            yield from words_of(line.label)
            yield from inline_words(line.inlines)
    for note in document.notes:
        yield from words_of(str(note.number))
        yield from inline_words(note.inlines)


def _labels(block: List) -> Iterator[str]:
    for item in block.items:
        yield from words_of(item.label)
        for inner in item.blocks:
            if not isinstance(inner, Paragraph):
                yield from _labels(inner)


def inline_words(inlines: Iterable[Inline]) -> list[str]:
    return [each for text in inline_texts(inlines) for each in words_of(text)]


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
