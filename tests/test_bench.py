"""The benchmark measures what it says: limits, whole process trees, the same content for all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from time import thread_time
from types import ModuleType
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn

from bench import aims, before, ours, pairs
from bench.__main__ import said
from bench.given import sent
from bench.given.amended import amend
from bench.given.plans import write_plan
from bench.measuring import hooks
from bench.measuring.measure import CommandError, Limits, Measurement, _resident, _tree, run
from bench.measuring.runs import Runner
from bench.others import by_hand
from bench.others.commands import TYPST, Peer, missing
from bench.others.markdown import markdown
from bench.parts import copies, hostile, imports, packs, replies, stages
from bench.results import Results
from bench.tables import report
from bench.tables.growth import exponent, last_exponent
from bench.tasks import ALL, CHECK, REVIEW, Task
from tests.documents import sample
from tests.pack.papers import printed
from workplan.design.theme import theme
from workplan.word import write

if TYPE_CHECKING:
    from collections.abc import Sequence

AMPLE = Limits(seconds=60, memory=8 << 30)
MIB = 1 << 20

#: Holds 100 MiB for a while.
HOLD = "import time; held = b'x' * (100 << 20); time.sleep(0.5)"


def paragraphs(file: bytes) -> list[str]:
    """The words of all paragraphs, as python-docx reads them: tracked ones, too."""
    body = docx.Document(BytesIO(file)).element.body
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


def python(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script)


def test_what_a_command_says_is_kept() -> None:
    assert run(python("print('3.5')"), AMPLE).output == "3.5\n"


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(CommandError, match="no such plan"):
        run(python("raise SystemExit('no such plan')"), AMPLE)


def test_a_limit_of_time_ends_the_whole_tree() -> None:
    script = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', 'import time; time.sleep(60)'])"
    stopped = run(python(script), Limits(seconds=0.5, memory=AMPLE.memory))
    assert stopped.stopped == "time"


def test_a_limit_of_memory_is_a_result() -> None:
    assert run(python(HOLD), Limits(seconds=60, memory=50 * MIB)).stopped == "memory"


def test_memory_is_that_of_all_processes_together() -> None:
    alone = run(python(HOLD), AMPLE)
    script = (
        f"import subprocess, sys; a = subprocess.Popen([sys.executable, '-c', {HOLD!r}]); {HOLD}; a.wait()"
    )
    together = run(python(script), AMPLE)
    assert alone.peak > 100 * MIB
    assert together.peak > 200 * MIB, "the kernel's own figure is of the largest process alone"


def test_a_plan_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_plan(tmp_path / name, 30)
    for file in (tmp_path / "one").rglob("*.*"):
        assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()
    assert (tmp_path / "one/actions.yaml").read_text("utf-8").count("- id: ") == 30


def test_every_change_in_the_copies_has_a_row() -> None:
    assert [(found.copies, found.changes, found.rows) for found in replies.measure(((1, 4), (3, 5)))] == [
        (1, 4, 4),
        (3, 5, 15),
    ]


def test_a_pack_has_all_pages_of_its_papers() -> None:
    (one,) = packs.measure(AMPLE, (2,), actions=5)
    assert one.pages > 1 + 5
    assert min(one.merging, one.layout) > 0


def test_every_action_of_a_word_file_is_imported() -> None:
    (one,) = imports.measure((13,))
    assert (one.actions, one.lost) == (13, 0) and one.seconds > 0


def test_hostile_files_are_read_as_word_files() -> None:
    assert all(found.seconds > 0 and found.twice > 0 for found in hostile.measure(many=10))


def test_the_peers_get_every_note_and_row() -> None:
    document = sample()
    text = markdown(document)
    for note in document.notes:
        assert text.count(f"[^{note.number}]: ") == 1
    assert "| Members’ interest[^2] | Status[^3] |" in text
    assert r"Storms \<at\> \"sea\" & shore\." in text
    assert text.count("| [") == 4, "the header and three rows"


def test_typst_by_hand_has_every_note_once_and_every_row() -> None:
    """The same words as ours; and no more labels than links lead to, as nobody would type them."""
    document = sample()
    text = by_hand.typst(document)
    assert text.count("#footnote[") == len(document.notes)
    assert text.count("table.header(") == 1 and r"Storms \<at\> \"sea\" & shore\." in text
    assert all(f"<{name}>" in text for name in re.findall(r"#link\(<([^>]+)>", text))
    assert "footnote" not in by_hand.typst(document, notes=False)


def test_members_copies_are_edited_word_files(tmp_path: Path) -> None:
    """Each has its changes by its own author, and at places of its own."""
    write_plan(tmp_path / "plan", 5)
    places = []
    for member, file in sent.copies(write(ours.document(tmp_path / "plan"), theme()), 2, 4):
        words = paragraphs(file)
        places.append({at for at, text in enumerate(words) if text.endswith(f", as {member} proposes")})
    assert [len(found) for found in places] == [4, 4] and not places[0] & places[1]


def test_a_book_is_put_in_as_one_run() -> None:
    file = sent.with_words(write(sample(), theme()), "The tide rises. ", 1_000)
    assert sum(text.count("The tide rises.") for text in paragraphs(file)) == 62


def test_growth_is_the_exponent_of_the_processors_time() -> None:
    """Quadratic is 2; what is smaller than what is fitted from, or was stopped, does not count."""
    measured = ((11, 9, ""), (100, 2, ""), (1000, 200, ""), (3000, 1800, ""), (9000, 2, "time"))
    lines = [report.Line(size, "pdf", wall=1, cpu=cpu, peak=1, stopped=why) for size, cpu, why in measured]
    assert report.growth(lines) == pytest.approx(2)
    assert report.growth(lines[:2]) is None


def test_what_turns_quadratic_shows_between_the_largest_sizes() -> None:
    times = [(100, 1.0), (1000, 10.0), (3000, 90.0)]
    assert exponent(times) == pytest.approx(1.27, abs=0.01)
    assert last_exponent(times) == pytest.approx(2)


def test_a_hook_takes_the_place_of_a_function_wherever_it_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one takes is without those in it, and what a copy of the process takes has a name of its own.
    Before, that was all of it, so that stages seemed to grow in which copies do what one process does for few
    actions."""

    def busy(seconds: float) -> None:
        until = thread_time() + seconds
        while thread_time() < until:
            pass

    def outer() -> None:
        busy(0.05)
        taken["inner"]()
        if not (copy := os.fork()):
            busy(0.02)
            taken["inner"]()
            os._exit(0)
        os.waitpid(copy, 0)

    taken = {"inner": lambda: busy(0.1)}
    home, elsewhere = ModuleType("home"), ModuleType("elsewhere")
    home.outer = elsewhere.renamed = outer  # type: ignore[attr-defined]
    for module in (home, elsewhere):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    log = hooks.Log(tmp_path / "log")
    taken["inner"] = log.around(taken["inner"], "inner")
    log.install([hooks.Hook("outer", "home", "outer", copies="copies")])
    elsewhere.renamed()
    found = hooks.read(tmp_path / "log")
    assert found.keys() == {"inner", "outer", "copies"}
    assert found["inner"] >= 0.2 and 0.1 > found["outer"] >= 0.05 and 0.1 > found["copies"] > 0.01


