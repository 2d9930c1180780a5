"""Making the files of documents, as every command that makes any does it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workplan.errors import ContentError, Place, Problem
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.build import Makeable
    from workplan.render.pdf.process import PdfProcess
    from workplan.verify import Format

#: More PDFs at a time than this wait for the rest of the program.
_MOST_PROCESSES = 4


@contextmanager
def making(
    formats: tuple[Format, ...],
    terminal: Terminal,
    reference_docx: Path | None = None,
    *,
    for_review: bool | None = None,
    checked: bool = True,
    fail_on_warnings: bool = False,
) -> Iterator[Make]:
    """What makes the `formats`. The PDF's process is on its way at once, before anything is imported or
    read, and is gone at the end."""
    with ExitStack() as stack:
        yield Make(formats, terminal, reference_docx, stack, for_review, checked, fail_on_warnings)


class Make:
    """Given a document and a folder, it makes the document's files, by their paths in the folder; `each` does
    so for several documents."""

    def __init__(
        self,
        formats: tuple[Format, ...],
        terminal: Terminal,
        reference_docx: Path | None,
        stack: ExitStack,
        for_review: bool | None,
        checked: bool,
        fail_on_warnings: bool,
    ) -> None:
        self._started = time.perf_counter()
        self._formats, self._terminal, self._reference = formats, terminal, reference_docx
        self._for_review, self._checked, self._fail = for_review, checked, fail_on_warnings
        self._stack = stack
        self._processes: list[PdfProcess] = []
        if "pdf" in formats:
            self._start()
        import workplan.build  # noqa: F401  # while the process imports what it needs

    def _start(self) -> None:
        from workplan.render.pdf.process import PdfProcess

        self._processes.append(self._stack.enter_context(PdfProcess()))

    def __call__(self, found: Makeable, folder: Path) -> dict[Path, bytes]:
        (files,) = self.each([found], folder)
        return files

    def each(self, found: Sequence[Makeable], folder: Path) -> Iterator[dict[Path, bytes]]:
        """The files of each, in their order. PDFs are laid out side by side, one on each processor."""
        from workplan.build import build
        from workplan.origins.named import read_given
        from workplan.theme import theme
        from workplan.word import UnsafeFile, lost_of

        most = min(len(found), os.cpu_count() or 1, _MOST_PROCESSES)
        while self._processes and len(self._processes) < most:
            self._start()
        reference = read_given(self._reference) if self._reference else None
        self._say("checked the content")
        with self._terminal.waiting("making " + ", ".join(self._formats)) as waiting:
            try:
                if reference is not None and "docx" in self._formats:
                    _warn(lost_of(reference, theme()), self._reference, self._terminal, fail=self._fail)
                made = build(
                    found,
                    self._formats,
                    self._processes,
                    reference=reference,
                    for_review=self._for_review,
                    checked=self._checked,
                    progress=lambda page: waiting(f"making the pdf: page {page}"),
                )
                for of, files in zip(found, made, strict=True):
                    named = ", ".join(files)
                    self._say(
                        f"made and compared {named}" if self._checked else f"made {named}, not compared"
                    )
                    yield {folder / f"{of.stem}.{kind}": data for kind, data in files.items()}
            except UnsafeFile as error:
                raise UnsafeFile(f"{self._reference}: {error.message}", error.hint) from error

    def last_process(self) -> PdfProcess:
        """The PDF's process for one more file, where all else is made; others end, and leave their memory."""
        for process in self._processes[1:]:
            process.stop()
        return self._processes[0]

    def _say(self, words: str) -> None:
        self._terminal.detail(f"{words} ({time.perf_counter() - self._started:.2f} s)")


def _warn(losses: tuple[str, ...], template: Path | None, terminal: Terminal, *, fail: bool) -> None:
    """Say what is lost of a house template, or raise it."""
    warnings = [
        Problem(f"of the house template, {words}", Place(str(template)), warning=True) for words in losses
    ]
    if fail and warnings:
        raise ContentError(warnings)
    terminal.problems(warnings)
