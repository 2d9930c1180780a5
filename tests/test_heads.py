"""Heads of papers: their fields, the layouts that print them, symbols, and blanks; there and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import write_content
from tests.test_papers import changed
from workplan.changing.issuing import issue
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.content.files.folder import DiskFolder
from workplan.content.files.papers import paper_folder
from workplan.content.load import on_disk
from workplan.content.paper.pattern import AmbiguousError, parse
from workplan.content.paper.roles import MASTHEAD
from workplan.content.values.symbols import next_free
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Paragraph, Revision, Text
from workplan.document.walking.walk import plain
from workplan.errors import ContentError, Problem
from workplan.opening import Opened, open_carried, open_content
from workplan.word import read, write
from workplan.writeback.write import write_back

HEAD = """\
title: Progress of the plan
symbol: TP/WG/10/WP.3
distribution: Members only
original_language: English
meeting: {ordinal: Tenth, name: Annual Meeting}
place: Harbour City
dates: 18–20 March 2031
date: 2031-02-03
agenda_item: 5
submitted_by: The co-chairs
purpose: decision
supersedes: TP/WG/9/WP.1
summary: What was done.
deadline: 2031-02-17 17:00 Asia/Bangkok
action: Paragraph 14
related_documents: [TP/WG/9/WP.2, TP/WG/9/WP.4]
attachments: [Table of tides]
late_submission: {reason: the tide was late}
"""
PRINTED = [
    "TP/WG/10/WP.3",
    "Members only · 3 February 2031 · Original: English",
    "The Tide Process",
    "Working Group on Tides",
    "Tenth Annual Meeting",
    "Harbour City, 18–20 March 2031",
    "Agenda item 5",
    "Progress of the plan",
    "Submitted by: The co-chairs",
    "Purpose: For decision",
    "Supersedes: TP/WG/9/WP.1",
    "Late submission: the tide was late",
    "Summary",
    "What was done.",
    "Deadline: 17 February 2031, 17:00 (Asia/Bangkok, UTC+07:00)",
    "Action to be taken: Paragraph 14",
    "Related documents: TP/WG/9/WP.2; TP/WG/9/WP.4",
    "Attachments: Table of tides",
]


#: What a paper that asks for something must have.
_ASKING = "Words:\n\n:::{recommendations}\n- note the words.\n:::\n"


def paper(content: Path, name: str, head: str, body: str = "") -> Path:
    body = body or (_ASKING if "purpose:" in head else "Words.\n")
    (content / "papers").mkdir(exist_ok=True)
    path = content / "papers" / f"{name}.md"
    path.write_text(f"---\n{head}---\n\n{body}")
    return path


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content")
    paper(folder, "progress", HEAD)
    return folder


def opened(content: Path, name: str = "progress") -> Opened:
    return open_content(paper_folder(DiskFolder(content), name))


def document(content: Path, name: str = "progress") -> Document:
    found = opened(content, name)
    return compose(found.plan, None, found.standing)


def front(document: Document) -> list[str]:
    return [plain(b.inlines) for b in document.blocks if isinstance(b, Paragraph) and b.role in MASTHEAD]


def problems(content: Path, name: str = "progress") -> tuple[Problem, ...]:
    try:
        return opened(content, name).loaded.warnings
    except ContentError as error:
        return error.problems


def test_each_field_is_printed_by_the_layout_that_ships(content: Path) -> None:
    """Before, a head had a title and a symbol, and an unknown field was an error."""
    assert front(document(content)) == PRINTED
    paper(content, "bare", "title: Bare\n")
    assert front(document(content, "bare")) == ["The Tide Process", "Working Group on Tides", "Bare"]
    # Before, "Summary" stood above the action of a paper without one.
    paper(content, "asking", "title: Asking\naction: Paragraph 2\nrelated_documents: [TP/1]\n")
    asked = front(document(content, "asking"))[3:]
    assert asked == ["Action to be taken: Paragraph 2", "Related documents: TP/1"]


def test_lines_come_back_from_word_as_they_were(content: Path) -> None:
    printed = document(content)
    back = read(write(printed, theme())).document
    assert back.blocks == printed.blocks
    files = write(printed, theme()), write(document(content), theme())
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("purpose: decisoin", 10, 'did you mean "decision"'),
        ("date: 2031-02-30", 7, "no such day"),
        ("symbol: TP/1/rev 2", 9, '"rev 2" is written "Rev.2"'),
        ("symbol: TP/Rev.1/WP.2", 9, "stand at its end"),
        ("sumary: x", 1, 'did you mean "summary"'),
        ("layout: standrad", 9, 'did you mean "standard"'),
        ("late_submission: {}", 18, "reason"),
        ("supersedes: [A/1]", 13, "words"),
        ("deadline: soon", 11, "a day with a time and a place"),
        ("deadline: 2031-02-17 17:00", 11, "2031-02-17 17:00 Asia/Bangkok"),
        ("deadline: 2031-02-17 24:01 UTC", 11, "no such time"),
        ("deadline: 2031-02-17 17:00 Asia/Bankok", 11, 'did you mean "Asia/Bangkok"'),
        ("deadline: 2031-02-17 17:00 ../../etc/passwd", 11, "there is no time zone"),
        ("deadline: 2031-03-30 02:30 Europe/Berlin", 11, "there is no such time"),
        ("deadline: 2031-10-26 02:30 Europe/Berlin", 11, "this time twice"),
    ],
)
def test_fields_are_typed_and_faults_have_their_places(
    content: Path, line: str, column: int, words: str
) -> None:
    path = paper(content, "progress", f"title: A title\n{line}\n")
    (found,) = problems(content)
    assert str(found.place) == f"{path}:3:{column}"
    assert words in f"{found.message} {found.hint}"


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        ("Members only", "Public", "distribution: Members only", "distribution: Public"),
        ("3 February 2031", "14 February 2031", "date: 2031-02-03", "date: 2031-02-14"),
        ("Harbour City", "Bay City", "place: Harbour City", "place: Bay City"),
        ("Tenth", "10th", "ordinal: Tenth", "ordinal: 10th"),
        ("Agenda item 5", "Agenda item 6", "agenda_item: 5", 'agenda_item: "6"'),
        ("17 February 2031, 17:00", "3 March 2031, 09:00", "2031-02-17 17:00 A", "2031-03-03 09:00 A"),
        (
            "17 February 2031, 17:00 (Asia/Bangkok, UTC+07:00)",
            "3 March 2031",
            "deadline: 2031-02-17 17:00 Asia/Bangkok",
            "deadline: 2031-03-03",
        ),
        ("For decision", "For noting", "purpose: decision", "purpose: noting"),
        ("Paragraph 14", "Paragraph 15", "action: Paragraph 14", "action: Paragraph 15"),
        ("WP.4", "WP.5", "TP/WG/9/WP.4", "TP/WG/9/WP.5"),
        ("the tide was late", "so was the moon", "reason: the tide was late", "reason: so was the moon"),
    ],
)
def test_an_edit_in_word_reaches_its_field(
    content: Path, before: str, after: str, was: str, now: str
) -> None:
    folder = paper_folder(DiskFolder(content), "progress")
    edited = read(write(changed(document(content), before, after), theme())).document
    written = write_back(folder, edited)
    assert [p for p in written.problems if not p.warning] == []
    (text,) = folder.originals({name: text.encode() for name, text in written.files.items()}).values()
    old = (content / "papers" / "progress.md").read_text()
    assert text.decode() == old.replace(was, now)


def test_a_line_that_is_taken_out_takes_its_fields_out(content: Path) -> None:
    folder = paper_folder(DiskFolder(content), "progress")
    whole = document(content)
    kept = [b for b in whole.blocks if "Harbour" not in plain(getattr(b, "inlines", ()))]
    written = write_back(folder, replace(whole, blocks=tuple(kept)))
    assert not [p for p in written.problems if not p.warning]
    assert "place" not in written.files["head.yaml"] and "dates" not in written.files["head.yaml"]


def test_what_cannot_be_divided_between_fields_is_told(content: Path) -> None:
    folder = paper_folder(DiskFolder(content), "progress")
    edited = changed(document(content), "Harbour City, 18–20 March", "Bay City, Tideland, 4 May")
    (found,) = (p for p in write_back(folder, edited).problems if not p.warning)
    assert '"place"' in (found.hint or "") and '"dates"' in (found.hint or "")
    assert found.place.line == 7


def test_a_redline_names_lines_in_plain_words(content: Path) -> None:
    before = document(content)
    paper(content, "progress", HEAD.replace("Harbour City", "Bay City").replace("decision", "noting"))
    redline = compare(before, document(content), Revision("Secretariat"))
    told = [change.subject for change in changes(redline, opened(content).plan.identity.wording)]
    assert told == ["Place, Dates", "Purpose"]


OWN = """\
lines:
  - {print: "{symbol} ({agenda_item})", look: strong, align: end}
  - {print: "{title}", look: title, align: centre}
  - {print: "**Deadline:** {extra.deadline}", look: box}
