"""A copy of this process (a fork), which has all that is known here: begun, heard, ended, never left behind.

[x] nothing else of the program goes on in a copy, whatever goes wrong in it
[x] `Answering`: what it answers is in a file in memory, so it never waits for who is to read it
[x] `Serving`: it waits for the next question, and ends when nobody can ask
[x] `end` and `wait` take it away, so that no ended process is left either
"""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Pipe
from typing import IO, Any


class Forked:
    """A copy of this process, which does `life` and ends with the exit code that this gives, if any. Raises
    `OSError` where the session has no room for another process."""

    def __init__(self, life: Callable[[], int | None]) -> None:
        #: How it ended, once that is known: its exit code, or the number of a signal below zero.
        self.status: int | None = None
        self._process = os.fork()
        if not self._process:
            code = 1
            try:
                code = life() or 0
            finally:
                os._exit(code)

    def wait(self) -> int:
        """Its status, once it has ended by itself."""
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        return self.status

    def end(self) -> None:
        """End it, if it has not ended."""
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self.wait()


class Answering(Forked):
    """A copy that writes an answer."""

    def __init__(self, life: Callable[[IO[bytes]], int | None]) -> None:
        self._file = os.fdopen(os.memfd_create("answer"), "w+b")
        readable, writable = os.pipe()  # whose other end closes when the copy ends
        #: A file that can be read when the copy has ended.
        self.ended = os.fdopen(readable, "rb")

        def answer() -> int | None:
            code = life(self._file)
            self._file.flush()
            return code

        try:
            super().__init__(answer)
        finally:
            os.close(writable)

    def has_ended(self, *, within: float = 0) -> bool:
        """Whether it has, or does within so many seconds."""
        return bool(select.select([self.ended], [], [], within)[0])

    def answer(self) -> IO[bytes]:
        """What it wrote until it ended; of a copy whose `status` is not 0, perhaps not all."""
        self.wait()
        self._file.seek(0)
        return self._file

    def end(self) -> None:
        super().end()
        self._file.close()
        self.ended.close()


class Serving(Forked):
    """A copy that answers one question after the other, and ends with whoever began it. Questions and answers
    are plain values, and go along `line`: `recv` raises `EOFError` where the copy has died."""

    def __init__(self, answer: Callable[[Any], Any]) -> None:
        self.line, asked = Pipe()

        def life() -> None:
            self.line.close()
            with suppress(EOFError):
                while True:
                    asked.send(answer(asked.recv()))

        try:
            super().__init__(life)
        finally:
            asked.close()

    def end(self) -> None:
        super().end()
        self.line.close()
