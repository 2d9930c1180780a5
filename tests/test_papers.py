"""Papers beside the plan: whatever is done with a plan is done with any of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import write_content
from workplan.build.prepare import prepare
from workplan.changing.issuing import issue
from workplan.changing.scaffold import UnknownKindError, new_paper, paper_kinds, scaffold
from workplan.compare.summary.summary import as_markdown
from workplan.compare.versions import redline
from workplan.content.elsewhere import broken_elsewhere
from workplan.content.files.folder import DiskFolder, MemoryFolder
from workplan.content.files.papers import called_elsewhere, paper_files, paper_folder
from workplan.content.load import on_disk
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Inline, NoteReference, Text
from workplan.document.walking.walk import lines, map_lines, plain
from workplan.editions.thaw import thaw
from workplan.errors import ContentError, Place
from workplan.opening import open_carried, open_content
from workplan.origins.named import named, present
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.incoming.receiving import baseline, paper_of
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import review
from workplan.word import read, write
from workplan.writeback.write import write_back

HEAD = """\
---
# where comments stand, and "quotes", both stay
title: "Status report"
symbol: TP/WG.1/7
---

"""
BODY = """\
What was done.[^source]

# Priorities

:::{priorities}
:::

% a comment
# Progress

:::{action-items}
:::