"""


def test_a_layout_of_the_content_folder_is_frozen_with_the_edition(content: Path) -> None:
    (content / "heads").mkdir()
    (content / "heads" / "call.yaml").write_text(OWN)
    own = "layout: call\ntitle: A call\nsymbol: TP/CL.1\nextra: {deadline: 1 May}\n"
    paper(content, "progress", own)
    printed = document(content)
    assert front(printed) == ["A call", "Deadline: 1 May"]  # no agenda item, so no line that names it
    standing = opened(content).standing
    again = open_carried(standing.text, "x")
    assert again.standing.text == standing.text
    assert compose(again.plan, None, again.standing) == printed
    assert read(write(printed, theme())).document.blocks == printed.blocks


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{print: "{titel}", look: title}', 'did you mean "title"'),
        ('{print: "{place}", look: box, align: end}', "take align out"),
        ('{print: "Words alone"}', "when:"),
        ('{print: "**{place}"}', "do not end"),
        ('{print: "{label.plaice}: {place}"}', 'did you mean "place"'),
        ('{print: "{place}", look: loud}', "loud"),
        ('{print: "{place}"}', "look title"),
    ],
)
def test_faults_of_a_layout_have_their_places(content: Path, line: str, words: str) -> None:
    (content / "heads").mkdir()
    (content / "heads" / "own.yaml").write_text(f"lines:\n  - {line}\n")
    paper(content, "progress", "layout: own\ntitle: A title\n")
    found = problems(content)
    assert any(words in f"{p.message} {p.hint}" for p in found)
    assert all(str(p.place).startswith(f"{content}/heads/own.yaml:") for p in found)


@pytest.mark.parametrize(
    ("pattern", "words", "read_as"),
    [
        ("{a}, {b}", "X, Q", {"a": "X", "b": "Q"}),
        ("{a}, {b}", "X", {"a": "X", "b": ""}),
        ("{a}, {b}", "Y", {"a": "", "b": "Y"}),
        ("Item {a} of {b}", "item Z of Y", {"a": "Z", "b": "Y"}),
        ("{a}, {b}", "P, Q", {"a": "P", "b": "Q"}),
        ("{a}, {b}", "P, Q, R", None),
        ("{a}, {b}", "X, P, Y", None),
        ("Item {a}", "Thing X", None),
    ],
)
def test_patterns_are_taken_apart_in_one_way_or_not_at_all(
    pattern: str, words: str, read_as: dict[str, str] | None
) -> None:
    if read_as is None:
        with pytest.raises(AmbiguousError):
            parse(pattern).read(words, {"a": "X", "b": "Y"}, {})
    else:
        read_back = parse(pattern).read(words, {"a": "X", "b": "Y"}, {})
        assert {"a": "X", "b": "Y", **read_back} == {"a": "X", "b": "Y", **read_as}


# Symbols


def test_a_symbol_is_one_papers_alone(content: Path) -> None:
    other = paper(content, "second", HEAD)
    assert not [p for p in problems(content) if "too" in p.message]
    (found,) = (p for p in problems(content, "second") if not p.warning)
    assert str(found.place) == f"{other}:3:9"
    assert f"{content}/papers/progress.md:3:9" in found.message
    assert "TP/WG/10/WP.4" in (found.hint or "")


def test_a_symbol_of_an_issued_edition_stays_its_own(content: Path) -> None:
    for path, data in issue(on_disk(content), "First", None, None, "progress").files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    paper(content, "progress", HEAD.replace("WP.3", "WP.3/Rev.1"))
    assert not problems(content)  # what it replaces was issued
    paper(content, "again", HEAD)
    (found,) = (p for p in problems(content, "again") if not p.warning)
    assert "editions/progress/first.yaml" in found.message


def test_what_a_paper_follows_may_be_in_the_list_of_editions(content: Path) -> None:
    """As in a folder that was restored, and in a redline of editions. Before, there was a warning."""
    paper(content, "progress", HEAD.replace("WP.3", "WP.3/Rev.1"))
    assert [p.warning for p in problems(content)] == [True]
    history = content / "editions" / "progress" / "history.yaml"
    history.parent.mkdir(parents=True)
    history.write_text("- label: TP/WG/10/WP.3\n  date: 2031-09-01\n")
    assert not problems(content)


@pytest.mark.parametrize("suffix", ["Rev.1", "Rev.2", "Add.1", "Corr.1"])
def test_what_follows_a_paper_that_is_not_there_is_a_warning(content: Path, suffix: str) -> None:
    paper(content, "progress", HEAD.replace("10/WP.3", f"10/WP.8/{suffix}"))
    (found,) = problems(content)
    assert found.warning and f"TP/WG/10/WP.8/{suffix}" in found.message


def test_the_next_free_symbol() -> None:
    taken = ["A/WP.1", "A/WP.2/Rev.1", "A/WP.10/Add.2", "A/INF.77"]
    assert next_free("A/WP.1", taken) == "A/WP.11"
    assert next_free("A/WP.10/Add.1", taken) == "A/WP.10/Add.3"
    assert next_free("A/WP.3/Corr.1", taken) == "A/WP.3/Corr.1"
    assert next_free("PC23 Doc. 6.1", ["PC23 Doc. 6.1"]) == "PC23 Doc. 6.2"


# Blanks

BLANK = 'title: A title\nplace: "[[place of the meeting]]"\ndate: "[[date of issue]]"\n'


def test_blanks_are_printed_listed_and_never_issued(content: Path) -> None:
    """Before, double brackets were printed as they stand, and nobody was told."""
    path = paper(content, "progress", BLANK, "It met on [[date\nof the meeting]].\n")
    printed = document(content)
    assert "[place of the meeting]" in front(printed)
    looks = {t.text: t.look.blank for b in printed.blocks for t in getattr(b, "inlines", ())}
    assert looks["[date of the meeting]"] and not looks["It met on "]
    listed = [(str(p.place), p.message) for p in problems(content)]
    assert listed == [
        (f"{path}:3:9", 'a blank: "place of the meeting"'),
        (f"{path}:4:8", 'a blank: "date of issue"'),
        (f"{path}:7:11", 'a blank: "date of the meeting"'),
    ]
    with pytest.raises(ContentError) as error:
        issue(on_disk(content), "First", None, None, "progress")
    assert [str(p.place) for p in error.value.problems] == [place for place, _ in listed]


def test_a_blank_in_data_is_of_the_papers_that_print_it(content: Path) -> None:
    text = (content / "actions.yaml").read_text()
    (content / "actions.yaml").write_text(text.replace("Measure", "Measure [[what]]", 1))
    assert not problems(content)
    paper(content, "progress", HEAD, ":::{action-items}\n:::\n")
    (found,) = (p for p in problems(content) if "blank" in p.message)
    assert found.place.file.endswith("actions.yaml")


def test_a_blank_comes_back_and_words_typed_over_it_are_words(content: Path) -> None:
    paper(
        content,
        "progress",
        BLANK,
        "It met on [[date]], in [[a\\_b]] [[c]](https://x.org).\n".replace("\\_", " "),
    )
    printed = document(content)
    file = write(printed, theme())
    back = read(file).document
    assert back.blocks == printed.blocks
    folder = paper_folder(DiskFolder(content), "progress")
    assert write_back(folder, back).files == {}
    # In Word, what is typed over a blank has its style.
    typed = read(write(changed(printed, "[date]", "1 March"), theme())).document
    said = [t for b in typed.blocks for t in getattr(b, "inlines", ()) if isinstance(t, Text)]
    assert any("1 March" in t.text and not t.look.blank for t in said)
    typed = read(write(changed(printed, "[place of the meeting]", "Bay City"), theme())).document
    written = write_back(folder, typed)
    assert "place: Bay City" in written.files["head.yaml"].replace('"', "")


# Heads of other bodies

KINDS = sorted(path.name for path in (Path(__file__).parent / "heads").iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_of_another_body_is_a_front_matter_and_a_layout(content: Path, kind: str) -> None:
    own = Path(__file__).parent / "heads" / kind
    (content / "heads").mkdir()
    (content / "heads" / f"{kind}.yaml").write_text((own / "layout.yaml").read_text())
    (content / "papers" / "progress.md").write_text((own / "paper.md").read_text())
    printed = document(content)
    assert front(printed) == (own / "printed.txt").read_text().splitlines()
    assert read(write(printed, theme())).document.blocks == printed.blocks
    assert compose(open_carried(opened(content).standing.text, "x").plan).blocks == printed.blocks
