"""A corrected file imported into the folder that was edited by hand since.

Before, a folder that holds anything was refused: whoever corrected the Word file began again, without the
ids, the statuses and all else that people had put into the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner

from tests import contents
from tests.documents import picture
from tests.importing import typed_plan as typed
from tests.importing.hostile import FILES, FRONT
from tests.importing.made_foreign import made_foreign
from tests.importing.word_files import bold, docx, paragraph
from workplan.build.prepare import prepare
from workplan.cli.given.import_ import import_
from workplan.content.files.folder import MemoryFolder
from workplan.content.files.images import read_image
from workplan.design.theme import theme
from workplan.errors import ContentError, OutputError
from workplan.importing.again.conflict import Chosen, Side
from workplan.importing.bringing_in import Imported
from workplan.importing.into import bring_into
from workplan.word import write

Texts = dict[str, str]


def corrected(change: Callable[[str], str], *, split: bool = True) -> bytes:
    """The plan as people type it, with its lines changed."""
    with pytest.MonkeyPatch.context() as patch:
        lines = [change(line) for line in typed.seed_lines()]
        patch.setattr(typed, "seed_lines", lambda: [line for line in lines if line])
        return typed.typed_plan(split=split)


PLAN = typed.typed_plan()


@pytest.fixture(scope="module")
def first() -> Texts:
    found = bring_into(None, PLAN, "plan.docx")
    assert found
    return {name: data.decode() for name, data in found.files.items()}


def again(folder: Mapping[str, str], data: bytes, others: Side | None = None) -> Imported:
    files = {name: text.encode() for name, text in folder.items()}
    found = bring_into(MemoryFolder(files, "tides"), data, "corrected.docx", chosen=Chosen({}, others))
    assert found and found.merged and not found.lost and not found.merged.left
    return found


def after(folder: Mapping[str, str], found: Imported) -> Texts:
    return {**folder, **{name: data.decode() for name, data in found.files.items()}}


def edited(folder: Texts, name: str, *changes: tuple[str, str]) -> Texts:
    """The folder after somebody changed a file by hand."""
    text = folder[name]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {**folder, name: text}


def test_a_correction_comes_and_what_was_done_by_hand_stays(first: Texts) -> None:
    mine = edited(
        first,
        "actions.yaml",
        ("- id: close-coordination-government-business-forum\n", "- id: business-forum  # as we call it\n"),
        ("    - member: IOM\n", "    - member: IOM\n      role: lead\n  status:\n    state: ongoing\n"),
    )
    mine = edited(mine, "plan.md", ("# Action Items", "# Action items"))
    found = again(
        mine, corrected(lambda line: line.replace("develop government guidance", "develop joint guidance"))
    )
    now = after(mine, found)
    assert set(found.files) == {"actions.yaml", "import.yaml"}
    assert now["actions.yaml"].splitlines()[2] == "- id: business-forum  # as we call it"
    (action, *_) = yaml.safe_load(now["actions.yaml"])
    assert "joint guidance" in action["action"]
    assert action["interest"] == [{"member": "IOM", "role": "lead"}]
    assert action["status"] == {"state": "ongoing"}
    assert found.merged and [words for _, words in found.merged.came]
    assert {section for section, _ in found.merged.kept} >= {"Action Items"} or found.merged.kept


def word_file(files: Mapping[str, bytes]) -> bytes:
    return write(prepare(MemoryFolder(files, "content")).document, theme())


def test_a_picture_that_the_file_has_more_comes_with_its_file() -> None:
    """Its bytes are in the folder, under a name that the manuscript shows; what was done by hand stays."""
    files = {name: text.encode() for name, text in contents.FILES.items()}
    shown = b"\n\n![The coast at low tide](coast.png)\n"
    pictured = {**files, "plan.md": files["plan.md"] + shown, "coast.png": picture(8, 4).data}
    before, after_ = (made_foreign(word_file(each)) for each in (files, pictured))
    answers = {"M6": "2024-2026", "H7": "same"}
    brought = bring_into(None, before, "plan.docx", answers)
    assert brought and not any(name.endswith(".png") for name in brought.files)
    mine = dict(brought.files)
    mine["plan.md"] += b"\nA line by hand.\n"
    found = bring_into(MemoryFolder(mine, "tides"), after_, "corrected.docx", answers)
    assert found and found.merged and not found.merged.open and not found.lost
    (name,) = (name for name in found.files if name.endswith(".png"))
    now = {**mine, **found.files}
    assert read_image(name, now[name]).width == 8
    assert f"![The coast at low tide]({name})" in now["plan.md"].decode()
    assert "A line by hand." in now["plan.md"].decode()
    assert prepare(MemoryFolder(now, "tides")).document


def test_the_same_words_changed_on_both_sides_are_a_conflict(first: Texts) -> None:
    mine = edited(first, "plan.md", ("identifies the below", "lists the below"))
    data = corrected(lambda line: line.replace("identifies the below", "names the below"))
    found = again(mine, data)
    assert found.merged
    (conflict,) = found.merged.open
    assert (conflict.number, conflict.source.file) == (1, "tides/plan.md")
    problem = conflict.problem
    assert "lists the below" in problem.message and "names the below" in problem.message
    assert "identifies the below" in problem.message and "--take-file 1" in problem.hint
    kept, taken = (after(mine, again(mine, data, side))["plan.md"] for side in ("mine", "file"))
    assert kept == mine["plan.md"]
    wanted = first["plan.md"].replace("identifies the below", "names the below")
    assert taken.split() == wanted.split()  # wherever lines end


def test_the_same_change_on_both_sides_is_none(first: Texts) -> None:
    mine = edited(first, "plan.md", ("identifies the below", "names the below"))
    found = again(mine, corrected(lambda line: line.replace("identifies the below", "names the below")))
    assert found.merged and not found.merged.conflicts and set(found.files) == {"import.yaml"}


def test_the_same_file_changes_nothing(first: Texts) -> None:
    files = {name: text.encode() for name, text in first.items()}
    assert bring_into(MemoryFolder(files, "tides"), PLAN, "another name.docx") is None


def test_saved_anew_the_same_words_change_nothing(first: Texts) -> None:
    """The same words in a file of other bytes."""
    mine = edited(first, "plan.md", ("identifies the below", "names the below"))
    found = again(mine, typed.typed_plan(split=False))
    assert set(found.files) == {"import.yaml"}


def test_a_folder_that_no_import_made_is_refused(first: Texts) -> None:
    files = {name: text.encode() for name, text in first.items() if name != "import.yaml"}
    with pytest.raises(OutputError, match="no import made"):
        bring_into(MemoryFolder(files, "tides"), typed.typed_plan(), "plan.docx")


def test_actions_that_come_go_and_move_keep_their_ids(first: Texts) -> None:
    """An id is made of the first words; so a file in which an action is gone gives its id to the next one
    that begins with the same words."""
    mine = edited(
        first,
        "actions.yaml",
        (
            "  interest:\n    - member: IOM\n",
            "  interest:\n    - member: IOM\n  status:\n    state: ongoing\n",
        ),
    )
    ids = re.findall(r"(?m)^- id: (.+)", first["actions.yaml"])

    def without_the_first(line: str) -> str:
        if re.match(r"1\. In close coordination", line):
            return ""
        return re.sub(r"^(\d+)(?=\. .*\t)", lambda found: str(int(found[1]) - 1), line)

    found = again(mine, corrected(without_the_first, split=False), "file")
    now = yaml.safe_load(after(mine, found)["actions.yaml"])
    assert [each["id"] for each in now] == ids[1:]
    assert all("status" not in each for each in now)


def test_new_pages_are_told() -> None:
    """Before, they were neither in the content nor told."""

    def file(about: str = "") -> bytes:
        return docx(FRONT + bold("Introduction") + paragraph("What to do.") + paragraph("And more.", about))

    made = bring_into(None, file(), "plan.docx")
    assert made
    found = bring_into(MemoryFolder(made.files, "tides"), file("<w:pageBreakBefore/>"), "corrected.docx")
    assert found and found.merged
    (told,) = found.merged.left
    assert "And more." in told.message and "page-break" in told.hint


@pytest.mark.parametrize("name", ["typed-notes", "nested-tables", "right-to-left", "two-action-tables"])
def test_a_hostile_file_saved_anew_changes_nothing(name: str) -> None:
    made = bring_into(None, FILES[name](), "plan.docx")
    assert made
    stream = BytesIO(FILES[name]())
    with ZipFile(stream, "a") as archive:
        archive.comment = b"saved anew"
    found = bring_into(MemoryFolder(made.files, "tides"), stream.getvalue(), "plan.docx")
    assert found and found.merged and not found.merged.left
    assert set(found.files) == {"import.yaml"}


def test_the_command_writes_nothing_before_somebody_chose(tmp_path: Path) -> None:
    directory, report = tmp_path / "tides", tmp_path / "tides-import.md"
    plan, better = tmp_path / "plan.docx", tmp_path / "plan corrected.docx"
    plan.write_bytes(PLAN)
    better.write_bytes(corrected(lambda line: line.replace("identifies the below", "names the below")))
    assert CliRunner().invoke(import_, [str(plan), str(directory), "-q"]).exit_code == 0
    text = directory / "plan.md"
    text.write_text(text.read_text("utf-8").replace("identifies the below", "lists the below"), "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    command = [str(better), str(directory)]
    with pytest.raises(ContentError) as raised:
        CliRunner().invoke(import_, command, catch_exceptions=False)
    asked, how = raised.value.problems
    assert "“…" in asked.message and asked.place.file == str(text)
    assert "--keep-mine all" in how.hint and str(directory) in how.hint
    dry = CliRunner().invoke(import_, [*command, "--dry-run", "--take-file", "1"])
    assert "from the file: 1" in dry.output and "nothing was written" in dry.output
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert CliRunner().invoke(import_, [*command, "--take-file", "2"]).exit_code == 2  # no such conflict
    done = CliRunner().invoke(import_, [*command, "--take-file", "1"])
    assert done.exit_code == 0, done.output
    assert "names the below" in text.read_text("utf-8")
    assert "the file's words were taken" in report.read_text("utf-8")
    again = CliRunner().invoke(import_, command)
    assert again.exit_code == 0 and "nothing changes" in again.output
