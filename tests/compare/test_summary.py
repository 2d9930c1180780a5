"""Summaries of changes: every mark is told, in words that a co-chair could have written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from pydantic import ValidationError

from tests.compare.reading import marked
from tests.compare.test_redline import EDITOR, changed, redline, table, with_table
from tests.documents import paragraph, sample
from tests.pairs import pairs
from workplan.compare import compare
from workplan.compare.marked.moved_words import besides
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import Summary, as_json, as_markdown, sentence, with_summary
from workplan.compare.telling.interest import listing
from workplan.compare.telling.telling import within
from workplan.compare.telling.told import with_signs
from workplan.content.load import load
from workplan.content.words.wording import Wording
from workplan.document.composing.compose import compose
from workplan.document.revisions import is_marked, said
from workplan.document.tree import Cell, Document, Heading, NoteReference, Paragraph, Row, Table, Text
from workplan.document.walking.lines import Line, flatten
from workplan.document.walking.marked import flat
from workplan.verify.passages import expected


def told(found: Document) -> list[str]:
    return [with_signs(sentence(change, Wording().summary)) for change in changes(found, Wording())]


def amended_rows() -> Document:
    first, second, third = table(sample()).rows
    interest = replace(second.cells[1], blocks=(paragraph("measure-2.interest.text", "IOM, Thailand"),))
    status = replace(second.cells[2], blocks=(paragraph("measure-2.status.text", "Ongoing"),))
    second = replace(second, cells=(second.cells[0], interest, status))
    return with_table(replace(table(sample()), rows=(first, second, third)))


def test_an_action_is_told_field_by_field() -> None:
    (only,) = told(redline(amended_rows()))
    assert only == ("Action 2: IOM and Thailand added to members’ interest; status set to “Ongoing”")


def test_what_moves_up_is_told_once() -> None:
    document = with_table(replace(table(sample()), rows=table(sample()).rows[1:]))
    blocks = tuple(block for block in document.blocks if block.id != "background.1")
    found = told(redline(replace(document, blocks=blocks, notes=document.notes[:3])))
    assert found[0].startswith("Action 1 removed: “Measure the tide at station 1")
    assert found[1] == "Actions 2–3 renumbered 1–2"


def test_a_moved_action() -> None:
    first, *others = table(sample()).rows
    found = told(redline(with_table(replace(table(sample()), rows=(*others, first)))))
    assert found == ["Action 3 (formerly 1): moved", "Actions 2–3 renumbered 1–2"] or found == [
        "Actions 2–3 renumbered 1–2",
        "Action 3 (formerly 1): moved",
    ]


def test_a_paragraph_is_known_by_its_first_words() -> None:
    new = paragraph("background.history.1", "ภาษาไทย, Tiếng Việt and العربية are names of old languages.")
    (only,) = told(redline(changed("background.history.1", new)))
    assert only.endswith(" العربية …”: “old” added in “names of old languages”")


def test_the_title() -> None:
    document = changed("title", Paragraph("title", (Text("Forward Work Plan: 2032-2034"),), "title"))
    assert told(redline(document)) == [
        "Title: “Forward Work Plan: 2031-2033” changed to “Forward Work Plan: 2032-2034”"
    ]


def test_nothing_is_told_of_nothing() -> None:
    assert told(compare(sample(), sample(), EDITOR)) == []


@settings(max_examples=60)
@given(pairs())
def test_whatever_is_marked_is_told(pair: tuple[Document, Document]) -> None:
    found = compare(*pair, EDITOR)
    # Who the authors are stands in the masthead of a plan; a generated document may have none.
    old, new = (replace(document.properties, authors=()) for document in pair)
    before = found.former or found
    moved = (before.layout, before.contents) != (found.layout, found.contents)
    assert bool(told(found)) == (is_marked(found) or old != new or moved)


def summary() -> Summary:
    found = changes(redline(amended_rows()), Wording())
    return Summary("Forward Work Plan", "2031", "2031-12", found, Wording().summary, EDITOR)


def test_markdown_has_a_section_for_each_section() -> None:
    assert as_markdown(summary()) == (
        "# Summary of changes\n\nForward Work Plan. From 2031 to 2031-12.\n\n"
        "## Action Items\n\n"
        "- Action 2: IOM and Thailand added to members’ interest; "
        "status set to “Ongoing”\n"
    )


def test_json_has_the_words_in_full() -> None:
    data: dict[str, Any] = json.loads(as_json(summary()))
    (only,) = data["changes"]
    assert (only["id"], only["kind"], only["section"]) == ("measure-2", "changed", "Action Items")
    assert only["after"].endswith("IOM, Thailand; Ongoing")
    assert "Ongoing" not in only["before"]


def test_the_summary_stands_between_masthead_and_text() -> None:
    document = with_summary(redline(amended_rows()), summary())
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [heading.id for heading in headings[:2]] == ["summary.head", "summary.text"]
    texts = [passage.text for passage in expected(document)]
    assert texts.index("Summary of changes") < texts.index("Text with changes marked")


def test_a_translation_keeps_what_is_filled_in() -> None:
    words = Wording.model_validate({"summary": {"removed": "{subject} supprimé : « {words} »"}})
    assert words.summary.removed == "{subject} supprimé : « {words} »"
    assert words.summary.moved == "moved"
    with pytest.raises(ValidationError, match="must hold"):
        Wording.model_validate({"summary": {"removed": "{subject} supprimé"}})


PAIR = Path(__file__).with_name("pair")


def whole_plan(folder: str) -> Document:
    return compose(load(PAIR / folder).plan)


def test_a_second_edition() -> None:
    """A plan after some forty changes of every kind: each told once, in reading order, so that a delegate
    understands it without the plan. Before, thirteen of the lines were scraps ("“is” replaced with “may be”";
    "IOM added to members' interest" for each member; "action Item changed from “…” to “…”", cut short), the
    moved bullet was one removed and one added, and the note that moved and changed was only "moved"."""
    old, new = whole_plan("before"), whole_plan("after")
    found = changes(compare(old, new, EDITOR), Wording())
    told = as_markdown(Summary(new.properties.title, "2031", "2032", found, Wording().summary, EDITOR))
    assert told == (PAIR / "summary.md").read_text(encoding="utf-8")


def test_a_bullet_that_moved_and_changed_is_shown_as_both() -> None:
    """Before, it was one bullet that went and another one that came."""
    found = compare(whole_plan("before"), whole_plan("after"), EDITOR)
    lines = [unit for unit in flatten(found.blocks) if isinstance(unit, Line)]
    left, right = (
        next(
            line
            for line in lines
            if line.place.frames
            and (change := getattr(line, side))
            and change.move
            and "co-chairs" in marked(line.inlines)
        )
        for side in ("deleted", "inserted")
    )
    same = "by reporting to the Forum at its ordinary meetings, through the co-chairs"
    assert marked(left.inlines) == f"[-m:{same}-]"
    assert marked(right.inlines) == f"[+m:{same}+][+ and the secretariat+]"
    assert left.deleted == right.inserted


ARABIC = {
    "changed": "{subject}: {changes}",
    "paragraph": "الفقرة «{words}»",
    "words_changed": "تغيّر «{old}» إلى «{new}»",
    "sentence": "عُدّلت الجملة: «{words}»",
    "action": "الإجراء {number}",
    "member_added": "أضيف إلى {field}: {member}",
    "both": "{first} و{last}",
}


def test_a_plan_in_another_language_is_told_in_its_own_words() -> None:
    """Letters are made small by the plan's language: Arabic has none, German nouns keep theirs."""
    rows = list(table(sample()).rows)
    interest = replace(rows[1].cells[1], blocks=(paragraph("measure-2.interest.text", "IOM, Thailand"),))
    rows[1] = replace(rows[1], cells=(rows[1].cells[0], interest, rows[1].cells[2]))
    document = with_table(replace(table(sample()), rows=tuple(rows)))
    wording = Wording.model_validate({"summary": ARABIC})
    (change,) = changes(redline(document), wording)
    assert with_signs(sentence(change, wording.summary)) == (
        "الإجراء 2: أضيف إلى members’ interest: IOM وThailand"
    )


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("Action Item", "en", "action item"),  # before, "action Item"
        ("Members' interest", "en-AU", "members' interest"),
        ("Status", "en", "status"),
        ("UNODC focal point", "en", "UNODC focal point"),
        ("Bali Process members", "en", "Bali Process members"),
        ("Point of Contact", "en", "point of contact"),
        ("Zuständige Stelle", "de", "Zuständige Stelle"),
        ("İlgili üyeler", "tr", "ilgili üyeler"),
        ("Élément d’action", "fr", "élément d’action"),
        ("行动", "zh-Hans", "行动"),
        ("الحالة", "ar", "الحالة"),
    ],
)
def test_labels_within_a_sentence(name: str, language: str, expected: str) -> None:
    assert within(name, language) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("IOM, Viet Nam (lead)",), {"IOM": "", "Viet Nam": "lead"}),
        (
            ("Lead: Viet Nam, IOM", "Contributing: UNODC"),
            {"Viet Nam": "Lead", "IOM": "Lead", "UNODC": "Contributing"},
        ),
        (("Lead: Viet Nam. Contributing: UNODC",), {"Viet Nam": "Lead", "UNODC": "Contributing"}),
        (("تايلند، إندونيسيا",), {"تايلند": "", "إندونيسيا": ""}),
        (("泰国、印度尼西亚（牵头）",), {"泰国": "", "印度尼西亚": "牵头"}),
    ],
)
def test_members_and_their_roles(words: tuple[str, ...], expected: dict[str, str]) -> None:
    cell = Cell("a.interest", tuple(paragraph(f"a.interest.{n}", line) for n, line in enumerate(words)))
    assert listing(cell, new=True) == expected


