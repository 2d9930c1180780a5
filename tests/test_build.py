"""`build`: several documents side by side."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.documents import sample
from workplan.build import build
from workplan.errors import OutputError
from workplan.prepare import Prepared


def asked(count: int) -> list[Prepared]:
    return [Prepared(sample(), None) for _ in range(count)]  # type: ignore[arg-type]


@dataclass
class Printer:
    """Stands in for the PDF's process: it ends a job when as many printers work as it waits for."""

    together: threading.Barrier
    jobs: list[dict[str, Any]] = field(default_factory=list)
    stopped: bool = False

    def print(self, job: dict[str, Any], on_page: Callable[[int], None]) -> bytes:
        self.jobs.append(job)
        self.together.wait(timeout=60)
        on_page(1)
        return b"%PDF"

    def stop(self) -> None:
        self.stopped = True


def printers(count: int) -> tuple[Printer, ...]:
    together = threading.Barrier(count)
    return tuple(Printer(together) for _ in range(count))


def test_papers_are_laid_out_side_by_side() -> None:
    """Before, each PDF began when all files of the paper before were finished."""
    pages: list[int] = []
    both = printers(2)
    made = build(asked(4), ("pdf", "docx"), both, checked=False, progress=pages.append)  # type: ignore[arg-type]
    assert [list(files) for files in made] == [["pdf", "docx"]] * 4
    assert [len(each.jobs) for each in both] == [2, 2]
    assert pages == [1] * 4
    assert not any(each.stopped for each in both)


def test_where_one_fails_the_others_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OutputError("no room")

    both = printers(2)
    monkeypatch.setattr(both[0], "print", fail)
    monkeypatch.setattr(both[1], "print", fail)
    with pytest.raises(OutputError, match="no room"):
        list(build(asked(3), ("pdf",), both, checked=False))  # type: ignore[arg-type]
    assert all(each.stopped for each in both)


def test_without_a_pdf_nothing_prints() -> None:
    assert [list(files) for files in build(asked(2), ("html",), ())] == [["html"], ["html"]]
