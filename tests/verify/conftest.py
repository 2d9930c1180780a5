"""PDFs made once for all the tests of this folder."""

from __future__ import annotations

import pytest

from tests.documents import sample, with_actions
from workplan.document.tree import Document
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess
from workplan.theme import theme


def print_pdf(document: Document) -> bytes:
    with PdfProcess() as process:
        return process.print(job(document, theme()))


@pytest.fixture(scope="session")
def sample_pdf() -> bytes:
    return print_pdf(sample())


@pytest.fixture(scope="session")
def long_table() -> tuple[Document, bytes]:
    """A table over several pages, with its PDF."""
    document = with_actions(40)
    return document, print_pdf(document)
