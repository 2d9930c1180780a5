"""A copy of this process: its answer, its end, and that nothing of it is left."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from workplan.processes.forked import Answering, Serving


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """No process, and no open file."""

    def found() -> tuple[list[str], int]:
        children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        return children, len(list(Path("/proc/self/fd").iterdir()))

    before = found()
    yield
    assert found() == before


def _fail(_to: IO[bytes]) -> None:
    raise ValueError


@pytest.mark.parametrize(
    ("life", "status", "said"),
    [
        (lambda to: to.write(b"a" * 1_000_000) and None, 0, 1_000_000),  # more than a pipe holds
        (lambda to: to.write(b"all") + 4, 7, 3),
        (_fail, 1, 0),
        (lambda _: os.kill(os.getpid(), signal.SIGKILL), -signal.SIGKILL, 0),
    ],
)
def test_a_copy_ends_by_itself_and_its_answer_is_here(
    life: Callable[[IO[bytes]], int | None], status: int, said: int
) -> None:
    copy = Answering(life)
    assert copy.wait() == status
    assert copy.has_ended()
    assert len(copy.answer().read()) == said
    copy.end()
    assert copy.status == status


def test_a_copy_that_does_not_end_is_ended() -> None:
    copy = Answering(lambda _: time.sleep(600))
    assert not copy.has_ended()
    copy.end()
    assert copy.status == -signal.SIGKILL


def test_where_there_is_no_room_for_a_copy_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> int:
        raise BlockingIOError

    monkeypatch.setattr("os.fork", no_room)
    for begin in (lambda: Answering(_fail), lambda: Serving(str)):
        with pytest.raises(BlockingIOError):
            begin()


def test_a_copy_answers_one_question_after_the_other() -> None:
    known: list[int] = []

    def total(number: int) -> int:
        known.append(number)
        return sum(known)

    copy = Serving(total)
    for number, answer in ((1, 1), (2, 3), (3, 6)):
        copy.line.send(number)
        assert copy.line.recv() == answer
    assert not known
    copy.end()
    assert copy.status == -signal.SIGKILL


def test_a_copy_that_dies_of_a_question_gives_no_answer() -> None:
    copy = Serving(lambda number: os.kill(os.getpid(), number))
    copy.line.send(signal.SIGKILL)
    with pytest.raises((EOFError, ConnectionResetError)):
        copy.line.recv()
    assert copy.wait() == -signal.SIGKILL
    copy.end()


def test_a_copy_ends_when_nobody_can_ask_it_any_longer() -> None:
    copy = Serving(str)
    copy.line.close()
    assert copy.wait() == 0
