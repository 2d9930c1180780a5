"""Hooks around functions of a running program, which say what each takes of the processor.

Each adds a line to one file when its function returns, whoever calls it: a thread, a process, or a copy of
one. What a function takes is without what other hooked functions in it take, and without what other threads
do.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import defaultdict
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from resource import RUSAGE_CHILDREN, getrusage
from time import thread_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Hook:
    """A function, or a method as `Class.method`, that belongs to a stage. What copies of the process take
    that it waits for is the stage `copies`, but for what hooked functions take in them; left out where that
    has no name."""

    stage: str
    module: str
    name: str
    copies: str = ""


class Log:
    """The file to which hooks write."""

    def __init__(self, file: Path) -> None:
        self._to = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._inner = threading.local()
        self._waiting: tuple[int, str] | None = None  # the process that waits for copies, and their stage

    def install(self, hooks: Iterable[Hook]) -> None:
        """Put each hook in place of its function, wherever a module has it by now. Raises `AttributeError`
        for what is not there."""
        for hook in hooks:
            *owners, name = hook.name.split(".")
            owner: Any = import_module(hook.module)
            for each in owners:
                owner = getattr(owner, each)
            original = getattr(owner, name)
            hooked = self.around(original, hook.stage, hook.copies)
            setattr(owner, name, hooked)
            for module in () if owners else list(sys.modules.values()):
                for known, value in list(vars(module).items()):
                    if value is original:
                        setattr(module, known, hooked)

    def around(self, function: Callable[..., Any], stage: str, copies: str = "") -> Callable[..., Any]:
        """`function`, with a hook around it."""

        @wraps(function)
        def hooked(*given: Any, **named: Any) -> Any:
            outer = getattr(self._inner, "seconds", 0.0)
            self._inner.seconds = 0.0
            ended = _of_copies()
            waiting = self._waiting
            if copies:
                self._waiting = os.getpid(), copies
            began = thread_time()
            try:
                return function(*given, **named)
            finally:
                taken = thread_time() - began
                self._add(stage, taken - self._inner.seconds)
                self._inner.seconds = outer + taken
                self._waiting = waiting
                if copies:
                    self._add(copies, _of_copies() - ended)

        return hooked

    def _add(self, stage: str, seconds: float) -> None:
        lines = f"{stage}\t{seconds!r}\n"
        if self._waiting and self._waiting[0] != os.getpid():  # in a copy: who waits for it adds all of it
            lines += f"{self._waiting[1]}\t{-seconds!r}\n"
        os.write(self._to, lines.encode())


def _of_copies() -> float:
    usage = getrusage(RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def read(file: Path) -> dict[str, float]:
    """Seconds of the processor of each stage."""
    taken: defaultdict[str, float] = defaultdict(float)
    for line in file.read_text(encoding="utf-8").splitlines():
        stage, _, seconds = line.partition("\t")
        taken[stage] += float(seconds)
    return dict(taken)
