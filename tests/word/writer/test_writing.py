"""What is in the parts, looked at with lxml and, where it matters to others, with python-docx."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from msgspec.structs import replace

from tests.documents import paragraph, picture, sample
from tests.word.conftest import of, written
from tests.word.identities import identities
from tests.word.reading import (
    NS,
    W,
    bookmarks,
    find,
    inherited,
    instructions,
    lines,
    own,
    parts,
    value,
    words,
    xml,
)
from workplan.design.theme import theme
from workplan.document.look import ITALIC
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Heading,
    List,
    ListItem,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.word import write
from workplan.word.file.bookmarks import bookmark

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
R_ID = f"{{{NS['r']}}}id"


def table(*rows: Row, name: str = "table") -> Table:
    header = Row(f"{name}-head", (Cell(f"{name}-head.1", (paragraph(f"{name}-head.1.text", "Head"),)),))
    return Table(name, "What is in it", (1.0,), header, rows)


def test_python_docx_finds_the_built_in_styles_and_the_properties(sample_docx: bytes) -> None:
    opened = docx.Document(BytesIO(sample_docx))
    styles = {p.style.name for p in opened.paragraphs}
    assert {"Title", "Body Text", "Heading 1", "Heading 2", "List Bullet", "List Bullet 2"} <= styles
    assert {"List Number", "List Number 2", "Caption", "Organisation", "Mandate", "Group"} <= styles
    core = opened.core_properties
    assert (core.title, core.author, core.subject) == (
        "Forward Work Plan: 2031-2033",
        "Working Group on Tides",
        "A plan for tides",
    )
    assert (core.keywords, core.language, core.last_modified_by) == ("tides; currents & <waves>", "en", "")
    assert core.created == core.modified == datetime(2031, 3, 1, tzinfo=UTC)


def test_dates_are_told_in_utc() -> None:
    date = datetime(2031, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=8)))
    document = replace(sample(), properties=replace(sample().properties, date=date))
    assert b">2031-02-28T17:30:00Z<" in parts(write(document, theme()))["docProps/core.xml"]


def test_the_looks_are_the_theme_s(sample_docx: bytes) -> None:
    root = xml(sample_docx, "word/styles.xml")
    styles = {s.get(f"{W}styleId"): s for s in find(root, "w:style")}
    for id_, look in (("BodyText", "body"), ("Heading1", "heading-1"), ("FootnoteText", "note")):
        token, style = theme().styles[look], styles[id_]
        letters = inherited(root, style, "rPr") | own(style, "rPr")
        spacing = inherited(root, style, "pPr") | own(style, "pPr")
        assert int(letters[f"/sz@{W}val"]) == int(letters[f"/szCs@{W}val"]) == token.size * 2
        assert letters[f"/color@{W}val"] == theme().colours[token.colour][1:]
        assert int(spacing[f"/spacing@{W}after"]) == token.after * 20
        assert int(spacing[f"/spacing@{W}line"]) == round(token.line * 240)


def test_a_table_repeats_its_head_and_splits_no_row(sample_docx: bytes) -> None:
    found = find(xml(sample_docx, DOCUMENT), "w:body/w:tbl")[0]
    rows = find(found, "w:tr")
    assert [len(find(row, "w:trPr/w:tblHeader")) for row in rows] == [1, 0, 0, 0]
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)
    assert value(found, "w:tblPr/w:tblDescription").startswith("Action items, the members")
    assert find(found, "w:tblPr/w:tblLook")[0].get(f"{W}firstRow") == "1"
    widths = [int(c.get(f"{W}w", "")) for c in find(found, "w:tblGrid/w:gridCol")]
    assert sum(widths) == pytest.approx(160 * 1440 / 25.4, abs=2)
    assert widths[0] == round(0.6 * sum(widths))
    empty = find(rows[2], "w:tc")[1]
    assert [words(p) for p in find(empty, "w:p")] == [""]


def test_every_text_ends_in_a_paragraph_and_tables_stay_two() -> None:
    body = xml(written(table(name="one"), table(name="two")), DOCUMENT)[0]
    assert [e.tag.removeprefix(W) for e in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_what_follows_a_table_keeps_its_distance() -> None:
    body = xml(written(table(), paragraph("after", "words"), paragraph("next", "words")), DOCUMENT)[0]
    befores = [p.find("w:pPr/w:spacing", NS) is not None for p in find(body, "w:p")]
    assert befores == [True, False]


def test_what_follows_a_list_keeps_the_distance_of_paragraphs() -> None:
    """Before, 4 pt below a list and 7 pt below a paragraph."""
    bullets = List("b", "bullet", (ListItem("b.1", "", (paragraph("b.1.text", "one"),)),))
    numbers = List("n", "decimal", (ListItem("n.1", "1.", (paragraph("n.1.text", "two"),)),))
    body = xml(written(bullets, numbers, paragraph("p", "words"), bullets, table()), DOCUMENT)[0]
    spaces = [
        {name.removeprefix(W): value for name, value in s[0].attrib.items()}
        if (s := find(p, "w:pPr/w:spacing"))
        else {}
        for p in find(body, "w:p")
    ]
    space = str(round(theme().styles["body"].after * 20))
    assert spaces[:4] == [{}, {"before": space}, {"before": space}, {"after": space}]


def test_what_introduces_a_table_stays_with_it() -> None:
    """Before, a heading and its sentence could end a page whose next one began with the table."""
    body = xml(written(paragraph("a", "words"), paragraph("b", "words"), table()), DOCUMENT)[0]
    assert [bool(find(p, "w:pPr/w:keepNext")) for p in find(body, "w:p")[:2]] == [False, True]


def test_a_table_has_lines_between_rows_and_none_between_columns(sample_docx: bytes) -> None:
    """Before, a box around every cell, and a shaded head."""
    (style,) = find(xml(sample_docx, "word/styles.xml"), "w:style[@w:styleId='PlanTable']")
    (borders,) = find(style, "w:tblPr/w:tblBorders")
    assert [b.tag.removeprefix(W) for b in borders] == ["top", "bottom", "insideH"]
    (head,) = find(style, "w:tblStylePr[@w:type='firstRow']/w:tcPr")
    assert [b.tag.removeprefix(W) for b in find(head, "w:tcBorders")[0]] == ["top", "bottom"]
    heavy, light = (int(find(borders, f"w:{side}")[0].get(f"{W}sz")) for side in ("top", "insideH"))
    assert heavy >= 2 * light
    assert not find(head, "w:shd")


def test_notes_have_both_separators_and_their_numbers(sample_docx: bytes) -> None:
    notes = find(xml(sample_docx, NOTES), "w:footnote")
    assert [(n.get(f"{W}type"), n.get(f"{W}id")) for n in notes[:2]] == [
        ("separator", "-1"),
        ("continuationSeparator", "0"),
    ]
    assert [words(n) for n in notes[2:]] == [
        " Calm means waves of less than 0.5 m.",
        " To be updated as members indicate interest",
        " For updating at annual meetings",
        " Tide Tables, 2030. tides@example.org",
    ]
    assert [bookmarks(n) for n in notes[2:]] == [
        ["_p_note__calm"],
        ["_p_note__interest"],
        ["_p_note__status"],
        ["_p_note__source"],
    ]
    body = xml(sample_docx, DOCUMENT)
    assert [r.get(f"{W}id") for r in body.iter(f"{W}footnoteReference")] == ["1", "2", "3", "4"]
    settings = xml(sample_docx, "word/settings.xml")
    assert [n.get(f"{W}id") for n in find(settings, "w:footnotePr/w:footnote")] == ["-1", "0"]


def test_a_note_called_again_is_a_reference_to_its_first_call(sample_docx: bytes) -> None:
    body = xml(sample_docx, DOCUMENT)
    assert [i for i in instructions(body) if i.startswith("NOTEREF")] == [r"NOTEREF _p_c___note__calm \f \h"]
    start = next(e for e in body.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "_p_c___note__calm")
    call = start.getnext()
    assert call is not None and find(call, "w:footnoteReference")


def test_references_are_live_fields(sample_docx: bytes) -> None:
    body = xml(sample_docx, DOCUMENT)
    last = next(p for p in body.iter(f"{W}p") if "_p_background__1" in bookmarks(p))
    assert instructions(last) == [
        r"REF _p_new_risks \n \h",
        r"REF _p_action_items \h",
        r"NOTEREF _p_c___note__calm \f \h",
    ]
    assert (
        words(last) == "See priority\N{NO-BREAK SPACE}2, Action Items and the second station. As said above1."
    )
    assert [a.get(f"{W}anchor") for a in find(last, "w:hyperlink")] == ["_p_measure_2"]


@pytest.mark.parametrize(
    ("target", "said", "kind", "instruction"),
    [
        ("appendix", "Appendix A", "number", r"REF _p_appendix \n \h"),
        ("appendix", "A", "number", ""),
        ("deep", "2.b", "number", r"REF _p_deep \w \h"),
        ("deep", "b", "number", r"REF _p_deep \n \h"),
        ("item", "paragraph 4", "number", r"REF _p_item \n \h"),
        ("item", "4", "number", ""),
        ("item", "four", "number", ""),
        ("appendix", "Words of it", "title", r"REF _p_appendix \h"),
        ("appendix", "Other words", "title", ""),
        ("appendix", "there", "words", ""),
    ],
)
def test_a_reference_is_a_field_only_where_word_arrives_at_its_words(
    target: str, said: str, kind: str, instruction: str
) -> None:
    reference = Reference(target, said, kind)  # type: ignore[arg-type]
    first, deep = (
        ListItem(n, label, (paragraph(f"{n}.text", "w"),)) for n, label in (("a", "a."), ("deep", "b."))
    )
    below = List("l2", "lower-alpha", (first, deep))
    first, second = (ListItem(f"n{n}", f"{n}.", (paragraph(f"n{n}.text", "w"),)) for n in (1, 2))
    nested = List("l1", "decimal", (first, replace(second, blocks=(*second.blocks, below))))
    file = written(
        Paragraph("item", (Text("words"),), label="4."),
        Heading("appendix", 1, (Text("Words "), Text("of it", look=ITALIC)), "Appendix A:"),
        nested,
        Paragraph("here", (Text("See "), reference)),
        numbered=True,
    )
    here = find(xml(file, DOCUMENT), "w:body/w:p")[-1]
    assert instructions(here) == ([instruction] if instruction else [])
    assert words(here) == (
        f"See {said}".replace(" ", "\N{NO-BREAK SPACE}") if kind == "number" else f"See {said}"
    )
    styled = [r for r in here.iter(f"{W}rStyle") if r.get(f"{W}val") == "Hyperlink"]
    assert bool(styled) == (kind == "words")


def test_a_heading_s_bookmark_leaves_out_its_last_note() -> None:
    """Without this, a REF to the heading would bring a second copy of the note with it."""
    heading = Heading("h", 1, (Text("Words"), NoteReference("note.x", 1)))
    document = replace(of(heading), notes=(replace(sample().notes[0], id="note.x"),))
    found = xml(write(document, theme()), DOCUMENT).find("w:body/w:p", NS)
    assert found is not None
    tags = [(e.tag.removeprefix(W), e.get(f"{W}name")) for e in found if e.tag != f"{W}pPr"]
    assert tags[:3] == [("bookmarkStart", "_p_h"), ("r", None), ("bookmarkEnd", None)]


def test_every_identity_is_a_bookmark_and_none_occurs_twice(sample_docx: bytes) -> None:
    names = [*bookmarks(xml(sample_docx, DOCUMENT)), *bookmarks(xml(sample_docx, NOTES))]
    assert len(names) == len({name.lower() for name in names})
    assert {
        bookmark(id_)
        for id_ in ("actions", "actions.head", "measure-1", "measure-1.status", "measure-1.action.text")
    } <= set(names)
    assert {
        "_p_introduction__2",
        "_p_introduction__2__2__2__1",
        "_p_drones",
        "_p_action_items__2",
        "_p_note__source",
    } <= set(names)
    ids = [
        e.get(f"{W}id")
        for name in (DOCUMENT, NOTES)
        for e in xml(sample_docx, name).iter(f"{W}bookmarkStart")
    ]
    assert len(ids) == len(set(ids))


def test_what_word_has_no_place_for_is_listed_where_it_stands() -> None:
    """Editors rename, reorder and drop: with this list, every node has its kind and its parent."""
    long = "a-very-long-identity-that-word-would-not-take"
    typed = Reference(f"{long}.text", "Ⅳ", "number")
    item = ListItem(f"{long}.1", "Ⅳ.", (paragraph(f"{long}.text", "words"),))
    file = written(
        List(long, "decimal", (item,), start=4),
        Paragraph("p", (typed,)),
        List("bullets", "bullet", (ListItem("bullets.1", "", (paragraph("bullets.1.text", "words"),)),)),
    )
    part = xml(file, "customXml/item1.xml")
    tag = "{urn:workplan:document:1}"
    listed = {e.get("id"): e for e in part.iter() if e.get("id")}
    assert dict(listed[long].attrib) == {"id": long, "kind": "decimal", "start": "4"}
    assert [(listed[id_].getparent().get("id"), listed[id_].get("label")) for id_ in (item.id, "p")] == [
        (long, "Ⅳ."),
        (None, None),
    ]
    unmarked = listed["p"].find(f"{tag}reference")
    assert unmarked is not None
    assert (dict(unmarked.attrib), unmarked.text) == ({"target": f"{long}.text", "kind": "number"}, "Ⅳ")
    assert {bookmark(id_) for id_ in listed} == set(bookmarks(xml(file, DOCUMENT)))


def test_every_identity_of_the_sample_is_listed_once(sample_docx: bytes) -> None:
    part = xml(sample_docx, "customXml/item1.xml")
    ids = [e.get("id", "") for e in part.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert set(ids) == {*identities(sample())}
    table = next(block for block in sample().blocks if isinstance(block, Table))
    assert [e.get("summary") for e in part.iter("{urn:workplan:document:1}table")] == [table.summary]


def test_scripts_have_their_font_slots(sample_docx: bytes) -> None:
    last = find(xml(sample_docx, DOCUMENT), "w:body/w:p")[-1]
    runs = {words(r): r for r in find(last, "w:r")}
    assert find(runs["ภาษาไทย"], "w:rPr/w:cs")
    assert find(runs["العربية"], "w:rPr/w:rtl")
    assert not find(runs[", Tiếng Việt and "], "w:rPr")


def test_a_document_from_the_right_says_so_everywhere(right_to_left: Document) -> None:
    file = write(right_to_left, theme())
    body = xml(file, DOCUMENT)
    turned = [bool(find(p, "w:pPr/w:bidi")) for p in body.iter(f"{W}p") if not words(p)]
    assert turned and all(turned)  # what has words runs as they do: tests/test_right_to_left.py
    assert find(body, "w:body/w:tbl/w:tblPr/w:bidiVisual")
    assert find(body, "w:body/w:sectPr/w:bidi")
    language = find(xml(file, "word/styles.xml"), "w:docDefaults/w:rPrDefault/w:rPr/w:lang")[0]
    assert language.get(f"{W}bidi") == "ar"


def test_a_picture_has_its_words_and_fits_the_text() -> None:
    file = written(
        Figure("wide", picture(3000, 30), "Wide"),
        Figure(
            "tall", picture(30, 3000), "Tall", Paragraph("tall.caption", (Text("It is tall"),), "caption")
        ),
        Figure("again", picture(30, 3000), "Tall again"),
    )
    body = xml(file, DOCUMENT)
    extents = [(int(e.get("cx", "")), int(e.get("cy", ""))) for e in body.iter(f"{{{NS['wp']}}}extent")]
    text_width = 160 * 36000
    assert extents[0] == pytest.approx((text_width, text_width / 100), rel=0.01)
    assert extents[1][1] == pytest.approx(0.8 * 247 * 36000, rel=0.01)
    assert [e.get("descr") for e in body.iter(f"{{{NS['wp']}}}docPr")] == ["Wide", "Tall", "Tall again"]
    assert sorted(n for n in parts(file) if "media" in n) == [
        "word/media/image1.png",
        "word/media/image2.png",
    ]


def test_the_first_page_has_no_running_head_but_its_number(sample_docx: bytes) -> None:
    section = find(xml(sample_docx, DOCUMENT), "w:body/w:sectPr")[0]
    assert find(section, "w:titlePg")
    relations = {r.get("Id"): r.get("Target") for r in xml(sample_docx, "word/_rels/document.xml.rels")}
    said = {}
    for kind in ("header", "footer"):
        for reference in find(section, f"w:{kind}Reference"):
            part = xml(sample_docx, f"word/{relations[reference.get(R_ID)]}")
            said[kind, reference.get(f"{W}type")] = words(part)
            if kind == "footer":
                assert instructions(part) == ["PAGE", "NUMPAGES"]
    assert said == {
        ("header", "default"): "Forward Work Plan 2031-33 · Edition 2031",
        ("header", "first"): "",
        ("footer", "default"): "Page 1 of 1",
        ("footer", "first"): "Page 1 of 1",
    }


def test_word_is_not_asked_to_update_fields_and_the_only_ways_out_are_links(sample_docx: bytes) -> None:
    assert not find(xml(sample_docx, "word/settings.xml"), "w:updateFields")
    external = [
        (r.get("Type", "").rsplit("/", 1)[-1], r.get("Target"))
        for name in parts(sample_docx)
        if name.endswith(".rels")
        for r in find(xml(sample_docx, name), "p:Relationship")
        if r.get("TargetMode") == "External"
    ]
    assert external == [
        ("hyperlink", "https://example.org/tides?a=1&b=2"),
        ("hyperlink", "mailto:tides@example.org"),
    ]


def test_words_that_look_like_markup_and_fields_stay_words() -> None:
    said = '</w:t><w:p> {{ x }} {% if %} & "DDEAUTO" ]]> %1 \\h'
    file = written(paragraph("p", said))
    assert words(xml(file, DOCUMENT)) == said
    assert instructions(xml(file, DOCUMENT)) == []


def test_an_empty_document_and_one_of_notes_alone_can_be_written() -> None:
    assert [line.words for line in lines(written())] == []
    assert [line.words for line in lines(written(Figure("f", picture(), "Alone")))] == [""]


def test_the_entries_are_in_order_without_times_or_permissions(sample_docx: bytes) -> None:
    with ZipFile(BytesIO(sample_docx)) as archive:
        infos = archive.infolist()
    names = [info.filename for info in infos]
    assert names == ["[Content_Types].xml", *sorted(set(names) - {"[Content_Types].xml"})]
    assert {(i.date_time, i.create_system, i.external_attr, i.extra) for i in infos} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0x20, b""),
    }


def test_other_processes_write_the_same_bytes(sample_docx: bytes) -> None:
    script = (
        "import hashlib; from tests.documents import sample; from workplan.design.theme import theme;"
        "from workplan.word import write; print(hashlib.sha256(write(sample(), theme())).hexdigest())"
    )
    root = Path(__file__).parents[3]
    for zone, seed in (("Asia/Jakarta", "1"), ("America/Lima", "2")):
        environment = os.environ | {
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C",
            "PYTHONPATH": str(root),
        }
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            cwd="/",
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == sha256(sample_docx).hexdigest()


def test_nothing_of_this_machine_or_of_a_tool_is_in_the_file(sample_docx: bytes) -> None:
    everything = b"\n".join([*parts(sample_docx).values(), *(n.encode() for n in parts(sample_docx))]).lower()
    tools = ["python", "jinja", "generated by", "canny", "2013-", "thumbnail", "rsid"]
    machine = [
        socket.gethostname(),
        os.environ.get("USER", ""),
        str(Path.home()),
        str(Path.cwd()),
        tempfile.gettempdir(),
    ]
    # A machine or a user may be called "w"; that would be found everywhere.
    forbidden = [*tools, *(name.lower() for name in machine if len(name) > 3)]
    assert [word for word in forbidden if word.encode() in everything] == []
