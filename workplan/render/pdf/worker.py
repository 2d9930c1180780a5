"""The process that lays out and writes PDFs: no network, no file, bounded time and memory.

`process.PdfProcess` starts it before there is anything to print, so that WeasyPrint's import overlaps
with loading the content. It then reads jobs, each a line of JSON on standard input. A copy of this process
(a fork) does them, one after the other, each within its limits (`_Printing`). The answer to each, on
standard output, is a line with an exit code (one of `ExitCode`, or a signal's) and a size, and so many
bytes of PDF. On standard error it writes `page N` as it goes along, the reason where a job fails, and `DONE`.

A line may ask for a copy of the whole process, too, which does jobs beside this one (`_beside`): several
PDFs are laid out at a time, and WeasyPrint is imported once.

Whatever the HTML asks for besides `data:` is refused. The fonts are ours alone: the parent says which, in
FONTCONFIG_FILE.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from socket import AF_UNIX, socket
from typing import IO, Any, NoReturn

from workplan.errors import ExitCode, OutputError
from workplan.processes.forked import Serving
from workplan.processes.limits import is_out_of_memory, limit
from workplan.render.pdf.engine.starting.declarations import parsed
from workplan.render.pdf.engine.starting.deferred import deferred, prepare
from workplan.render.pdf.process import BESIDE, DONE

#: How many characters of HTML one copy prints. A longer document than `_LONG` is the first one of a copy: of
#: no other are pages drawn by further copies.
_TOGETHER, _LONG = 500_000, 100_000


def main() -> int:
    answer = _private_output()
    # A fifth of a layout's time went into looking for cycles, and what they hold is a tenth of its memory: a
    # copy of this process prints so much and no more, and has a limit for what it takes.
    gc.disable()
    try:
        with parsed(), deferred():
            from workplan.render.pdf import printing  # noqa: F401  # the slow part; the parent still composes
            from workplan.render.pdf.engine.writing_out.fonts import known_fonts
    except OSError as error:
        return _fail(ExitCode.ENVIRONMENT, f"Pango is missing: {error}")
    known_fonts()  # once, for all the copies of this process
    _prepare(is_asked=lambda: bool(select.select([0], [], [], 0)[0]))
    _serve(sys.stdin.buffer, answer)
    return ExitCode.OK


def _serve(lines: Iterable[bytes], answer: IO[bytes], asking: socket | None = None) -> None:
    """Do what is asked for, line by line. Who is `asking` may be gone before a job is done."""
    printing = _Printing(asking)
    for line in lines:
        if line.startswith(BESIDE):
            _prepare(is_asked=lambda: False)
            printing.end()
            if not os.fork():
                answer.close()
                _beside(line.removeprefix(BESIDE).rstrip(b"\n"))
            continue
        code, pdf = printing.done(json.loads(line))
        print(DONE, file=sys.stderr, flush=True)
        answer.write(b"%d %d\n" % (code, len(pdf)) + pdf)
        answer.flush()
    printing.end()


def _beside(door: bytes) -> NoReturn:
    """Be a process of its own, for who listens at the door: its number first, then jobs and answers; words
    on a second line. It ends with whoever asks, or is stopped with all that it starts."""
    os.setsid()  # Linux shares processors between sessions, so this one has its own share
    with suppress(OSError), socket(AF_UNIX) as line, socket(AF_UNIX) as words:
        line.connect(door)
        words.connect(door)
        with Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), 0)
        for number in (1, 2):
            os.dup2(words.fileno(), number)
        with line.makefile("rb") as jobs, line.makefile("wb") as answer:
            answer.write(b"%d\n" % os.getpid())
            answer.flush()
            _serve(jobs, answer, line)
    os._exit(ExitCode.OK)


class _Printing:
    """A copy of this process prints, one job after the other: what it found out for one is known for the next
    (styles, fonts, words), and it has its memory. A new copy takes its place behind a job that failed, before
    a long document, and where there would be more than `_TOGETHER` characters: it looks for no cycles, and
    its memory grows."""

    def __init__(self, asking: socket | None) -> None:
        self._asking = asking
        self._copy: Serving | None = None
        self._printed = 0

    def done(self, job: dict[str, Any]) -> tuple[int, bytes]:
        """The exit code of a job, and its PDF. What fails behind others is done once more, alone."""
        characters = len(job["html"])
        if characters > _LONG or self._printed + characters > _TOGETHER:
            self.end()
        is_later = self._printed > 0
        code, pdf = self._answered(job, is_later=is_later)
        self._printed += characters
        if code != ExitCode.OK:
            self.end()
        return self.done(job) if code != ExitCode.OK and is_later else (code, pdf)

    def _answered(self, job: dict[str, Any], *, is_later: bool) -> tuple[int, bytes]:
        if not self._copy:
            _prepare_for(job["html"])
            self._copy = Serving(_job)
        try:
            self._copy.line.send((job, is_later))
            self._wait(self._copy)
            answer: tuple[int, bytes] = self._copy.line.recv()
        except (EOFError, OSError):  # it has died
            return self._copy.wait(), b""
        return answer

    def end(self) -> None:
        """End the copy, if there is one."""
        if self._copy:
            self._copy.end()
        self._copy, self._printed = None, 0

    def _wait(self, copy: Serving) -> None:
        poll = select.poll()
        poll.register(copy.line, select.POLLIN)
        if self._asking:
            poll.register(self._asking, 0)  # its end alone
        if copy.line.fileno() not in dict(poll.poll()):
            os.killpg(0, signal.SIGKILL)  # whoever asked is gone: nobody needs what this session does


def _prepare(is_asked: Callable[[], bool]) -> None:
    """Make here what all papers have, as long as nothing else is asked for."""
    if not is_asked():
        _learn_our_sheet()
    prepare(is_asked)


@cache
def _learn_our_sheet() -> None:
    from workplan.design.theme import theme
    from workplan.render.css import print_css
    from workplan.render.pdf.engine.reading.sheets import learn

    learn(print_css(theme(), "ltr"))


def _prepare_for(html: str) -> None:
    """Make here, for this copy of the process and those after it, what many papers have: the rules of a style
    sheet; the font of forms, which takes as long as a layout."""
    from workplan.render.pdf.engine.reading.sheets import learn_all

    learn_all(html)
    if "data-field" in html:
        from workplan.render.pdf.file.widgets import value_font

        value_font()


def _job(asked: tuple[dict[str, Any], bool]) -> tuple[int, bytes]:
    """Do a job, in a copy; behind others, if it is not the first of this copy."""
    from workplan.render.pdf.printing import print_pdf

    job, is_later = asked
    try:
        limit(job["memory"], job["seconds"])  # some style values make a layout that never ends
        return ExitCode.OK, print_pdf(job, alone=is_later)
    except OutputError as error:
        return _fail(ExitCode.OUTPUT, error.message), b""
    except Exception as error:
        if isinstance(error, MemoryError) or is_out_of_memory():
            return _fail(ExitCode.OUTPUT, "the PDF needs more memory than its limit"), b""
        return _fail(ExitCode.BUG, f"{type(error).__name__}: {error}"), b""


def _private_output() -> IO[bytes]:
    """Standard output for PDFs alone: whatever else prints goes to standard error."""
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answer


def _fail(code: ExitCode, reason: str) -> int:
    print(reason, file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
