"""Commands in processes of their own that end, or are hit by a signal, where a file is put in its place."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workplan.cli import main

#: What puts files and folders in their places.
_PUTTING = ("replace", "hardlink_to", "rename")


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended: its exit code, minus the number of a signal that killed it; what it said."""

    code: int
    said: str
    puts: int


def run_here(
    words: Sequence[object],
    log: Path,
    *,
    hit: signal.Signals | None = None,
    at: int = -1,
    first: Callable[[], None] = lambda: None,
) -> End:
    """Run a command in a copy of this process, as it is set up. The signal `hit` comes before (`at` even) or
    behind (odd) the put number `at // 2`. `first` is called in the copy."""
    process = os.fork()
    if process == 0:
        _run([str(word) for word in words], log, hit, at, first)
    _, status = os.waitpid(process, 0)
    said = log.read_text("utf-8")
    return End(os.waitstatus_to_exitcode(status), said, _count(log))


def _count(log: Path) -> int:
    return len(log.with_suffix(".puts").read_bytes())


def _run(words: list[str], log: Path, hit: signal.Signals | None, at: int, first: Callable[[], None]) -> None:
    code: object = 99
    try:
        with log.open("w") as out, log.with_suffix(".puts").open("wb", buffering=0) as puts:
            sys.stdout = sys.stderr = out
            moments = 0

            def moment() -> None:
                nonlocal moments
                if hit and moments == at:
                    out.flush()
                    os.kill(os.getpid(), hit)
                moments += 1

            for name in _PUTTING:
                setattr(Path, name, _watched(getattr(Path, name), moment, lambda: puts.write(b".")))
            first()
            try:
                main(words, standalone_mode=True)
            except SystemExit as end:
                code = end.code or 0
            out.flush()
    finally:
        os._exit(code if isinstance(code, int) else 98)


def _watched(put: Any, moment: Callable[[], None], count: Callable[[], object]) -> Any:
    def watched(path: Path, target: Path) -> Any:
        moment()
        result = put(path, target)
        count()
        moment()
        return result

    return watched
