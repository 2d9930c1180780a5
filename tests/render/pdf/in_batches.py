"""The PDF's worker for `test_apart`: a job says how many pages a copy draws (`batch`), and which way
something goes otherwise than usual (`way`). Each job is done in a copy of its own of the worker, so that none
of it is left for the next."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from workplan.errors import OutputError
from workplan.render.pdf import printing, worker
from workplan.render.pdf.beside import copies, drawn

_print = printing.print_pdf


def _print_otherwise(job: dict[str, Any], *, alone: bool) -> bytes:
    copies.FIRST = copies.BATCH = job["batch"]
    WAYS[job["way"]]()
    return _print(job, alone=alone)


def _all_must_be_drawn() -> None:
    """A page that no copy drew is an error, but for the first one and those that are no whole batch."""
    restored = printing.restored

    def look(pages: list[Any]) -> None:
        by_copies = sum(drawn.drawn_of(page._page_box) is not None for page in pages)
        if by_copies < (len(pages) - 1) // copies.BATCH * copies.BATCH:
            raise OutputError(f"copies drew {by_copies} of {len(pages)} pages")
        restored(pages)

    setattr(printing, "restored", look)  # noqa: B010


def _copies_do(what: Callable[[], object]) -> None:
    setattr(copies.Drawing, "draw", lambda *_: what())  # noqa: B010
    setattr(copies, "_PATIENCE", 0.05)  # noqa: B010


def _no_more_processes() -> None:
    def fork() -> int:
        raise BlockingIOError

    setattr(os, "fork", fork)  # noqa: B010


def _widths_differ() -> None:
    def show(*_: object) -> None:
        raise drawn.Conflict

    setattr(drawn.Fonts, "show", show)  # noqa: B010


WAYS: dict[str, Callable[[], None]] = {
    "usual": lambda: None,
    "strict": _all_must_be_drawn,
    "copies end": lambda: _copies_do(lambda: os.kill(os.getpid(), signal.SIGKILL)),
    "copies hang": lambda: _copies_do(lambda: time.sleep(60)),
    "no more processes": _no_more_processes,
    "other widths": _widths_differ,
}

if __name__ == "__main__":
    setattr(printing, "print_pdf", _print_otherwise)  # noqa: B010
    setattr(worker, "_TOGETHER", 0)  # noqa: B010
    sys.exit(worker.main())
