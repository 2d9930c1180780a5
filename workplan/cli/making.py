"""Making the files of documents, as every command that makes any does it."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workplan.errors import ContentError, Place, Problem
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.build import Makeable
    from workplan.made.documents import Documents
    from workplan.made.records import Records
    from workplan.render.pdf.process import PdfProcess, Printer
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
    records: Records | None = None,
    force: bool = False,
    early: bool = True,
) -> Iterator[Make]:
    """What makes the `formats`; those of them that `records` know are not made again, but by `force`. The
    PDF's process is on its way at once, before anything is imported or read, and is gone at the end; unless
    `early` is false, since it may not be needed."""
    with ExitStack() as stack:
        known = _Known(records, force, early)
        yield Make(formats, terminal, reference_docx, stack, for_review, checked, fail_on_warnings, known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of files; by `force`, all are made anew, and remembered. `early`: most are made."""

    records: Records | None
    force: bool
    early: bool


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
        known: _Known,
    ) -> None:
        self._started = time.perf_counter()
        self._formats, self._terminal, self._reference = formats, terminal, reference_docx
        self._for_review, self._checked, self._fail = for_review, checked, fail_on_warnings
        self._stack, self._known = stack, known
        #: The files that were there already; what is remembered of the others, once they are written.
        self.there: set[Path] = set()
        self.documents: Documents | None = None
        self._process: PdfProcess | None = None
        self._copies: list[Printer] = []
        if "pdf" in formats and known.early:
            self._start()
        import workplan.build  # noqa: F401  # while the process imports what it needs

    def _start(self) -> None:
        from workplan.render.pdf.process import PdfProcess

        if self._process:
            self._copies.append(self._stack.enter_context(self._process.beside()))
        else:
            self._process = self._stack.enter_context(PdfProcess())

    def __call__(self, found: Makeable, folder: Path) -> dict[Path, bytes]:
        (files,) = self.each([found], folder)
        return files

    def each(self, found: Sequence[Makeable], folder: Path) -> Iterator[dict[Path, bytes]]:
        """The files of each, in their order. PDFs are laid out side by side, one on each processor."""
        from workplan.build import build
        from workplan.made.documents import Documents

        reference = self._read_reference()
        self._say("checked the content")
        self.documents = Documents(
            self._known.records, reference, self._for_review, checked=self._checked, force=self._known.force
        )
        paths = [{kind: folder / f"{of.stem}.{kind}" for kind in self._formats} for of in found]
        there = [self.documents.there(of, files) for of, files in zip(found, paths, strict=True)]
        known = {id(of): kinds for of, kinds in zip(found, there, strict=True)}
        printed = sum("pdf" not in kinds for kinds in there) if "pdf" in self._formats else 0
        while len(self._printers) < min(printed, os.cpu_count() or 1, _MOST_PROCESSES):
            self._start()
        waits = self._terminal.waiting("making " + ", ".join(self._formats))
        with waits as waiting, self._said_of_reference(reference):
            made = build(
                found,
                self._formats,
                self._printers,
                reference=reference,
                for_review=self._for_review,
                checked=self._checked,
                progress=lambda page: waiting(f"making the pdf: page {page}"),
                there=lambda of: known[id(of)],
            )
            for of, files, before, new in zip(found, paths, there, made, strict=True):
                for kind, data in new.items():
                    self.documents.made(of, kind, files[kind].name, data)
                self.there |= {files[kind] for kind in before}
                self._say_made(new, before)
                yield {path: new.get(kind) or before[kind] for kind, path in files.items()}

    def _read_reference(self) -> bytes | None:
        if not self._reference:
            return None
        from workplan.origins.named import read_given

        return read_given(self._reference)

    @contextmanager
    def _said_of_reference(self, reference: bytes | None) -> Iterator[None]:
        """Say what is lost of a house template; what is wrong with it is raised with its name."""
        if reference is None:
            yield
            return
        from workplan.theme import theme
        from workplan.word import UnsafeFile, lost_of

        try:
            if "docx" in self._formats:
                _warn(lost_of(reference, theme()), self._reference, self._terminal, fail=self._fail)
            yield
        except UnsafeFile as error:
            raise UnsafeFile(f"{self._reference}: {error.message}", error.hint) from error

    def _say_made(self, new: Collection[str], before: Collection[str]) -> None:
        named = ", ".join(new)
        if new:
            self._say(f"made and compared {named}" if self._checked else f"made {named}, not compared")
        if before:
            self._say(f"made before: {', '.join(before)}")

    def write(self, files: Mapping[Path, bytes]) -> None:
        """Write files, all or none, but for those that are there already; remember them, and say so."""
        from workplan.output import write_all

        write_all({path: data for path, data in files.items() if path not in self.there})
        if self.documents:
            self.documents.keep(path.name for path in files)
        for path, data in files.items():
            (self._terminal.is_there if path in self.there else self._terminal.wrote)(path, data)

    def last_process(self) -> PdfProcess:
        """The PDF's process for one more file, where all else is made; others end, and leave their memory."""
        for copy in self._copies:
            copy.stop()
        if not self._process:
            self._start()
        assert self._process
        return self._process

    @property
    def _printers(self) -> list[Printer]:
        return [*([self._process] if self._process else []), *self._copies]

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
