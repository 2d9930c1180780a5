"""Work on many things, divided among copies of this process (forks), one on each processor.

A copy has all that is known here, and answers with plain values. What it shares with this process (nodes of
one document) is named in its answer and not sent: it is the very same here, and an answer holds what is new.

    [x] the results come in order, and are those of one process
    [x] what fails, or a copy that dies: the work is done here again, and fails here, in its turn
    [x] whatever happens, no copy is left behind
    [-] on one processor, or where there are no forks: all of it is done here
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import pairwise, zip_longest
from typing import IO, Any, TypeVar

from workplan.processes.forked import Answering
from workplan.processes.limits import processors

T = TypeVar("T")

#: More processes than this make little faster, and each has a copy's memory.
_MOST = 4


def each(work: Callable[[int], T], count: int, shared: Sequence[object]) -> Iterator[T]:
    """What `work` makes of each number below `count`, in order; the first ones are made here. `shared` are
    values that results may hold, and that stay the same ones."""
    here, *others = _parts(count)
    copies: list[Answering] = []
    try:
        with suppress(OSError):  # no room for another process: the work is done here
            for part in others:
                copies.append(Answering(partial(_answer, work, part, shared)))
        yield from map(work, here)
        for part, copy in zip_longest(others, copies):
            found: list[T] = _results(copy, shared) if copy else []
            for n, number in enumerate(part):
                yield found[n] if n < len(found) else work(number)
    finally:
        for copy in copies:
            copy.end()


def _parts(count: int) -> list[range]:
    """The numbers, divided among processors."""
    parts = max(1, min(processors(), _MOST, count))
    borders = [count * n // parts for n in range(parts + 1)]
    return [range(start, end) for start, end in pairwise(borders)]


def _answer(work: Callable[[int], object], part: range, shared: Sequence[object], to: IO[bytes]) -> None:
    """Do part of the work, in a copy."""
    gc.disable()
    names = {id(value): name for name, value in enumerate(shared)}
    for number in part:
        data = BytesIO()
        _Writer(data, names).dump(work(number))
        to.write(data.getvalue())


def _results(copy: Answering, shared: Sequence[object]) -> list[Any]:
    """What a copy made, up to what failed."""
    answer = copy.answer()
    found: list[Any] = []
    try:
        while True:
            found.append(_Reader(answer, shared).load())
    except (EOFError, pickle.UnpicklingError):
        return found


class _Writer(pickle.Pickler):
    def __init__(self, to: IO[bytes], names: dict[int, int]) -> None:
        super().__init__(to, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, value: object) -> int | None:
        return self._names.get(id(value))


class _Reader(pickle.Unpickler):
    def __init__(self, data: IO[bytes], shared: Sequence[object]) -> None:
        super().__init__(data)
        self._shared = shared

    def persistent_load(self, name: int) -> object:
        return self._shared[name]
