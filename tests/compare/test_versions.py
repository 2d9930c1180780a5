"""`redline` as its users meet it: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from tests.contents import ACTIONS, PLAN, write_content
from tests.documents import sample
from tests.warm import run
from tests.word.reading import xml
from workplan.compare.versions import NothingInCommonError, redline
from workplan.content.words.wording import Wording
from workplan.document.tree import Paragraph, Text
from workplan.errors import ExitCode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Content with an issued edition, and changed since."""
    folder = write_content(tmp_path / "content")
    issued = run("issue", "--content", folder, "--output", tmp_path / "issued", "--quiet")
    assert issued.returncode == 0, issued.stderr
    amend(folder)
    return folder


def amend(folder: Path) -> None:
    (folder / "actions.yaml").write_text(ACTIONS.replace("Measure the *tide*", "Record the *tide*"))


def written(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_three_files_of_what_changed_since_an_edition(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("redline", "2031", "--content", content, "--output", out, "--author", "Secretariat")
    assert (result.returncode, result.stderr) == (0, "")
    stem = "forward-work-plan-2031-2033-redline-2031-draft-after-2031"
    assert written(out) == [f"{stem}.{kind}" for kind in ("docx", "html", "pdf")]
    assert result.stdout.startswith("compared the edition 2031 with the content in ")
    document = xml((out / f"{stem}.docx").read_bytes(), "word/document.xml")
    (deletion,) = document.iter(f"{W}del")
    assert "".join(deletion.itertext()) == "Measure"
    assert deletion.get(f"{W}author") == "Secretariat"
    assert deletion.get(f"{W}date") == "2031-03-01T00:00:00Z"
    page = etree.HTML((out / f"{stem}.html").read_text(encoding="utf-8"))
    assert [str(t) for t in page.xpath("//h2/text()")][:3] == [
        "Contents",
        "Summary of changes",
        "Text with changes marked",
    ]
    said = subprocess.run(["pdftotext", out / f"{stem}.pdf", "-"], capture_output=True, text=True, check=True)
    assert "Action 1: “Measure the tide” changed to “Record the tide”" in said.stdout
    assert page.xpath("//footer")[0].xpath("string()").strip().endswith("changes since 2031")


def test_the_summary_alone(content: Path, tmp_path: Path) -> None:
    words = ("redline", "2031", "--content", content, "--output", tmp_path / "out", "--quiet")
    result = run(*words, "--format", "md", "--format", "json")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    markdown, data = (next((tmp_path / "out").glob(f"*.{kind}")) for kind in ("md", "json"))
    assert "- Action 1: “Measure the tide” changed to “Record the tide”\n" in markdown.read_text(
        encoding="utf-8"
    )
    assert json.loads(data.read_text(encoding="utf-8"))["changes"][0]["id"] == "measure"


def test_nothing_changed_is_said_and_nothing_written(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("redline", "2031", "2031", "--content", content, "--output", out)
    assert result.returncode == 0
    assert (
        result.stdout == "nothing changed from the edition 2031 to the edition 2031: no redline was written\n"
    )
    assert not out.exists()


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_from_an_issued_file(content: Path, tmp_path: Path, kind: str) -> None:
    issued = next((tmp_path / "issued").glob(f"*.{kind}"))
    out = tmp_path / "out"
    result = run("redline", issued, "--content", content, "--output", out, "--format", "md")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(written(out)) == 1


def test_from_a_git_revision_and_a_folder(content: Path, tmp_path: Path) -> None:
    (content / "actions.yaml").write_text(ACTIONS)
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", content, *words], check=True)
    before = tmp_path / "before"
    shutil.copytree(content, before)
    amend(content)
    for name in ("git:HEAD", str(before)):
        out = tmp_path / f"out-{name.replace('/', '-')}"
        result = run("redline", name, "--content", content, "--output", out, "--format", "md")
        assert (result.returncode, result.stderr) == (0, "")
        assert "“Measure the tide” changed to “Record the tide”" in next(out.iterdir()).read_text(
            encoding="utf-8"
        )


def test_two_drafts_of_one_label_are_told_apart_everywhere(content: Path, tmp_path: Path) -> None:
    """Before, every format said "2031 (draft) compared with 2031 (draft)", and Word said nothing at all."""
    other, out = tmp_path / "other", tmp_path / "out"
    shutil.copytree(content, other)
    (other / "actions.yaml").write_text(ACTIONS.replace("Measure the *tide*", "Watch the *tide*"))
    result = run(
        *("redline", other, "--content", content, "--output", out),
        *chain.from_iterable(("--format", kind) for kind in ("pdf", "docx", "html", "md", "json")),
    )
    assert (result.returncode, result.stderr) == (0, "")
    files = {path.suffix: path for path in out.iterdir()}
    data = json.loads(files[".json"].read_text(encoding="utf-8"))
    assert data["before"] != data["after"]
    for label, digest in zip((data["before"], data["after"]), data["fingerprints"].values(), strict=True):
        assert label == f"draft after 2031, fingerprint {digest[:8]}"
        assert digest[:8] in files[".json"].name
        printed = subprocess.run(
            ["pdftotext", "-l", "1", files[".pdf"], "-"], capture_output=True, text=True, check=True
        )
        first_page = etree.tostring(xml(files[".docx"].read_bytes(), first_header(files[".docx"])))
        for said in (
            " ".join(printed.stdout.split()),
            first_page.decode(),
            files[".html"].read_text(encoding="utf-8"),
            files[".md"].read_text(encoding="utf-8").replace("\\", ""),
            result.stdout,
        ):
            assert label in said


def first_header(file: Path) -> str:
    """The name of the part that is the header of a Word file's first page."""
    main, relations = (
        xml(file.read_bytes(), name) for name in ("word/document.xml", "word/_rels/document.xml.rels")
    )
    (reference,) = main.xpath("//*[local-name()='headerReference'][@*[local-name()='type']='first']")
    id = next(value for name, value in reference.attrib.items() if name.endswith("}id"))
    return next(f"word/{r.get('Target')}" for r in relations if r.get("Id") == id)


def test_what_it_refuses(content: Path, tmp_path: Path) -> None:
    """A name that nothing has, a file that is not ours, a redline of ours, content with errors."""
    stranger = tmp_path / "letter.docx"
    stranger.write_bytes(b"Dear Sir")
    marked = tmp_path / "marked.docx"
    words = ("redline", "2031", "--content", content, "--output", tmp_path / "redline", "--format", "docx")
    assert run(*words).returncode == 0
    shutil.copy(next((tmp_path / "redline").iterdir()), marked)
    broken = tmp_path / "broken"
    shutil.copytree(content, broken)
    (broken / "plan.yaml").write_text(PLAN + "unknown: 1\n")
    for name, code, said in (
        ("2030", ExitCode.FILE, "nothing is called"),
        ("git:nowhere", ExitCode.FILE, "git repository"),
        (stranger, ExitCode.FILE, "letter.docx"),
        (marked, ExitCode.FILE, "is a redline, from the edition 2031 to a draft after the edition 2031"),
        (broken, ExitCode.CONTENT, "unknown"),
    ):
        out = tmp_path / "out"
        result = run("redline", name, "--content", content, "--output", out)
        assert result.returncode == code, result.stderr
        assert said in result.stderr
        assert "Traceback" not in result.stderr
        assert not out.exists()


def test_two_plans_with_nothing_in_common(content: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_content(other)
    (other / "actions.yaml").write_text(
        "- {id: walk, action: Promenade daily beside canals, linked_priorities: [wander]}\n"
    )
    (other / "priorities.yaml").write_text("- {id: wander, text: Wandering}\n")
    (other / "footnotes.yaml").unlink()
    shutil.rmtree(other / "appendices")
    heading = ":::{action-items}\n:action: Deed\n:interest: Who\n:status: Now\n:summary: Deeds\n:::\n"
    (other / "plan.md").write_text(f"# Deeds\n\n{heading}\n# Aims\n\n:::{{priorities}}\n:::\n")
    (other / "plan.yaml").write_text(
        PLAN.replace("The Tide Process", "Walkers")
        .replace("Working Group on Tides", "Ramblers")
        .replace("Forward Work Plan: 2031-2033", "Strolls")
    )
    result = run("redline", "2031", other, "--content", content, "--output", tmp_path / "out")
    assert result.returncode == ExitCode.FILE, result.stderr
    assert "have nothing in common" in result.stderr
    assert not (tmp_path / "out").exists()


def test_documents_without_a_common_word_are_refused() -> None:
    old = sample()
    other = sample()
    new = type(other)(
        other.properties, other.terms, (Paragraph("title", (Text("Quite another"),), "title"),), ()
    )
    with pytest.raises(NothingInCommonError, match="nothing in common"):
        redline(old, new, Wording())


def test_help_has_examples() -> None:
    words = run("redline", "--help").stdout
    assert "generate.py redline 2021\n" in words