def of_rows(*rows: str, id: str = "table") -> Table:
    def row(n: int, words: str) -> Row:
        found = f"{id}-{words.split()[0].lower()}"
        return Row(found, (Cell(f"{found}.1", (replace(paragraph(f"{found}.1.1", words), label=f"{n}."),)),))

    header = Row(f"{id}.head", (Cell(f"{id}.head.1", (paragraph(f"{id}.head.1.1", "Steps"),)),))
    return Table(id, "Steps", (1.0,), header, tuple(row(n, words) for n, words in enumerate(rows, 1)))


MANUAL = "Write a manual on the care of instruments"
WORKSHOP = "Hold a workshop for those who measure the tides"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            (WORKSHOP, MANUAL),
            (f"{WORKSHOP}, and write a manual on the care of instruments",),
            f"Rows 1 and 2 merged into row 1: “{WORKSHOP}, and write a manual on the care of instruments”",
        ),
        (
            (f"{WORKSHOP}, and write a manual on the care of instruments",),
            (WORKSHOP, MANUAL),
            f"Row 1 divided into rows 1 and 2; row 1: “{WORKSHOP}”; row 2: “{MANUAL}”",
        ),
    ],
)
def test_rows_merged_and_divided(old: tuple[str, ...], new: tuple[str, ...], expected: str) -> None:
    """Before, "Row 2 removed" and "“, and write a manual …” added"."""
    before, after = (replace(sample(), blocks=(of_rows(*rows),), notes=()) for rows in (old, new))
    assert told(compare(before, after, EDITOR)) == [expected]


@settings(max_examples=60)
@given(pairs())
def test_each_marked_line_is_told(pair: tuple[Document, Document]) -> None:
    """By its own id, or that of the row, the list or the section that it belongs to; what moved is told where
    it stands now."""
    found = compare(*pair, EDITOR)
    ids_told = {change.id for change in changes(found, Wording())}
    section = ""
    for unit in flatten(found.blocks):
        if not isinstance(unit, Line):
            continue
        if unit.place.level:
            section = said(unit.place.id) if said(unit.place.id) in ids_told else ""
        rest = flat(besides(unit.inlines))
        if any(
            piece.change and not piece.change.move and piece.text.strip()
            for piece in rest
            if not isinstance(piece, NoteReference)
        ):
            lists = {said(id) for frame in unit.place.frames for id in (frame.list, frame.item)}
            assert {said(unit.place.id), section, *lists} & ids_told
