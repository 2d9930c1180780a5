"""One plan after the other: all tasks of ours, and all peers beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench import ours
from bench.others.commands import missing, peers
from bench.tables.report import Line
from bench.tasks import Prepared, prepared, send, tasks
from workplan.design.theme import theme
from workplan.word import write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bench.measuring.measure import Measurement
    from bench.measuring.runs import Runner

#: Plans with up to so many actions are measured so many times; larger ones once.
_REPEATS = ((20, 5), (100, 3))


class Plans:
    """Measures plans, the smallest first: what a limit stopped at one is not started at the next."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._stopped: dict[str, int] = {}
        #: The peers that are left out, each with what is not installed.
        self.left_out: dict[str, str] = {}

    def prepare(self, content: Path, folder: Path) -> Prepared:
        """All that is read of a plan; `folder` is made."""
        folder.mkdir()
        ready = prepared(content, folder)
        self._runner.say(f"{actions_of(content):,} actions: making contents and members' copies")
        send(write(ours.document(ready.content), theme()), ready)
        ready.amended_word.write_bytes(write(ours.document(ready.amended), theme()))
        return ready

    def lines(self, ready: Prepared) -> Iterator[Line]:
        """Ours and the peers' on one plan."""
        actions = actions_of(ready.content)
        repeats = next((times for most, times in _REPEATS if actions <= most), 1)
        for task in tasks(ready):
            times = 1 if task.once else repeats
            yield self._line(actions, task.name, [(*ours.PROGRAM, *task.words)], times)
        for peer in peers(ready):
            if lacking := missing(peer):
                self.left_out[peer.name] = lacking
            else:
                yield self._line(actions, peer.name, peer.commands, repeats, peer.rival)

    def _line(
        self, actions: int, name: str, commands: Sequence[Sequence[str]], repeats: int, rival: str = ""
    ) -> Line:
        if before := self._stopped.get(name):
            self._runner.say(f"{name}, {actions:,} actions: not started, since it was stopped at {before:,}")
            return Line.not_started(actions, name, before, rival=rival)
        steps: list[Measurement] = []
        for command in commands:
            steps.append(self._runner.repeated(f"{name}, {actions:,} actions", command, repeats))
            if steps[-1].stopped:
                self._stopped[name] = actions
                break
        return Line.of(actions, name, steps, rival=rival)


def actions_of(content: Path) -> int:
    """How many actions a content folder has."""
    text = (content / "actions.yaml").read_text(encoding="utf-8")
    return f"\n{text}".count("\n- id:")
