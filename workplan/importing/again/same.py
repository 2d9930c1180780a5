"""Which thing is which: base, folder and file under one set of names, those of the folder.

What the folder calls something is what people call it: they may have changed an id by hand. What the file
calls it says little, because ids are made of words, which a correction changes, and of what else there is.
So the names of a file are taken away first; what stands beside the base, by its words and its place, is
called as it is there. What is new keeps its name, unless something else has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec.structs import replace

from workplan.content.manuscript.ids import RESERVED
from workplan.directives.declared import printing
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Document, NoteReference, Table
from workplan.document.walking.renaming import renamed
from workplan.document.walking.walk import all_ids, ids, lines, plain
from workplan.importing.rules.ids import Ids
from workplan.review.copy.lost_names import with_names

#: Before an id whose thing has no name yet; no id of a content has it.
_UNNAMED = "~"
_NOTE = "note."


Names = Mapping[str, str]


def called(document: Document, names: Names) -> Document:
    """`document` with what the content gives ids to under these `names`."""

    def name(id: str) -> str:
        root = _root(id)
        return f"{names[root]}{id.removeprefix(root)}" if root in names else id

    return resolve(renamed(document, name)) if names else document


def under_names_of(mine: Document, base: Document) -> Document:
    """`base` under the names that the folder has: of the same thing by its id, or else by words and place."""
    return _with_notes(mine, with_names(mine, base))


def named_anew(
    base: Document, theirs: Document, taken: frozenset[str], own: Names, *, known: bool
) -> tuple[Document, Names]:
    """`theirs` under the names of `base`, and what is called otherwise then; what is new has a name that
    neither is `taken` nor one of these. `own` are the names of `base` by those that its file gave. `known`
    says that the file carries ids that somebody gave, which hold."""
    if known:
        found = _with_notes(base, with_names(base, theirs))
    else:
        unnamed = _with_equal_notes(base, resolve(renamed(theirs, _unnamed)))
        # Rows are the same where what they lead to is: so what they may lead to gets its names first.
        before, after = _without_tables(unnamed), with_names(_without_tables(base), _without_tables(unnamed))
        unnamed = called(unnamed, dict(other_names(before, after)))
        found = _with_notes(base, with_names(base, unnamed))
        found = resolve(renamed(found, _Given(base, found, taken, own)))
    return found, dict(other_names(theirs, found))


def named(document: Document) -> frozenset[str]:
    """What the content gives ids to, by these."""
    return frozenset(map(_root, all_ids(document)))


def _without_tables(document: Document) -> Document:
    blocks = tuple(block for block in document.blocks if not isinstance(block, Table))
    return resolve(replace(document, blocks=blocks))


def _with_equal_notes(base: Document, found: Document) -> Document:
    """`found` with the names of notes that say the same, each once, in their order."""
    ids: dict[str, list[str]] = {}
    for note in base.notes:
        ids.setdefault(plain(note.inlines), []).append(note.id)
    names: dict[str, str] = {}
    for note in found.notes:
        if left := ids.get(plain(note.inlines)):
            names[note.id] = left.pop(0)
    return called(found, names)


def other_names(before: Document, after: Document) -> Iterator[tuple[str, str]]:
    """Names of one document, and those of the other that stand in their places, where they are others."""
    for was, now in zip(_names(before), _names(after), strict=True):
        if _root(was) != _root(now) and "." not in was.removeprefix(_NOTE):
            yield was, now


def _names(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from ids(block)
        for line in lines(block):
            yield from (each.note for each in line.inlines if isinstance(each, NoteReference))


def _unnamed(id: str) -> str:
    """An id that says nothing; those of what every document has stay."""
    root, dot, rest = id.partition(".")
    if root == "note":
        return f"{_NOTE}{_UNNAMED}{rest}"
    return id if not id or root in RESERVED or printing(root) else f"{_UNNAMED}{root}{dot}{rest}"


class _Given:
    """Gives what has no name yet the one that it had in the file: where that is nobody's now, of the base
    neither; that of something in the base that is gone otherwise, since ids are made of how words begin."""

    def __init__(self, base: Document, found: Document, taken: frozenset[str], own: Names) -> None:
        self._own = own
        present, before = named(found), named(base)
        self._gone = {*before} - present
        self._ids = Ids(taken | present | before)
        self._names: dict[str, str] = {}

    def __call__(self, id: str) -> str:
        root = _root(id)
        if not _is_unnamed(root):
            return id
        if root not in self._names:
            self._names[root] = self._name(root.replace(_UNNAMED, "", 1))
        return f"{self._names[root]}{id.removeprefix(root)}"

    def _name(self, name: str) -> str:
        if (was := self._own.get(name, name)) in self._gone:
            self._gone.discard(was)
            return was
        return self._ids.take(name)


def _root(id: str) -> str:
    """What the content gives an id to."""
    if id.startswith(_NOTE):
        return id
    return id.partition(".")[0]


def _is_unnamed(root: str) -> bool:
    return root.removeprefix(_NOTE).startswith(_UNNAMED)


def _with_notes(base: Document, found: Document) -> Document:
    """`found` with the names of notes whose words changed: one that the same line calls, where each side has
    one such note left there."""
    known, present = {note.id for note in base.notes}, {note.id for note in found.notes}
    calls = dict(_calls(base))
    names: dict[str, str] = {}
    for line, called in _calls(found):
        left = [note for note in calls.get(line, ()) if note not in present]
        came = [note for note in called if note not in known]
        if len(left) == len(came):
            names |= {now: was for was, now in zip(left, came, strict=True) if now not in names}
    given = Counter(names.values())
    names = {now: was for now, was in names.items() if given[was] == 1}
    return resolve(renamed(found, lambda id: names.get(id, id))) if names else found


def _calls(document: Document) -> Iterator[tuple[str, list[str]]]:
    """The notes that each line calls."""
    for line in chain.from_iterable(map(lines, document.blocks)):
        called = [each.note for each in line.inlines if isinstance(each, NoteReference)]
        if called:
            yield line.id, list(dict.fromkeys(called))
