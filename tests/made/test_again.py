"""Nothing is made twice, and nothing is left as it was that would be made otherwise now."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.given.sent import copies
from tests.contents import MANUSCRIPT, write_content
from workplan.cli import main
from workplan.content.load import load
from workplan.editions.freeze import freeze
from workplan.made.program import fingerprint
from workplan.made.records import MadeFile, Records

PAPER = "---\ntitle: {}\nmeeting: tenth\ndate: 2031-05-01\n---\n\n{}\n"
MEETING = """\
name: Tenth Annual Meeting
place: Bangkok
dates: {start: 2031-11-12}
agenda:
  - {title: Reports, papers: [one, two]}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return with_papers(tmp_path / "content")


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other tests have made is not known."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def with_papers(folder: Path) -> Path:
    write_content(folder)
    for name, words in (("one", "The first paper."), ("two", "The second paper.\n\n:::{priorities}\n:::")):
        (folder / "papers").mkdir(exist_ok=True)
        (folder / f"papers/{name}.md").write_text(PAPER.format(f"Paper {name}", words))
    (folder / "meetings").mkdir()
    (folder / "meetings/tenth.yaml").write_text(MEETING)
    return folder


def run(command: str, content: Path, output: Path, *words: str) -> Result:
    arguments = [*command.split(), "--content", str(content), "--output", str(output), *words]
    return CliRunner().invoke(main, arguments)


def build(content: Path, output: Path, *words: str) -> Result:
    return run("build --all --format html", content, output, *words)


def told(result: Result, beginning: str = "", end: str = "") -> list[str]:
    """The names of the files of which a line is said that begins and ends so."""
    lines = (line for line in result.stdout.splitlines() if line.startswith(beginning) and end in line)
    return sorted(Path(line.removeprefix(beginning).split(" ")[0]).name for line in lines if ".html" in line)


def test_a_build_that_is_given_again_says_that_nothing_has_changed(content: Path, tmp_path: Path) -> None:
    """Before, it made everything anew."""
    out = tmp_path / "out"
    first = build(content, out)
    made = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    again = build(content, out)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert len(made) == len(told(first, "wrote ")) == len(told(again, end=" is up to date ")) == 3
    assert not told(again, "wrote ")
    assert "nothing has changed since 20" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == made
    # All else is said again: what is doubtful in the content, and what comes next.
    assert again.stderr == first.stderr
    assert again.stdout.splitlines()[-2:] == first.stdout.splitlines()[-2:]
    assert "next, " in again.stdout
    forced = build(content, out, "--force")
    assert len(told(forced, "wrote ")) == 3


def test_warnings_are_errors_again(content: Path, tmp_path: Path) -> None:
    (content / "papers/one.md").write_text(PAPER.format("One", "On [[a day]]."))
    first = build(content, tmp_path / "out")
    assert "a blank" in first.stderr
    assert build(content, tmp_path / "out").stderr == first.stderr
    assert build(content, tmp_path / "out", "--fail-on-warnings").exit_code == 1


