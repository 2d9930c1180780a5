"""PDFs to read back: each made once for all the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.documents import (
    drafted,
    redlined,
    sample,
    with_actions,
    with_contents,
    with_notes,
    with_paragraph_numbers,
)
from tests.printing import print_pdf
from workplan.document.tree import Document

DOCUMENTS: dict[str, Callable[[], Document]] = {
    "sample": sample,
    "long table": lambda: with_actions(40),
    "contents": lambda: with_contents(with_actions(40)),
    "no actions": lambda: with_actions(0),
    "150 notes": lambda: with_notes(150),
    "numbered": lambda: with_paragraph_numbers(40),
    "redline": lambda: drafted(redlined()),
}


@cache
def _printed(name: str) -> bytes:
    return print_pdf(DOCUMENTS[name]())


@pytest.fixture(params=DOCUMENTS)
def pdf(request: pytest.FixtureRequest) -> bytes:
    """Each of the documents in turn."""
    return _printed(request.param)


@pytest.fixture
def sample_pdf() -> bytes:
    return _printed("sample")


@pytest.fixture
def long_pdf() -> bytes:
    """A table over many pages."""
    return _printed("long table")


@pytest.fixture
def notes_pdf() -> bytes:
    """150 notes, each called in a paragraph of its own."""
    return _printed("150 notes")


@pytest.fixture
def numbered_pdf() -> bytes:
    """40 numbered paragraphs."""
    return _printed("numbered")


@pytest.fixture
def redline_pdf() -> bytes:
    """A draft with marks of every kind, on two pages."""
    return _printed("redline")
