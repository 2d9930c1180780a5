r"""Fields: what an instruction is to the tree, and what its result becomes.

    [x] REF, with \n, \w or \r a number, else a title    a Reference
    [x] NOTEREF                                          a further call of a note
    [x] HYPERLINK, to an address or (\l) to a bookmark   a Link, a Reference
    [-] any other field: its result, as words that do not change by themselves
    [-] tables of contents and the like: left out, as formats make their own
    [-] a field that does not end: words, as it would swallow all that comes behind it

A result in which somebody has tracked changes is no longer the field's: what it was is deleted as a
reference, what it is now is inserted as words. ECMA-376 Part 1, 17.16.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Inline, Link, Marked, NoteReference, Reference, Text
from workplan.word.file.opening import ADDRESS
from workplan.word.file.xml import w
from workplan.word.reader.marks import PLAIN

#: What a quotation mark begins that none ends goes to the end, so that no letter is looked at twice.
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|\\?\Z)|([^\s"]+)', re.DOTALL)
_NUMBERS = frozenset({r"\n", r"\w", r"\r"})
_GENERATED = frozenset({"TOC", "INDEX", "TOA", "BIBLIOGRAPHY"})
_LONGEST = 4_000


class Field(Struct):
    """A field that is being read. `pieces` are its result so far; `marks` those where it begins."""

    marks: Marked = PLAIN
    instruction: str = ""
    separated: bool = False
    pieces: list[Inline] = []

    def instruct(self, words: str) -> None:
        """The next words of the instruction."""
        if len(self.instruction) < _LONGEST:
            self.instruction = (self.instruction + words)[:_LONGEST]

    def words(self) -> tuple[str, ...]:
        """The instruction's words, those in quotes without them."""
        return _words(self.instruction)

    @property
    def name(self) -> str:
        return self.words()[0].upper()

    @property
    def generated(self) -> bool:
        """Whether its result is made from the rest of the document, such as a table of contents."""
        return self.name in _GENERATED


def endless(root: _Element) -> frozenset[_Element]:
    """The characters that begin a field which does not end in this part."""
    begun: list[_Element] = []
    for character in root.iter(w("fldChar")):
        match character.get(w("fldCharType")):
            case "begin":
                begun.append(character)
            case "end" if begun:
                begun.pop()
            case _:
                pass
    return frozenset(begun)


@lru_cache(maxsize=64)
def _words(instruction: str) -> tuple[str, ...]:
    found = _WORD.findall(instruction[:_LONGEST])
    return tuple(re.sub(r"\\(.)", r"\1", quoted) if quoted else plain for quoted, plain in found) or ("",)


def result(field: Field) -> tuple[Inline, ...] | None:
    """What stands for the field in the tree; None for a field that the tree does not know. Targets are names
    of bookmarks still."""
    name, *arguments = field.words()
    others = [word for word in arguments if not word.startswith("\\")]
    match name.upper():
        case "REF" if others:
            return _reference(field, others[0], "number" if _NUMBERS & set(arguments) else "title")
        case "NOTEREF" if others:
            return (_call(field, others[0]),)
        case "HYPERLINK" if others and "\\l" in arguments:
            return _reference(field, f"@{others[-1]}", "words")
        case "HYPERLINK" if others and ADDRESS.fullmatch(others[0]):
            return tuple(_linked(field.pieces, others[0]))
        case _:
            return None


def _linked(pieces: Iterable[Inline], href: str) -> Iterator[Inline]:
    for piece in pieces:
        yield Link(href, (piece,)) if isinstance(piece, Text) else piece


def _call(field: Field, name: str) -> NoteReference:
    texts = [piece for piece in field.pieces if isinstance(piece, Text)]
    marks = texts[0] if texts else field.marks
    return NoteReference(name, 0, repeat=True, inserted=marks.inserted, deleted=marks.deleted)


def _reference(field: Field, target: str, kind: Literal["number", "title", "words"]) -> tuple[Inline, ...]:
    """The result as a reference; notes that are called in it stand behind it."""
    texts = [piece for piece in field.pieces if isinstance(piece, Text)]
    others = [piece for piece in field.pieces if not isinstance(piece, Text)]
    if not texts:
        empty = Reference(target, "", kind, inserted=field.marks.inserted, deleted=field.marks.deleted)
        return (empty, *others)
    if len({(text.inserted, text.deleted) for text in texts}) == 1:
        return (referring(texts, target, kind), *others)
    old = [text for text in texts if not text.inserted or text.inserted == field.marks.inserted]
    new = [text for text in texts if text.inserted and text not in old and not text.deleted]
    deleted = next((text.deleted for text in old if text.deleted), None)
    if not old or not deleted:
        return (*([referring(old, target, kind)] if old else []), *new, *others)
    inserted = next((text.inserted for text in new), deleted)
    stay = [replace(text, inserted=inserted) for text in texts if not text.deleted]
    return (replace(referring(old, target, kind), deleted=deleted), *stay, *others)


def referring(texts: list[Text], target: str, kind: Literal["number", "title", "words"]) -> Reference:
    """One reference with the words of all, and the look and the marks of the first."""
    first = texts[0]
    return Reference(
        target,
        "".join(text.text for text in texts),
        kind,
        first.look,
        first.former,
        inserted=first.inserted,
        deleted=first.deleted,
    )
