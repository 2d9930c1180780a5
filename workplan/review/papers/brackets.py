"""The compilation text: every member's proposal as a tracked change, conflicting ones in square brackets.

    [strong – Australia] [sound – Indonesia]      words put in
    [the – Australia: delete]                     words taken out
    [Indonesia: delete “the”]                     words that another proposal takes out already

The brackets and what is in them of names are put in by the member, so that with everything rejected the text
is what was sent. A line that somebody takes out in a conflict keeps its end, so that with everything accepted
the brackets do not run into the next line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, groupby

from msgspec.structs import replace

from workplan.content.words.matrix import ENGLISH, MatrixWords
from workplan.document.tree import (
    AmendmentNumber,
    Cell,
    Document,
    Figure,
    Inline,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, nested
from workplan.document.walking.marked import flat, last_change
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.review.merge.merge import Merged
from workplan.review.papers.overlapping import with_hidden


def compilation(
    base: Document, merged: Merged, copies: Sequence[Document], words: MatrixWords = ENGLISH
) -> Document:
    """The merged `copies` of `base` with brackets around what is in conflict, in the plan's `words`."""
    disputed = frozenset(chain.from_iterable(merged.findings.conflicts))
    if not disputed:
        return merged.document
    brackets = _Brackets(disputed, words)
    document = with_hidden(merged.document, base, copies, merged.findings, words)
    notes = (replace(note, inlines=brackets.inlines(note.inlines)) for note in document.notes)
    blocks = nested(list(map(brackets.unit, flatten(document.blocks))))
    return replace(document, blocks=blocks, notes=tuple(notes))


class _Brackets:
    def __init__(self, disputed: Collection[AmendmentNumber], words: MatrixWords) -> None:
        self._disputed = disputed
        self._words = words

    def unit(self, unit: Unit) -> Unit:
        match unit:
            case Line():
                return replace(unit, inlines=self.inlines(unit.inlines), deleted=self.end(unit.deleted))
            case Table():
                header, *rows = map(self.row, (unit.header, *unit.rows))
                return replace(unit, header=header, rows=tuple(rows))
            case Figure():
                return replace(unit, caption=unit.caption and self.paragraph(unit.caption))

    def row(self, row: Row) -> Row:
        goes = row.change
        cells = (Cell(c.id, tuple(self.paragraph(p, within=goes) for p in c.blocks)) for c in row.cells)
        return replace(row, cells=tuple(cells))

    def paragraph(self, paragraph: Paragraph, within: Revision | None = None) -> Paragraph:
        """A paragraph, `within` a row that comes or goes as a whole."""
        deleted = paragraph.deleted if within else self.end(paragraph.deleted)
        return replace(paragraph, inlines=self.inlines(paragraph.inlines), deleted=deleted)

    def end(self, deleted: Revision | None) -> Revision | None:
        return None if deleted and deleted.amendment in self._disputed else deleted

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return _bracketed(inlines, self._disputed, self._words)


def _bracketed(
    inlines: tuple[Inline, ...], disputed: Collection[AmendmentNumber], words: MatrixWords
) -> tuple[Inline, ...]:
    result: list[Inline] = []
    for mark, group in groupby(inlines, lambda inline: _disputed(inline, disputed)):
        run = tuple(group)
        if not mark:
            result += run
            continue
        by = replace(mark, move="")
        by_whom = f"{_does(run, words).format(member=mark.author)}]"
        ends = f"{by_whom} " if plain(run).endswith(" ") else f" {by_whom}"
        result += (Text("[", inserted=by), *run, Text(ends, inserted=by))
    return normal(result)


def _does(run: Sequence[Inline], words: MatrixWords) -> str:
    """The phrase for whose a proposal is and what it does, where its words do not show that."""
    if any(piece.inserted and not piece.deleted for piece in flat(run)):
        return words.by
    return words.by_deleting if any(piece.deleted for piece in flat(run)) else words.by_formatting


def _disputed(inline: Inline, disputed: Collection[AmendmentNumber]) -> Revision | None:
    """The mark of an inline, told by its amendment alone, where that is disputed."""
    mark = last_change(inline)
    if mark is None or mark.amendment not in disputed:
        return None
    return Revision(mark.author, mark.date, amendment=mark.amendment)
