"""Work that is divided among copies of this process is done as in one."""

from __future__ import annotations

import os
import signal

import pytest

from workplan.processes import divided

COUNT = 7


@pytest.fixture(autouse=True)
def processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2})


def test_results_come_in_order_and_what_is_shared_is_the_very_same() -> None:
    here = os.getpid()
    shared = [("a node",), ("another",)]
    found = list(divided.each(lambda n: (n, os.getpid(), shared[n % 2]), COUNT, shared))
    assert [n for n, _, _ in found] == list(range(COUNT))
    assert [process == here for _, process, _ in found] == [n < 2 for n in range(COUNT)]
    assert len({process for _, process, _ in found}) == 3
    assert all(node is shared[n % 2] for n, _, node in found)


def test_what_fails_fails_in_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    copies = []
    fork = os.fork

    def noted() -> int:
        copies.append(fork())
        return copies[-1]

    def work(number: int) -> int:
        if number >= 4:
            raise ValueError(number)
        return number

    monkeypatch.setattr("os.fork", noted)
    found = []
    with pytest.raises(ValueError, match=r"^4$"):
        found.extend(divided.each(work, COUNT, []))
    results = divided.each(work, COUNT, [])
    assert [next(results) for _ in range(4)] == [0, 1, 2, 3]
    results.close()  # whoever wants no more waits for nobody
    assert len(copies) == 4
    for copy in copies:
        with pytest.raises(ChildProcessError):  # nobody is left behind
            os.waitpid(copy, os.WNOHANG)


def test_the_work_of_a_copy_that_dies_is_done_here() -> None:
    here = os.getpid()

    def work(number: int) -> tuple[int, bool]:
        if os.getpid() != here and number == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, os.getpid() == here

    found = list(divided.each(work, COUNT, []))
    assert found == [(n, n not in {2, 3}) for n in range(COUNT)]