def test_a_change_in_one_paper_makes_that_paper_alone(content: Path, tmp_path: Path) -> None:
    build(content, tmp_path / "out")
    (content / "papers/one.md").write_text(PAPER.format("Paper one", "Other words."))
    changed = build(content, tmp_path / "out")
    assert told(changed, "wrote ") == ["one-draft.html"]
    assert len(told(changed, end=" is up to date ")) == 2
    (content / "papers/two.md").open("a").write("\n% A remark, which is never printed.\n")
    assert not told(build(content, tmp_path / "out"), "wrote ")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def _huge(path: Path) -> None:
    os.truncate(path, 1 << 33)  # without taking any room


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda path: path.write_text("edited"), _pipe, _device, _huge]
)
def test_a_file_that_is_gone_or_edited_is_made_again(
    content: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    """Before, a pipe or a device in its place was read for ever, and a huge file to its end."""
    build(content, tmp_path / "out")
    path = tmp_path / "out/two-draft.html"
    before = path.read_bytes()
    damage(path)
    assert told(build(content, tmp_path / "out"), "wrote ") == [path.name]
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [_pipe, _device, _huge])
def test_records_without_an_end_are_none(
    content: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    """Before, they were read for ever."""
    build(content, tmp_path / "out")
    damage(Records(tmp_path / "out")._file)
    assert len(told(build(content, tmp_path / "out"), "wrote ")) == 3
    assert not told(build(content, tmp_path / "out"), "wrote ")


def test_what_was_not_read_back_is_made_again_where_that_is_asked_for(content: Path, tmp_path: Path) -> None:
    build(content, tmp_path / "out", "--no-verify")
    assert len(told(build(content, tmp_path / "out"), "wrote ")) == 3
    assert not told(build(content, tmp_path / "out", "--no-verify"), "wrote ")


def test_a_house_template_that_was_edited(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, out = tmp_path / "house.docx", tmp_path / "out"
    run("build --format docx", content, tmp_path)
    (made,) = tmp_path.glob("*.docx")
    made.rename(house)
    words = ("--reference-docx", str(house))
    assert "wrote" in run("build --format docx", content, out, *words).stdout
    assert "wrote" not in run("build --format docx", content, out, *words).stdout
    run("build one --format docx", content, tmp_path)
    next(tmp_path.glob("one*.docx")).replace(house)
    assert "wrote" in run("build --format docx", content, out, *words).stdout


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True)


def test_what_git_says_is_asked_again(content: Path, tmp_path: Path) -> None:
    """A revision such as HEAD is another one tomorrow."""
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        git(content, *words)
    (content / "papers/one.md").write_text(PAPER.format("One", ":::{changes}\n:since: git:HEAD\n:::"))
    out = tmp_path / "out"
    assert build(content, out).exit_code == 0
    again = build(content, out)
    assert not told(again, "wrote ")
    assert "nothing has changed since" in again.stdout  # before, nothing was known
    actions = (content / "actions.yaml").read_text()
    (content / "actions.yaml").write_text(actions.replace("*tide*", "sea"))
    git(content, "commit", "-qam", "two")
    (content / "actions.yaml").write_text(actions)
    assert "one-draft.html" in told(build(content, out), "wrote ")


def amended(content: Path, folder: Path) -> Path:
    """The same content, in which one more thing is said."""
    copytree(content, folder)
    (folder / "plan.md").open("a").write("\nOne more thing.\n")
    return folder


def redline(content: Path, output: Path, *words: str) -> Result:
    return run("redline", content, output, *words, "--format", "html", "--format", "md")


@pytest.mark.parametrize("named", ["folder", "edition", "revision", "file"])
def test_a_redline_is_not_made_twice(content: Path, tmp_path: Path, named: str) -> None:
    """Before, both sides were loaded, composed and compared again, whatever was named."""
    out, now = tmp_path / "out", amended(content, tmp_path / "now")
    plan = load(content).plan
    label, edition = plan.identity.edition.label, freeze(plan, (plan.identity.edition,))
    before = {"folder": str(content), "edition": label, "revision": "git:HEAD"}.get(named, "")
    if named == "edition":
        (now / "editions").mkdir()
        (now / f"editions/{label}.yaml").write_text(edition)
    if named == "revision":
        git(tmp_path, "init", "-q")
        git(tmp_path, "add", "now")
        git(tmp_path, "commit", "-qm", "one")
        (now / "plan.md").open("a").write("\nAnd another.\n")
    if named == "file":
        before = str(tmp_path / "one.yaml")
        Path(before).write_text(edition)
    first = redline(now, out, before)
    made = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    again = redline(now, out, before)
    assert (len(made), first.exit_code, again.exit_code) == (2, 0, 0), first.output
    assert "nothing has changed since 20" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == made
    assert again.stderr == first.stderr
    besides = [line for line in again.stdout.splitlines() if not re.search("nothing has|up to date", line)]
    assert besides == [line for line in first.stdout.splitlines() if not line.startswith("wrote ")]
    assert "nothing has changed since" not in redline(now, out, before, "--force").stdout
    (now / "plan.md").open("a").write("\nThe last thing.\n")
    assert "wrote " in redline(now, out, before).stdout


def test_a_redline_of_what_is_another_now_is_made_anew(content: Path, tmp_path: Path) -> None:
    out, now = tmp_path / "out", amended(content, tmp_path / "now")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "now")
    git(tmp_path, "commit", "-qm", "one")
    (now / "plan.md").open("a").write("\nAnd another.\n")

    def is_known(*words: str) -> bool:
        found = redline(now, out, *words)
        assert found.exit_code == 0, found.output
        return "nothing has changed since" in found.stdout

    assert [is_known("git:HEAD"), is_known("git:HEAD")] == [False, True]
    git(tmp_path, "commit", "-qm", "nothing of this folder", "--allow-empty")
    assert is_known("git:HEAD")
    git(tmp_path, "commit", "-qam", "two")
    (now / "plan.md").open("a").write("\nAnd a third.\n")
    assert [is_known("git:HEAD"), is_known("git:HEAD")] == [False, True]
    assert [is_known(str(content)), is_known(str(content))] == [False, True]
    (content / "actions.yaml").write_text((content / "actions.yaml").read_text().replace("*tide*", "sea"))
    assert [is_known(str(content)), is_known(str(content), "--author", "A")] == [False, False]
    same = [redline(now, out, str(now)).stdout for _ in range(2)]
    assert same[0] == same[1]
    assert same[0].startswith("nothing changed from ")