@pytest.mark.slow
def test_every_stage_of_a_build_and_a_redline_is_seen(tmp_path: Path) -> None:
    """Whoever moves a function that is a stage moves its hook."""
    for name in ("content", "amended"):
        write_plan(tmp_path / name, 12)
    amend(tmp_path / "amended")
    found = stages.measure(12, tmp_path / "content", tmp_path / "amended", AMPLE)
    assert {stage.name for stage in found} == stages.NAMES
    assert all(stage.cpu > 0 for stage in found)


def cells(table: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table]


def test_the_table_says_a_peers_multiple_and_what_was_stopped() -> None:
    """Before, what was stopped at one size was started, and stopped, at the next one, too."""
    mine = [report.Line(size, "pdf", wall=2, cpu=1, peak=10_000_000) for size in (100, 1000)]
    theirs = report.Line(100, "Typst", wall=5, cpu=4, peak=20_000_000, stopped="time", rival="pdf")
    later = report.Line.not_started(1000, "Typst", 100, rival="pdf")
    lines = report.Lines([*mine, theirs, later])
    assert cells(lines.table()) == [
        ["", "100 actions", "1,000 actions", "growth"],
        ["pdf", "2.00 s / 1.00 s / 10 MB", "2.00 s / 1.00 s / 10 MB", "0.00"],
        ["Typst", "> 5.00 s / 4.00 s / 20 MB (> ×2.5)", "not started: stopped at 100", ""],
    ]
    assert lines.at("Typst", 100) == theirs and lines.at("Typst", 1000) is None


