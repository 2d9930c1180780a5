"""Redlines of one document, by hand: what is compared with what."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.compare.reading import marked
from tests.documents import paragraph, sample
from workplan.compare import compare
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, is_marked, reject
from workplan.document.tree import (
    Block,
    Document,
    Frame,
    Heading,
    List,
    Note,
    NoteReference,
    Paragraph,
    Revision,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, flatten, nested
from workplan.document.walking.walk import lines

EDITOR = Revision("Secretariat")


def redline(new: Document) -> Document:
    """The redline from the sample to `new`; the laws hold for it."""
    new = resolve(new)
    found = compare(sample(), new, EDITOR)
    assert accept(found) == new
    assert reject(found) == sample()
    return found


def table(document: Document) -> Table:
    (found,) = (block for block in document.blocks if isinstance(block, Table))
    return found


def with_table(change: Table) -> Document:
    document = sample()
    blocks = (change if isinstance(block, Table) else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def line_of(document: Document, id: str) -> Paragraph | Heading:
    return next(line for block in document.blocks for line in lines(block) if line.id == id)


def said(rows: Table) -> list[str]:
    """Each row's id with its mark, the move's with the move's name."""
    signs = []
    for row in rows.rows:
        sign = "+" if row.inserted else "-" if row.deleted else " "
        revision = row.inserted or row.deleted
        signs.append(f"{sign}{revision.move if revision else ''} {row.id}")
    return signs


def test_a_changed_status_is_one_cells_change() -> None:
    rows = list(table(sample()).rows)
    status = replace(rows[1].cells[2], blocks=(paragraph("measure-2.status.text", "Done"),))
    rows[1] = replace(rows[1], cells=(*rows[1].cells[:2], status))
    found = table(redline(with_table(replace(table(sample()), rows=tuple(rows)))))
    assert said(found) == ["  measure-1", "  measure-2", "  measure-3"]
    assert marked(found.rows[1].cells[2].blocks[0].inlines) == "[+Done+]"


def test_a_row_that_went_renumbers_the_rest_without_changing_it() -> None:
    document = with_table(replace(table(sample()), rows=table(sample()).rows[1:]))
    blocks = tuple(block for block in document.blocks if block.id != "background.1")
    found = redline(replace(document, blocks=blocks, notes=document.notes[:3]))
    assert said(table(found)) == ["- measure-1", "  measure-2", "  measure-3"]
    first, second, _ = table(found).rows
    assert first.cells[0].blocks[0].label == "1."
    assert second.cells[0].blocks[0].label == "1."
    assert not any("[" in marked(p.inlines) for cell in second.cells for p in cell.blocks)


def test_a_row_that_moved_is_shown_as_moved() -> None:
    first, *others = table(sample()).rows
    found = table(redline(with_table(replace(table(sample()), rows=(*others, first)))))
    assert said(found) == ["-move1 was.measure-1", "  measure-2", "  measure-3", "+move1 measure-1"]
    assert marked(found.rows[3].cells[1].blocks[0].inlines) == "[+m:Harbour Office+]"


def test_a_moved_row_that_changed_tells_both_apart() -> None:
    first, *others = table(sample()).rows
    interest = replace(first.cells[1], blocks=(paragraph("measure-1.interest.text", "Harbour Office, IOM"),))
    first = replace(first, cells=(first.cells[0], interest, first.cells[2]))
    found = table(redline(with_table(replace(table(sample()), rows=(*others, first)))))
    assert marked(found.rows[3].cells[1].blocks[0].inlines) == "[+m:Harbour Office+][+, IOM+]"


def test_a_row_with_another_id_and_the_same_words_stays() -> None:
    rows = table(sample()).rows
    renamed = replace(
        rows[2],
        id="station-3",
        cells=tuple(
            replace(
                cell,
                id=cell.id.replace("measure", "station"),
                blocks=tuple(replace(p, id=p.id.replace("measure", "station")) for p in cell.blocks),
            )
            for cell in rows[2].cells
        ),
    )
    found = table(redline(with_table(replace(table(sample()), rows=(*rows[:2], renamed)))))
    assert said(found) == ["  measure-1", "  measure-2", "  station-3"]
    assert found.rows[2].former == "measure-3"


def changed(id: str, *blocks: Block) -> Document:
    """The sample with the block `id` replaced."""
    document = sample()
    found: list[Block] = []
    for block in document.blocks:
        found += blocks if block.id == id else [block]
    return replace(document, blocks=tuple(found))


def test_a_split_paragraph_is_a_break_between_the_same_words() -> None:
    whole = line_of(sample(), "introduction.1").inlines
    found = redline(
        changed(
            "introduction.1", Paragraph("introduction.1", whole[:3]), Paragraph("introduction.2", whole[3:])
        )
    )
    one, two = (block for block in found.blocks[4:6])
    assert isinstance(one, Paragraph)
    assert isinstance(two, Paragraph)
    assert (one.inserted, two.inserted) == (EDITOR, None)
    assert "[" not in marked(one.inlines) + marked(two.inlines)