@pytest.mark.slow
def test_a_pack_is_not_made_twice(content: Path, tmp_path: Path) -> None:
    first = run("pack tenth", content, tmp_path / "out")
    assert first.exit_code == 0, first.output
    again = run("pack tenth", content, tmp_path / "out")
    assert "nothing has changed since" in again.stdout
    assert [
        line for line in again.stdout.splitlines() if "up to date" not in line and "changed" not in line
    ] == [line for line in first.stdout.splitlines() if not line.startswith("wrote ")]
    (content / "papers/two.md").open("a").write("\nAnd more.\n")
    assert "wrote " in run("pack tenth", content, tmp_path / "out").stdout


def how(result: Result) -> list[str]:
    """What was done for each paper, in short."""
    beginnings = ("made and compared", "made before")
    return [line.partition(" (")[0] for line in result.stdout.splitlines() if line.startswith(beginnings)]


@pytest.mark.slow
def test_a_change_in_one_paper_of_a_pack_makes_that_paper_alone(
    content: Path, tmp_path: Path, own_cache: None
) -> None:
    """Before, a pack made all of its papers each time, unless somebody had built them into its folder."""
    new, known = "made and compared pdf, docx", "made before: pdf, docx"
    assert how(run("pack tenth -v", content, tmp_path / "out")) == [new, new]
    (content / "papers/two.md").open("a").write("\nAnd more.\n")
    changed = run("pack tenth -v", content, tmp_path / "out")
    assert how(changed) == [known, new], changed.output
    # It is the pack that is made of everything, and so is one in another folder, made of what is known.
    anew = run("pack tenth -v --force", content, tmp_path / "anew")
    assert how(anew) == [new, new]
    assert how(run("pack tenth -v", content, tmp_path / "known")) == [known, known]
    for path in (tmp_path / "anew").iterdir():
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()
        assert (tmp_path / "known" / path.name).read_bytes() == path.read_bytes()


def test_what_was_issued_is_not_built_again(content: Path, tmp_path: Path) -> None:
    """Before, the first build behind an issue made all of it anew."""
    out = tmp_path / "out"
    issued = run("issue --paper one", content, out)
    assert issued.exit_code == 0, issued.output
    assert told(issued, "wrote ") == ["one.html"]
    built = run("build one", content, out)
    assert (told(built, "wrote "), told(built, end=" is up to date ")) == ([], ["one.html"])


@pytest.mark.slow
def test_copies_for_more_members_are_made_of_the_same_paper(
    content: Path, tmp_path: Path, own_cache: None
) -> None:
    """Before, each circulation made the paper anew."""
    first, second = (
        run(f"circulate one -v --to {member}", content, tmp_path / "out") for member in ("Pilots", "Harbours")
    )
    assert (how(first), how(second)) == (["made and compared pdf"], ["made before: pdf"]), second.output


