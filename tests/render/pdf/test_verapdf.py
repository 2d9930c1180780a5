"""PDF/UA-1 and PDF/A-3a at once, by a real veraPDF beside page-validation: two that know different faults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from tests import verapdf
from tests.documents import sample
from tests.pack.test_merge import made
from tests.printing import print_pdf
from tests.render.pdf.conftest import _printed
from tests.review.matrix.test_document import paper
from tests.test_cli import ROOT
from workplan.document.tree import Document
from workplan.pack import Front, Paper, pack
from workplan.prepare import prepare

pytestmark = pytest.mark.slow


def _plan() -> Document:
    return prepare(ROOT / "content").document


def _arabic() -> Document:
    return replace(sample(), properties=replace(sample().properties, direction="rtl", language="ar"))


def _without_alternatives(data: bytes) -> bytes:
    """A file with a fault of each kind: a picture that nobody describes, a font that is not embedded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                if item.get("/S") == "/Figure":
                    del item["/Alt"]
                for key in ("/FontFile2", "/FontFile3"):
                    if key in item:
                        del item[key]
        pdf.save(changed := BytesIO())
    return changed.getvalue()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], verapdf.Report]]:
    files = {
        "plan.pdf": print_pdf(_plan()),
        "contents.pdf": _printed("contents"),
        "redline.pdf": _printed("redline"),
        "numbered.pdf": _printed("numbered"),
        "arabic.pdf": print_pdf(_arabic()),
        "notes.pdf": _printed("150 notes"),
        "matrix.pdf": print_pdf(paper()),
        "pack.pdf": made().pdf,
        "packs.pdf": pack(Front("All"), [Paper(pdf=made().pdf, title="Tenth")] * 2).pdf,
        "broken.pdf": _without_alternatives(_printed("redline")),
    }
    yield verapdf.reports(files, tmp_path_factory.mktemp("verapdf"))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize(
    "name", ["plan", "contents", "redline", "numbered", "arabic", "notes", "matrix", "pack", "packs"]
)
def test_verapdf_finds_nothing(
    reports: dict[tuple[str, str], verapdf.Report], name: str, profile: str
) -> None:
    report = reports[f"{name}.pdf", profile]
    assert report.failures == []
    assert report.checks > 1000  # it did look


def test_verapdf_finds_what_is_wrong(reports: dict[tuple[str, str], verapdf.Report]) -> None:
    assert "7.3-1" in {rule for rule, _ in reports["broken.pdf", "ua1"].failures}
    assert "6.2.11.4.1-1" in {rule for rule, _ in reports["broken.pdf", "3a"].failures}
