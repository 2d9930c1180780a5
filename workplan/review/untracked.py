"""Untracked edits: what a file says otherwise than what was sent, although no revision covers it.

With all its tracked changes rejected, an editor's file is what was sent. Where it is not, somebody typed with
change tracking off, took a change's mark away, or used a command that their editor does not track
(LibreOffice 7.4: the level of a list item).

    [x] words, formatting, lines, items and their levels, rows, cells, figures, notes, links
    [-] no edits: ids and labels, and the words of references, which are worked out anew; the file's
        properties and running head; what spaces there are between two words, and in which of its forms
        Unicode writes a letter; the slash behind a link's bare host
    [-] a picture that an editor saved in other bytes is another picture
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from workplan.compare import compare
from workplan.document.revisions import is_marked, reject
from workplan.document.runs import normal
from workplan.document.tree import Document, Inline, Link, Reference, Revision, Text
from workplan.document.walk import lines, map_lines
from workplan.review.naming import with_names
from workplan.word.reader import Reading

_SPACES = re.compile(r"[ \t\r\n]+")
_BARE_HOST = re.compile(r"(https?://[^/?#]+)/", re.IGNORECASE)


def untracked(base: Document, reading: Reading, author: str) -> Document | None:
    """The redline from `base`, which was sent, to what the file read says with its tracked changes rejected:
    the untracked edits, as `author`'s, without a date. None where there are none."""
    before = as_sent(base, reject(reading.document))
    if (before.blocks, before.notes) == (base.blocks, base.notes):
        return None
    found = compare(base, before, Revision(author))
    return found if is_marked(found) else None


def as_sent(base: Document, found: Document) -> Document:
    """`found` with what is no edit as `base` has it."""
    named = with_names(base, found)
    lost, found = named is not found, named
    known = {line.id: line.inlines for line in chain.from_iterable(map(lines, base.blocks))}
    known |= {note.id: note.inlines for note in base.notes}
    ids = (line.id for line in chain.from_iterable(map(lines, found.blocks)))

    def settled(id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        sent = known.get(id, inlines)
        same = _folded(sent) == _folded(inlines) or (lost and _as_words(sent) == _as_words(inlines))
        return sent if same else inlines

    return replace(
        base,
        blocks=tuple(map_lines(block, lambda inlines: settled(next(ids), inlines)) for block in found.blocks),
        notes=tuple(replace(note, inlines=settled(note.id, note.inlines)) for note in found.notes),
    )


def _folded(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines in the one form that all ways to write them have."""
    return normal(chain.from_iterable(map(_fold, inlines)))


def _as_words(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines with references as words: with the bookmarks, they have lost what they mean."""
    return _folded(
        tuple(Text(one.text, one.bold, one.italic) if isinstance(one, Reference) else one for one in inlines)
    )


def _fold(inline: Inline) -> Iterator[Inline]:
    match inline:
        case Text():
            words = _SPACES.sub(" ", unicodedata.normalize("NFC", inline.text))
            yield replace(inline, text=words)
        case Link():
            children = (child for text in inline.children for child in _fold(text))
            href = _BARE_HOST.fullmatch(inline.href)
            yield Link(
                href[1] if href else inline.href, tuple(text for text in children if isinstance(text, Text))
            )
        case Reference(kind="number" | "title"):
            yield replace(inline, text="")
        case _:
            yield inline
