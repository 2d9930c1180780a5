"""Several copies as one document: nothing of any copy is lost, and nothing of the baseline."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import asdict, replace

from tests.compare.test_redline import table, with_table
from tests.documents import sample
from tests.pairs import amended, pairs
from tests.strategies import documents
from workplan.compare import compare
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject, select
from workplan.document.tree import AmendmentNumber, Document, Paragraph, Revision, Table, Text
from workplan.document.walking.lines import Line, flatten, nested
from workplan.document.walking.walk import plain
from workplan.review.content_now.order import arrangement
from workplan.review.copy.numbering import tagged
from workplan.review.merge.merge import merge

AUSTRALIA, INDONESIA = Revision("Australia"), Revision("Indonesia")


def copy(old: Document, new: Document, by: Revision, number: int = 1) -> Document:
    """What a member sends back: the old document with the new one as tracked changes."""
    return tagged(compare(old, new, by), number)


@settings(max_examples=100)
@given(pairs())
def test_one_copy_merged_is_that_copy(pair: tuple[Document, Document]) -> None:
    old, new = pair
    merged = merge(old, [copy(old, new, AUSTRALIA)])
    assert not merged.findings.conflicts
    assert reject(merged.document).blocks == old.blocks
    accepted = accept(merged.document)
    assert _as_copied(accepted.blocks) == new.blocks
    assert _as_copied(accepted.notes) == new.notes


@settings(max_examples=60)
@given(pairs())
def test_the_same_proposal_twice_is_made_once(pair: tuple[Document, Document]) -> None:
    old, new = pair
    merged = merge(old, [copy(old, new, AUSTRALIA), copy(old, new, INDONESIA, 2)])
    assert not merged.findings.conflicts
    assert reject(merged.document).blocks == old.blocks
    assert _as_copied(accept(merged.document).blocks) == new.blocks


@st.composite
def two_copies(draw: st.DrawFn) -> tuple[Document, Document, Document]:
    base = draw(documents())
    return base, draw(amended(base, most=2)), draw(amended(base, most=2))


@settings(max_examples=100)
@given(two_copies())
def test_rejecting_all_of_several_copies_is_what_was_sent(found: tuple[Document, Document, Document]) -> None:
    base, one, other = found
    merged = merge(base, [copy(base, one, AUSTRALIA), copy(base, other, INDONESIA, 2)])
    assert reject(merged.document).blocks == base.blocks
    assert reject(merged.document).notes == base.notes


@settings(max_examples=60)
@given(two_copies())
def test_selecting_one_copys_changes_gives_that_copy_where_nothing_meets(
    found: tuple[Document, Document, Document],
) -> None:
    base, one, other = found
    copies = [copy(base, one, AUSTRALIA), copy(base, other, INDONESIA, 2)]
    merged = merge(base, copies)
    if not merged.findings.conflicts and not merged.findings.same:
        only = select(merged.document, lambda revision: revision.author == "Australia")
        assert _as_copied(accept(only).blocks) == one.blocks


def test_an_item_that_an_editor_split_is_two_items() -> None:
    """Its first part keeps the bookmarks, and the break between them is what came."""
    units = list(flatten(sample().blocks))
    at = next(n for n, unit in enumerate(units) if isinstance(unit, Line) and unit.place.id == "drones.text")
    found = units[at]
    assert isinstance(found, Line)
    inner = replace(found.place.frames[-1], item="new.1")
    last = replace(found.place, id="new.1.text", frames=(*found.place.frames[:-1], inner))
    units[at : at + 1] = [
        replace(found, inlines=(Text("The role "),), inserted=AUSTRALIA),
        replace(found, inlines=(Text("of drones"),), place=last),
    ]
    marked = replace(sample(), blocks=nested(units))
    accepted = accept(merge(sample(), [tagged(marked)]).document)
    labels = {plain(u.inlines).strip(): u.item_label for u in flatten(accepted.blocks) if isinstance(u, Line)}
    assert (labels["The role"], labels["of drones"]) == ("a.", "b.")


@settings(max_examples=50)
@given(two_copies())
def test_in_todays_order_a_copy_is_one_of_the_same_document(
    found: tuple[Document, Document, Document],
) -> None:
    base, today, new = found
    marked = copy(base, new, AUSTRALIA, 2)
    order = arrangement(base, compare(base, today, INDONESIA), [marked])
    before = order.of(base)
    since = copy(before, today, INDONESIA)
    assert accept(since).blocks == today.blocks
    assert reject(order.of(marked)).blocks == resolve(before).blocks
    merged = merge(before, [since, order.of(marked)])
    assert reject(merged.document).blocks == resolve(before).blocks


def test_a_table_that_a_copy_puts_in_for_another_keeps_its_own_rows() -> None:
    """Without the fix, the order of the other's rows was looked for in it: a crash."""
    base = sample()
    old = table(base)
    header, first = (replace(row, cells=row.cells[:-1]) for row in (old.header, old.rows[0]))
    new = replace(old, widths=(0.6, 0.4), header=header, rows=(first,))
    marked = copy(base, with_table(new), AUSTRALIA)
    assert sum(isinstance(block, Table) for block in marked.blocks) == 2
    order = arrangement(base, compare(base, base, INDONESIA), [marked])
    assert order.of(marked).blocks == marked.blocks


