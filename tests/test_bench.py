"""The benchmark measures what it says: limits, whole process trees, the same content for all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from bench import copies, hostile, imports, packs, replies
from bench.markdown import markdown
from bench.measure import CommandError, Limits, run
from bench.plans import write_plan
from tests.documents import sample
from tests.pack.papers import printed

if TYPE_CHECKING:
    from pathlib import Path

AMPLE = Limits(seconds=60, memory=8 << 30)
MIB = 1 << 20

#: Holds 100 MiB for a while.
HOLD = "import time; held = b'x' * (100 << 20); time.sleep(0.5)"


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


@pytest.mark.slow
def test_copies_are_counted_as_they_are_made(tmp_path: Path) -> None:
    """The process that makes them says what took how long; its memory is its own."""
    (tmp_path / "paper.pdf").write_bytes(printed("plan"))
    found = copies._measured(tmp_path, 12, AMPLE)
    assert found.copies == 12 and found.making > 0 and found.layout > 0
    assert found.size > 10_000 and 20 * MIB < found.peak < 2_000 * MIB
