"""Copies as they come in: what they were made from, and what is odd about them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import ACTIONS, PLAN, write_content
from tests.editors.word_saves import entries
from tests.word.conftest import packed
from workplan.changing.issuing import issue
from workplan.compare import compare
from workplan.content.load import on_disk
from workplan.content.models.data import Member
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Document, Inline, Paragraph, Revision, Text
from workplan.document.walking.walk import map_lines, plain
from workplan.editions.frozen import sealed
from workplan.errors import GivenFileError, Place
from workplan.files.output.files import write_all
from workplan.opening import open_carried, open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.incoming.receiving import baseline, doubts
from workplan.review.incoming.sender import Senders
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import review
from workplan.word import read, write


def copy(content: Path, name: str, member: str = "") -> Given:
    opened = open_content(content)
    return Given(name, write(compose(opened.plan, None, opened.standing), theme()), member)


def stripped(given: Given) -> Given:
    """As editors save a file that know no custom XML."""
    parts = {name: data for name, data in entries(given.data).items() if not name.startswith("customXml")}
    for name in [name for name in parts if name.endswith((".rels", "[Content_Types].xml"))]:
        parts[name] = re.sub(rb"<(Relationship|Override)[^>]*customXml[^>]*/>", b"", parts[name])
    return replace(given, data=packed(parts))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return write_content(tmp_path / "other", actions_yaml=ACTIONS.replace("Measure", "Feel"))


def test_copies_of_different_versions_are_named_by_version(content: Path, other: Path) -> None:
    given = [copy(content, "a.docx"), copy(other, "b.docx"), copy(content, "c.docx")]
    with pytest.raises(GivenFileError) as caught:
        baseline(given)
    assert "a.docx, c.docx from a draft of edition 2031 (content " in caught.value.message
    assert "; b.docx from a draft of edition 2031 (content " in caught.value.message


def test_all_copies_that_cannot_say_what_they_were_made_from_are_told_at_once(content: Path) -> None:
    given = [stripped(copy(content, "a.docx")), copy(content, "b.docx"), Given("c.docx", b"no", "")]
    with pytest.raises(GivenFileError) as caught:
        baseline(given)
    assert "a.docx carries no content of a plan; c.docx is no PDF" in caught.value.message
    assert "with --base" in caught.value.hint


def test_doubts(content: Path, other: Path) -> None:
    sent = copy(content, "a.docx", "Harbours")
    given = [
        sent,
        replace(sent, name="a (1).docx"),
        copy(other, "b.docx", "harbours"),
        copy(other, "c.docx", "Pilotes"),
        copy(content, "d.docx", "Fiji"),
    ]
    members = Senders([Member(id="Harbours"), Member(id="Pilots")])
    told = [f"{p.place.file}: {p.message}" for p in doubts(given, members, baseline([sent]))]
    assert told[2:] == [
        "a (1).docx: it is the same file as a.docx",
        'b.docx: a.docx is from "harbours", too',
        "c.docx: it is the same file as b.docx",
        "d.docx: it is the same file as a.docx",
        'c.docx: it is from "Pilotes", which is no member that members.yaml lists',
        'd.docx: "Fiji": no such member in members.yaml',  # before, nothing
    ]
    assert [words.partition(": from a draft of edition")[0] for words in told[:2]] == [
        f"{name}.docx: it was made from other content than what --base names" for name in "bc"
    ]


def test_a_draft_after_an_edition_is_not_called_that_edition(content: Path) -> None:
    """Before, it was "edition 2031", which was issued and says something else."""
    write_all(issue(on_disk(content), None, None, None).files)
    sent = copy(content, "a.docx")
    (content / "actions.yaml").write_text(ACTIONS.replace("Measure", "Feel"), "utf-8")
    with pytest.raises(GivenFileError) as caught:
        baseline([sent, copy(content, "b.docx")])
    assert "a.docx from edition 2031 (2031-03-01, content " in caught.value.message
    assert "; b.docx from a draft after edition 2031 (content " in caught.value.message


def reworded(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(
        Text("one or more") if isinstance(each, Text) and each.text == "one" else each for each in inlines
    )


def edition_line(document: Document) -> str:
    (line,) = (b for b in document.blocks if isinstance(b, Paragraph) and b.role == "edition")
    return plain(line.inlines)


def test_a_front_page_says_what_it_is_and_unedited_copies_propose_nothing(
    content: Path,
) -> None:
    """Before, a draft after the edition 2031 said "Edition 2031, 1 March 2031" below its title, as that
    does; so did one before it."""
    where = content / "plan.yaml"
    where.write_text(f"{where.read_text('utf-8')}show_edition: true\n", "utf-8")
    issued = issue(on_disk(content), None, None, None).files
    steps: list[tuple[str, Callable[[], object]]] = [
        ("Edition 2031 (draft), 1 March 2031", lambda: None),
        ("Edition 2031, 1 March 2031", lambda: write_all(issued)),
        ("Draft after 2031", lambda: edited(content / "actions.yaml", "Measure", "Feel")),
        ("Edition 2032 (draft), 1 March 2031", lambda: edited(where, '2031"', '2032"')),
        ("Edition 2032 (draft), 1 March 2031", lambda: edited(content / "actions.yaml", "Feel", "See")),
    ]
    copies: list[Given] = []
    for n, (line, step) in enumerate(steps):
        step()
        opened = open_content(content)
        sent = compose(opened.plan, None, opened.standing)
        assert edition_line(sent) == line
        copies.append(copy(content, f"{n}.docx", "Pilots"))
        assert edition_line(read(copies[-1].data).document) == line
        for given in copies if n + 1 == len(steps) else copies[-2:]:
            found = review(Dossier(baseline([given]), (given,)), opened)
            assert (found.matrix.amendments, found.problems) == ((), ()), (line, given.name)
    # And what is decided on a copy of the edition, or of a draft, leaves the line alone.
    for given in copies[1:3]:
        base = read(given.data).document
        blocks = tuple(map_lines(block, reworded) for block in base.blocks)
        redline = replace(compare(base, replace(base, blocks=blocks), Revision("Pilots")), source=base.source)
        edited_copy = replace(given, data=write(redline, theme()))
        found = review(Dossier(baseline([edited_copy]), (edited_copy,)), opened)
        (row,) = (replace(row, disposition="accept") for row in found.matrix.amendments)
        made = applied(found, [row], {1: Place("matrix", 1)}, on_disk(content), date(2031, 5, 2))
        assert set(made.files) == {"plan.md", "dispositions.yaml"} and not made.problems


def test_a_draft_that_was_sent_out_before_is_as_it_was(content: Path) -> None:
    """Its copies say so, and nobody proposes another line."""
    where = content / "plan.yaml"
    where.write_text(f"{where.read_text('utf-8')}show_edition: true\n", "utf-8")
    text = re.sub(r"^schema: .*\ndigest: .*\n", "", open_content(content).standing.text)
    opened = open_carried(sealed(f"schema: 8\n{text}"), "draft.yaml")
    assert edition_line(compose(opened.plan, None, opened.standing)) == "Edition 2031, 1 March 2031"
    again = open_carried(opened.standing.text, "draft.yaml")
    assert edition_line(compose(again.plan, None, again.standing)) == "Edition 2031, 1 March 2031"


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_copy_of_another_plan_is_refused(content: Path) -> None:
    """Without the fix, all of it was a proposal, in many rows."""
    strange = write_content(
        content.parent / "strange",
        plan_yaml=PLAN.replace("The Tide Process", "Kites").replace("Working Group on Tides", "Guild"),
        plan_md="# Kites\n\nLet them fly high, in all weathers and with long red tails.\n",
        actions_yaml="[]\n",
        priorities_yaml="[]\n",
        footnotes_yaml="{}\n",
        background_md=None,
    )
    given = copy(strange, "kites.docx", "Fiji")
    text = baseline([copy(content, "a.docx")])
    with pytest.raises(GivenFileError, match=r"kites\.docx has nothing in common"):
        review(Dossier(text, (given,)), open_content(content))


def test_a_copy_without_a_change_is_said_to_have_none(content: Path) -> None:
    given = copy(content, "a.docx", "Fiji")
    found = review(Dossier(baseline([given]), (given,)), open_content(content))
    assert (found.matrix.amendments, found.matrix.copies) == ((), ("Fiji (no change and no comment)",))


def test_the_matrix_does_not_say_where_the_content_is_kept(content: Path) -> None:
    """Without the fix, its lines were told with the whole path of the folder."""
    new = write_content(content.parent / "new", actions_yaml=ACTIONS.replace("Measure", "Feel"))
    sent = copy(content, "a.docx", "Fiji")
    found = review(Dossier(baseline([sent]), (copy(new, "a.docx", "Fiji"),)), open_content(content))
    assert [str(row.source) for row in found.matrix.amendments] == ["content/actions.yaml:2:11"]


def test_changes_of_nobody_are_under_the_files_name(content: Path) -> None:
    """Without the fix, their rows had no member, and their brackets no name."""
    opened = open_content(content)
    base = compose(opened.plan, None, opened.standing)
    new = open_content(write_content(content.parent / "new", actions_yaml=ACTIONS.replace("Measure", "Feel")))
    marked = replace(compare(base, compose(new.plan), Revision("")), properties=base.properties, former=None)
    given = Given("12345.docx", write(replace(marked, source=base.source), theme()), "")
    found = review(Dossier(baseline([given]), (given,)), open_content(content))
    assert [row.members for row in found.matrix.amendments] == [("12345",)]
