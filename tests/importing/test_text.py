"""Bare text: the real plan as somebody copied it out of its PDF, with its pages and its notes.

Before, only Word files could be brought in.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contents import ROOT_CONTENT
from tests.importing.typed_plan import typed_plan
from workplan.content.files.folder import DiskFolder
from workplan.document.composing.compose import compose
from workplan.document.tree import Block, Heading, List, Paragraph, Table
from workplan.document.walking.walk import lines, plain
from workplan.errors import GivenFileError
from workplan.importing.bringing_in import Imported, bring_in
from workplan.importing.source.text import read_text
from workplan.opening import open_content

SEED = Path(__file__).with_name("plan.txt")


@pytest.fixture(scope="module")
def imported() -> Imported:
    return bring_in(SEED.read_bytes(), "plan.txt")


def test_at_least_95_of_100_fields_are_those_of_the_plan(imported: Imported) -> None:
    """Every line of the plan as it is typed into content/ by hand, in its words and as what it is."""
    opened = open_content(DiskFolder(ROOT_CONTENT))
    wanted = fields(compose(opened.plan).blocks)
    found = fields(imported.document.blocks)
    right = [each for each in wanted if each in found]
    assert len(wanted) > 70
    assert len(right) >= 0.95 * len(wanted), [each for each in wanted if each not in found]
    assert [note.number for note in imported.document.notes] == [*range(1, 13)]


def fields(blocks: tuple[Block, ...]) -> list[tuple[str, str, str]]:
    """What each line is, its label and its words; those of a typographer (quotation marks, spaces) apart."""
    found = []
    for block in blocks:
        for line in lines(block):
            words = plain(line.inlines).translate(str.maketrans("‘’“”", "''\"\""))
            kind = type(block).__name__ + (block.role if isinstance(block, Paragraph) else "")
            found.append((kind, line.label, "".join(words.split())))
    return found


def test_the_row_that_went_over_the_page_is_proposed_as_one(imported: Imported) -> None:
    (table,) = (block for block in imported.document.blocks if isinstance(block, Table))
    assert len(table.rows) == 11
    (joined,) = (claim for claim in imported.claims if claim.rule == "T5")
    assert joined.is_doubt and "successful return" in joined.words
    assert {claim.rule for claim in imported.doubts} >= {"D1", "D2", "D3", "N2", "M2", "K4"}


def test_headings_priorities_and_appendices(imported: Imported) -> None:
    found = [(each.level, each.label) for each in imported.document.blocks if isinstance(each, Heading)]
    assert found == [(1, ""), (1, ""), (1, "Appendix A:"), (1, "Appendix B:"), *[(2, "")] * 5]
    (priorities,) = (b for b in imported.document.blocks if isinstance(b, List) and b.id == "priorities")
    assert [item.label for item in priorities.items] == ["1.", "2.", "3.", "4.", "5."]
    actions = yaml.safe_load(imported.files["actions.yaml"])
    assert sum(len(each["linked_priorities"]) for each in actions) == 12


def test_text_that_was_wrapped_by_hand_is_whole_paragraphs() -> None:
    text = "A Plan\n\nThe first paragraph is\nlong, and goes on\nhere.\n\n- one item that\n  goes on\n- two\n"
    assert [line.text for line in read_text(text.encode(), "x").lines] == [
        "A Plan", "The first paragraph is long, and goes on here.", "- one item that goes on", "- two",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    (line,) = read_text("Café – plan".encode(encoding), "x").lines
    assert line.text == "Café – plan"


@pytest.mark.parametrize("data", [b"\0\0\0", b"\x7fELF\x02\x01\x01\0", bytes(range(1, 32)) * 9])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(GivenFileError, match="is no text"):
        bring_in(data, "x.txt")


_WORDS = st.text(st.sampled_from("ab Z.1-*•\t¹²:()<i>_#[]\\น้ำแผน移民خطة–'\"`|&\n"), min_size=1, max_size=40)


@given(st.lists(_WORDS, min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_word_is_lost_whatever_the_text(parts: list[str]) -> None:
    """The law is checked in every run: a lost word is an error of ours, and not a shorter plan."""
    text = "Plan 2031-2033\n\n" + "\n\n".join(parts) + "\n\nThe end.\n"
    found = bring_in(text.encode(), "x.txt")
    assert not found.lost
    assert "The end." in [line.text for line in found.source.lines]


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_files_of_other_word_processors_come_in_through_libreoffice(tmp_path: Path, ending: str) -> None:
    given = tmp_path / "plan.docx"
    given.write_bytes(typed_plan())
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", str(tmp_path), str(given)], check=True, capture_output=True)
    found = bring_in((tmp_path / f"plan.{ending}").read_bytes(), f"plan.{ending}")
    assert not found.lost
    assert len(yaml.safe_load(found.files["actions.yaml"])) == 11
    assert len(yaml.safe_load(found.files["priorities.yaml"])) == 5


def test_without_libreoffice_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(GivenFileError) as raised:
        bring_in(b"{\\rtf1 words}", "plan.rtf")
    assert "LibreOffice is not installed" in str(raised.value) and "apt install" in (raised.value.hint or "")
