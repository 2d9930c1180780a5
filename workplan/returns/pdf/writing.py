"""A form as a PDF to fill in: PDF/UA-1 and PDF/A-3a while it is blank."""

from __future__ import annotations

from workplan.design.theme import theme
from workplan.errors import OurBug
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess
from workplan.returns.form import Form, Layout
from workplan.returns.pdf.printed_form import as_document, fillable


def write(form: Form, layout: Layout, process: PdfProcess | None) -> bytes:
    """The file, the same bytes for the same form. Raises what `PdfProcess.print` raises."""
    if process is None:
        raise OurBug("a PDF form needs the PDF's process")
    return process.print(job(as_document(form, layout), theme(), fillable(form, layout)))
