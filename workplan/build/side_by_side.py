"""Several documents side by side, one on each processor.

As many copies of this process (forks) as there are processors make documents, each all files of one: it
writes the Word file and the web page while a PDF process of its own lays out the PDF, reads them back,
compares, and answers with bytes. A copy has all that this process has imported, read and composed, so nothing
is done twice, and this process is left with what has an order.

    [x] a copy takes the next document when it is free; the longest come first, so that all end together; but
        for the one whose PDF was begun before the others were read
    [x] files come in the order of the documents, whoever was ready first
    [x] an error is raised in the turn of its document: before it come the files of those before
    [x] a copy that dies is told with the names of the documents that it had
    [x] where there is no room for so many processes, there are fewer copies; where for none, all is made here
    [x] whatever happens, no copy is left behind, nor a PDF process of one: they end with who asked
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from itertools import chain
from multiprocessing.connection import Connection, Pipe, wait
from threading import Lock, Thread
from traceback import format_exception
from types import TracebackType
from typing import Self

from workplan.build.formats import Makeable, Progress
from workplan.design.theme import theme
from workplan.document.walking.walk import words
from workplan.errors import OutputError, WorkplanError
from workplan.processes.forked import Forked
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess, Printer
from workplan.text.hints import one_of
from workplan.verify import Format

#: What makes the files of documents, in their order, with a printer for their PDFs (`formats.build`).
Build = Callable[[Iterable[Makeable], Printer | None, Progress], Iterator[dict[Format, bytes]]]

#: The bytes of a position in the queue.
_POSITION = 4


class _Copy(Forked):
    """A copy of this process: `answers` are what it says, `taken` the documents that it has (their
    positions). It does not listen to `others`."""

    def __init__(self, life: Callable[[_Said], None], others: Sequence[_Copy]) -> None:
        self.answers, said = Pipe()
        self.taken: list[int] = []
        self.failure: Exception | None = None

        def speaking() -> None:
            for copy in (self, *others):
                copy.answers.close()
            life(_Said(said))

        super().__init__(speaking)
        said.close()

    def end(self) -> None:
        super().end()
        self.answers.close()


class _Said:
    """What a copy says to who began it, with whom it ends. Pages are told in a thread of their own."""

    def __init__(self, line: Connection) -> None:
        self._line, self._lock = line, Lock()
        Thread(target=self._end, daemon=True).start()

    def __call__(self, kind: str, what: object) -> None:
        with self._lock:
            self._line.send((kind, what))

    def failure(self, error: Exception) -> None:
        if not isinstance(error, WorkplanError):
            error.add_note("".join(format_exception(error)))  # where it was, which is not sent
        with suppress(OSError):
            self("failed", error)

    def _end(self) -> None:
        with suppress(OSError, EOFError):
            self._line.recv()
        os._exit(1)


class SideBySide:
    """What makes the files of several documents. A context manager: the copies begin when it is entered, and
    have ended when it is left. Copies print with copies of `process`, where there is one; the first of them
    with `ahead`, which has begun to print the first document."""

    def __init__(
        self,
        asked: Sequence[Makeable],
        copies: int,
        build: Build,
        process: PdfProcess | None,
        ahead: Printer | None = None,
    ) -> None:
        self._asked, self._count, self._build, self._process = asked, copies, build, process
        self._ahead = ahead
        self._copies: list[_Copy] = []

    def __enter__(self) -> Self:
        # Once, for all copies.
        import workplan.render.html
        import workplan.verify.pdf
        import workplan.word.reader
        import workplan.word.writer.writing  # noqa: F401

        gc.freeze()  # what is here stays: looking for cycles in it would copy its memory
        ahead = self._ahead
        queue = _queue(self._asked, 1 if ahead else 0)
        try:
            if ahead:
                ahead.wait()
            with suppress(OSError):  # the session has no room for another process
                for _ in range(self._count):
                    self._copies.append(_Copy(partial(self._copy, queue, ahead), self._copies))
                    if ahead:
                        ahead.leave()
                        ahead = None
        except BaseException:
            self.__exit__(None, None, None)
            raise
        finally:
            os.close(queue)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for copy in self._copies:
            copy.end()
        gc.unfreeze()

    def files(self, progress: Progress) -> Iterator[dict[Format, bytes]]:
        """The files of each document, in order. Raises what making one raises; `OutputError` where a copy
        dies."""
        if not self._copies:
            yield from self._build(self._asked, self._ahead or self._process, progress)
            return
        made: dict[int, dict[Format, bytes]] = {}
        for position in range(len(self._asked)):
            while position not in made:
                self._raise_for(position)
                self._hear(made, progress)
            yield made.pop(position)

    def _copy(self, queue: int, ahead: Printer | None, said: _Said) -> None:
        """The whole life of a copy. It says nothing on the terminal, and leaves all that is to be left to who
        began it."""
        first = (0,) if ahead else ()
        try:
            with ahead or (self._process.beside() if self._process else nullcontext()) as printer:
                taken = self._taken(chain(first, _positions(queue)), said)
                made = self._build(taken, printer, lambda page: said("page", page))
                for files in made:
                    said("made", files)
        except Exception as error:
            said.failure(error)
            raise

    def _taken(self, positions: Iterable[int], said: _Said) -> Iterator[Makeable]:
        for position in positions:
            said("taken", position)
            yield self._asked[position]

    def _hear(self, made: dict[int, dict[Format, bytes]], progress: Progress) -> None:
        """Take in what copies say next."""
        at_work = [copy for copy in self._copies if copy.status is None]
        end = [self._process.end] if self._process else []
        said = wait([*(copy.answers for copy in at_work), *end])
        if self._process and set(end) & set(said):
            self._process.print(job(self._asked[0].shown, theme()))  # it has ended, and says why
        for copy in at_work:
            if copy.answers in said:
                self._hear_one(copy, made, progress)

    def _hear_one(self, copy: _Copy, made: dict[int, dict[Format, bytes]], progress: Progress) -> None:
        try:
            match copy.answers.recv():
                case ("taken", int(number)):
                    copy.taken.append(number)
                case ("page", int(page)):
                    progress(page)
                case ("made", files):
                    made[copy.taken.pop(0)] = files
                case ("failed", Exception() as error):
                    copy.failure = error
        except (EOFError, OSError):
            copy.wait()

    def _raise_for(self, position: int) -> None:
        """Raise why a document will never be made: the copy that had it has ended, or all have."""
        having = [copy for copy in self._copies if position in copy.taken]
        if any(copy.status is None for copy in having or self._copies):
            return
        for copy in having or self._copies:
            if copy.failure:
                raise copy.failure
            names = one_of([self._asked[number].stem for number in copy.taken or [position]])
            assert copy.status is not None
            raise OutputError(
                f"{names}: the process that made it was ended ({_how(copy.status)})",
                "the machine may have no more memory; name fewer papers at a time",
            )


def _queue(asked: Sequence[Makeable], start: int) -> int:
    """A file that all copies read from, as one: the positions of the documents from `start` on, the longest
    first."""
    lengths = [sum(map(len, words(each.shown))) for each in asked]
    order = sorted(range(start, len(asked)), key=lambda position: (-lengths[position], position))
    queue = os.memfd_create("papers")
    os.write(queue, b"".join(position.to_bytes(_POSITION) for position in order))
    os.lseek(queue, 0, os.SEEK_SET)
    return queue


def _positions(queue: int) -> Iterator[int]:
    """What nobody else has read from the queue."""
    while position := os.read(queue, _POSITION):
        yield int.from_bytes(position)


def _how(status: int) -> str:
    return signal.Signals(-status).name if status < 0 else f"exit code {status}"
