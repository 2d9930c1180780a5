"""The content in the PDF, taken out with pikepdf and poppler; what XMP says of it."""

from __future__ import annotations

import subprocess
from hashlib import md5
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from msgspec.structs import replace

from tests.documents import drafted, redlined, sample
from tests.printing import print_pdf
from workplan.document.tree import Source

OURS = "{urn:workplan:document:1#}"


def test_a_redline_carries_both_contents(redline_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(redline_pdf)) as pdf:
        files = {name: (spec, spec.get_file()) for name, spec in pdf.attachments.items()}
        assert {name: file.read_bytes() for name, (_, file) in files.items()} == {
            "content.yaml": b"after: 1\n",
            "before.yaml": b"before: 1\n",
        }
        assert {name: str(spec.obj.AFRelationship) for name, (spec, _) in files.items()} == {
            "content.yaml": "/Source",
            "before.yaml": "/Supplement",
        }
        assert files["content.yaml"][0].description == "Forward Work Plan: 2031-2033 · 2031"
        file = files["content.yaml"][1]
        assert file.mime_type == "application/yaml"
        assert file.md5 == md5(b"after: 1\n", usedforsecurity=False).digest()
        assert file.obj.Params.CreationDate == file.obj.Params.ModDate == "D:20310301000000Z"
        # WeasyPrint 70 lists each file twice.
        assert [spec.UF for spec in pdf.Root.AF] == ["before.yaml", "content.yaml"]


def test_xmp_says_which_edition_it_is_and_what_the_content_was(redline_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(redline_pdf)) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp[f"{OURS}edition"], xmp[f"{OURS}status"], xmp["xmp:Label"]) == ("2031", "draft", "Draft")
        assert xmp[f"{OURS}content"] == Source("after: 1\n").digest
        assert xmp[f"{OURS}before"] == Source("before: 1\n").digest
        assert pdf.docinfo["/Status"] == "Draft"


def test_an_issued_edition_without_content(sample_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(sample_pdf)) as pdf:
        xmp = pdf.open_metadata()
        assert xmp[f"{OURS}status"] == "issued"
        assert not {f"{OURS}content", f"{OURS}before", "xmp:Label"} & set(xmp)
        assert not {"/AF"} & set(pdf.Root.keys()) and not pdf.attachments


@pytest.mark.parametrize("text", ["", "\n", "a: 1\r\n" * 3, "ภาษาไทย: العربية\n", "x: y\n" * 30_000])
def test_every_text_comes_out_as_it_went_in(text: str, tmp_path: Path) -> None:
    pdf = print_pdf(replace(sample(), source=Source(text)))
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf)
    taken = tmp_path / "content.yaml"
    subprocess.run(["pdfdetach", "-save", "1", "-o", str(taken), str(file)], check=True)
    assert taken.read_bytes() == text.encode()
    assert page.validate_pdf_bytes(pdf, profile="3a").is_compliant


def test_the_same_bytes_again(redline_pdf: bytes) -> None:
    assert print_pdf(drafted(redlined())) == redline_pdf