def took(seconds: float, **more: Any) -> Measurement:
    return Measurement(seconds, seconds / 2, 10_000_000, **more)


def test_aims_stand_beside_what_was_measured() -> None:
    """A peer that was stopped took at the least so long."""
    lines = report.Lines(
        [
            report.Line(1000, ALL, wall=8, cpu=12, peak=338_000_000),
            report.Line(1000, TYPST, wall=60, cpu=50, peak=1, stopped="time"),
            report.Line(11, REVIEW, wall=6, cpu=6, peak=1),
        ]
    )
    in_pairs = [pairs.Pair(pairs.COLD, pairs.ALONE, took(1), took(2))]
    grown = [stages.Stage("a", 100, 1), stages.Stage("a", 1000, 20), stages.Stage("b", 100, 1)]
    check = before.Compared(CHECK, 11, took(4), took(3))
    found = list(aims.aims(lines, 11, in_pairs, {pairs.HELP: took(0.2)}, grown, [check]))
    assert [row[1:4] for row in cells(aims.table(found))[1:]] == [
        ["0.750", "≤ 0.5", "missed"],
        ["0.10 s", "≤ 0.15 s", "met"],
        ["0.500", "≤ 0.85", "met"],
        ["6.00 s", "≤ 5 s", "missed"],
        ["< 0.133", "≤ 1", "met"],
        ["338 MB", "≤ 1,000 MB", "met"],
        ["1.301", "≤ 1.05", "missed"],
    ]
    assert not list(aims.aims(report.Lines([]), 11, [], {}, [], []))


def test_before_and_after_say_what_the_other_program_does_not_know() -> None:
    """What a limit stopped took at the least so long."""
    found = [
        before.Compared("check", 11, took(4), took(1)),
        before.Compared("pdf", 1000, took(60, stopped="time"), took(6)),
        before.Compared("circulation", 11, left_out="it has no command circulate"),
    ]
    assert cells(before.table(found)) == [
        ["", "before", "after", "wall", "processor"],
        ["check, 11 actions", "4.00 s / 2.00 s / 10 MB", "1.00 s / 0.50 s / 10 MB", "0.25", "0.25"],
        ["pdf, 1,000 actions", "> 60 s / 30 s / 10 MB", "6.00 s / 3.00 s / 10 MB", "< 0.10", "< 0.10"],
        ["circulation, 11 actions", "left out: it has no command circulate", "", "", ""],
    ]


