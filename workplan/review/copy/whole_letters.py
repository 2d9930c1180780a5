"""The marks of a copy on whole letters: what an editor tracked inside of one is a change of all of it.

    ខ្ម[-ែ-][+ៃ+]រ   →   [-ខ្មែ-][+ខ្មៃ+]រ       a letter with its vowel sign goes, one with another comes

A mark begins and ends where a letter (`segmentation.clusters`) does, both in the words before and in those
after; these stay what they are, in their looks.

    [x] words put in and taken out, formatting, links; several authors in one letter (the first has it)
    [-] what was put in and taken out again is in neither text, and stays where it is
    [-] a paragraph that was split inside of a letter
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec.structs import replace

from workplan.document.tree import (
    Document,
    Formatting,
    Inline,
    Link,
    NoteReference,
    Reference,
    Revision,
    Text,
)
from workplan.document.walking.marked import carrier, flat, revisions_of
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import with_lines
from workplan.review.edits.letters import Letter, letters
from workplan.text.segmentation import clusters, is_simple

#: What stands for a call or a reference among letters: nothing belongs to one letter with it.
_OTHER = "\n"


def on_whole_letters(document: Document) -> Document:
    """`document` with its marks on whole letters."""
    return with_lines(document, lambda _, inlines: _widened(inlines))


def _widened(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if len(inlines) == 1 or not any(revisions_of(carrier(inline)) for inline in inlines):
        return inlines
    if all(is_simple(text.text) for text in flat(inlines) if isinstance(text, Text)):
        return inlines
    found = list(letters(inlines))
    spans = list(_spans(found))
    if all(_alike(found[start:end]) for start, end in spans):
        return inlines
    return normal(letter for start, end in spans for letter in _changed_whole(found[start:end]))


def _spans(found: Sequence[Letter]) -> Iterator[tuple[int, int]]:
    """The places from one end of a letter to the next, where it is one before and after."""
    inside: set[int] = set()
    for new in (False, True):
        places = [n for n, each in enumerate(found) if not _is_gone(each, new=new)]
        ends = accumulate(map(len, clusters("".join(_said(found[n]) for n in places))), initial=0)
        for start, end in pairwise(ends):
            inside.update(range(places[start] + 1, places[end - 1] + 1))
    yield from pairwise(n for n in range(len(found) + 1) if n not in inside)


def _is_gone(letter: Letter, *, new: bool) -> bool:
    marked = carrier(letter)
    return bool(marked.deleted if new else marked.inserted)


def _said(letter: Letter) -> str:
    found = carrier(letter)
    return found.text if isinstance(found, Text) else _OTHER


def _alike(span: Sequence[Letter]) -> bool:
    """Whether all of a letter has the same marks."""
    return len({(c.inserted, c.deleted, _formatting(c)) for c in map(carrier, span)}) <= 1


def _formatting(found: Text | Reference | NoteReference) -> Revision | None:
    return None if isinstance(found, NoteReference) or not found.former else found.former.revision


def _changed_whole(span: Sequence[Letter]) -> Iterator[Letter]:
    """A letter with one mark on it all: its formatting changed; or else as it was, taken out, and as it is,
    put in."""
    if _alike(span):
        yield from span
        return
    every = [carrier(letter) for letter in span]
    inserted = next((each.inserted for each in every if each.inserted and not each.deleted), None)
    deleted = next((each.deleted for each in every if each.deleted and not each.inserted), None)
    if not inserted and not deleted:
        by = next(filter(None, map(_formatting, every)), None)
        yield from (_formatted(letter, by) if by else letter for letter in span)
        return
    out, put = deleted or _unmoved(inserted), inserted or _unmoved(deleted)
    yield from (_marked(letter, deleted=out) for letter in span if not carrier(letter).inserted)
    yield from (letter for letter in span if carrier(letter).inserted and carrier(letter).deleted)
    yield from (_marked(letter, inserted=put) for letter in span if not carrier(letter).deleted)


def _unmoved(mark: Revision | None) -> Revision | None:
    """The mark of what takes the place of moved words where these were."""
    return mark and replace(mark, move="")


def _formatted(letter: Letter, by: Revision) -> Letter:
    match letter:
        case Link(children=(text,)):
            return replace(letter, children=(replace(text, former=text.former or Formatting(text.look, by)),))
        case Text():
            return replace(letter, former=letter.former or Formatting(letter.look, by))
        case _:
            return letter


def _marked(letter: Letter, *, inserted: Revision | None = None, deleted: Revision | None = None) -> Letter:
    """A letter with this mark alone; one that is taken out looks as it did before."""
    match letter:
        case Link(children=(text,)):
            found = _marked(text, inserted=inserted, deleted=deleted)
            return replace(letter, children=(found,)) if isinstance(found, Text) else letter
        case Text() | Reference():
            look = letter.former.look if letter.former and deleted else letter.look
            return replace(letter, look=look, former=None, inserted=inserted, deleted=deleted)
        case NoteReference():
            return replace(letter, inserted=inserted, deleted=deleted)
        case _:
            raise AssertionError("a link of one letter has one text")
