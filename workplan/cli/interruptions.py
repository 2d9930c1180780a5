"""Interruptions (Ctrl-C, SIGTERM, SIGHUP), and those that Python loses.

The handler of a signal raises wherever the program is. Where that is a callback of a weak reference, as
Python has them while it imports, the exception is dropped (docs.python.org, `sys.unraisablehook`), and the
program would go on and write its files. So the handler remembers, and `honour` is asked before anything is
written.
"""

from __future__ import annotations

import signal
import sys
from types import FrameType

_asked = False


def listen() -> None:
    """Let every signal that asks for the end interrupt, as Ctrl-C does."""
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
    raise KeyboardInterrupt


def honour() -> None:
    """Raises `KeyboardInterrupt` where an interruption was asked for and lost."""
    if _asked:
        raise KeyboardInterrupt
