"""The compilation text: every member's proposal as a tracked change, conflicting ones in square brackets.

    [strong – Australia] [sound – Indonesia]      words put in
    [the – Australia: delete]                     words taken out
    [Indonesia: delete “the”]                     words that another proposal takes out already

What several members propose alike has all their names, in the brackets and as the author of its change.
The brackets and what is in them of names are put in by the member, so that with everything rejected the text
is what was sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby

from workplan.compare.sides import Piece, flat
from workplan.document.runs import normal
from workplan.document.tree import (
    Document,
    Inline,
    Reference,
    Revision,
    Text,
)
from workplan.document.walk import lines, map_lines, plain
from workplan.review.marks import marks, remade
from workplan.review.merging import Merged


def compilation(merged: Merged, copies: Sequence[Document]) -> Document:
    """The merged document with brackets around what is in conflict."""
    disputed = frozenset(chain.from_iterable(merged.findings.conflicts))
    names = _names(merged.findings.same, copies)
    found, *copies = (_in_all_names(each, names) for each in (merged.document, *copies))
    shown = {mark.amendment for inlines in _all_lines(found) for mark in _marks(inlines)}
    hidden: dict[str, list[Text]] = defaultdict(list)
    for copy in copies:
        for id, inlines in _lines_of(copy):
            for mark, words in _missing(inlines, disputed - shown):
                said = f" [{mark.author}: delete “{words}”]"
                hidden[id].append(Text(said, inserted=replace(mark, move="")))
    blocks = (map_lines(block, lambda inlines: _bracketed(inlines, disputed)) for block in found.blocks)
    document = replace(found, blocks=tuple(blocks))
    return _with_hidden(document, hidden) if hidden else document


def _names(same: Mapping[int, int], copies: Iterable[Document]) -> dict[int, str]:
    """The members who propose the same, by the number of the amendment that stands for all."""
    authors = {mark.amendment: mark.author for copy in copies for _, mark in marks(copy)}
    found: dict[int, list[str]] = defaultdict(list)
    for number, first in sorted(same.items()):
        found[first].append(authors[number])
    return {first: ", ".join(dict.fromkeys((authors[first], *others))) for first, others in found.items()}


def _in_all_names(document: Document, names: Mapping[int, str]) -> Document:
    return remade(document, lambda mark: replace(mark, author=names.get(mark.amendment, mark.author)))


def _with_hidden(document: Document, hidden: Mapping[str, Iterable[Inline]]) -> Document:
    found = (line.id for block in document.blocks for line in lines(block))

    def change(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return normal((*inlines, *hidden.get(next(found), ())))

    return replace(document, blocks=tuple(map_lines(block, change) for block in document.blocks))


def _bracketed(inlines: tuple[Inline, ...], disputed: Collection[int]) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for mark, group in groupby(inlines, lambda inline: _disputed(inline, disputed)):
        run = tuple(group)
        if not mark:
            result += run
            continue
        by = replace(mark, move="")
        kept = any(piece.inserted and not piece.deleted for piece in flat(run))
        ends = f" – {mark.author}]" if kept else f" – {mark.author}: {_does(run)}]"
        result += (Text("[", inserted=by), *run, Text(ends, inserted=by))
    return normal(result)


def _does(run: Sequence[Inline]) -> str:
    return "delete" if any(piece.deleted for piece in flat(run)) else "format"


def _disputed(inline: Inline, disputed: Collection[int]) -> Revision | None:
    """The mark of an inline, told by its amendment alone, where that is disputed."""
    mark = next(_marks((inline,)), None)
    if mark is None or mark.amendment not in disputed:
        return None
    return Revision(mark.author, mark.date, amendment=mark.amendment)


def _missing(inlines: tuple[Inline, ...], numbers: Collection[int]) -> Iterator[tuple[Revision, str]]:
    """The words that amendments of these numbers take out."""
    for mark, group in groupby(inlines, lambda inline: _disputed(inline, numbers)):
        words = plain(tuple(group))
        if mark and words:
            yield mark, words


def _all_lines(document: Document) -> Iterator[tuple[Inline, ...]]:
    yield from (inlines for _, inlines in _lines_of(document))
    yield from (note.inlines for note in document.notes)


def _lines_of(document: Document) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    yield from ((line.id, line.inlines) for block in document.blocks for line in lines(block))


def _marks(inlines: Iterable[Inline]) -> Iterator[Revision]:
    """The marks of inlines, the last change of each first."""
    for piece in flat(tuple(inlines)):
        yield from filter(None, (piece.deleted, piece.inserted, _former(piece)))


def _former(piece: Piece) -> Revision | None:
    return piece.former.revision if isinstance(piece, Text | Reference) and piece.former else None
