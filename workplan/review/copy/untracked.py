"""Untracked edits: what a file says otherwise than what was sent, although no revision covers it.

With all its tracked changes rejected, an editor's file is what was sent. Where it is not, somebody typed with
change tracking off, took a change's mark away, or used a command that their editor does not track
(LibreOffice 7.4: the level of a list item).

    [x] words, formatting, lines, items and their levels, rows, cells, figures and their widths, notes, links
    [-] no edits: ids and labels, and the words of references, which are worked out anew; the file's
        properties and running head; what spaces there are between two words, no-break or plain, and in
        which of its forms Unicode writes a letter; the slash behind a link's bare host
    [-] a picture that an editor saved in other bytes is another picture
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from itertools import chain

from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.marked.sides import all_inserted
from workplan.content.paper.roles import MASTHEAD
from workplan.document.revisions import is_marked, reject
from workplan.document.tree import (
    Document,
    Figure,
    Inline,
    Link,
    Paragraph,
    Place,
    Reference,
    Revision,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, nested
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import ids, lines, with_lines
from workplan.review.copy.lost_names import with_names

_SPACES = re.compile(r"[ \t\r\n\u00a0]+")
_BARE_HOST = re.compile(r"(https?://[^/?#]+)/", re.IGNORECASE)


def edits(base: Document, before: Document, author: str) -> Document | None:
    """The redline from `base`, which was sent, to what a copy says `before_tracking`: the untracked edits, as
    `author`'s, without a date. None where there are none."""
    if is_alike(base, before):
        return None
    found = compare(base, before, Revision(author))
    return found if is_marked(found) else None


def before_tracking(base: Document, copy: Document) -> Document:
    """What `copy` of `base` says with its tracked changes rejected; what is no edit is as in `base`."""
    known = _ids(base)
    blocks = nested(list(_with_homes(flatten(copy.blocks), known)))
    return as_sent(base, reject(replace(copy, blocks=blocks)))


def is_alike(one: Document, other: Document) -> bool:
    """Whether two documents say the same, by whatever ids."""
    return list(_said(one)) == list(_said(other))


def _said(document: Document) -> Iterator[object]:
    """Everything in order, with lists and items numbered as they come."""
    numbers: dict[str, int] = {}
    for unit in flatten(document.blocks):
        match unit:
            case Line(place=place):
                for name in chain.from_iterable((frame.list, frame.item) for frame in place.frames):
                    numbers.setdefault(name, len(numbers))
                frames = [(numbers[f.list], f.start, numbers[f.item]) for f in place.frames]
                yield place.standing, frames, unit.inlines
            case Table():
                rows = (unit.header, *unit.rows)
                yield (
                    unit.summary,
                    [[[line.inlines for line in cell.blocks] for cell in row.cells] for row in rows],
                )
            case Figure():
                yield unit.image, unit.alternative, unit.width, unit.caption and unit.caption.inlines
    for note in document.notes:
        yield note.inlines


def _with_homes(units: Iterable[Unit], known: Set[str]) -> Iterator[Unit]:
    """The lines, the last part of one that an editor split with the place of the first: that keeps the
    bookmarks, and once the split is rejected the words stand at the last."""
    home: Place | None = None
    for unit in units:
        if not isinstance(unit, Line):
            home = None
        elif unit.inserted:
            if home is None and unit.place.id in known and not all_inserted(unit.inlines):
                home = unit.place
                unit = replace(unit, place=_elsewhere(unit.place))
        elif home:
            place, home = home, None
            if unit.place.id not in known and not unit.former:
                is_alike = place.depth == unit.place.depth
                unit = replace(unit, place=place if is_alike else replace(unit.place, id=place.id))
        yield unit


def _elsewhere(place: Place) -> Place:
    """The same place in an item of its own."""
    inner = place.frames[-1:] and (replace(place.frames[-1], item=f"split.{place.frames[-1].item}"),)
    return replace(place, id=f"split.{place.id}", frames=(*place.frames[:-1], *inner))


def as_sent(base: Document, found: Document) -> Document:
    """`found` with what is no edit as `base` has it."""
    named = with_names(base, found)
    lost, found = named is not found, named
    known = {line.id: line.inlines for line in chain.from_iterable(map(lines, base.blocks))}
    known |= {note.id: note.inlines for note in base.notes}
    # The front page refers to what stands below by itself: what goes there is no edit of it.
    front = {each.id for each in base.blocks if isinstance(each, Paragraph) and each.role in MASTHEAD}
    gone = _ids(base) - _ids(found)

    def settled(id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        sent = known.get(id, inlines)
        if sent is inlines:
            return inlines
        same = _folded(sent) == _folded(inlines) or (lost and _as_words(sent) == _as_words(inlines))
        same = same or (id in front and _as_words(sent, gone) == _as_words(inlines, gone))
        return sent if same else inlines

    found = with_lines(found, settled)
    return replace(base, blocks=found.blocks, notes=found.notes, layout=found.layout, contents=found.contents)


def _ids(document: Document) -> Set[str]:
    return frozenset(chain.from_iterable(map(ids, document.blocks)))


def _folded(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """The inlines in the one form that all ways to write them have."""
    return normal(chain.from_iterable(map(_fold, inlines)))


def _as_words(inlines: tuple[Inline, ...], gone: Set[str] | None = None) -> tuple[Inline, ...]:
    """The inlines with references as words: with the bookmarks, they have lost what they mean; or only those
    to what is `gone`."""
    return _folded(
        Text(one.text, one.look)
        if isinstance(one, Reference) and (gone is None or one.target in gone)
        else one
        for one in inlines
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
        case Reference(kind="number" | "bare" | "title"):
            # A number of its own and one with words around it are told apart by these alone.
            yield replace(inline, text="", kind="bare" if inline.text.isdigit() else inline.kind)
        case _:
            yield inline
