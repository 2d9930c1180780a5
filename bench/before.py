"""Before and after: the same tasks, given to another checkout of this program and to this one, in turns.

Both read the content of the other checkout: an older program may not understand the present content. Members'
copies are made of each program's own Word file. What the other program has no command or option for is left
out, and said; it has no `--force` where it makes everything anew each time.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import ours
from bench.measuring.measure import CommandError, Limits, run
from bench.plan import actions_of
from bench.tables.rows import megabytes, seconds
from bench.tasks import CHECK, Task, every_paper, prepared, send, tasks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.measuring.measure import Measurement
    from bench.measuring.runs import Runner
    from bench.tables.rows import Rows

#: Plans with up to so many actions: so many pairs; of larger ones, one.
_FEW, _PAIRS = 100, 5
#: For what is asked about the other program.
_AMPLE = Limits(60, 8 << 30)
_HELP = Task("--help", ("--help",))
_BEFORE, _AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class Compared:
    """A task on a plan of so many actions, in both programs; or why it is left out."""

    task: str
    actions: int
    before: Measurement | None = None
    after: Measurement | None = None
    left_out: str = ""


class Other:
    """The other checkout, with an environment of its own."""

    def __init__(self, checkout: Path) -> None:
        self.content = checkout / "content"
        self.program = (str(checkout / ".venv/bin/python"), str(checkout / "generate.py"))
        self.commit = _commit(checkout)
        self._known: dict[str, frozenset[str]] = {}

    def adapted(self, task: Task) -> tuple[tuple[str, ...], str]:
        """The words of a task as this program knows them; or why it does not."""
        name, *rest = task.words
        if name.startswith("-"):
            return task.words, ""
        known = self._options(name)
        if not known:
            return (), f"it has no command {name}"
        words = [word for word in rest if word != "--force" or word in known]
        unknown = [word for word in words if word.startswith("--") and word not in known]
        return (name, *words), f"its {name} has no {unknown[0]}" if unknown else ""

    def _options(self, command: str) -> frozenset[str]:
        if command not in self._known:
            try:
                said = run((*self.program, command, "--help"), _AMPLE).output
            except CommandError:
                said = ""
            self._known[command] = frozenset(re.findall(r"--[a-z][a-z-]*", said))
        return self._known[command]


def _commit(checkout: Path) -> str:
    """The commit of a checkout; nothing of a folder that is no checkout."""
    command = ("git", "-C", str(checkout), "log", "-1", "--format=%h of %cs")
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def measure(other: Other, content: Path, folder: Path, runner: Runner) -> Iterator[Compared]:
    """All tasks on one content; `folder` is made."""
    actions = actions_of(content)
    pairs = _PAIRS if actions <= _FEW else 1
    both: dict[str, list[Task]] = {}
    folder.mkdir()
    for name, program in ((_BEFORE, other.program), (_AFTER, ours.PROGRAM)):
        ready = prepared(content, (folder / name))
        build = ("build", "--content", str(ready.content), "--output", str(ready.output), "--format", "docx")
        run((*program, *build), runner.limits)
        (file,) = ready.output.glob("*.docx")
        send(file.read_bytes(), ready)
        both[name] = [_HELP, *tasks(ready), every_paper(ready)]
    for old, new in zip(both[_BEFORE], both[_AFTER], strict=True):
        words, why = other.adapted(old)
        if why:
            yield Compared(old.name, actions, left_out=why)
            continue
        commands = {_BEFORE: (*other.program, *words), _AFTER: (*ours.PROGRAM, *new.words)}
        try:
            found = runner.in_turns(f"{old.name}, {actions:,} actions", commands, 1 if old.once else pairs)
        except CommandError as error:
            if error.command != commands[_BEFORE]:
                raise
            yield Compared(old.name, actions, left_out=f"it said: {error.said.strip().splitlines()[0]}")
            continue
        yield Compared(old.name, actions, found[_BEFORE], found[_AFTER])


def table(found: Sequence[Compared]) -> Rows:
    rows = [["", "before", "after", "wall", "processor"]]
    for each in found:
        name = f"{each.task}, {each.actions:,} actions"
        if each.before and each.after:
            wall, cpu = (_ratio(each.before, each.after, what) for what in ("seconds", "cpu"))
            rows.append([name, _cell(each.before), _cell(each.after), wall, cpu])
        else:
            rows.append([name, f"left out: {each.left_out}", "", "", ""])
    return rows


def check_of(found: Sequence[Compared]) -> tuple[Measurement, Measurement] | None:
    """What `check` of the smallest plan took before, and takes now."""
    checks = [each for each in found if each.task == CHECK]
    least = min(checks, key=lambda each: each.actions, default=None)
    return (least.before, least.after) if least and least.before and least.after else None


def _cell(found: Measurement) -> str:
    over = ">\N{NO-BREAK SPACE}" if found.stopped else ""
    return f"{over}{seconds(found.seconds)} / {seconds(found.cpu)} / {megabytes(found.peak)}"


def _ratio(before: Measurement, after: Measurement, what: str) -> str:
    """After as a part of before; of times that a limit cut off, nothing more is known than that."""
    if after.stopped:
        return ""
    under = "<\N{NO-BREAK SPACE}" if before.stopped else ""
    return f"{under}{getattr(after, what) / getattr(before, what):.2f}"
