"""A copy in which somebody typed with change tracking off, besides what is tracked: whose each change is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.documents import sample
from tests.editors.marks import changes
from workplan.compare import compare
from workplan.document.look import BOLD
from workplan.document.revisions import accept, reject
from workplan.document.tree import Block, Document, Frame, Inline, Paragraph, Revision, Text
from workplan.document.walking.lines import Line, flatten, nested
from workplan.document.walking.walk import lines, map_lines
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.edits.marks import marks, remade
from workplan.review.merge.merge import merge

ANN, BO = Revision("Ann Other"), Revision("Bo Second")
LINE = "background.history.1"  # "ภาษาไทย, Tiếng Việt and العربية are names of languages."


def reworded(document: Document, id: str, old: str, new: str) -> Document:
    def change(block: Block) -> Block:
        ids = (line.id for line in lines(block))

        def words(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
            if next(ids) != id:
                return inlines
            return tuple(
                replace(i, text=i.text.replace(old, new)) if isinstance(i, Text) else i for i in inlines
            )

        return map_lines(block, words)

    return replace(document, blocks=tuple(map(change, document.blocks)))


def deeper(document: Document, id: str) -> Document:
    """The item whose line this is, in a list within the item before it."""
    units = list(flatten(document.blocks))
    place = next(n for n, unit in enumerate(units) if isinstance(unit, Line) and unit.place.id == id)
    line, before = units[place], units[place - 1]
    assert isinstance(line, Line) and isinstance(before, Line)
    last = line.place.frames[-1]
    frames = (*before.place.frames[: len(line.place.frames)], Frame("below", last.kind, 1, last.item))
    units[place] = replace(line, place=replace(line.place, frames=frames))
    return replace(document, blocks=nested(units))


def bold(document: Document) -> Document:
    def change(block: Block) -> Block:
        if isinstance(block, Paragraph) and block.id == LINE:
            return replace(block, inlines=tuple(replace(i, look=BOLD) for i in block.inlines))  # type: ignore[call-arg]
        return block

    return replace(document, blocks=tuple(map(change, document.blocks)))


def found(document: Document, member: str = "") -> tuple[dict[str, str], set[str]]:
    """What has changed where and by whom, and the places of what nobody tracked."""
    copy = on_baseline(sample(), document, member, 1)
    assert reject(copy.document) == sample()
    assert accept(copy.document).blocks == accept(document).blocks
    merge(sample(), [copy.document])
    untracked = {id for id, mark in marks(copy.document) if mark.amendment in copy.untracked}
    return changes(
        sample(), remade(copy.document, lambda mark: replace(mark, author=mark.author or "?"))
    ), untracked


def test_two_authors_of_a_line_and_nobody_have_their_words_each() -> None:
    between = reworded(sample(), LINE, "names", "the names")
    once = compare(between, reworded(between, LINE, "are", "were"), ANN)
    again = reworded(between, LINE, " of languages", "")
    both = merge(between, [once, compare(between, again, BO)]).document
    said, untracked = found(both)
    assert said[LINE] == (
        "ภาษาไทย, Tiếng Việt and العربية {-Ann Other: are}{+Ann Other: were} {+?: the }names"
        "{-Bo Second:  of languages}."
    )
    assert untracked == {LINE}


@pytest.mark.parametrize("edit", [bold, lambda document: deeper(document, "storms.text")])
def test_looks_and_levels_that_nobody_tracked_are_found_beside_tracked_words(
    edit: Callable[[Document], Document],
) -> None:
    """Without the fix, both were lost: a copy was taken for one without untracked edits if its words were as
    sent."""
    between = edit(sample())
    _, untracked = found(between)
    assert len(untracked) == 1
    copy = compare(between, reworded(between, "introduction.2.2.text", "skills", "abilities"), ANN)
    said, also = found(copy, "Norway")
    assert also == untracked
    assert said["introduction.2.2.text"] == "> building {-Norway: skills}{+Norway: abilities}."


def test_what_was_typed_untracked_and_deleted_tracked_is_no_amendment() -> None:
    between = reworded(sample(), LINE, "names", "the names")
    said, untracked = found(compare(between, reworded(between, LINE, "the names", "names"), ANN))
    assert (said, untracked) == ({}, set())
