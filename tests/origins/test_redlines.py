"""Redlines as files that somebody gives us: they carry two versions, and are neither."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.contents import ACTIONS, write_content
from tests.libreoffice import Office
from tests.origins import carriers
from workplan.compare.versions import redline
from workplan.content.files.folder import MemoryFolder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.editions import freeze
from workplan.errors import GivenFileError
from workplan.opening import Opened, open_content, open_edition
from workplan.origins.altered import edited_redline
from workplan.origins.carried import carried
from workplan.origins.inspecting import inspect
from workplan.origins.named import named
from workplan.origins.restoring import restored
from workplan.word import write

MADE = datetime(2031, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Versions:
    """The edition 2031, a draft that came after it, and the redline between them as a Word file."""

    before: Opened
    after: Opened
    word: bytes


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    folder = write_content(tmp_path_factory.mktemp("plan") / "content")
    plan = open_content(folder).plan
    before = open_edition(freeze(plan, (plan.identity.edition,)), "2031")
    actions = ACTIONS.replace("Measure the *tide*", "Record the tide")
    (folder / "actions.yaml").write_text(actions, "utf-8")
    after = open_content(folder)
    old, new = (compose(each.plan, None, each.standing) for each in (before, after))
    found = redline(old, new, after.plan.identity.wording, author="Ann", date=MADE)
    return Versions(before, after, write(found.document, theme()))


def pdf_of(versions: Versions) -> bytes:
    return carriers.pdf(versions.after.standing.text, before=versions.before.standing.text)


def test_it_carries_both(versions: Versions) -> None:
    for data in (versions.word, pdf_of(versions)):
        file = carried(data, "given")
        assert file.before and file.intact
        assert (file.before.text, file.text) == (versions.before.standing.text, versions.after.standing.text)
        assert file.edition_before and [
            side.edition.draft for side in (file.edition_before, file.edition)
        ] == [False, True]


def test_inspect_says_from_which_edition_to_which(versions: Versions) -> None:
    """Its Word file is made again of the contents in it, by the author and of the day that its marks name.
    (Its tracked changes were said to be an editor's.)"""
    finding = inspect(carried(versions.word, "given"), lambda made: write(made.document, theme()))
    about = dict(finding.lines)
    assert not finding.altered
    assert about["file"].startswith("Word file, a redline of Forward Work Plan: 2031-2033")
    assert about["edition"] == "from 2031 of 2031-03-01, issued; to 2031 of 2031-03-01, a draft, not issued"
    assert about["state"].startswith("unaltered: byte for byte")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (">Record", ">Note", "with its changes accepted, Action 1"),
        (">Measure", ">Gauge", "with its changes rejected, Action 1"),
        ("Two words.", "Three words.", "“Two words” changed to “Three words”"),
    ],
)
def test_a_redline_that_somebody_edited(versions: Versions, old: str, new: str, said: str) -> None:
    file = carried(carriers.changed(versions.word, old, new), "given")
    finding = inspect(file, lambda _: pytest.fail("no need"))
    assert finding.altered and said in finding.lines[-1][1]


@pytest.mark.slow
def test_a_redline_in_libreoffice(versions: Versions, office: Office) -> None:
    """Saved it is still the redline; with its changes accepted it is none any more."""
    saved, accepted = office.saved(versions.word), office.accepted(versions.word)
    assert edited_redline(carried(saved, "given")) == ""
    assert edited_redline(carried(accepted, "given")).startswith("with its changes rejected, ")
    finding = inspect(carried(saved, "given"), lambda _: b"")
    assert "another program saved it since" in finding.lines[-1][1]


def test_either_content_can_have_been_altered(versions: Versions) -> None:
    text = versions.before.standing.text
    other = text.replace("No wind.", "Some wind.")
    for data in (
        carriers.changed(versions.word, "No wind.", "Some wind.", "customXml/item3.xml"),
        carriers.pdf(versions.after.standing.text, carriers.digest(text), before=text),
        carriers.pdf(text, carriers.digest(text), before=other),
    ):
        file = carried(data, "given")
        finding = inspect(file, lambda _: pytest.fail("nothing to rebuild"))
        assert finding.altered and finding.lines[-1][1].startswith("altered")


def test_it_restores_either_version(versions: Versions) -> None:
    for data in (versions.word, pdf_of(versions)):
        file = carried(data, "given")
        for before, version in ((False, versions.after), (True, versions.before)):
            again = open_content(MemoryFolder(restored(file, before=before), "restored"))
            assert again.standing == version.standing
    with pytest.raises(GivenFileError, match="is no redline"):
        restored(carried(carriers.pdf(versions.before.standing.text), "given"), before=True)


def test_it_is_neither_of_the_two(versions: Versions, tmp_path: Path) -> None:
    """The same is said of a PDF and of a Word file. (The one was silently taken for its AFTER.)"""
    said = set()
    for name, data in (("a.docx", versions.word), ("a.pdf", pdf_of(versions))):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(GivenFileError) as caught:
            named(str(tmp_path / name), tmp_path / "content")
        said.add((caught.value.message.replace(name, "it"), caught.value.hint))
    ((message, hint),) = said
    assert message.endswith(
        "it is a redline, from the edition 2031 to a draft of the edition 2031: two versions, not one"
    )
    assert "`restore`" in hint
