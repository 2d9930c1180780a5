"""What is painted and is no part of the words says what it is (ISO 32000-1, 14.8.2.2), read with pikepdf."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"}


def painted(page: pikepdf.Page) -> Iterator[pikepdf.Object | None]:
    """For each thing painted on a page, the properties of the outermost sequence that it stands in."""
    around: list[pikepdf.Object] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            around.append(operands[1] if str(operator) == "BDC" else pikepdf.Dictionary())
        elif str(operator) == "EMC":
            around.pop()
        elif str(operator) in PAINTING:
            yield around[0] if around else None


def kinds(page: pikepdf.Page) -> set[str]:
    """The types and subtypes of the artifacts of a page."""
    return {
        f"{properties.get('/Type')} {properties.get('/Subtype', '')}".rstrip()
        for properties in painted(page)
        if properties is not None and "/MCID" not in properties
    }


def test_all_that_is_painted_is_content_or_an_artifact_with_its_type(pdf: bytes) -> None:
    # Before, all but text and change bars was a bare "/Artifact", and a deleted picture was painted in a
    # group outside any sequence, where its structure element could not find it.
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            for properties in painted(page):
                assert properties is not None
                assert "/MCID" in properties or "/Type" in properties
            assert kinds(page) <= {
                "/Pagination /Header", "/Pagination /Footer", "/Pagination /Watermark", "/Pagination",
                "/Layout", "/Background",
            }  # fmt: skip


def test_head_foot_watermark_and_rules_are_told_apart(long_pdf: bytes, redline_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(long_pdf)) as file:
        first, second = (kinds(page) for page in file.pages[:2])
    assert "/Pagination /Footer" in first
    assert "/Pagination /Header" not in first  # the first page has the title instead
    assert {"/Pagination /Header", "/Pagination /Footer", "/Pagination", "/Layout"} <= second
    with pikepdf.open(BytesIO(redline_pdf)) as file:
        draft = kinds(file.pages[0])
    assert {"/Pagination /Header", "/Pagination /Footer", "/Pagination /Watermark", "/Layout"} <= draft


def test_a_shade_is_a_background_with_its_place(redline_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(redline_pdf)) as file:
        found = 0
        for page in file.pages:
            width, height = (float(value) for value in page.mediabox[2:])
            for properties in painted(page):
                if properties is not None and properties.get("/Type") == "/Background":
                    left, bottom, right, top = (float(value) for value in properties.BBox)
                    assert 0 < left < left + 10 < right < width
                    assert 0 < bottom < bottom + 10 < top < height
                    found += 1
    assert found > 3


def test_pages_have_the_labels_that_are_printed_on_them(long_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(long_pdf)) as file:
        assert "/PageLabels" in file.Root
        assert [page.label for page in file.pages] == [str(n) for n in range(1, len(file.pages) + 1)]


def test_bookmarks_are_in_sight_and_open(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        assert file.Root.get("/PageMode") == ("/UseOutlines" if "/Outlines" in file.Root else None)
        with file.open_outline() as outline:
            assert not any(item.is_closed for item in outline.root)
