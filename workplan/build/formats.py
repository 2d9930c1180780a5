"""Build: every format of a document, side by side, checked against each other before any is written.
(`side_by_side` builds several documents on as many processors.)

The PDF's process should run already when this module is imported (see `workplan.cli`). It waits for its HTML,
so what makes that is imported first, and all else once the HTML is on its way. What no format needs that is
asked for is not imported at all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Protocol

from workplan.design.theme import theme
from workplan.document.revisions import is_marked
from workplan.document.tree import Document
from workplan.errors import OurBug, OutputError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from workplan.render.pdf.process import Printer
    from workplan.verify import Format

#: Told of each page that is laid out, by its number in its document.
Progress = Callable[[int], None]


class Makeable(Protocol):
    """What files are made of: a document for editors, and the same `shown` to readers (a redline begins with
    a summary there, which editors do not get into their text). A redline's `statement` of what it compares
    stands above the text of the Word file. `stem` is for the files' names."""

    @property
    def document(self) -> Document: ...

    @property
    def shown(self) -> Document: ...

    @property
    def statement(self) -> str: ...

    @property
    def stem(self) -> str: ...


def build(
    asked: Iterable[Makeable],
    formats: tuple[Format, ...],
    printer: Printer | None = None,
    *,
    reference: bytes | None = None,
    for_review: bool | None = None,
    checked: bool = True,
    named: bool = False,
    progress: Progress = lambda _page: None,
    there: Callable[[Makeable], Collection[Format]] = lambda _of: (),
) -> Iterator[dict[Format, bytes]]:
    """The files of each document, in the order of `formats`, but for those that are `there` already. A PDF is
    laid out by the `printer` while the other formats are made, and those of the next document.

    `reference` is a Word file to take the looks from, `for_review` as `word.write` has it. Unless `checked`
    is false, each file is read back, and one that does not say what the document says raises `OurBug`.
    Where `named`, an error says of which document it is.
    """
    begun: deque[Callable[[], dict[Format, bytes]]] = deque()
    with _printing(printer, progress) if printer else nullcontext() as printing:
        for of in asked:
            wanted = tuple(format_ for format_ in formats if format_ not in there(of))
            made: dict[Format, bytes] = {}
            with _concerning(of, named=named):
                pdf = printing(of.shown) if printing and "pdf" in wanted else None
                if "docx" in wanted:
                    from workplan.word import write

                    made["docx"] = write(of.document, theme(), reference, of.statement, for_review=for_review)
                if "html" in wanted:
                    from workplan.render.html import web_page

                    made["html"] = web_page(of.shown, theme()).encode()
                if checked:
                    _verify(of, made)
            begun.append(partial(_finished, of, wanted, made, pdf, checked=checked, named=named))
            if len(begun) > 1:
                yield begun.popleft()()
        while begun:
            yield begun.popleft()()


def _finished(
    of: Makeable,
    formats: tuple[Format, ...],
    made: dict[Format, bytes],
    pdf: Future[bytes] | None,
    *,
    checked: bool,
    named: bool,
) -> dict[Format, bytes]:
    """All files of a document, when its PDF is there."""
    if pdf:
        with _concerning(of, named=named):
            if checked:
                import workplan.verify.pdf  # noqa: F401  # while it is laid out

            made["pdf"] = pdf.result()
            if checked:
                _verify(of, {"pdf": made["pdf"]})
    return {format_: made[format_] for format_ in formats}


def _verify(of: Makeable, files: dict[Format, bytes]) -> None:
    """Look whether files say what their document says."""
    if "docx" in files and is_marked(of.document):
        _verify_redline(of.document, files["docx"])
        files = {format_: data for format_, data in files.items() if format_ != "docx"}
    if files:
        from workplan.verify import verify

        verify(of.shown, files)


def _verify_redline(document: Document, data: bytes) -> None:
    """A redline is read back whole, with its marks: Word counts what is deleted too, so that the numbers
    which it shows are not those of the page."""
    from workplan.word import read

    if read(data).document != document:
        raise OurBug("the Word file does not hold the redline that was written into it")


@contextmanager
def _printing(printer: Printer, on_page: Progress) -> Iterator[Callable[[Document], Future[bytes]]]:
    """What begins a PDF, which is on its way while other files are made; all are given up when one fails."""
    from concurrent.futures import ThreadPoolExecutor

    from workplan.render.pdf.job import job

    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            yield lambda document: pool.submit(printer.print, job(document, theme()), on_page)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            printer.stop()
            raise


@contextmanager
def _concerning(of: Makeable, *, named: bool) -> Iterator[None]:
    """Whatever fails is said of this document, where it is one of several."""
    try:
        yield
    except (OutputError, OurBug) as error:
        if named:
            error.message = f"{of.stem}: {error.message}"
            error.args = (error.message,)
        raise
