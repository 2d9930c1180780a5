"""PDF/UA-1 and PDF/A-3a at once, by a validator that we did not write."""

from __future__ import annotations

from io import BytesIO

import page
import pikepdf
import pytest

from workplan import PRODUCER


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_both_profiles(pdf: bytes, profile: str) -> None:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_metadata_is_ours(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        information = {key: str(value) for key, value in pdf.docinfo.items()}
        xmp = pdf.open_metadata()
        assert information == {
            "/Title": "Forward Work Plan: 2031-2033",
            "/Author": "Working Group on Tides",
            "/Subject": "A plan for tides",
            "/Keywords": "tides, currents & <waves>",
            "/Producer": PRODUCER,
            "/CreationDate": "D:20310301000000Z",
            "/ModDate": "D:20310301000000Z",
        }
        assert xmp["dc:title"] == "Forward Work Plan: 2031-2033"
        assert xmp["dc:creator"] == ["Working Group on Tides"]
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("3", "A", "1")
        assert pdf.Root.Lang == "en"
        assert "/Filter" not in pdf.Root.Metadata
    assert b"WeasyPrint" not in sample_pdf


def test_outline_holds_the_headings(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Priority issues",
            "Action Items",
            "Appendix A: Background",
        ]
        assert [item.title for item in outline.root[2].children] == ["A history of tides"]


def test_fonts_are_embedded_and_from_our_packages(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).partition("+")[2] for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert names == {
        "Arimo", "Arimo-Bold", "Arimo-Italic", "Arimo-Bold-Italic", "Noto-Sans-Thai", "Noto-Sans-Arabic",
    }  # fmt: skip
