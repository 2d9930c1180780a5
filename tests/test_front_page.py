"""The front page: every line of it, printed, compared, and read back (`content.paper.masthead`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace

from tests.contents import PLAN, write_content
from workplan.build.prepare import prepare
from workplan.compare import compare
from workplan.content.files.folder import MemoryFolder
from workplan.content.load import load, on_disk
from workplan.content.paper.masthead import LINES
from workplan.content.paper.plan import Plan
from workplan.content.paper.roles import MASTHEAD, PLAN_ROLES
from workplan.content.paper.written_days import day_in_words, read_day
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Paragraph, Revision, Text
from workplan.editions.migrations import migrated
from workplan.errors import ContentError
from workplan.render.html import web_page
from workplan.word import read, write
from workplan.writeback.front_page import masthead_data
from workplan.writeback.losses import Losses
from workplan.writeback.yaml.edit import read_data

FULL = (
    PLAN
    + """\
symbol: TIDE/10/WP.3/Rev.1
co_chairs: [Harbours, "Pilots, Republic of"]
amended: {at: the Sixth Meeting, date: 2031-12-01}
"""
)
PRINTED = {
    "symbol": "TIDE/10/WP.3/Rev.1",
    "organisation": "The Tide Process",
    "group": "Working Group on Tides",
    "co-chairs": "Co-chairs: Harbours, Pilots, Republic of",
    "title": "Forward Work Plan: 2031-2033",
    "edition": "As amended at the Sixth Meeting, 1 December 2031",
}


def composed(folder: Path, plan: str) -> tuple[Plan, Document]:
    loaded = load(on_disk(write_content(folder, plan_yaml=plan)))
    return loaded.plan, compose(loaded.plan)


def front(document: Document) -> dict[str, str]:
    return {
        b.role: "".join(t.text for t in b.inlines if isinstance(t, Text))
        for b in document.blocks
        if isinstance(b, Paragraph) and b.role in MASTHEAD
    }


def test_each_line_of_the_plan_has_its_role() -> None:
    assert tuple(line.role for line in LINES) == tuple(line.id for line in LINES) == PLAN_ROLES


def test_each_line_is_printed_where_it_is_given_and_nowhere_else(tmp_path: Path) -> None:
    """Before, nobody printed co-chairs, and a symbol or a date of amendment could not be given."""
    _, document = composed(tmp_path, FULL)
    assert list(front(document).items()) == list(PRINTED.items())
    assert front(read(write(document, theme())).document) == PRINTED
    page = html.document_fromstring(web_page(document, theme()))
    assert {e.get("class"): e.text_content() for e in page.xpath("//header/*")} == PRINTED
    _, plain = composed(tmp_path, PLAN)
    assert list(front(plain)) == ["organisation", "group", "title"]
    _, shown = composed(tmp_path, f"{PLAN}show_edition: true\n")
    assert front(shown)["edition"] == "Edition 2031, 1 March 2031"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("symbol: ../up", "each of its parts"),
        ("amended: {at: the Sixth Meeting}", "date"),
        ("amended: {at: here, date: 2031-02-30}", "no such day"),
        ("amended: {at: here, date: 2031-02-03}\nshow_edition: true", "not both"),
        ("wording: {as_amended: amended}", "it must hold {meeting}, {date}"),
        ("wording: {months: [Jan]}", "twelve months"),
    ],
)
def test_what_is_given_is_checked(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ContentError) as error:
        composed(tmp_path, f"{PLAN}{line}\n")
    assert message in str(error.value)


def test_a_redline_shows_and_undoes_what_changed(tmp_path: Path) -> None:
    _, before = composed(tmp_path, PLAN)
    _, after = composed(tmp_path, FULL)
    redline = compare(before, after, Revision("Secretariat"))
    assert (front(accept(redline)), front(reject(redline))) == (front(after), front(before))


@pytest.mark.parametrize(
    ("role", "words", "field", "value"),
    [
        ("symbol", "TIDE/10/WP.4", "symbol", "TIDE/10/WP.4"),
        ("symbol", "", "symbol", None),
        ("co-chairs", "co-chairs: Pilots, Republic of, Fiji", "co_chairs", ["Pilots, Republic of", "Fiji"]),
        ("edition", "As amended at Bali, 3 May 2032", "amended", {"at": "Bali", "date": "2032-05-03"}),
        ("edition", "", "amended", None),
    ],
)
def test_an_edit_reaches_its_field(tmp_path: Path, role: str, words: str, field: str, value: object) -> None:
    plan, document = composed(tmp_path, FULL)
    findings = Losses(MemoryFolder({}, "content"), {})
    blocks = [
        replace(b, inlines=(Text(words),)) if isinstance(b, Paragraph) and b.role == role else b
        for b in document.blocks
        if words or not (isinstance(b, Paragraph) and b.role == role)
    ]
    said, printed = masthead_data(blocks, plan, {"plan.yaml": read_data(FULL)}, findings)
    data = said["plan.yaml"]
    assert data.get(field) == value
    assert {p.role for p in printed} == PRINTED.keys() - ({role} if value is None else set())


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("symbol", "//"),
        ("co-chairs", "Harbours"),
        ("edition", "As amended at Bali"),
        ("edition", "1 May 2032"),
    ],
)
def test_what_an_edit_cannot_say_is_told_and_left_out(tmp_path: Path, role: str, words: str) -> None:
    plan, document = composed(tmp_path, FULL)
    findings = Losses(MemoryFolder({}, "content"), {})
    blocks = [
        replace(b, inlines=(Text(words),)) if isinstance(b, Paragraph) and b.role == role else b
        for b in document.blocks
    ]
    before = {"plan.yaml": read_data(FULL)}
    data, printed = masthead_data(blocks, plan, before, findings)
    assert (data, front(replace(document, blocks=printed))) == (before, PRINTED)


def test_days_are_written_in_the_words_of_the_plan() -> None:
    french = Wording(day="le {day} {month} {year}", months=tuple(f"mois {n}." for n in range(1, 13)))
    for wording in (Wording(), french):
        for day in (date(2031, 1, 31), date(2032, 2, 29), date(2031, 12, 1)):
            assert read_day(day_in_words(day, wording), wording) == day
    assert day_in_words(date(2031, 11, 5), french) == "le 5 mois 11. 2031"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nco_chairs: [A, B]\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: 1\nco_chairs:\n  - A\n  - B # one\n", "a: 1\n\n\n\n"),
        ("{a: 1, co_chairs: [A], b: 2}", "{a: 1, b: 2}"),
        ("{a: 1, co_chairs: [A]}", "{a: 1, }"),
    ],
)
def test_what_was_printed_nowhere_stays_so_in_older_content(before: str, after: str) -> None:
    """The edition 2021 names co-chairs, and its papers do not."""
    files = {"plan.yaml": before.encode()}
    assert migrated(files, 4)["plan.yaml"].decode().replace("\n\nb", "\nb") == after
    assert migrated(files, 4, worked_on=True)["plan.yaml"].decode() == before
    assert migrated(files, 5)["plan.yaml"].decode() == before


def test_a_line_of_the_front_page_has_a_style_of_its_own() -> None:
    assert {line.role for line in LINES} <= theme().styles.keys()


def test_a_running_head_of_three_lines_is_a_warning(tmp_path: Path) -> None:
    """Before, it ran into the text. A loose page says whose it is: before, title and edition alone."""
    long = PLAN.replace("Forward Work Plan 2031-33", "Forward Work Plan " * 12)
    prepared = prepare(write_content(tmp_path, plan_yaml=long))
    (found,) = (p for p in prepared.warnings if "running head" in p.message)
    assert (found.place.line, found.warning) == (4, True)
    prepared = prepare(write_content(tmp_path, plan_yaml=FULL))
    assert not [p for p in prepared.warnings if "running head" in p.message]
    head = prepared.document.properties.running_head
    assert head.startswith("TIDE/10/WP.3/Rev.1 · Working Group on Tides · Forward Work Plan 2031-33 · ")
