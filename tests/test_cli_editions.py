"""Editions on the command line: issue, build an old one, inspect, restore."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from tests.contents import FOOTNOTES, MANUSCRIPT, write_content
from tests.origins import carriers
from tests.warm import run
from workplan import __version__
from workplan.errors import ExitCode

STEM = "forward-work-plan-2031-2033"
NOTES = "word/footnotes.xml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    history = "\n# Editions\n\n:::{edition-history}\n:::\n"
    return write_content(tmp_path / "content", plan_md=MANUSCRIPT + history)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.mark.slow
def test_an_old_edition_is_rebuilt_byte_for_byte(content: Path, tmp_path: Path) -> None:
    issued = tmp_path / "issued"
    result = run("issue", "--content", content, "--output", issued, "--note", "The *first*")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("issued the edition 2031 of 2031-03-01\nwrote ")
    assert "(draft)" not in (issued / f"{STEM}.html").read_text("utf-8")
    assert "The *first*" in (issued / f"{STEM}.html").read_text("utf-8")
    run("build", "--content", content, "--output", tmp_path / "same")
    assert files(tmp_path / "same") == files(issued)

    (content / "footnotes.yaml").write_text(FOOTNOTES.replace("No wind", "Little wind"))
    assert run("issue", "--content", content, "--output", tmp_path / "no").returncode == ExitCode.CONTENT
    assert not (tmp_path / "no").exists()
    draft = run("build", "--content", content, "--output", tmp_path / "draft", "--format", "html")
    assert 'warning: the edition "2031" was issued, and the content has changed' in draft.stderr
    assert 'such as "2031/Rev.1"' in draft.stderr
    assert "raft after 2031" in (tmp_path / "draft" / f"{STEM}-draft.html").read_text("utf-8")
    second = run("issue", "--content", content, "--label", "2031/Rev.1", "--output", tmp_path / "second")
    assert second.returncode == 0
    named = {Path(name).stem for name in files(tmp_path / "second")}
    assert named == {f"{STEM}-2031-rev-1"}  # before, as the first edition is, in whose place they came
    for edition, folder in {"2031": issued, "2031/Rev.1": tmp_path / "second"}.items():
        again = tmp_path / f"again {edition}".replace("/", " ")
        assert run("build", "--content", content, "--edition", edition, "--output", again).returncode == 0
        assert files(again) == files(folder)


@dataclass(frozen=True)
class Workshop:
    """A content folder of which an edition was issued and that changed since; the files of both, and of the
    redline between them, in folders of those names."""

    content: Path
    files: Path

    def file(self, folder: str, kind: str) -> Path:
        (found,) = (self.files / folder).glob(f"*.{kind}")
        return found


def made(*words: str | Path) -> None:
    """Make files; of a draft that has the label of an edition, there is a warning and nothing more."""
    result = run(*words, "--quiet")
    assert (result.returncode, result.stderr.count("warning")) == (
        0,
        result.stderr.count("was issued, and the"),
    )


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    top = tmp_path_factory.mktemp("workshop")
    content = write_content(top / "content")
    to = ("--content", content, "--output")
    made("issue", *to, top / "issued")
    (content / "footnotes.yaml").write_text(FOOTNOTES.replace("No wind", "Little wind"))
    made("build", *to, top / "for review", "--edition", "2031", "--for-review", "--format", "docx")
    made("build", *to, top / "draft")
    made("redline", "2031", *to, top / "redline", "--author", "Ann", "--date", "2031-06-01")
    made("redline", "2031", *to, top / "short", "--no-summary", "--format", "pdf")
    return Workshop(content, top)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["issued", "draft"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_from_a_file_to_its_content_and_back(
    workshop: Workshop, tmp_path: Path, folder: str, kind: str
) -> None:
    """What `inspect` says of it, and that the content which `restore` takes out of it builds it again."""
    file = workshop.file(folder, kind)
    found = run("inspect", file)
    assert (found.returncode, found.stderr) == (0, "")
    assert f"made by:  workplan {__version__}\n" in found.stdout
    standing = (
        "2031 of 2031-03-01, issued" if folder == "issued" else "draft after 2031 of 2031-03-01, not issued"
    )
    assert f"edition:  {standing}\n" in found.stdout
    assert "unaltered: byte for byte what this program makes of its content" in found.stdout
    restored = run("restore", file, tmp_path / "restored")
    draft = "" if folder == "issued" else "the draft after "
    assert restored.stdout.startswith(f"restored {draft}the edition 2031 in ")
    assert b"harbours@example.org" not in b"".join(files(tmp_path / "restored").values())
    made("build", "--content", tmp_path / "restored", "--output", tmp_path / "again")
    assert files(tmp_path / "again") == files(workshop.files / folder)
    again = run("restore", file, tmp_path / "restored")
    assert again.returncode == ExitCode.OUTPUT and "is not empty" in again.stderr


@pytest.mark.slow
def test_an_edition_that_is_sent_for_review_is_unaltered(workshop: Workshop) -> None:
    """Track Changes is on in it, and `inspect` makes it anew so."""
    sent, issued = (workshop.file(folder, "docx") for folder in ("for review", "issued"))
    assert sent.read_bytes() != issued.read_bytes()
    found = run("inspect", sent)
    assert (found.returncode, found.stderr) == (0, "")
    assert "unaltered: byte for byte what this program makes of its content" in found.stdout


@pytest.mark.slow
def test_a_redline_is_inspected_and_restored(workshop: Workshop, tmp_path: Path) -> None:
    for folder, kind in (("redline", "pdf"), ("redline", "docx"), ("short", "pdf")):
        file = workshop.file(folder, kind)
        found = run("inspect", file)
        assert (found.returncode, found.stderr) == (0, ""), found.stdout
        assert ", a redline of Forward Work Plan: 2031-2033" in found.stdout
        after = "draft after 2031 of 2031-03-01, not issued"
        assert f"from 2031 of 2031-03-01, issued; to {after}\n" in found.stdout
        assert "unaltered: byte for byte" in found.stdout
    after, before = tmp_path / "after", tmp_path / "before"
    restored = run("restore", file, after)
    assert restored.stdout.startswith("restored the draft after the edition 2031 in ")
    assert "is a redline: this is what it goes to; it comes from the edition 2031 (restore --before)" in (
        restored.stdout
    )
    made("restore", "--before", file, before)
    for restored_to, folder in ((after, "draft"), (before, "issued")):
        words = ("--content", restored_to, "--output", tmp_path / folder, "--format", "html")
        made("build", *words)
        html = f"{STEM}{'-draft' * (folder == 'draft')}.html"
        assert files(tmp_path / folder) == {html: (workshop.files / folder / html).read_bytes()}
    issued = run("restore", "--before", workshop.file("issued", "pdf"), tmp_path / "none")
    assert issued.returncode == ExitCode.FILE and "is no redline" in issued.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.slow
def test_files_that_are_no_version_of_the_plan(workshop: Workshop, tmp_path: Path) -> None:
    """Redlines, an edited Word file, an altered attachment, another's PDF: refused on either side, with a
    message and a hint, and nothing written."""
    edited = tmp_path / "edited.docx"
    edited.write_bytes(
        carriers.changed(workshop.file("issued", "docx").read_bytes(), "No wind", "Wind", NOTES)
    )
    altered = tmp_path / "altered.pdf"
    with pikepdf.open(workshop.file("issued", "pdf")) as pdf:
        content = pdf.attachments["content.yaml"].get_file().read_bytes()
        pdf.attachments["content.yaml"].obj.EF.F.write(content.replace(b"No wind", b"Wind"))
        pdf.save(altered)
    other = tmp_path / "other.pdf"
    other.write_bytes(carriers.pdf("words", name="invoice.xml"))
    two = "is a redline, from the edition 2031 to a draft after the edition 2031: two versions, not one"
    for file, said, hint in (
        (workshop.file("redline", "pdf"), two, "name the version that you mean"),
        (workshop.file("redline", "docx"), two, "name the version that you mean"),
        (edited, "edited.docx was edited: ", "to compare with what the editors were given"),
        (altered, "altered.pdf: the content in it was altered", "ask for the file as it was issued"),
        (other, "it carries no content of a plan", "give a PDF that this program made"),
    ):
        for sides in ((file,), ("2031", file)):
            out = tmp_path / "out"
            result = run("redline", *sides, "--content", workshop.content, "--output", out)
            assert (result.returncode, result.stdout) == (ExitCode.FILE, "")
            assert said in result.stderr and f"hint: {hint}" in result.stderr
            assert not out.exists()
    for file, said in ((edited, "state:    altered: "), (altered, "content:  altered: ")):
        found = run("inspect", file)
        assert (found.returncode, found.stderr) == (ExitCode.FILE, "")
        assert said in found.stdout
    made("restore", edited, tmp_path / "baseline")
    assert b"No wind" in (tmp_path / "baseline" / "footnotes.yaml").read_bytes()
    assert run("restore", altered, tmp_path / "none").returncode == ExitCode.FILE
    assert not (tmp_path / "none").exists()


def test_unknown_and_altered_editions(content: Path, tmp_path: Path) -> None:
    words = ("build", "--content", content, "--output", tmp_path / "out", "--format", "html")
    unknown = run(*words, "--edition", "2031")
    assert unknown.returncode == ExitCode.CONTENT
    assert 'there is no edition "2031"' in unknown.stderr and "none was issued yet" in unknown.stderr
    run("issue", "--content", content, "--output", tmp_path / "issued")
    path = content / "editions" / "2031.yaml"
    path.write_text(path.read_text("utf-8").replace("calm: No wind.", "calm: Some wind."), "utf-8")
    altered = run(*words, "--edition", "2031")
    assert altered.returncode == ExitCode.CONTENT and "editions/2031.yaml:2:1: error: " in altered.stderr
    assert "it was changed since" in altered.stderr and "an issued edition is never changed" in altered.stderr
    today = run("build", "--content", content, "--output", tmp_path / "out", "--format", "html")
    assert today.returncode == ExitCode.CONTENT and "editions/2031.yaml:2:1: error: " in today.stderr
    assert not (tmp_path / "out").exists()
    found = run("inspect", path)
    assert found.returncode == ExitCode.FILE and "altered" in found.stdout
    assert run("restore", path, tmp_path / "restored").returncode == ExitCode.FILE
    assert not (tmp_path / "restored").exists()


def test_inspect_and_restore_refuse_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(carriers.pdf("words", name="invoice.xml"))
    (tmp_path / "altered.pdf").write_bytes(carriers.pdf("words", "0" * 64))
    for name, said in {
        "other.pdf": "carries no content",
        "none.pdf": "cannot read",
        ".": "cannot read",
    }.items():
        for command in (["inspect", tmp_path / name], ["restore", tmp_path / name, tmp_path / "new"]):
            result = run(*command)
            assert (result.returncode, result.stdout) == (ExitCode.FILE, "")
            assert said in result.stderr and "hint:" in result.stderr and "Traceback" not in result.stderr
    result = run("restore", tmp_path / "altered.pdf", tmp_path / "new")
    assert result.returncode == ExitCode.FILE and "was altered" in result.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--date", "1 March"], "a date is written year-month-day"),
        (["--date", "2018-01-01"], 'the date 2018-01-01 is before that of the edition "2019"'),
        (["--label", ""], 'the label cannot be "": it is empty'),
        (["--label", "../../x"], "each of its parts must have a letter or digit"),
        (["--note", " "], "the note cannot be"),
    ],
)
def test_what_cannot_be_an_edition(content: Path, tmp_path: Path, words: list[str], said: str) -> None:
    (content / "editions").mkdir()
    (content / "editions" / "history.yaml").write_text('- {label: "2019", date: 2019-01-01}\n')
    before = files(content)
    result = run("issue", "--content", content, "--output", tmp_path / "out", *words)
    assert result.returncode == ExitCode.USAGE
    assert said in result.stderr and "Traceback" not in result.stderr and "pydantic" not in result.stderr
    assert not (tmp_path / "out").exists() and files(content) == before
