"""From a content folder to the tree: numbers, letters, references, ids."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contents import MANUSCRIPT, PLAN, write_content
from tests.documents import picture
from workplan.content.load import load
from workplan.document.composing.compose import compose, file_stem
from workplan.document.look import ITALIC
from workplan.document.tree import (
    Document,
    Figure,
    Heading,
    List,
    NoteReference,
    Paragraph,
    Reference,
    Table,
    Text,
)
from workplan.document.walking.walk import lines, plain


def composed(folder: Path, **changed: str | None) -> Document:
    return compose(load(write_content(folder, **changed)).plan)


def test_outline(tmp_path: Path) -> None:
    document = composed(tmp_path)
    outline = [
        (line.id, line.label, plain(line.inlines))
        for block in document.blocks
        for line in lines(block)
        if not line.id.startswith(("measure", "report", "actions."))
    ]
    assert outline == [
        ("organisation", "", "The Tide Process"),
        ("group", "", "Working Group on Tides"),
        ("title", "", "Forward Work Plan: 2031-2033"),
        ("introduction.1", "", "See priority 2, the second and Steps."),
        ("steps", "", "Steps"),
        ("steps.1.1.text", "", "one"),
        ("steps.1.1.2.1.text", "", "under one"),
        ("steps.1.2.text", "", "two"),
        ("calm.text", "", "Calm seas"),
        ("storms.text", "", "Storms, including:"),
        ("wind.text", "", "wind"),
        ("waves.text", "", "waves"),
        ("actions-section", "", "Actions"),
        ("background", "Appendix A:", "Background of the plan"),
        ("background.1", "", "Two words."),
        ("history", "", "History"),
        ("history.1", "", "A line."),
    ]


def test_lists_are_counted_by_level(tmp_path: Path) -> None:
    source = "1. a\n   1. b\n      1. c\n         1. d\n2. e\n\ntext\n\n7. g\n"
    document = composed(
        tmp_path, plan_md=source, priorities_yaml=None, actions_yaml=None, footnotes_yaml=None
    )
    labels = [
        (list_.kind, list_.start, [item.label for item in list_.items])
        for block in document.blocks
        for list_ in _lists(block)
    ]
    assert labels == [
        ("decimal", 1, ["1.", "2."]),
        ("lower-alpha", 1, ["a."]),
        ("lower-roman", 1, ["i."]),
        ("decimal", 1, ["1."]),
        ("decimal", 7, ["7."]),
    ]


def _lists(block: object) -> list[List]:
    if not isinstance(block, List):
        return []
    return [block, *(inner for item in block.items for child in item.blocks for inner in _lists(child))]


def test_the_table_of_actions(tmp_path: Path) -> None:
    (table,) = [block for block in composed(tmp_path).blocks if isinstance(block, Table)]
    measure, report = table.rows
    assert measure.cells[0].blocks == (
        Paragraph(
            "measure.action.text",
            (
                Text("Measure the "),
                Text("tide", look=ITALIC),
                Text(" (linked priority "),
                Reference("calm", "1", "number"),  # in order; before, as they were listed
                Text(","),
                Reference("storms", "2", "number"),
                Text(")"),
            ),
            label="1.",
        ),
    )
    assert [[plain(line.inlines) for line in cell.blocks] for cell in measure.cells[1:]] == [
        ["Lead: Harbours", "Pilots"],  # before, "Harbours (lead), Pilots"
        [],
    ]
    assert [(line.id, plain(line.inlines)) for line in report.cells[2].blocks] == [
        ("report.status.state", "∞ Ongoing"),
        ("report.status.text", "Begun well"),
        ("report.status.timeframe", "Timeframe: 2032"),
        ("report.status.meeting", "As reported at the Third Meeting"),
    ]
    assert sum(table.widths) == pytest.approx(1)
    assert min(table.widths) >= 0.18
    assert table.widths[2] == max(table.widths)


def test_notes_are_numbered_where_they_are_first_called(tmp_path: Path) -> None:
    document = composed(tmp_path)
    calls = [
        inline
        for block in document.blocks
        for line in lines(block)
        for inline in line.inlines
        if isinstance(inline, NoteReference)
    ]
    assert calls == [
        NoteReference("note.source", 1),
        NoteReference("note.calm", 2),
        NoteReference("note.interest", 3),
        NoteReference("note.source", 1, repeat=True),
    ]
    assert [(note.id, note.number, plain(note.inlines)) for note in document.notes] == [
        ("note.source", 1, "Tide Tables, 2030."),
        ("note.calm", 2, "No wind."),
        ("note.interest", 3, "As members say."),
    ]


def test_ids_are_unique_and_hold_no_underscore(tmp_path: Path) -> None:
    document = composed(tmp_path)
    ids = [line.id for block in document.blocks for line in lines(block)]
    ids += [note.id for note in document.notes]
    assert len(set(ids)) == len(ids)
    assert not any("_" in id for id in ids)


def test_a_plan_of_nothing_but_words(tmp_path: Path) -> None:
    document = composed(
        tmp_path,
        plan_md="Words.\n",
        priorities_yaml=None,
        actions_yaml=None,
        footnotes_yaml=None,
        members_yaml=None,
        background_md=None,
    )
    assert [block.id for block in document.blocks] == ["organisation", "group", "title", "introduction.1"]
    assert document.notes == ()


def test_a_table_without_actions(tmp_path: Path) -> None:
    document = composed(
        tmp_path,
        actions_yaml="[]\n",
        plan_md=":::{action-items}\n:::\n",
        footnotes_yaml=None,
        priorities_yaml=None,
    )
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert table.rows == ()
    assert sum(table.widths) == pytest.approx(1)


def test_appendices_are_lettered_in_the_order_of_their_files(tmp_path: Path) -> None:
    write_content(tmp_path)
    (tmp_path / "appendices/02-more.md").write_text(
        "# More\n\nSee [](#background) and [](#waves).\n", "utf-8"
    )
    document = compose(load(tmp_path).plan)
    headings = [block for block in document.blocks if isinstance(block, Heading) and block.label]
    assert [(heading.id, heading.label) for heading in headings] == [
        ("background", "Appendix A:"),
        ("more", "Appendix B:"),
    ]
    assert plain(document.blocks[-1].inlines) == "See Appendix A and 2.b."  # type: ignore[union-attr]


def test_properties(tmp_path: Path) -> None:
    properties = composed(tmp_path).properties
    assert properties.running_head == "Working Group on Tides · Forward Work Plan 2031-33 · Edition 2031"
    assert properties.date == datetime(2031, 3, 1, tzinfo=UTC)
    assert properties.authors == ("Working Group on Tides",)
    assert properties.file_stem == "forward-work-plan-2031-2033"


def test_another_language_brings_its_own_words(tmp_path: Path) -> None:
    plan = (
        PLAN + "language: fr\nwording: {appendix: Annexe, edition: Édition, linked_priority: priorité liée}\n"
    )
    document = composed(tmp_path, plan_yaml=plan)
    assert document.properties.running_head.endswith("Édition 2031")
    assert any(isinstance(block, Heading) and block.label == "Annexe A:" for block in document.blocks)


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Forward Work Plan: 2021-2023", "forward-work-plan-2021-2023"),
        ("../../etc/passwd", "etc-passwd"),
        ("%2e%2e/x\\y", "2e-2e-x-y"),
        ("Kế hoạch công tác Đường", "ke-hoach-cong-tac-duong"),
        ("แผนงาน", "aephnngan-c1a214"),
        ("—", "plan"),
        ("CON", "plan-con"),
        ("Lpt1", "plan-lpt1"),
        ("x" * 300, "x" * 80),
    ],
)
def test_file_names_are_safe(title: str, stem: str) -> None:
    assert file_stem(title) == stem


def test_a_picture_and_its_caption(tmp_path: Path) -> None:
    image = picture()
    (tmp_path / "chart.png").write_bytes(image.data)
    document = composed(tmp_path, plan_md=MANUSCRIPT + '\n![Tides in March](chart.png "Tides & times")\n')
    (figure,) = [block for block in document.blocks if isinstance(block, Figure)]
    assert (figure.alternative, figure.image.width) == ("Tides in March", image.width)
    assert figure.caption == Paragraph(f"{figure.id}.caption", (Text("Tides & times"),), role="caption")
