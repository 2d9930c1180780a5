"""One process prints many documents, and what it has found out for one is there for the next: the bytes are
those of a process that has printed nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import PROPERTIES, drafted, sample, with_tall_row
from tests.render.pdf.conftest import DOCUMENTS
from tests.render.pdf.test_apart import WHOLE
from tests.strategies import documents
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.errors import WorkplanError
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess

#: No copy draws so many pages.
_ALONE = 10_000


class Alone(PdfProcess):
    """Each job is the first one of its process."""

    program = ("-m", "tests.render.pdf.in_batches")


class Printers(NamedTuple):
    warm: PdfProcess
    alone: PdfProcess
    known: dict[str, bytes]


@pytest.fixture(scope="module")
def printers() -> Iterator[Printers]:
    with PdfProcess() as warm, Alone() as alone:
        yield Printers(warm, alone, {})


def printed_alone(document: Document, printers: Printers) -> bytes:
    return printers.alone.print(job(document, theme()) | {"batch": _ALONE, "way": "usual"})


KINDS: dict[str, Callable[[], Document]] = {
    **DOCUMENTS,
    **WHOLE,
    "Japanese": lambda: replace(sample(), properties=replace(PROPERTIES, language="ja")),
}


@given(st.permutations(list(KINDS)))
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_documents_of_all_kinds_in_any_order(printers: Printers, kinds: list[str]) -> None:
    for kind in kinds:
        document = KINDS[kind]()
        if kind not in printers.known:
            printers.known[kind] = printed_alone(document, printers)
        assert printers.warm.print(job(document, theme())) == printers.known[kind], kind


@given(st.lists(documents(), min_size=2, max_size=3))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_documents(printers: Printers, several: list[Document]) -> None:
    for document in several:
        assert printers.warm.print(job(document, theme())) == printed_alone(document, printers)


@pytest.mark.parametrize("wrong", [{"memory": 64 << 20}, {"attachments": [{}]}])
def test_what_fails_is_nothing_to_the_next(printers: Printers, wrong: dict[str, object]) -> None:
    for document in (drafted(sample()), with_tall_row(5, words=1500)):
        expected = printers.warm.print(job(document, theme()))
        with pytest.raises(WorkplanError, match="the PDF could not be made"):
            printers.warm.print(job(sample(), theme()) | wrong)
        assert printers.warm.print(job(document, theme())) == expected


def test_what_is_written_to_a_style_is_no_other_document_s(printers: Printers) -> None:
    """The page takes over the `overflow` of the outermost elements: WeasyPrint writes to their styles."""
    work = job(sample(), theme())
    work["html"] = work["html"].replace("</style>", "html, body { overflow: hidden }</style>")
    assert printers.warm.print(work) == printers.warm.print(work)
