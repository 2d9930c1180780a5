"""One PDF, laid out and written by WeasyPrint: the steps, in the PDF's process (`worker`)."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from workplan.errors import OutputError
from workplan.render.pdf import engine
from workplan.render.pdf.beside.copies import Apart
from workplan.render.pdf.beside.drawn import Conflict, replaying, restored
from workplan.render.pdf.engine.laying_out import lines, pages
from workplan.render.pdf.file.finish import ending_clearly, finisher
from workplan.render.pdf.file.structure import tagged
from workplan.render.pdf.layout import drawings, long_runs
from workplan.render.pdf.layout.footnotes import kept_with_calls
from workplan.render.pdf.layout.tall_rows import breakable, split_rows
from workplan.render.pdf.page.links import drop_empty

#: From how many characters on a document has pages enough that searching them takes time.
_LONG = 300_000
#: What stands in the HTML where lines are cut off when they are drawn (`block-ellipsis`).
_CUT_OFF = "ellipsis"


def print_pdf(job: dict[str, Any], *, alone: bool = False) -> bytes:
    """The PDF of a job that `job.job` made; made `alone`, without copies of this process. Raises
    `OutputError` where a page cannot hold what it must."""
    os.environ["SOURCE_DATE_EPOCH"] = str(job["epoch"])
    is_long = len(job["html"]) > _LONG
    if is_long:
        pages.expect_many()
    lines.forget(is_long or _CUT_OFF in job["html"])
    fetcher = URLFetcher(allowed_protocols=["data"])
    html = HTML(string=job["html"], url_fetcher=fetcher)
    try:
        return _printed(html, job, fetcher, alone=alone)
    except Conflict:
        return _printed(html, job, fetcher, alone=True)


def _printed(html: HTML, job: dict[str, Any], fetcher: URLFetcher, *, alone: bool = False) -> bytes:
    document, apart = _laid_out(html, Apart(unbroken=True, alone=alone))
    if rows := split_rows(page._page_box.facts.rows for page in document.pages):
        sheet = CSS(string=breakable(rows), url_fetcher=fetcher)
        document, apart = _laid_out(html, Apart(unbroken=False, alone=alone), sheet)
    for note in (note for page in document.pages if (note := page._page_box.facts.note)):
        raise OutputError(f"the note {note.removeprefix('note.')!r} is longer than a page")
    with tagged(), drawings.shaped(), ending_clearly(), replaying(apart.fonts):
        pdf: bytes = document.write_pdf(
            pdf_variant="pdf/a-3a", finisher=finisher(job["xmp"], job["information"], job["attachments"])
        )
    return pdf


def _laid_out(html: HTML, apart: Apart, *sheets: CSS) -> tuple[Any, Apart]:
    """WeasyPrint's document, whose pages may be drawn already: `apart` has their fonts."""
    with kept_with_calls(), long_runs.kept_within_lines(), drawings.shaped(), apart.beside_layout():
        document = html.render(font_config=FontConfiguration(), stylesheets=sheets)
    for page in document.pages:
        drop_empty(page)
    restored(document.pages)
    return document, apart


def _report_pages() -> None:
    """Pass on each page that WeasyPrint lays out, from now on; keep its warnings about our own CSS to
    itself."""

    class Pages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _, found, page = record.getMessage().partition("Page ")
            if found:
                print(f"page {page}", file=sys.stderr, flush=True)

    progress = logging.getLogger("weasyprint.progress")
    progress.setLevel(logging.INFO)
    progress.addHandler(Pages())
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())


engine.install()
_report_pages()
