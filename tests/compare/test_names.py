"""A place has one name, whoever tells of it. Before, two walks named places: a summary said "Priority 2.b",
a matrix and the findings of a review "Priority 2, item b"; "Bullet “…”" was "Introduction, paragraph 2,
item 3"; and so on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import paragraph, sample
from tests.strategies import documents
from workplan.compare.names.added import NamesSince
from workplan.compare.names.naming import place_names
from workplan.compare.summary.changes import changes
from workplan.compare.summary.report import Change
from workplan.compare.telling.telling import uncapitalised
from workplan.content.words.phrases import Phrases
from workplan.content.words.wording import Wording
from workplan.document.look import ITALIC
from workplan.document.tree import (
    Document,
    Formatting,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Revision,
    Table,
    Text,
)
from workplan.document.walking.walk import map_named_lines
from workplan.review.copy.numbering import tagged
from workplan.review.rows.rows import MarkedCopy, amendments

BY = Revision("Fiji", datetime(2031, 3, 4, tzinfo=UTC))
FRENCH = Phrases(
    front="Page de titre", notes="Notes", introduction="Introduction", action="Mesure {number}",
    priority="Priorité {number}", recommendation="Recommandation {number}", row="Ligne {number}",
    row_of="Ligne « {words} »", item="Point {number}", note="Note {number}",
    paragraph="Paragraphe « {words} »", paragraph_number="Paragraphe {number}", bullet="Puce « {words} »",
    section="Titre « {words} »",
    appendix="{label} « {words} »", table="Tableau « {words} »", column="Colonne « {words} »",
    figure="Figure « {words} »",
)  # fmt: skip
THAI = Phrases(
    front="ชื่อเรื่อง", notes="เชิงอรรถ", introduction="บทนำ", action="การดำเนินการ {number}",
    priority="ลำดับความสำคัญ {number}", recommendation="ข้อเสนอแนะ {number}", row="แถว {number}",
    row_of="แถว “{words}”", item="ข้อ {number}", note="เชิงอรรถ {number}", paragraph="ย่อหน้า “{words}”",
    paragraph_number="ย่อหน้า {number}", bullet="หัวข้อย่อย “{words}”", section="หัวเรื่อง “{words}”",
    appendix="{label} “{words}”", table="ตาราง “{words}”", column="คอลัมน์ “{words}”", figure="ภาพ “{words}”",
)  # fmt: skip
ARABIC = Phrases(comma="{first}، {next}", action="الإجراء {number}", paragraph="الفقرة «{words}»")
#: Swahili has no wording of its own.
WORDINGS = {"en": Phrases(), "fr": FRENCH, "th": THAI, "ar": ARABIC, "sw": Phrases()}


def amended(document: Document) -> Document:
    """The document with a word behind each line and note, by somebody with Track Changes. What others are
    named by, headings and those of columns, has another look."""
    titles = {block.id for block in document.blocks if isinstance(block, Heading)}
    titles |= {
        line.id
        for block in document.blocks
        if isinstance(block, Table)
        for cell in block.header.cells
        for line in cell.blocks
    }

    def change(id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if id not in titles:
            return (*inlines, Text(" amended", inserted=BY))
        return tuple(
            replace(each, look=ITALIC, former=Formatting(each.look, BY)) if isinstance(each, Text) else each
            for each in inlines
        )

    blocks = tuple(map_named_lines(block, change) for block in document.blocks)
    notes = tuple(replace(note, inlines=change(note.id, note.inlines)) for note in document.notes)
    return replace(document, blocks=blocks, notes=notes)


def shown(change: Change, document: Document, phrases: Phrases) -> set[str]:
    """What a reader of a summary may call a place: the subject of its sentence, with the heading above or
    without."""
    subject = uncapitalised(change.subject, document.properties.language)
    return {change.subject, phrases.comma.format(first=change.section, next=subject)}


@settings(max_examples=25)
@given(documents(), st.sampled_from(list(WORDINGS)))
def test_summary_matrix_and_findings_call_a_place_by_the_same_words(
    document: Document, language: str
) -> None:
    wording = Wording(summary=WORDINGS[language])
    document = replace(document, properties=replace(document.properties, language=language))
    names = place_names(document, wording)  # those that findings have behind them
    marked = amended(document)
    found = amendments(document, [MarkedCopy(tagged(marked, 1))], wording, {})
    told = {change.id: change for change in changes(marked, wording)}
    assert {row.id for row in found} <= names.keys()
    for row in found:
        assert row.place == str(names[row.id])
    for id, change in told.items():
        assert id not in names or str(names[id]) in shown(change, document, WORDINGS[language])
    # Nothing that can be amended is left out by either.
    cells = {
        line.id: (row.id, n, cell.id)
        for table in document.blocks
        if isinstance(table, Table)
        for row in table.rows
        for n, cell in enumerate(row.cells)
        for line in cell.blocks
    }
    for row in found:
        if row.id in cells:
            of_row, place, _ = cells[row.id]
            parts = ["".join(run.text for run in part) for part in told[of_row].parts]
            behind = str(names[row.id]).removeprefix(str(names[of_row])).lstrip(",، ")
            assert bool(behind) == bool(place) and any(behind in part for part in parts), (behind, parts)


@pytest.mark.parametrize(
    ("id", "name", "before"),
    [
        # What the matrix and the findings called it before, and the summary.
        ("title", "Title", ("Title", "Title")),
        ("introduction.2.1.text", "Introduction, bullet “sharing data, and”",
            ("Introduction, paragraph 1, item 1", "Bullet “sharing data, and”")),
        ("storms.text", "Priority 2.b", ("Priority 2, item b", "Priority 2.b")),
        ("actions", "Action Items, table “Action items, the members interested in each, and its status”",
            ("Action 3", "Table “Action items, the members interested in each, and its status”")),
        ("actions.head.status", "Action Items, column “Status”",
            ("Action Items, heading “status”", "Column “Status”")),
        ("measure-1.status", "Action 1, status", ("Action 1, status", "Action 1: status …")),
        ("background", "Appendix A “Background”",
            ("Appendix A, heading “Background”", "Appendix A “Background”")),
        ("background.history.1",
            "Appendix A, A history of tides, paragraph “ภาษาไทย, Tiếng Việt and العربية …”",
            ("Appendix A, A history of tides, paragraph 1", "below “Appendix A: A history of tides”")),
        ("note.calm", "Footnote 1", ("Footnote 1", "Footnote 1")),
        ("action-items.2.caption", "Action Items, figure “A chart of the tides in March”",
            ("Action Items, figure “A chart of the …”", "Figure “A chart of the tides in March”")),
    ],
)  # fmt: skip
def test_what_a_place_is_called(id: str, name: str, before: tuple[str, str]) -> None:
    assert str(place_names(sample(), Wording())[id]) == name


def test_a_finding_names_a_cell_as_the_matrix_does() -> None:
    """Before, there was always an English comma between a row and its column."""
    document, wording = sample(), Wording(summary=ARABIC)
    names = NamesSince(document, wording).names_in(document)
    assert names["measure-1.status"] == "الإجراء 1، status"
    assert names["measure-1.status"] == str(place_names(document, wording)["measure-1.status"])


def test_a_list_below_a_numbered_paragraph_is_cited_as_meetings_cite_it() -> None:
    """Before, it was "Item 1 (a)" in the summary and "Scope, paragraph 1, item (a)" in the matrix."""
    items = tuple(
        ListItem(f"scope.2.{n}", f"({letter})", (paragraph(f"scope.2.{n}.text", "What to do"),))
        for n, letter in enumerate("ab", 1)
    )
    blocks = (
        Heading("scope", 1, (Text("Scope"),)),
        replace(paragraph("scope.1", "The meeting is invited:"), label="14."),
        List("scope.2", "lower-alpha", items),
    )
    names = place_names(replace(sample(), blocks=blocks, notes=()), Wording())
    assert str(names["scope.1"]) == "Scope, paragraph 14"
    assert str(names["scope.2.2.text"]) == "Scope, paragraph 14 (b)"


def test_a_line_of_the_front_page_comes_and_goes_under_its_name() -> None:
    """Before, it was "Paragraph added: “As amended …”"."""
    came = Paragraph("edition", (Text("As amended at Bali", inserted=BY),), "edition", inserted=BY)
    went = replace(came, id="symbol", role="symbol", inserted=None, deleted=BY)
    went = replace(went, inlines=(Text("TP/10", deleted=BY),))
    told = changes(replace(sample(), blocks=(went, came, *sample().blocks), notes=()), Wording())
    assert ["".join(run.text for run in change.parts[0]) for change in told] == [
        "Document symbol removed: “TP/10”",
        "Line below the title added: “As amended at Bali”",
    ]


def test_what_stands_below_a_heading_that_went_is_in_the_section_above() -> None:
    """Before, the summary told of it below the heading that is gone."""
    first, second = paragraph("introduction.1", "Tides rise."), paragraph("steps.1", "Storms come.")
    went = Heading("steps", 1, (Text("Steps", deleted=BY),), deleted=BY)
    more = replace(second, inlines=(*second.inlines, Text(" And go.", inserted=BY)))
    told = changes(replace(sample(), blocks=(first, went, more), notes=()), Wording())
    assert [(change.section, change.subject) for change in told] == [
        ("Steps", "Heading “Steps”"),
        ("Introduction", "Paragraph “Storms come.”"),
    ]