The end.
"""
ANNEX = "# What else\n\nMore words.\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content")
    (folder / "papers").mkdir()
    (folder / "papers" / "status.md").write_text(HEAD + BODY)
    return folder


def in_folder(content: Path, below: str = "annexes") -> Path:
    """The same paper, in a folder of its own."""
    own = content / "papers" / "status"
    (own / below).mkdir(parents=True)
    (content / "papers" / "status.md").rename(own / "paper.md")
    (own / below / "01-more.md").write_text(ANNEX)
    return content


def paper(content: Path) -> Document:
    opened = open_content(paper_folder(DiskFolder(content), "status"))
    return compose(opened.plan, None, opened.standing)


def texts(document: Document) -> list[str]:
    return [
        f"{line.label} {plain(line.inlines)}".strip() for block in document.blocks for line in lines(block)
    ]


def test_a_paper_prints_its_own_words_and_the_plans_data(content: Path) -> None:
    document = paper(content)
    said = texts(document)
    assert said[:4] == ["TP/WG.1/7", "The Tide Process", "Working Group on Tides", "Status report"]
    assert "1. Measure the tide (linked priority 1,2)" in said
    assert said[-1] == "The end."
    assert [note.id for note in document.notes] == ["note.source", "note.calm"]
    assert document.properties.title == "Status report"
    assert document.properties.file_stem == "TP-WG.1-7"
    assert document.properties.running_head == (
        "Working Group on Tides · Status report · Edition TP/WG.1/7 (draft)"
    )


def test_a_folder_with_annexes_or_appendices(content: Path) -> None:
    annexed = in_folder(content)
    assert "Annex A: What else" in texts(paper(annexed))
    (content / "papers" / "status" / "annexes").rename(content / "papers" / "status" / "appendices")
    assert "Appendix A: What else" in texts(paper(annexed))


def test_problems_have_the_lines_of_the_file(content: Path) -> None:
    path = content / "papers" / "status.md"
    path.write_text(path.read_text().replace("The end.", "The end.[^none]").replace("symbol:", "simbol:"))
    with pytest.raises(ContentError) as error:
        paper(content)
    head, note = error.value.problems[:2]
    assert str(head.place) == f"{path}:4:1"
    assert "simbol" in head.message
    end = HEAD + BODY
    assert str(note.place) == f"{path}:{end[: end.index('The end.')].count(chr(10)) + 1}:9"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("# Without a head\n", "does not begin with its head"),
        ("---\ntitle: It never ends\n", "does not begin with its head"),
        ("---\n---\n", "title"),
        ("---\ntitle: [1]\n---\n", "title"),
    ],
)
def test_a_paper_needs_a_head(content: Path, words: str, said: str) -> None:
    (content / "papers" / "status.md").write_text(words)
    with pytest.raises(ContentError) as error:
        paper(content)
    assert said in f"{error.value.problems[0].message} {error.value.problems[0].hint}"
    assert error.value.problems[0].place.file == f"{content}/papers/status.md"


@pytest.mark.parametrize("name", ["Status Report.md", "plan.md", "a--b.md"])
def test_names_of_papers_are_ids(content: Path, name: str) -> None:
    (content / "papers" / name).write_text(HEAD + BODY)
    with pytest.raises(ContentError, match="cannot be the name of a paper"):
        paper_folder(DiskFolder(content), "status")


def test_a_paper_that_there_is_not(content: Path) -> None:
    with pytest.raises(ContentError) as error:
        paper_folder(DiskFolder(content), "statsu")
    assert 'did you mean "status"' in error.value.problems[0].hint


def test_one_paper_in_two_places(content: Path) -> None:
    (content / "papers" / "status").mkdir()
    (content / "papers" / "status" / "paper.md").write_text(HEAD + BODY)
    with pytest.raises(ContentError, match="is there twice"):
        paper_folder(DiskFolder(content), "status")


def test_a_note_that_a_paper_alone_calls_is_called(content: Path) -> None:
    with (content / "footnotes.yaml").open("a") as notes:
        notes.write("lonely: Only here.\n")
    with pytest.raises(ContentError, match="called nowhere"):
        open_content(content)
    (content / "papers" / "status.md").write_text(HEAD + BODY.replace("The end.", "The end.[^lonely]"))
    assert open_content(content)
    assert paper(content).notes[-1].id == "note.lonely"


def in_folder_with_appendices(content: Path) -> Path:
    return in_folder(content, "appendices")


@pytest.mark.parametrize("arranged", [Path, in_folder, in_folder_with_appendices])
def test_frozen_and_thawed_it_is_the_same(content: Path, arranged: Callable[[Path], Path]) -> None:
    opened = open_content(paper_folder(DiskFolder(arranged(content)), "status"))
    again = open_carried(opened.standing.text, "x")
    assert again.standing.text == opened.standing.text
    assert compose(again.plan, None, again.standing) == compose(opened.plan, None, opened.standing)
    files = thaw(opened.standing.text, "x")
    assert list(paper_files(MemoryFolder(files, "x"))) == ["status"]
    assert b"email" not in b"".join(files.values())  # nothing leaks


def test_it_is_issued_and_compared_on_its_own(content: Path) -> None:
    issued = issue(on_disk(content), "First", None, None, "status")
    assert sorted(path.relative_to(content).as_posix() for path in issued.files) == [
        "editions/status/first.yaml",
        "papers/status.md",
    ]
    for path, data in issued.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    text = (content / "papers" / "status.md").read_text()
    assert text == HEAD.replace("7\n", "7\nedition: {label: First, date: 2031-03-01}\n") + BODY
    assert not open_content(paper_folder(DiskFolder(content), "status")).standing.draft
    assert open_content(content).standing.draft  # the plan was not issued with it
    (content / "papers" / "status.md").write_text(text.replace("The end.", "An end."))
    old, new = named("First", content, "status"), present(content, "status")
    documents = [compose(each.opened.plan, None, each.opened.standing) for each in (old, new)]
    found = redline(*documents, new.opened.plan.identity.wording)
    assert "end." in as_markdown(found.summary)
    with pytest.raises(ContentError, match="issued already"):
        issue(on_disk(content), "First", None, None, "status")


def changed(document: Document, before: str, after: str) -> Document:
    """`document` with other words somewhere."""

    def line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(each, text=each.text.replace(before, after)) if isinstance(each, Text) else each
            for each in inlines
        )

    return replace(document, blocks=tuple(map_lines(block, line) for block in document.blocks))


@pytest.mark.parametrize(
    ("before", "after", "file"),
    [
        ("Status report", "Progress report", "papers/status.md"),
        ("TP/WG.1/7", "TP/WG.1/8", "papers/status.md"),
        ("The end", "An end", "papers/status.md"),
        ("Measure", "Weigh", "actions.yaml"),
        ("Calm seas", "Calm waters", "priorities.yaml"),
        ("Working Group on Tides", "Working Party on Tides", "plan.yaml"),
    ],
)
def test_an_edit_goes_to_the_file_that_says_it(content: Path, before: str, after: str, file: str) -> None:
    folder = paper_folder(DiskFolder(content), "status")
    opened = open_content(folder)
    document = compose(opened.plan, None, opened.standing)
    read_back = read(write(changed(document, before, after), theme())).document
    written = write_back(folder, read_back)
    assert [problem for problem in written.problems if not problem.warning] == []
    files = folder.originals({name: text.encode() for name, text in written.files.items()})
    was = (content / file).read_text()
    assert {name: data.decode() for name, data in files.items()} == {file: was.replace(before, after)}


def without_source(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(i for i in inlines if not (isinstance(i, NoteReference) and i.note == "note.source"))


def test_a_note_that_the_plan_calls_stays_where_a_paper_loses_its_call(content: Path) -> None:
    folder = paper_folder(DiskFolder(content), "status")
    assert {"calm", "source", "interest"} <= called_elsewhere(folder)
    document = paper(content)
    blocks = tuple(map_lines(block, without_source) for block in document.blocks)
    written = write_back(folder, replace(document, blocks=blocks))
    assert "footnotes.yaml" not in written.files


SHIPPED = [
    "adopted", "agenda", "annotated-agenda", "annual-report", "circular", "list-of-documents",
    "matters-arising", "no-objection", "not-adopted", "paper", "reminder", "statement", "status-report",
]  # fmt: skip


@pytest.mark.parametrize("kind", SHIPPED)
def test_a_paper_of_each_kind_is_checked_at_once(tmp_path: Path, kind: str) -> None:
    """Whatever is not known is a blank, of which there is a warning; nothing else is said."""
    content = tmp_path / "content"
    scaffold(content)
    (content / "meetings").mkdir()
    (content / "meetings" / "tenth.yaml").write_text(
        "name: Tenth Meeting\ndates: {start: 2031-03-18}\nagenda: [{title: Opening}]\n"
    )
    assert sorted(paper_kinds(content)) == SHIPPED
    path, data = new_paper(content, kind, "mine")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.replace(b'meeting: "[[meeting]]"', b"meeting: tenth"))
    prepared = prepare(open_content(paper_folder(on_disk(content), "mine")))
    assert [each for each in prepared.warnings if "a blank" not in each.message] == []
    # Before, an agenda had no date: it was issued under that of the plan's edition.
    for blank in ("symbol", "date of issue"):
        assert any(f'"{blank}"' in each.message for each in prepared.warnings)
    assert prepared.document.properties.file_stem == "mine"
    with pytest.raises(ContentError):
        issue(on_disk(content), None, None, None, "mine")
    assert prepared.document.properties.draft


def test_the_name_of_the_plan_is_not_proposed_in_place_of_itself(content: Path) -> None:
    with pytest.raises(UnknownKindError) as raised:
        new_paper(content, "paper", "plan")
    assert "such as paper" in str(raised.value.hint)


def test_a_kind_of_paper_is_a_file(content: Path) -> None:
    (content / "papers" / "kinds").mkdir()
    (content / "papers" / "kinds" / "letter.md").write_text("---\ntitle: A letter\n---\n\nDear members,\n")
    assert {"letter", "paper"} <= set(paper_kinds(content))
    path, data = new_paper(content, "letter", "to-all")
    path.write_bytes(data)
    assert "Dear members," in texts(compose(open_content(paper_folder(DiskFolder(content), "to-all")).plan))
    assert list(paper_files(DiskFolder(content))) == ["status", "to-all"]


def test_a_paper_with_the_actions_alone_has_their_numbers_and_no_dead_links(content: Path) -> None:
    without = BODY.replace("# Priorities\n\n:::{priorities}\n:::\n\n", "")
    (content / "papers" / "status.md").write_text(HEAD + without)
    folder = paper_folder(DiskFolder(content), "status")
    opened = open_content(folder)
    document = compose(opened.plan, None, opened.standing)
    assert "1. Measure the tide (linked priority\u00a01,2)" in texts(document)
    assert not re.search(r"(?<!Note)Reference\(", repr(document.blocks))
    assert compose(open_carried(opened.standing.text, "x").plan).blocks == document.blocks
    back = read(write(changed(document, "Measure", "Weigh"), theme())).document
    written = write_back(folder, back)
    actions = (content / "actions.yaml").read_text()
    assert written.files == {"actions.yaml": actions.replace("Measure", "Weigh")}


def test_the_plan_itself_is_a_paper_under_another_head(content: Path) -> None:
    path = content / "papers" / "plan-as-paper.md"
    path.write_text("---\ntitle: The plan\nsymbol: TP/WG.1/2\nmanuscript: plan\n---\n")
    folder = paper_folder(DiskFolder(content), "plan-as-paper")
    opened = open_content(folder)
    document = compose(opened.plan, None, opened.standing)
    plan = texts(compose(open_content(content).plan))
    assert texts(document)[4:] == plan[3:]  # under its symbol
    assert texts(document)[0] == "TP/WG.1/2"
    again = open_carried(opened.standing.text, "x")
    assert compose(again.plan, None, again.standing) == document
    files = thaw(opened.standing.text, "x")
    assert files["papers/plan-as-paper.md"].decode().rstrip().endswith("---")
    assert "appendices/01-background.md" in files
    back = changed(read(write(document, theme())).document, "under one", "below one")
    written = write_back(folder, changed(back, "The plan", "Our plan"))
    real = folder.originals({name: text.encode() for name, text in written.files.items()})
    assert sorted(real) == ["papers/plan-as-paper.md", "plan.md"]
    assert real["papers/plan-as-paper.md"].decode() == path.read_text().replace("The plan", "Our plan")


def test_the_plan_as_a_paper_has_no_words_of_its_own(content: Path) -> None:
    path = content / "papers" / "plan-as-paper.md"
    path.write_text("---\ntitle: The plan\nmanuscript: plan\n---\n\nMore.\n")
    with pytest.raises(ContentError) as error:
        paper_folder(DiskFolder(content), "plan-as-paper")
    assert str(error.value.problems[0].place) == f"{path}:6:1"


def test_what_an_edit_of_one_paper_breaks_in_another_is_an_error(content: Path) -> None:
    """Before, `apply` wrote a plan that no paper could be built from."""
    path = content / "papers" / "status.md"
    path.write_text(path.read_text().replace("The end.", "As action [](#report) says."))
    actions = (content / "actions.yaml").read_text()
    without = actions[: actions.index("- id: report")]
    [problem] = broken_elsewhere(DiskFolder(content), {"actions.yaml": without})
    assert problem.message == 'nothing has the id "report"'
    assert problem.place.file == str(path)
    assert not list(broken_elsewhere(DiskFolder(content), {"actions.yaml": actions}))
    assert not list(broken_elsewhere(paper_folder(DiskFolder(content), "status"), {"actions.yaml": without}))


def test_a_copy_of_a_paper_is_reviewed_and_applied(content: Path) -> None:
    working = paper_folder(DiskFolder(content), "status")
    opened = open_content(working)
    document = compose(opened.plan, None, opened.standing)
    edited = changed(changed(document, "What was done", "All that was done"), "Measure", "Weigh")
    given = Given("Pilots.docx", write(edited, theme()), "Pilots")
    assert paper_of([given]) == "status"
    found = review(Dossier(baseline([given]), (given,)), opened)
    rows = [replace(row, disposition="accept") for row in found.matrix.amendments]
    assert {row.source.file.rpartition("content/")[2] for row in rows} == {
        "papers/status.md",
        "actions.yaml",
    }
    places = {row.number: Place("matrix.yaml") for row in rows}
    made = applied(found, rows, places, working, date(2031, 5, 2))
    assert made.problems == ()
    real = working.originals({name: text.encode() for name, text in made.files.items()})
    assert sorted(real) == ["actions.yaml", "papers/status.md", "papers/status/dispositions.yaml"]
    said = (content / "papers" / "status.md").read_text()
    assert real["papers/status.md"].decode() == said.replace("What was done", "All that was done")