def test_an_unaltered_pdf_is_known_without_making_it_again(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, `inspect` made the PDF anew, which took as long as the build."""
    run("build --format pdf", content, tmp_path / "out")
    (made,) = (tmp_path / "out").iterdir()
    monkeypatch.setattr("workplan.render.pdf.process.PdfProcess.__init__", None)  # nobody may start one
    found = CliRunner().invoke(main, ["inspect", str(made)])
    assert (found.exit_code, "unaltered: byte for byte" in found.stdout) == (0, True), found.output


def test_a_pdf_of_ours_is_known_under_another_name_and_elsewhere(content: Path, tmp_path: Path) -> None:
    """Before, `inspect` knew it by its name in its folder alone: it looked for a stamp, read the PDF back and
    made it anew, in five processes."""
    building = ["build", "--format", "pdf", "--content", str(content), "--output", str(tmp_path / "out")]
    python(f"from workplan.cli import main; main({building})")
    (tmp_path / "elsewhere").mkdir()
    (made,) = (tmp_path / "out").iterdir()
    sent = made.rename(tmp_path / "elsewhere/sent.pdf")
    told = python(f"""
import subprocess, sys
from workplan.cli import main
started, begin = [], subprocess.Popen.__init__
def noted(self, words, *args, **named):
    started.append(words[-1])
    begin(self, words, *args, **named)
subprocess.Popen.__init__ = noted
main({["inspect", str(sent)]}, standalone_mode=False)
print("started:", *started)
print("imported:", *sys.modules)
""").splitlines()
    assert any("unaltered: byte for byte" in line for line in told)
    assert told[-2] == "started: workplan.origins.pdf_worker"  # which takes the content out
    assert not {"weasyprint", "pikepdf", "pypdfium2"} & set(told[-1].split())


@pytest.fixture
def replies(content: Path, tmp_path: Path) -> Path:
    """The folder with the one copy that came back, in which somebody put in a word."""
    run("build --format docx", content, tmp_path / "sent")
    (sent,) = (tmp_path / "sent").iterdir()
    (tmp_path / "replies").mkdir()
    (copy,) = copies(sent.read_bytes(), 1, 1)
    (tmp_path / "replies/Fiji.docx").write_bytes(copy[1])
    return tmp_path / "replies"


def test_a_review_that_is_given_again_makes_no_pdf(
    content: Path, replies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, the paper of a matrix was made anew, and the PDF's process was on its way before it was known
    whether any is made."""
    words = ["review", str(replies), "--content", str(content), "--output", str(tmp_path / "meeting")]
    words += ["--format", "xlsx", "--format", "pdf"]
    first = CliRunner().invoke(main, words)
    assert first.exit_code == 0, first.output
    monkeypatch.setattr("workplan.render.pdf.process.PdfProcess.__init__", None)  # nobody may start one
    (content / "members.yaml").open("a").write("\n# a remark\n")  # nothing that the paper prints
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 0, again.output
    assert "nothing has changed" not in again.stdout
    assert [line for line in again.stdout.splitlines() if ".pdf" in line and "up to date" in line]
    assert CliRunner().invoke(main, [*words[:-2], "--force"]).exit_code == 0  # a spreadsheet alone
    assert CliRunner().invoke(main, [*words, "--force"]).exit_code != 0


def test_a_review_is_not_made_twice(
    content: Path, replies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before, all copies were read, and the tables and the compilation were made, each time."""
    (replies / "Thumbs.db").touch()
    words = ["review", str(replies), "--content", str(content), "--output", str(tmp_path / "meeting")]
    words += ["--format", "xlsx", "--format", "compilation"]
    first = CliRunner().invoke(main, words)
    assert first.exit_code == 0 and "left out" in first.stderr, first.output
    made = {path: path.stat().st_mtime_ns for path in (tmp_path / "meeting").rglob("*")}
    assert len(made) == 6  # of these, a folder with three
    with monkeypatch.context() as patched:
        patched.setattr("workplan.review.steps.collecting.collect", None)  # nobody may read the copies
        again = CliRunner().invoke(main, words)
    assert again.exit_code == 0, again.output
    assert "nothing has changed since 20" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "meeting").rglob("*")} == made
    assert again.stderr == first.stderr
    besides = [line for line in again.stdout.splitlines() if not re.search("nothing has|up to date", line)]
    assert besides == [line for line in first.stdout.splitlines() if not line.startswith("wrote ")]
    assert "nothing has changed since" not in CliRunner().invoke(main, [*words, "--force"]).stdout


def test_a_review_of_what_is_another_now_is_made_anew(content: Path, replies: Path, tmp_path: Path) -> None:
    """One change after the other: a copy has another name, there is one more, what a program left beside
    them, other content, files are gone, a decision is filled in into a matrix, also into one that is not
    written again."""
    words = ["review", str(replies), "--content", str(content), "--output", str(tmp_path / "meeting")]
    words += ["--format", "xlsx"]
    decided = matrix_with_decision(replies, content, tmp_path / "other")
    assert CliRunner().invoke(main, words).exit_code == 0
    xlsx = next((tmp_path / "meeting").glob("*.xlsx"))
    changes: list[Callable[[], object]] = [
        lambda: (replies / "Fiji.docx").rename(replies / "Samoa.docx"),
        lambda: (replies / "Tonga.docx").write_bytes((replies / "Samoa.docx").read_bytes()),
        (replies / "~$Fiji.docx").touch,
        lambda: (content / "plan.md").open("a").write("\nAnd another.\n"),
        xlsx.unlink,
        (xlsx.with_suffix(".files") / "Samoa.docx").unlink,
        lambda: filled_in(xlsx),
        lambda: xlsx.with_suffix(".yaml").write_text(decided),
    ]
    for change in changes:
        assert "nothing has changed since" in CliRunner().invoke(main, words).stdout
        change()
        now = CliRunner().invoke(main, words)
        assert (now.exit_code, "nothing has changed since" in now.stdout) == (0, False), now.output
    assert "1 decision made before" in CliRunner().invoke(main, words).stdout


def filled_in(path: Path) -> None:
    """A disposition is chosen in a spreadsheet."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Disposition"], "accept")
    book.save(path)


