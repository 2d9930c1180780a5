"""Pages drawn in copies of the PDF's process: the same bytes as without, whatever becomes of the copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.documents import (
    PROPERTIES,
    drafted,
    paragraph,
    redlined,
    sample,
    with_actions,
    with_contents,
    with_notes,
    with_tall_row,
)
from tests.render.pdf.in_batches import WAYS
from tests.strategies import documents
from workplan.design.theme import theme
from workplan.document.tree import Document, Figure, PageLayout
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess

_ALONE = 10_000

Print = Callable[..., bytes]


@pytest.fixture(scope="module")
def printed() -> Iterator[Print]:
    """Prints a document, so many pages drawn by each copy."""

    class Batches(PdfProcess):
        program = ("-m", "tests.render.pdf.in_batches")

    made: dict[tuple[str, int, str], bytes] = {}

    def print_pdf(document: Document, batch: int, way: str = "usual") -> bytes:
        work = job(document, theme()) | {"seconds": 60}
        key = work["html"], batch, way
        if key not in made:
            made[key] = process.print(work | {"batch": batch, "way": way})
        return made[key]

    with Batches() as process:
        yield print_pdf


def _plain(document: Document) -> Document:
    """Without its pictures, which are no plain values."""
    return replace(
        document, blocks=tuple(block for block in document.blocks if not isinstance(block, Figure))
    )


def _turned(document: Document) -> Document:
    """All of it in landscape, but for its beginning."""
    return replace(document, layout=PageLayout(landscape=tuple(block.id for block in document.blocks[3:])))


def _of_all_scripts(language: str, direction: str) -> Document:
    words = ("العمل من أجل البحر " * 20, "การย้ายถิ่นฐาน " * 30, "ទន្លេ" * 30, "Plan 2031. " * 60)
    blocks = (paragraph("title", "Title"), *(paragraph(f"text.{n}", words[n % 4]) for n in range(20)))
    properties = replace(PROPERTIES, language=language, direction=direction)
    return replace(sample(), properties=properties, blocks=blocks, notes=())


WHOLE: dict[str, Callable[[], Document]] = {
    "long table": lambda: _plain(with_actions(16)),
    "landscape": lambda: _turned(_plain(with_actions(16))),
    "notes": lambda: with_notes(40),
    "redline, a draft": lambda: drafted(_plain(redlined())),
    "Arabic among others": lambda: _of_all_scripts("en", "ltr"),
    "from right to left": lambda: _of_all_scripts("ar", "rtl"),
}

PARTLY: dict[str, Callable[[], Document]] = {
    "picture": sample,
    "contents": lambda: with_contents(with_actions(16)),
    "tall row": lambda: with_tall_row(5, words=1500),
}


@pytest.mark.parametrize("name", WHOLE)
def test_pages_drawn_by_copies_are_the_same_bytes(printed: Print, name: str) -> None:
    document = WHOLE[name]()
    assert printed(document, 1, "strict") == printed(document, _ALONE)


@pytest.mark.parametrize("name", PARTLY)
def test_so_they_are_where_some_pages_cannot_be_drawn_elsewhere(printed: Print, name: str) -> None:
    """A picture is no plain value; pages of a contents list, and those before a row that breaks, are laid out
    again."""
    document = PARTLY[name]()
    assert printed(document, 2) == printed(document, _ALONE)


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("usual", "strict")])
def test_whatever_becomes_of_the_copies(printed: Print, way: str) -> None:
    document = WHOLE["notes"]()
    assert printed(document, 2, way) == printed(document, _ALONE)


@given(documents(chinese=False, sections=2, pages=True))
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_document(printed: Print, document: Document) -> None:
    assert printed(document, 1) == printed(document, _ALONE)
