"""The limits of processes that read, or lay out, what nobody vouches for; and sessions that allow less."""

from __future__ import annotations

import mmap
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from workplan.errors import EnvironmentProblem

_ROOT = Path(__file__).resolve().parents[2]
_ROOM = 64 << 20  # bytes


class LimitedFailure(Exception):
    """A process with limits gave no answer: its own last words are the text, if it had any. `late`: it was
    stopped, since it took too long."""

    def __init__(self, reason: str, *, late: bool = False) -> None:
        super().__init__(reason)
        self.late = late


class Refused(Exception):
    """Why a file is not read on, in plain words; raised in a process with limits, for who gave the file."""


def run(module: str, data: bytes, *, memory: int, seconds: int) -> bytes:
    """What a module of ours answers on its standard output to `data` on its input, in a process of its own.
    It limits itself (`serve`) to that `memory`; `seconds` are those of the clock.

    Raises `LimitedFailure`; or `EnvironmentProblem` where the session allows less memory than that.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own program
            [*python(), "-m", module],
            input=data,
            capture_output=True,
            env=os.environ | search_path(),
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LimitedFailure("", late=True) from None
    if child.returncode:
        check_memory(memory)
        words = child.stderr.decode("utf-8", "replace").strip().splitlines() if child.returncode > 0 else []
        raise LimitedFailure(words[-1] if words else "")
    return child.stdout


def serve(
    answer: Callable[[bytes], bytes], *, memory: int, seconds: int, said: Callable[[Exception], str]
) -> int:
    """The whole life of a process that `run` starts: what `answer` makes of its input, within limits; or the
    reason why not, as the last line on standard error. `said` has the words for what a library raises."""
    limit(memory, seconds)
    try:
        sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
    except MemoryError:
        reason = "it takes too much memory to read"
    except Refused as error:
        reason = str(error)
    except Exception as error:  # whatever a library says of a hostile file
        reason = said(error)
    else:
        return 0
    print(reason, file=sys.stderr)
    return 1


def python() -> tuple[str, ...]:
    """How Python is started. -P: the folder that the user happens to stand in is no place to import from."""
    return sys.executable, "-P"


def search_path() -> dict[str, str]:
    """What the environment of a process of ours says besides the present one: where our modules are."""
    return {"PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])}


def processors() -> int:
    """How many copies of this process can be at work at a time: on a system without forks, itself alone."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "fork") and hasattr(os, "sched_getaffinity") else 1


def limit(memory: int, seconds: int) -> None:
    """Let the kernel stop this process at so many bytes of address space, and seconds of the processor from
    now on; at fewer where the session's own limits are lower. It can be limited anew, for what comes next."""
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, used + seconds)):
        _, hard = resource.getrlimit(kind)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, hard))


def is_out_of_memory() -> bool:
    """Whether this process can have no more memory to speak of: libraries fail in one way or another then."""
    try:
        mmap.mmap(-1, _ROOM).close()  # of the system: what this process gave up may still be its own
    except OSError:
        return True
    return False


def check_memory(memory: int) -> None:
    """To be asked when a process that may take so many bytes failed: raises `EnvironmentProblem` where the
    session allows fewer, which is nothing that a file can be blamed for."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY and hard < memory:
        raise EnvironmentProblem(
            f"this session may use no more than {hard >> 20:,} MB of memory, and PDFs take up to "
            f"{memory >> 20:,} MB",
            "raise its limit, in the shell or the job that starts the program: ulimit -v unlimited",
        )