def test_two_paragraphs_made_one_lose_a_break() -> None:
    extra = Text("Storms were counted in every harbour of the region last winter.")
    before = resolve(
        changed(
            "background.history.1", paragraph("a.1", "Names of languages: many."), Paragraph("b.1", (extra,))
        )
    )
    after = resolve(
        changed("background.history.1", Paragraph("c.1", (Text("Names of languages: many. "), extra)))
    )
    found = compare(before, after, EDITOR)
    one, two = found.blocks[-2:]
    assert isinstance(one, Paragraph)
    assert isinstance(two, Paragraph)
    assert (one.deleted, two.deleted) == (EDITOR, None)
    assert marked(one.inlines) + marked(two.inlines) == (
        "Names of languages: many.[+ +]Storms were counted in every harbour of the region last winter."
    )


def test_an_item_on_another_level_keeps_its_words() -> None:
    units = list(flatten(sample().blocks))
    n = next(n for n, unit in enumerate(units) if isinstance(unit, Line) and unit.place.id == "drones.text")
    item = units[n]
    assert isinstance(item, Line)
    frames = (Frame("priorities", "decimal", 1, "drones"),)
    units[n] = replace(item, place=replace(item.place, frames=frames))
    units[n], units[n + 1] = units[n + 1], units[n]
    found = redline(replace(sample(), blocks=nested(units)))
    line = line_of(found, "drones.text")
    assert line.former or line.inserted
    stormy = line_of(found, "storms.text")
    assert not stormy.inserted
    assert not stormy.deleted


def test_a_heading_on_another_level_is_still_the_heading() -> None:
    heading = next(b for b in sample().blocks if isinstance(b, Heading) and b.id == "background.history")
    found = line_of(redline(changed(heading.id, replace(heading, level=3))), heading.id)
    assert found.former
    assert found.former.place.level == 2
    assert "[" not in marked(found.inlines)


def test_a_reworded_note_is_compared_word_by_word() -> None:
    notes = [
        n if n.id != "note.calm" else replace(n, inlines=(Text("Calm means waves of less than 0.7 m."),))
        for n in sample().notes
    ]
    found = redline(replace(sample(), notes=tuple(notes)))
    assert marked(found.notes[0].inlines) == "Calm means waves of less than [-0.5-][+0.7+] m."


def test_a_note_that_was_removed_is_wholly_deleted_and_the_rest_renumbered() -> None:
    head = table(sample()).header
    status = replace(head.cells[2], blocks=(paragraph("actions.head.status.1", "Status"),))
    document = with_table(replace(table(sample()), header=replace(head, cells=(*head.cells[:2], status))))
    found = redline(replace(document, notes=tuple(n for n in document.notes if n.id != "note.status")))
    assert [(note.id, note.number, bool(note.deleted)) for note in found.notes] == [
        ("note.calm", 1, False),
        ("note.interest", 2, False),
        ("note.status", 3, True),
        ("note.source", 3, False),
    ]
    assert marked(found.notes[2].inlines) == "[-For updating at annual meetings-]"


def test_a_note_called_elsewhere_is_there_twice() -> None:
    def without(block: Block) -> Block:
        if not isinstance(block, List) or block.id != "priorities":
            return block
        first, second = block.items
        calm = Paragraph("calm.text", (Text("Calm seas"),))
        risks = second.blocks[0]
        assert isinstance(risks, Paragraph)
        called = replace(risks, inlines=(*risks.inlines, NoteReference("note.calm", 1)))
        return replace(
            block,
            items=(replace(first, blocks=(calm,)), replace(second, blocks=(called, *second.blocks[1:]))),
        )

    found = redline(replace(sample(), blocks=tuple(map(without, sample().blocks))))
    assert [note.id for note in found.notes[:2]] == ["was.note.calm", "note.calm"]
    assert [bool(note.deleted) for note in found.notes[:2]] == [True, False]


def test_the_title_is_compared_like_any_line() -> None:
    document = changed("title", Paragraph("title", (Text("Forward Work Plan: 2032-2034"),), "title"))
    found = line_of(redline(document), "title")
    assert marked(found.inlines) == "Forward Work Plan: [-2031-2033-][+2032-2034+]"


def test_a_changed_description_is_a_change() -> None:
    found = redline(with_table(replace(table(sample()), summary="Another description")))
    assert table(found).former
    assert is_marked(found)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_notes_that_were_added(count: int) -> None:
    ids = [f"note.new{n}" for n in range(count)]
    words = Paragraph("introduction.1", (Text("Words"), *(NoteReference(id, 0) for id in ids)))
    document = changed("introduction.1", words)
    notes = (*document.notes, *(Note(id, 0, (Text(f"Note {id}"),)) for id in ids))
    found = redline(replace(document, notes=notes))
    assert sum(bool(note.inserted) for note in found.notes) == count
