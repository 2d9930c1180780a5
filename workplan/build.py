"""Build: every format of one plan, side by side, checked against each other before any is written.

The PDF's process should run already when this module is imported (see `workplan.cli`): its own
import of WeasyPrint takes as long as everything that the rest of this module does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from workplan.document.revisions import is_marked
from workplan.document.tree import Document
from workplan.errors import OurBug
from workplan.render.html import web_page
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess
from workplan.theme import theme
from workplan.verify import Format, verify
from workplan.word import read, write

#: Told what is going on: the format, and how many pages of it are laid out.
Progress = Callable[[Format, int], None]


def build(
    document: Document,
    formats: tuple[Format, ...],
    process: PdfProcess | None,
    *,
    shown: Document | None = None,
    statement: str = "",
    reference: bytes | None = None,
    for_review: bool | None = None,
    checked: bool = True,
    progress: Progress = lambda _format, _pages: None,
) -> dict[Format, bytes]:
    """The files of `document`, in the order of `formats`. The PDF and the web page are of `shown` where it
    is given: a redline for readers begins with a summary, which editors do not get into their text. Its
    `statement` of what it compares stands above the text of their first page.

    `process` is needed for the PDF alone. `reference` is a Word file to take the looks from, `for_review` as
    `word.write` has it. Unless `checked` is false, each file is read back, and one that does not say what the
    document says raises `OurBug`.
    """
    shown = shown or document
    made: dict[Format, bytes] = {}

    def keep(format_: Format, data: bytes) -> None:
        if checked and format_ == "docx" and is_marked(document):
            _verify_redline(document, data)
        elif checked:
            verify(shown, {format_: data})
        made[format_] = data

    with _printing(shown, process, lambda page: progress("pdf", page)) as pdf:
        if "docx" in formats:
            keep("docx", write(document, theme(), reference, statement, for_review=for_review))
        if "html" in formats:
            keep("html", web_page(shown, theme()).encode())
        if pdf:
            keep("pdf", pdf.result())
    return {format_: made[format_] for format_ in formats}


def _verify_redline(document: Document, data: bytes) -> None:
    """A redline is read back whole, with its marks: Word counts what is deleted too, so that the numbers
    which it shows are not those of the page."""
    if read(data).document != document:
        raise OurBug("the Word file does not hold the redline that was written into it")


@contextmanager
def _printing(
    document: Document, process: PdfProcess | None, on_page: Callable[[int], None]
) -> Iterator[Future[bytes] | None]:
    """The PDF on its way, while the other formats are made; given up when one of them fails."""
    if not process:
        yield None
        return
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(process.print, job(document, theme()), on_page)
        try:
            yield future
        except BaseException:
            process.stop()
            raise
