"""Making the files of documents, as every command that makes any does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from workplan.cli.common.terminal import Signs, Terminal
from workplan.errors import ContentError, Place, Problem, WorkplanError

if TYPE_CHECKING:
    from workplan.build.formats import Makeable, Progress
    from workplan.made.documents import Documents
    from workplan.made.records import Records
    from workplan.render.pdf.process import PdfProcess, Printer
    from workplan.verify import Format

#: Each copy of this program that makes papers takes some memory; so many are enough.
_MOST_COPIES = 8


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
    parts: bool = False,
) -> Iterator[Make]:
    """What makes the `formats`; those of them that `records` know are not made again, but by `force`. The
    PDF's process is on its way at once, before anything is imported or read, and is gone at the end; unless
    `early` is false, since it may not be needed. `parts`: the files become parts of others, and are not
    written."""
    with ExitStack() as stack:
        known = _Known(records, force, early, parts)
        yield Make(formats, terminal, reference_docx, stack, for_review, checked, fail_on_warnings, known)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of files; by `force`, all are made anew, and remembered. `early`: most are made."""

    records: Records | None
    force: bool
    early: bool
    parts: bool


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
        self._ahead: tuple[Makeable, Printer] | None = None
        if "pdf" in formats and known.early:
            self.process()
            import workplan.render.pdf.job  # while the process imports what it needs
        import workplan.build.formats  # noqa: F401

    def process(self) -> PdfProcess:
        """The PDF's process, which starts when it is first asked for."""
        from workplan.render.pdf.process import PdfProcess

        if not self._process:
            self._process = self._stack.enter_context(PdfProcess())
        return self._process

    def ahead(self, first: Makeable, folder: Path) -> None:
        """Have the PDF of the first of several documents on its way, while the others are read: `each` is
        given all of them after that, and says what is wrong with a house template."""
        from workplan.design.theme import theme
        from workplan.processes.limits import processors
        from workplan.render.pdf.job import job

        if "pdf" not in self._formats or processors() < 2:
            return
        try:
            documents = self._known_documents()
        except WorkplanError:
            return
        if "pdf" not in documents.there(first, self._paths(first, folder)):
            printer = self._stack.enter_context(self.process().beside())
            printer.begin(job(first.shown, theme()))
            self._ahead = first, printer

    def __call__(self, found: Makeable, folder: Path) -> dict[Path, bytes]:
        (files,) = self.each([found], folder)
        return files

    def each(self, found: Sequence[Makeable], folder: Path) -> Iterator[dict[Path, bytes]]:
        """The files of each, in their order. Several are made side by side, one on each processor."""
        self.documents = self._known_documents()
        self._say("checked the content")
        paths = [self._paths(of, folder) for of in found]
        there = [self.documents.there(of, files) for of, files in zip(found, paths, strict=True)]
        with self._made(found, there) as making, self._said_of_reference():
            for of, files, before in zip(found, paths, there, strict=True):
                new = next(making) if len(before) < len(files) else {}
                for kind, data in new.items():
                    self.documents.made(of, kind, files[kind].name, data)
                self.there |= {files[kind] for kind in before}
                self._say_made(new, before)
                yield {path: new.get(kind) or before[kind] for kind, path in files.items()}
            next(making, None)  # lets it end by itself, so that the process stays

    def _known_documents(self) -> Documents:
        from workplan.made.documents import Documents

        return Documents(
            self._known.records,
            self._house,
            self._for_review,
            checked=self._checked,
            force=self._known.force,
            parts=self._known.parts,
        )

    def _paths(self, of: Makeable, folder: Path) -> dict[Format, Path]:
        return {kind: folder / f"{of.stem}.{kind}" for kind in self._formats}

    @cached_property
    def _house(self) -> bytes | None:
        """The house template."""
        if not self._reference:
            return None
        from workplan.origins.named import read_given

        return read_given(self._reference)

    @contextmanager
    def _said_of_reference(self) -> Iterator[None]:
        """Say what is lost of a house template; what is wrong with it is raised with its name."""
        if self._house is None:
            yield
            return
        from workplan.design.theme import theme
        from workplan.word import UnsafeFile, lost_of

        try:
            if "docx" in self._formats:
                _warn(lost_of(self._house, theme()), self._reference, self._terminal, fail=self._fail)
            yield
        except UnsafeFile as error:
            raise UnsafeFile(f"{self._reference}: {error.message}", error.hint) from error

    @contextmanager
    def _made(
        self, found: Sequence[Makeable], there: Sequence[Collection[Format]]
    ) -> Iterator[Iterator[dict[Format, bytes]]]:
        """The files of those of the documents that have to be made, but for those that are `there`."""
        from workplan.build.formats import build
        from workplan.processes.limits import processors

        known = {id(of): kinds for of, kinds in zip(found, there, strict=True)}
        lacking = [of for of, kinds in zip(found, there, strict=True) if len(kinds) < len(self._formats)]
        printed = "pdf" in self._formats and any("pdf" not in known[id(of)] for of in lacking)
        process = self.process() if printed else None
        copies = min(len(lacking), processors(), _MOST_COPIES)
        first, printer = self._ahead or (None, None)
        ahead = printer if lacking and lacking[0] is first and "pdf" not in known[id(first)] else None

        def made(
            asked: Iterable[Makeable], printer: Printer | None, progress: Progress
        ) -> Iterator[dict[Format, bytes]]:
            return build(
                asked,
                self._formats,
                printer,
                reference=self._house,
                for_review=self._for_review,
                checked=self._checked,
                named=len(found) > 1,
                progress=progress,
                there=lambda of: known[id(of)],
            )

        def waiting() -> AbstractContextManager[Signs]:
            return self._terminal.waiting("making " + ", ".join(self._formats))

        if copies < 2:
            with waiting() as signs:
                yield made(lacking, ahead or process, _told(signs))
            return
        from workplan.build.side_by_side import SideBySide

        with SideBySide(lacking, copies, made, process, ahead) as side_by_side, waiting() as signs:
            yield side_by_side.files(_told(signs))

    def _say_made(self, new: Collection[str], before: Collection[str]) -> None:
        named = ", ".join(new)
        if new:
            self._say(f"made and compared {named}" if self._checked else f"made {named}, not compared")
        if before:
            self._say(f"made before: {', '.join(before)}")

    def write(self, files: Mapping[Path, bytes]) -> None:
        """Write files, all or none, but for those that are there already; remember them, and say so."""
        self.put(files)
        self.tell(files)

    def put(
        self,
        files: Mapping[Path, bytes],
        new: Sequence[Path] = (),
        unchanged: Callable[[], None] = lambda: None,
    ) -> None:
        """`write`, with nothing said; `new` and `unchanged` as `write_all` has them."""
        from workplan.files.output.files import write_all

        write_all({path: data for path, data in files.items() if path not in self.there}, new, unchanged)
        if self.documents:
            self.documents.keep(path.name for path in files)

    def tell(self, files: Mapping[Path, bytes]) -> None:
        """Say that files were written, or are there."""
        for path, data in files.items():
            (self._terminal.is_there if path in self.there else self._terminal.wrote)(path, data)

    def _say(self, words: str) -> None:
        self._terminal.detail(f"{words} ({time.perf_counter() - self._started:.2f} s)")


def _told(signs: Signs) -> Progress:
    return lambda page: signs(f"making the pdf: page {page}")


def _warn(losses: tuple[str, ...], template: Path | None, terminal: Terminal, *, fail: bool) -> None:
    """Say what is lost of a house template, or raise it."""
    warnings = [
        Problem(f"of the house template, {words}", Place(str(template)), warning=True) for words in losses
    ]
    if fail and warnings:
        raise ContentError(warnings)
    terminal.problems(warnings)
