"""The benchmark measures what it says: limits, whole process trees, the same content for all."""

from __future__ import annotations

import os
import re
import sys
from io import BytesIO
from time import thread_time
from types import ModuleType
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from bench import hooks, report
from bench.given import sent
from bench.given.amended import amend
from bench.given.plans import write_plan
from bench.growth import exponent, last_exponent
from bench.measure import CommandError, Limits, run
from bench.others import by_hand
from bench.others.markdown import markdown
from bench.parts import copies, hostile, imports, packs, replies, stages
from tests.documents import sample
from tests.pack.papers import printed

if TYPE_CHECKING:
    from pathlib import Path

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
    sent.write_copies(tmp_path / "plan", tmp_path / "copies", 2, 4)
    places = []
    for n in (1, 2):
        words = paragraphs((tmp_path / f"copies/Member {n}.docx").read_bytes())
        places.append({at for at, text in enumerate(words) if text.endswith(f", as Member {n} proposes")})
    assert [len(found) for found in places] == [4, 4] and not places[0] & places[1]


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
    """What one takes is without those in it, and what a copy of the process takes has a name of its own."""

    def busy(seconds: float) -> None:
        until = thread_time() + seconds
        while thread_time() < until:
            pass

    def outer() -> None:
        busy(0.05)
        taken["inner"]()
        if not (copy := os.fork()):
            busy(0.02)
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
    assert list(found) == ["inner", "outer", "copies"]
    assert found["inner"] >= 0.1 > found["outer"] >= 0.05 and found["copies"] > 0.01


@pytest.mark.slow
def test_every_stage_of_a_build_and_a_redline_is_seen(tmp_path: Path) -> None:
    """Whoever moves a function that is a stage moves its hook."""
    for name in ("content", "amended"):
        write_plan(tmp_path / name, 12)
    amend(tmp_path / "amended")
    found = stages.measure(12, tmp_path / "content", tmp_path / "amended", AMPLE)
    assert {stage.name for stage in found} == stages.NAMES
    assert all(stage.cpu > 0 for stage in found)


def test_the_table_says_a_peers_multiple_and_what_was_stopped() -> None:
    mine = report.Line(100, "pdf", wall=2, cpu=1, peak=10_000_000)
    theirs = report.Line(100, "Typst", wall=5, cpu=4, peak=20_000_000, stopped="time", rival="pdf")
    results = report.Results([mine, theirs])
    assert results.header() == ["", "100 actions", "growth"]
    assert [row[1].replace("\N{NO-BREAK SPACE}", " ") for row in results.rows()] == [
        "2.00 s / 1.00 s / 10 MB",
        "> 5.00 s / 4.00 s / 20 MB (×2.5)",
    ]


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
        f"import sys; from bench.measure import Limits, adopt, run; adopt();"
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
