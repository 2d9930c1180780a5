"""Making the files of a document, as every command that makes any does it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from workplan.errors import ContentError, Place, Problem
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.document.tree import Document
    from workplan.verify import Format


class Makeable(Protocol):
    """A document that files are made of: one for editors, the same `shown` to readers, of a redline the
    `statement` of what it compares, and the `stem` of the files' names."""

    @property
    def document(self) -> Document: ...

    @property
    def shown(self) -> Document: ...

    @property
    def statement(self) -> str: ...

    @property
    def stem(self) -> str: ...


#: Given a document and a folder: the document's files, by their paths in the folder.
Make = Callable[[Makeable, Path], dict[Path, bytes]]


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
    started = time.perf_counter()
    with ExitStack() as stack:
        started_already = []
        if "pdf" in formats:
            from workplan.render.pdf.process import PdfProcess

            started_already.append(stack.enter_context(PdfProcess()))
        from workplan.build import build
        from workplan.origins.named import read_given
        from workplan.theme import theme
        from workplan.word import UnsafeFile, lost_of

        def make(found: Makeable, folder: Path) -> dict[Path, bytes]:
            reference = read_given(reference_docx) if reference_docx else None
            process = None
            if "pdf" in formats:  # each prints one document
                process = started_already.pop() if started_already else stack.enter_context(PdfProcess())
            terminal.detail(f"checked the content ({time.perf_counter() - started:.2f} s)")
            with terminal.waiting("making " + ", ".join(formats)) as waiting:
                try:
                    if reference is not None and "docx" in formats:
                        _warn(lost_of(reference, theme()), reference_docx, terminal, fail=fail_on_warnings)
                    files = build(
                        found.document,
                        formats,
                        process,
                        shown=found.shown,
                        statement=found.statement,
                        reference=reference,
                        for_review=for_review,
                        checked=checked,
                        progress=lambda kind, page: waiting(f"making the {kind}: page {page}"),
                    )
                except UnsafeFile as error:
                    raise UnsafeFile(f"{reference_docx}: {error.message}", error.hint) from error
            compared = (
                f"made and compared {', '.join(files)}"
                if checked
                else f"made {', '.join(files)}, not compared"
            )
            terminal.detail(f"{compared} ({time.perf_counter() - started:.2f} s)")
            return {folder / f"{found.stem}.{kind}": data for kind, data in files.items()}

        yield make


def _warn(losses: tuple[str, ...], template: Path | None, terminal: Terminal, *, fail: bool) -> None:
    """Say what is lost of a house template, or raise it."""
    warnings = [
        Problem(f"of the house template, {words}", Place(str(template)), warning=True) for words in losses
    ]
    if fail and warnings:
        raise ContentError(warnings)
    terminal.problems(warnings)
