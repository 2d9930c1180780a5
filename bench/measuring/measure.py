"""A command's wall time, processor time and the peak memory of its process tree, within limits."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, sleep, thread_time
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERVAL = 0.05  # seconds between two looks at the memory, at the least
#: A look at gigabytes takes long, and the process that is looked at waits for it when it asks for more: so
#: much longer than a look is the pause before the next.
_PAUSE = 20
#: How many seconds what is left of a command may go on; that is no wall time of the command.
_PATIENCE = 10
_PR_SET_CHILD_SUBREAPER = 36  # prctl(2)


class CommandError(Exception):
    """A measured `command` ended with an error; `said` is what it said."""

    def __init__(self, command: Sequence[str], code: int, said: str) -> None:
        super().__init__(f"{' '.join(command)}\nexit code {code}\n{said[-4000:]}")
        self.command, self.said = tuple(command), said


@dataclass(frozen=True, slots=True)
class Limits:
    seconds: float
    memory: int  # bytes


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds, seconds of the processor, bytes. Where a limit stopped the command they are lower bounds."""

    seconds: float
    cpu: float
    peak: int
    stopped: Literal["", "time", "memory"] = ""
    output: str = ""


def run(command: Sequence[str], limits: Limits) -> Measurement:
    """Run `command` once. Raises `CommandError`; a command over its limits is a result, not an error."""
    with tempfile.TemporaryFile() as output:
        started = perf_counter()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=_environment(),
        )
        watch = _Watch(process.pid, limits, started)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = perf_counter() - started
        except BaseException:
            _end_tree(process.pid)
            raise
        finally:
            watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode(errors="replace")
    if process.returncode and not watch.stopped:
        raise CommandError(command, process.returncode, said)
    # The kernel's own maximum is exact, but of the largest process alone, and never below what this process
    # held when it forked: where it is more, it catches what is over before the first look.
    largest = usage.ru_maxrss if usage.ru_maxrss > getrusage(RUSAGE_SELF).ru_maxrss else 0
    cpu = (
        usage.ru_utime
        + usage.ru_stime
        + sum(_left_behind(pid, 0 if watch.stopped else _PATIENCE) for pid in watch.seen - {process.pid})
    )
    return Measurement(seconds, cpu, max(watch.peak, largest << 10), watch.stopped, said)


def adopt() -> None:
    """Take over, for the rest of this process, the descendants of commands whose parents end before them:
    their time counts for nobody else. (A worker that is killed at the end of a command has copies.)"""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _left_behind(pid: int, patience: float) -> float:
    """Seconds of the processor of a descendant whose parent ended before it, where it was adopted. It is
    ended where it does not end by itself in time."""
    until = perf_counter() + patience
    try:
        while not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            if perf_counter() > until:
                _kill(pid)
            sleep(_INTERVAL / 5)
    except ChildProcessError:  # another process, which is none of ours
        return 0
    _, _, usage = os.wait4(pid, 0)
    return usage.ru_utime + usage.ru_stime


def _environment() -> dict[str, str]:
    """As a user starts the program: what was compiled once is not compiled anew."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Watch(threading.Thread):
    """Looks at a process tree's memory until told to end, and ends the tree at a limit."""

    def __init__(self, pid: int, limits: Limits, started: float) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.seen = {pid}
        self.stopped: Literal["", "time", "memory"] = ""
        self._pid = pid
        self._limits = limits
        self._since = started
        self._ended = threading.Event()

    def run(self) -> None:
        while True:
            began = thread_time()
            self.seen.update(_tree(self._pid))
            self.peak = max(self.peak, sum(map(_resident, self.seen)))
            if perf_counter() - self._since > self._limits.seconds:
                self.stopped = "time"
            elif self.peak > self._limits.memory:
                self.stopped = "memory"
            if self.stopped:
                _end_tree(self._pid)
            if self.stopped or self._ended.wait(max(_INTERVAL, _PAUSE * (thread_time() - began))):
                return

    def end(self) -> None:
        self._ended.set()
        self.join()


def _end_tree(pid: int) -> None:
    """End a process and its descendants, also those in sessions of their own."""
    for each in _tree(pid):
        _kill(each)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _tree(pid: int) -> list[int]:
    """The process and all its descendants; those that end meanwhile are left out."""
    found = [pid]
    for parent in found:
        with contextlib.suppress(OSError):
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                found.extend(map(int, children.read_text().split()))
    return found


def _resident(pid: int) -> int:
    """Bytes in memory; of what several processes share (libraries, and all that a copy of a process has not
    changed), this one's part (proc(5), smaps_rollup)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
