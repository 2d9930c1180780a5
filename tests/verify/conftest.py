"""PDFs made once for all the tests of this folder."""

from __future__ import annotations

import pytest

from tests.documents import sample, with_actions
from tests.printing import print_pdf
from workplan.document.tree import Document


@pytest.fixture(scope="session")
def sample_pdf() -> bytes:
    return print_pdf(sample())


@pytest.fixture(scope="session")
def long_table() -> tuple[Document, bytes]:
    """A table over several pages, with its PDF."""
    document = with_actions(40)
    return document, print_pdf(document)
