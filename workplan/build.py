"""Build: every format of a document, side by side, checked against each other before any is written.

The PDF's process should run already when this module is imported (see `workplan.cli`). It waits for its HTML,
so this module imports what makes that, and all else once the HTML is on its way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from workplan.document.revisions import is_marked
from workplan.document.tree import Document
from workplan.errors import OurBug
from workplan.render.html import web_page
from workplan.render.pdf.job import job
from workplan.render.pdf.process import Printer
from workplan.theme import theme

if TYPE_CHECKING:
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
    processes: Sequence[Printer],
    *,
    reference: bytes | None = None,
    for_review: bool | None = None,
    checked: bool = True,
    progress: Progress = lambda _page: None,
    there: Callable[[Makeable], Collection[Format]] = lambda _of: (),
) -> Iterator[dict[Format, bytes]]:
    """The files of each document, in the order of `formats`, but for those that are `there` already. As many
    PDFs are laid out at a time as there are `processes`, and one more waits, while the other formats are
    made.

    `reference` is a Word file to take the looks from, `for_review` as `word.write` has it. Unless `checked`
    is false, each file is read back, and one that does not say what the document says raises `OurBug`.
    """
    begun: deque[Callable[[], dict[Format, bytes]]] = deque()
    with _printing(processes, progress) as printing:
        for of in asked:
            wanted = tuple(format_ for format_ in formats if format_ not in there(of))
            pdf = printing(of.shown) if "pdf" in wanted else None
            made: dict[Format, bytes] = {}
            if "docx" in wanted:
                from workplan.word import write

                made["docx"] = write(of.document, theme(), reference, of.statement, for_review=for_review)
            if "html" in wanted:
                made["html"] = web_page(of.shown, theme()).encode()
            if checked:
                _verify(of, made)
            begun.append(partial(_finished, of, wanted, made, pdf, checked=checked))
            if len(begun) > len(processes):
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
) -> dict[Format, bytes]:
    """All files of a document, when its PDF is there."""
    if pdf:
        if checked:
            import workplan.verify.pdf  # noqa: F401  # while it is laid out

        made["pdf"] = pdf.result()
        if checked:
            _verify(of, {"pdf": made["pdf"]})
    return {format_: made[format_] for format_ in formats}


def _verify(of: Makeable, files: dict[Format, bytes]) -> None:
    """Look whether files say what their document says."""
    from workplan.verify import verify

    for format_, data in files.items():
        if format_ == "docx" and is_marked(of.document):
            _verify_redline(of.document, data)
        else:
            verify(of.shown, {format_: data})


def _verify_redline(document: Document, data: bytes) -> None:
    """A redline is read back whole, with its marks: Word counts what is deleted too, so that the numbers
    which it shows are not those of the page."""
    from workplan.word import read

    if read(data).document != document:
        raise OurBug("the Word file does not hold the redline that was written into it")


@contextmanager
def _printing(
    processes: Sequence[Printer], on_page: Progress
) -> Iterator[Callable[[Document], Future[bytes]]]:
    """What begins a PDF, which is on its way while other files are made; all are given up when one fails."""
    free: SimpleQueue[Printer] = SimpleQueue()
    for process in processes:
        free.put(process)

    def printed(asked: dict[str, Any]) -> bytes:
        process = free.get()
        try:
            return process.print(asked, on_page)
        finally:
            free.put(process)

    with ThreadPoolExecutor(max_workers=max(1, len(processes))) as pool:
        try:
            yield lambda document: pool.submit(printed, job(document, theme()))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.stop()
            raise