def test_an_older_program_gets_the_options_that_it_knows(tmp_path: Path) -> None:
    """It needs no `--force`, where it makes everything anew each time."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    script = "import sys; sys.exit('no such command') if 'build' not in sys.argv else print('--format KIND')"
    (tmp_path / "generate.py").write_text(script, encoding="utf-8")
    other = before.Other(tmp_path)
    assert other.adapted(Task("pdf", ("build", "--force", "--format", "pdf"))) == (
        ("build", "--format", "pdf"),
        "",
    )
    assert other.adapted(Task("all", ("build", "--all")))[1] == "its build has no --all"
    assert other.adapted(Task("post", ("circulate",)))[1] == "it has no command circulate"


def test_commands_take_turns() -> None:
    """One that a limit stopped is not run again."""
    said: list[str] = []
    runner = Runner(Limits(60, 50 * MIB), said.append)
    found = runner.in_turns("x", {"small": python(""), "large": python(HOLD)}, 2)
    assert not found["small"].stopped and found["large"].stopped == "memory"
    assert [words[7:].split(":")[0] for words in said] == ["x, small", "x, large"]


def test_a_peer_that_is_not_installed_is_named() -> None:
    peer = Peer("A peer", "pdf", (), ("lxml", "sh", "no_such_package_or_command"))
    assert missing(peer) == "no_such_package_or_command"


def test_results_are_written_with_what_there_is(tmp_path: Path) -> None:
    """The bench writes them after each plan: one that is stopped leaves what it has."""
    results = Results("python -m bench", 11, left_out={"Typst by hand": "typst"})
    results.lines.append(report.Line(11, "pdf", wall=2, cpu=1, peak=10_000_000))
    text = results.markdown()
    assert (
        "`python -m bench`" in text and "| pdf |" in text and "not installed: Typst by hand (typst)" in text
    )
    assert "## Before and after" not in text
    results.save(tmp_path / "results/latest.json")
    assert json.loads((tmp_path / "results/latest.json").read_text("utf-8"))["lines"][0]["wall"] == 2


def test_results_name_no_place_of_this_machine() -> None:
    words = ["--before", "/somewhere/else", "--write"]
    assert said(words, Path("/somewhere/else")) == "python -m bench --before ../before --write"
    assert said(["--quick"], None) == "python -m bench --quick"


def test_a_process_that_ended_is_no_memory() -> None:
    """Before, the memory's watcher died with a process that ended under it."""
    process = subprocess.Popen(python(""))
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert _tree(process.pid) == [process.pid] and _resident(process.pid) == 0
    process.wait()
    assert _tree(process.pid) == [process.pid] and _resident(process.pid) == 0


def test_a_limit_ends_processes_in_sessions_of_their_own() -> None:
    """Before, the PDF's process went on beside whatever was measured next."""
    apart = "import time; time.sleep(60)"
    script = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {apart!r}], start_new_session=True)"
    )
    measuring = (
        f"import os, sys; from bench.measuring.measure import Limits, adopt, run, _tree; adopt();"
        f"stopped = run((sys.executable, '-c', {script!r}), Limits(1, 8 << 30)).stopped;"
        f"print(stopped, len(_tree(os.getpid())))"
    )
    assert run(python(measuring), AMPLE).output == "time 1\n"


def test_a_command_is_started_as_a_user_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, each start of a measured program compiled it anew where its surroundings said so."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    said = run(python("import sys; print(sys.dont_write_bytecode)"), AMPLE)
    assert said.output == "False\n" and said.cpu > 0


def test_the_time_of_a_process_whose_parent_was_killed_counts() -> None:
    """Before, what copies of the PDF's process had done was lost with it."""
    busy = "import time\nwhile time.process_time() < 0.5: pass\ntime.sleep(0.2)"
    killed = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}]);"
        "import os, signal, time; time.sleep(0.3); os.kill(os.getpid(), signal.SIGKILL)"
    )
    command = (
        f"import subprocess, sys, time; subprocess.run([sys.executable, '-c', {killed!r}]); time.sleep(0.3)"
    )
    measuring = (
        f"import sys; from bench.measuring.measure import Limits, adopt, run; adopt();"
        f"print(run((sys.executable, '-c', {command!r}), Limits(60, 8 << 30)).cpu)"
    )
    assert float(run(python(measuring), AMPLE).output) > 0.5


@pytest.mark.slow
def test_copies_are_counted_as_they_are_made(tmp_path: Path) -> None:
    """The process that makes them says what took how long; its memory is its own."""
    (tmp_path / "paper.pdf").write_bytes(printed("plan"))
    found = copies._measured(tmp_path, 12, AMPLE)
    assert found.copies == 12 and found.making > 0 and found.layout > 0
    assert found.size > 10_000 and 20 * MIB < found.peak < 2_000 * MIB