def matrix_with_decision(replies: Path, content: Path, output: Path) -> str:
    """The matrix as YAML, in which a disposition is chosen."""
    words = ["review", str(replies), "--content", str(content), "--output", str(output), "--format", "yaml"]
    assert CliRunner().invoke(main, words).exit_code == 0
    return next(output.glob("*.yaml")).read_text().replace("disposition:\n", "disposition: accept\n", 1)


def python(code: str) -> str:
    """What a Python says that begins with nothing."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", ["LC_ALL", "SOURCE_DATE_EPOCH", "FONTCONFIG_PATH"])
def test_the_environment_is_part_of_what_files_are_made_of(name: str) -> None:
    asked = [sys.executable, "-c", "from workplan.made.program import fingerprint; print(fingerprint())"]
    found = {
        subprocess.run(asked, env=os.environ | {name: value}, capture_output=True, check=True).stdout
        for value in ("1", "2")
    }
    assert len(found) == 2


def test_records_that_are_damaged_or_cannot_be_kept_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    known = MadeFile("1", "2", checked=True)
    Records(tmp_path / "out").keep({"plan.pdf": known}, {})
    assert Records(tmp_path / "out").file("plan.pdf") == known
    (kept,) = (tmp_path / "cache/workplan/made").iterdir()
    assert str(tmp_path) not in kept.read_text()
    for damaged in (
        "",
        "[]",
        '{"form": 1, "files": {"plan.pdf": {}}, "runs": {}}',
        '{"form": 1}',
        json.dumps(kept.name),
    ):
        kept.write_text(damaged)
        assert Records(tmp_path / "out").file("plan.pdf") is None
        assert Records(tmp_path / "out").run("one") is None
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    Records(tmp_path / "out").keep({"plan.pdf": known}, {})


#: An edit: a file by its number, a place in it by its share of the text, and what comes for one letter.
EDITS = st.tuples(
    st.integers(0, 9), st.floats(0, 1, exclude_max=True), st.sampled_from(["", "x", "xy", "\n", "[[", " "])
)


@settings(max_examples=25)
@given(st.lists(EDITS, min_size=1, max_size=2))
@example([(0, 0.99, "x")])
def test_after_any_edit_the_files_are_those_of_a_build_of_everything(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, float, str]]
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    content = with_papers(folder / "content")
    assert build(content, folder / "out").exit_code == 0
    for number, share, words in edits:
        files = sorted(path for path in content.rglob("*") if path.is_file())
        path = files[number % len(files)]
        text = path.read_text()
        at = int(share * len(text))
        path.write_text(text[:at] + words + text[at + 1 :])
    now, anew = build(content, folder / "out"), build(content, folder / "anew", "--force")
    assert now.exit_code == anew.exit_code
    assert now.stderr == anew.stderr
    if anew.exit_code == 0:
        for path in (folder / "anew").iterdir():
            assert (folder / "out" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: (content / "papers/three.md").write_text(PAPER.format("Three", "Words.")),
        lambda content: (content / "papers/two.md").unlink(),
        lambda content: (content / "meetings/tenth.yaml").write_text(MEETING.replace("Bangkok", "Jakarta")),
        lambda content: (content / "plan.md").write_text(f"{MANUSCRIPT}\nMore.\n"),
        lambda content: (content / "appendices/09-more.md").write_text("# More\n"),
    ],
)
def test_files_that_come_and_go(content: Path, tmp_path: Path, edit: Callable[[Path], object]) -> None:
    build(content, tmp_path / "out")
    edit(content)
    now, anew = build(content, tmp_path / "out"), build(content, tmp_path / "anew", "--force")
    assert "nothing has changed" not in now.stdout
    assert (now.exit_code, now.stderr) == (anew.exit_code, anew.stderr)
    for path in (tmp_path / "anew").glob("*"):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()


def test_the_program_has_a_fingerprint() -> None:
    assert fingerprint()
