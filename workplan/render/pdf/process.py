"""The PDF process from its parent's side: start it early, give it one job, wait, never leave it behind.

Imports the standard library and our errors alone, so that starting it can be the first thing a
build does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from workplan.errors import EnvironmentProblem, ExitCode, OurBug, OutputError, WorkplanError
from workplan.limits import check_memory
from workplan.output import staging
from workplan.render.pdf.fonts import fontconfig

_ROOT = Path(__file__).resolve().parents[3]


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
        # -P: the folder that the user happens to stand in is no place to import from.
        search = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", *self.program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": search, "FONTCONFIG_FILE": str(settings)},
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
        self._process.kill()

    def print(self, job: dict[str, Any], on_page: Callable[[int], None] = lambda _: None) -> bytes:
        """Do the job that `job.job` made; `on_page` hears of each page that is laid out.

        Raises `EnvironmentProblem` where Pango is missing, `OutputError` for a job over its limits,
        `OurBug` for one that failed otherwise.
        """
        assert self._process.stdin and self._process.stdout and self._process.stderr
        last_words: list[str] = []
        listener = threading.Thread(
            target=lambda: last_words.extend(_listen(self._process.stderr, on_page)), daemon=True
        )
        listener.start()
        timer = threading.Timer(job["seconds"], self._process.kill)
        timer.start()
        try:
            self._process.stdin.write(json.dumps(job).encode())
            self._process.stdin.close()
            pdf = self._process.stdout.read()
        except BrokenPipeError:
            pdf = b""  # it ended before it read its job; the exit code and the last words say why
        finally:
            timer.cancel()
        code = self._process.wait()
        listener.join()
        if code != ExitCode.OK:
            check_memory(job["memory"])
            raise _failure(code, last_words)
        return pdf


def _listen(stream: IO[bytes] | None, on_page: Callable[[int], None]) -> Iterator[str]:
    """Pass pages on as they come; what else is said is for the error message."""
    for line in stream or ():
        match line.decode("utf-8", "replace").split():
            case ["page", number] if number.isdecimal():
                on_page(int(number))
            case words:
                yield " ".join(words)


def _failure(code: int, last_words: list[str]) -> WorkplanError:
    reason = last_words[-1] if last_words else "no reason given"
    if code == ExitCode.ENVIRONMENT:
        return EnvironmentProblem(
            reason, "`make plan` installs it; on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        )
    if code == ExitCode.BUG:
        return OurBug(f"the PDF could not be made: {reason}", "please report it, with the content if you may")
    if code < 0:
        reason = "it took longer than its limit, or the machine's memory ran out"
    return OutputError(
        f"the PDF could not be made: {reason}",
        "shorten what is too long; `--format docx` and `--format html` do without the PDF",
    )
