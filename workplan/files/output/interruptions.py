"""Interruptions (Ctrl-C, SIGTERM, SIGHUP): those that wait, and those that Python loses.

While files are put in their places an interruption waits (`held_back`), so that all are or none is. What was
`written` until one is honoured, the user is told.

The handler of a signal raises wherever the program is. Where that is a callback of a weak reference, as
Python has them while it imports, the exception is dropped (docs.python.org, `sys.unraisablehook`), and the
program would go on and write its files. So the handler remembers, and `honour` is asked before anything is
written.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

#: The files that this program has put in their places, in order.
written: list[Path] = []

_asked = False
_held = False


def listen() -> None:
    """Let every signal that asks for the end interrupt, as Ctrl-C does. Nothing is written so far."""
    written.clear()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # so that the PDF's process ends too
        signal.signal(getattr(signal, name), _interrupt)
    sys.unraisablehook = _dropped


def _dropped(what: sys.UnraisableHookArgs) -> None:
    """Nothing is said of an interruption, which is honoured later."""
    if not issubclass(what.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(what)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    global _asked
    _asked = True
    if not _held:
        raise KeyboardInterrupt


def honour() -> None:
    """Raises `KeyboardInterrupt` where an interruption was asked for and lost."""
    if _asked:
        raise KeyboardInterrupt


@contextmanager
def held_back() -> Iterator[None]:
    """Lets interruptions wait. One that was asked for before or meanwhile is honoured before or after."""
    global _held
    honour()
    _held = True
    try:
        yield
    finally:
        _held = False
    honour()
