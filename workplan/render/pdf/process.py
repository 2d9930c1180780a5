"""The PDF process from its parent's side: start it early, give it one job after the other, wait, never leave
it behind.

Imports the standard library and our errors alone, so that starting it can be the first thing a
build does.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from workplan.errors import EnvironmentProblem, ExitCode, OurBug, OutputError, WorkplanError
from workplan.limits import check_memory, python, search_path
from workplan.output import staging
from workplan.render.pdf.fonts import fontconfig

#: What the process says on standard error behind all else that it says of a job.
DONE = "that is all of this job"

#: The signals by which GLib, below Pango, ends a process that gets no more memory.
_WITHOUT_MEMORY = (signal.SIGTRAP, signal.SIGABRT)


class PdfProcess:
    """`workplan.render.pdf.worker`, running. A context manager: leaving it ends the process."""

    #: What Python is told to run.
    program = ("-m", "workplan.render.pdf.worker")

    def __init__(self) -> None:
        # The folder is ours to remove: the worker may be killed. What killed programs left goes with it.
        staging.sweep(Path(tempfile.gettempdir()), staging.TEMPORARY)
        self._folder = tempfile.TemporaryDirectory(prefix=staging.owned(staging.TEMPORARY))
        settings = Path(self._folder.name, "fonts.conf")
        settings.write_text(fontconfig(Path(self._folder.name, "cache")), "utf-8")
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*python(), *self.program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | search_path() | {"FONTCONFIG_FILE": str(settings)},
            start_new_session=True,  # what it starts for a job ends with it
        )

    def __enter__(self) -> PdfProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._process.__exit__(kind, error, trace)  # closes the pipes, waits for the end
        self._folder.cleanup()

    def stop(self) -> None:
        """End the process; a `print` that waits for it fails."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)

    def print(self, job: dict[str, Any], on_page: Callable[[int], None] = lambda _: None) -> bytes:
        """Do the job that `job.job` made; `on_page` hears of each page that is laid out.

        Raises `EnvironmentProblem` where Pango is missing, `OutputError` for a job over its limits,
        `OurBug` for one that failed otherwise.
        """
        last_words: list[str] = []
        listener = threading.Thread(
            target=lambda: last_words.extend(_listen(self._process.stderr, on_page)), daemon=True
        )
        listener.start()
        timer = threading.Timer(job["seconds"], self.stop)
        timer.start()
        try:
            code, pdf = self._answer(job)
        finally:
            timer.cancel()
        listener.join()
        if code != ExitCode.OK:
            check_memory(job["memory"])
            raise _failure(code, last_words)
        return pdf

    def _answer(self, job: dict[str, Any]) -> tuple[int, bytes]:
        """The exit code of a job, and its PDF."""
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
            code, _, size = self._process.stdout.readline().partition(b" ")
            if size:
                return int(code), self._process.stdout.read(int(size))
        except BrokenPipeError:
            pass
        return self._process.wait(), b""  # it ended; the exit code and the last words say why


def _listen(stream: IO[bytes] | None, on_page: Callable[[int], None]) -> Iterator[str]:
    """Pass pages on as they come; what else is said is for the error message."""
    for line in stream or ():
        words = line.decode("utf-8", "replace").split()
        if words == DONE.split():
            return
        match words:
            case ["page", number] if number.isdecimal():
                on_page(int(number))
            case _:
                yield " ".join(words)


def _failure(code: int, last_words: list[str]) -> WorkplanError:
    reason = last_words[-1] if last_words else "no reason given"
    if code == ExitCode.ENVIRONMENT:
        return EnvironmentProblem(
            reason, "`make plan` installs it; on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        )
    if code == ExitCode.BUG:
        return OurBug(f"the PDF could not be made: {reason}", "please report it, with the content if you may")
    if -code in _WITHOUT_MEMORY:
        reason = "the PDF needs more memory than its limit"
    elif code < 0:
        reason = "it took longer than its limit, or the machine's memory ran out"
    return OutputError(
        f"the PDF could not be made: {reason}",
        "shorten what is too long; `--format docx` and `--format html` do without the PDF",
    )
