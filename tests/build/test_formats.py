"""`build`: the files of documents, one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.documents import sample
from workplan.build.formats import build
from workplan.build.prepare import Prepared
from workplan.errors import OutputError


def asked(count: int) -> list[Prepared]:
    return [Prepared(sample(), None) for _ in range(count)]  # type: ignore[arg-type]


class Printer:
    """Stands in for the PDF's process."""

    def __init__(self) -> None:
        self.jobs: list[dict[str, Any]] = []
        self.stopped = False

    def print(self, job: dict[str, Any], on_page: Callable[[int], None]) -> bytes:
        self.jobs.append(job)
        on_page(1)
        return b"%PDF"

    def stop(self) -> None:
        self.stopped = True


def test_a_pdf_is_laid_out_while_the_next_document_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, each PDF began when all files of the document before were finished."""
    second = threading.Event()
    written: list[object] = []

    def write(*_: object, **__: object) -> bytes:
        written.append(_)
        if len(written) == 2:
            second.set()
        return b"PK"

    class Waiting(Printer):
        def print(self, job: dict[str, Any], on_page: Callable[[int], None]) -> bytes:
            assert second.wait(timeout=60)
            return super().print(job, on_page)

    monkeypatch.setattr("workplan.word.write", write)
    pages: list[int] = []
    printer = Waiting()
    made = build(asked(3), ("pdf", "docx"), printer, checked=False, progress=pages.append)  # type: ignore[arg-type]
    assert [list(files) for files in made] == [["pdf", "docx"]] * 3
    assert (len(printer.jobs), pages, printer.stopped) == (3, [1] * 3, False)


def test_where_one_fails_the_others_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OutputError("no room")

    printer = Printer()
    monkeypatch.setattr(printer, "print", fail)
    with pytest.raises(OutputError, match=r"^no room"):
        list(build(asked(3), ("pdf",), printer, checked=False))  # type: ignore[arg-type]
    assert printer.stopped


def test_without_a_pdf_nothing_prints() -> None:
    assert [list(files) for files in build(asked(2), ("html",))] == [["html"], ["html"]]
