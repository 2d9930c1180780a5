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
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from socket import AF_UNIX, socket
from types import TracebackType
from typing import IO, Any, Self

from workplan.errors import EnvironmentProblem, ExitCode, OurBug, OutputError, WorkplanError
from workplan.files.output import staging
from workplan.processes.limits import check_memory, python, search_path
from workplan.render.pdf.fonts import fontconfig

#: What the process says on standard error behind all else that it says of a job.
DONE = "that is all of this job"
#: How a line begins that asks for a copy of the process, and not for a job.
BESIDE = b"beside "

#: The signals by which GLib, below Pango, ends a process that gets no more memory.
_WITHOUT_MEMORY = (signal.SIGTRAP, signal.SIGABRT)


class Printer(ABC):
    """A process that prints, one job after the other. A context manager: leaving it ends the process."""

    def __init__(self) -> None:
        self._begun: dict[str, Any] | None = None
        self._sending = threading.Thread()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self.wait()  # not long, since the process is gone

    @abstractmethod
    def stop(self) -> None:
        """End the process; a `print` that waits for it fails."""

    @abstractmethod
    def _streams(self) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
        """Where jobs go, answers come from, and words. Raises `BrokenPipeError` where the process ended."""

    @abstractmethod
    def _ended(self) -> int:
        """The exit code of the process, which ended."""

    def begin(self, job: dict[str, Any]) -> None:
        """Have a job on its way, for which `print` is asked next. Nothing is waited for, though the process
        may still be starting."""
        self._begun = job
        self._sending = threading.Thread(target=self._send, args=(job,), daemon=True)
        self._sending.start()

    def wait(self) -> None:
        """Wait until what was begun is on its way, if anything was. After that a copy of the present process
        (a fork) may ask for it."""
        if self._sending.is_alive():
            self._sending.join()

    @abstractmethod
    def leave(self) -> None:
        """Leave it to a copy of the present process (a fork): it ends with that one."""

    def print(self, job: dict[str, Any], on_page: Callable[[int], None] = lambda _: None) -> bytes:
        """Do the job that `job.job` made; `on_page` hears of each page that is laid out.

        Raises `EnvironmentProblem` where Pango is missing, `OutputError` for a job over its limits,
        `OurBug` for one that failed otherwise.
        """
        last_words: list[str] = []
        timer = threading.Timer(job["seconds"], self.stop)
        timer.start()
        try:
            code, pdf = self._answer(job, last_words, on_page)
        finally:
            timer.cancel()
        if code != ExitCode.OK:
            check_memory(job["memory"])
            raise _failure(code, last_words)
        return pdf

    def _answer(
        self, job: dict[str, Any], last_words: list[str], on_page: Callable[[int], None]
    ) -> tuple[int, bytes]:
        """The exit code of a job, and its PDF."""
        code, pdf = 0, b""
        self.wait()
        try:
            jobs, answers, words = self._streams()
        except BrokenPipeError:
            return self._ended(), pdf
        listener = threading.Thread(target=lambda: last_words.extend(_listen(words, on_page)), daemon=True)
        listener.start()
        try:
            if not self._is_begun(job):
                self._write(jobs, job)
            said, _, size = answers.readline().partition(b" ")
            if size:
                code, pdf = int(said), answers.read(int(size))
            else:
                code = self._ended()
        except (BrokenPipeError, ConnectionResetError):
            code = self._ended()  # the exit code and the last words say why
        listener.join()
        return code, pdf

    def _is_begun(self, job: dict[str, Any]) -> bool:
        """Whether a job is on its way. Raises `ValueError` where another one is."""
        begun, self._begun = self._begun, None
        if begun not in (None, job):
            raise ValueError("another job was begun")
        return begun is not None

    def _send(self, job: dict[str, Any]) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # whoever waits for the answer hears of it
            jobs, _, _ = self._streams()
            self._write(jobs, job)

    def _write(self, jobs: IO[bytes], job: dict[str, Any]) -> None:
        jobs.write(json.dumps(job).encode() + b"\n")
        jobs.flush()


class PdfProcess(Printer):
    """`workplan.render.pdf.worker`, running."""

    #: What Python is told to run.
    program = ("-m", "workplan.render.pdf.worker")

    def __init__(self) -> None:
        super().__init__()
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
        self._started_by = os.getpid()
        self._doors = count()

    def beside(self) -> Printer:
        """A copy of this process, which has imported what this one has: to print one more PDF at a time. To
        be asked for while no job is being done; a copy of the present process (a fork) may ask, too."""
        try:
            return _Copy(self, Path(self._folder.name, f"{os.getpid()}-{next(self._doors)}"))
        except OSError:  # the path of the folder for temporary files is too long for a door
            return PdfProcess()

    def tell(self, line: bytes) -> None:
        with suppress(BrokenPipeError):  # whoever waits for what follows hears of it
            self._streams()[0].write(line)
            self._streams()[0].flush()

    @property
    def end(self) -> int:
        """A file that can be read when the process has ended, while it does no job."""
        return self._streams()[1].fileno()

    @property
    def is_running(self) -> bool:
        """As far as is known: a copy of who started it (a fork) cannot ask."""
        return os.getpid() != self._started_by or self._process.poll() is None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        try:
            with suppress(BrokenPipeError):  # what it never read is still to be written
                self._process.__exit__(kind, error, trace)  # closes the pipes, waits for the end
        finally:
            self._folder.cleanup()

    def stop(self) -> None:
        if self.is_running:
            os.killpg(self._process.pid, signal.SIGKILL)

    def leave(self) -> None:
        """It ends with who started it."""

    def _streams(self) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
        streams = self._process.stdin, self._process.stdout, self._process.stderr
        assert streams[0] and streams[1] and streams[2]
        return streams[0], streams[1], streams[2]

    def _ended(self) -> int:
        """Its exit code; a copy of who started it (a fork) cannot know more than that it ended."""
        return self._process.wait() if os.getpid() == self._started_by else -signal.SIGKILL


class _Copy(Printer):
    """A copy of `process`, which calls at the door `at`: once for jobs and answers, once for words."""

    def __init__(self, process: PdfProcess, at: Path) -> None:
        super().__init__()
        self._process = process
        self._door = socket(AF_UNIX)
        self._door.bind(str(at))
        self._door.listen(2)
        self._door.settimeout(0.1)
        self._lines: tuple[IO[bytes], IO[bytes], IO[bytes]] | None = None
        self._group = 0
        self._stopped = False
        process.tell(b"%s%s\n" % (BESIDE, os.fsencode(at)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        super().__exit__(kind, error, trace)
        self.leave()

    def leave(self) -> None:
        for line in (self._door, *(self._lines or ())):
            with suppress(OSError):
                line.close()
        self._group = 0

    def stop(self) -> None:
        self._stopped = True
        if self._group:
            with suppress(ProcessLookupError):
                os.killpg(self._group, signal.SIGKILL)

    def _streams(self) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
        if not self._lines:
            line, words = self._called(), self._called()
            answers = line.makefile("rb")
            self._lines = line.makefile("wb"), answers, words.makefile("rb")
            self._group = int(answers.readline() or 0)
        return self._lines

    def _called(self) -> socket:
        """A line to the copy, once it calls; it does when the process has all imported."""
        while self._process.is_running and not self._stopped:
            with suppress(TimeoutError):
                line, _ = self._door.accept()
                line.setblocking(True)
                return line
        raise BrokenPipeError

    def _ended(self) -> int:
        """Nobody knows why; where the process itself ended, the copy did for the same reason."""
        return -signal.SIGKILL if self._process.is_running else self._process._ended()


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