def test_lines_of_one_cell_are_in_conflict_but_with_those_of_the_same_proposal() -> None:
    base = sample()
    one, other = ((copy(base, with_status(base, *says), by, n)) for says, by, n in (
        (("Ongoing", "Timeframe: 2032"), AUSTRALIA, 1), (("Ongoing", "Timeframe: 2033"), INDONESIA, 2)
    ))  # fmt: skip
    assert merge(base, [one, other]).findings.same == {AmendmentNumber(2, 1): AmendmentNumber(1, 1)}
    assert merge(base, [one, other]).findings.conflicts == {(AmendmentNumber(1, 2), AmendmentNumber(2, 2))}
    again = copy(base, with_status(base, "Ongoing", "Timeframe: 2032"), INDONESIA, 2)
    assert not merge(base, [one, again]).findings.conflicts


def test_what_is_done_in_a_row_that_another_takes_out_is_in_conflict() -> None:
    """Without the fix, a status that was put into an empty cell went with the row, and nobody was told."""
    base = sample()
    (table,) = (block for block in base.blocks if isinstance(block, Table))
    fewer = replace(table, rows=table.rows[1:])
    without = resolve(replace(base, blocks=tuple(fewer if b is table else b for b in base.blocks)))
    copies = [copy(base, without, AUSTRALIA), copy(base, with_status(base, "Ongoing"), INDONESIA, 2)]
    assert merge(base, copies).findings.conflicts == {(AmendmentNumber(1, 1), AmendmentNumber(2, 1))}


def with_status(base: Document, *says: str) -> Document:
    """The sample with a status in its first row."""
    (table,) = (block for block in base.blocks if isinstance(block, Table))
    first, *others = table.rows
    *cells, last = first.cells
    words = tuple(Paragraph(f"{last.id}.{n}", (Text(line),)) for n, line in enumerate(says, 1))
    row = replace(first, cells=(*cells, replace(last, blocks=words)))
    new = replace(table, rows=(row, *others))
    return resolve(replace(base, blocks=tuple(new if b is table else b for b in base.blocks)))


def _as_copied(node: Any) -> Any:
    """What was merged, with the ids that new things had in the copies."""
    if isinstance(node, tuple):
        return tuple(map(_as_copied, node))
    if isinstance(node, str):
        return re.sub(r"-copy-\d$", "", node)
    if isinstance(node, Struct):
        return replace(node, **{name: _as_copied(part) for name, part in asdict(node).items()})
    return node


def test_a_table_that_is_put_in_under_the_name_of_one_that_goes_keeps_its_rows() -> None:
    """Without the fix, an IndexError: its rows were put into the order of the other's."""
    base = sample()
    order = arrangement(base, compare(base, base, INDONESIA), [])
    (old,) = (block for block in base.blocks if isinstance(block, Table))
    first = replace(old.rows[0], inserted=AUSTRALIA)
    new = replace(old, header=replace(old.header, inserted=AUSTRALIA), rows=(first,))
    marked = replace(base, blocks=(*base.blocks, new))
    assert order.of(marked).blocks[-1] == new
