"""The real plan, built as `make plan` builds it: complete, and the same pages in PDF and Word."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from page import validate_pdf_bytes

from tests.browser import DESKTOP, PHONE, chromium, visit
from tests.libreoffice import to_pdf
from tests.links import links, out_of_reach
from tests.render.pdf.test_pages import pages
from tests.test_cli import ROOT
from tests.word.writer.test_valid import faults

pytestmark = pytest.mark.slow

STEM = "forward-work-plan-2021-2023"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("output")
    command = [
        sys.executable,
        ROOT / "generate.py",
        "build",
        "--quiet",
        "--fail-on-warnings",
        "--output",
        folder,
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


def test_three_files(output: Path) -> None:
    assert {path.name for path in output.iterdir()} == {f"{STEM}.{kind}" for kind in ("pdf", "docx", "html")}


def test_it_is_complete(output: Path) -> None:
    page = html.parse(output / f"{STEM}.html").getroot()
    assert len(page.xpath("//ol[@id='priorities']/li")) == 5
    assert len(page.xpath("//ol[contains(@class, 'lower-alpha')]/li")) == 3
    assert len(page.xpath("//table/tbody/tr")) == 11
    assert not any(cell.text_content().strip() for cell in page.xpath("//td[3]"))
    assert len(page.xpath("//*[@role='doc-endnotes']//li")) == 12
    headings = [heading.text_content() for heading in page.xpath("//main//h2")]
    assert [text for text in headings if text.startswith("Appendix")] == [
        "Appendix A: Working Group on Trafficking in Persons, Background and Purpose",
        "Appendix B: Priority issues identified in the Forward Work Plan 2021-23",
    ]


def test_pages_break_in_the_same_places_in_pdf_and_word(output: Path) -> None:
    def starts(pdf: bytes) -> list[str]:
        """The first words below each page's running head. LibreOffice drops a repeated header's marks."""
        head = (
            "Bali Process Working Group on Trafficking in Persons · Forward Work Plan 2021-23 · Edition 2021"
        )
        bodies = (text.replace(head, "") for text in pages(pdf))
        return [" ".join(re.sub(r"(interest|Status)\d", r"\1", body).split()[:9]) for body in bodies]

    ours = starts((output / f"{STEM}.pdf").read_bytes())
    assert len(ours) == 5
    assert starts(to_pdf(output / f"{STEM}.docx")) == ours


def test_the_files_are_what_they_claim(output: Path, tmp_path: Path) -> None:
    pdf = (output / f"{STEM}.pdf").read_bytes()
    assert [validate_pdf_bytes(pdf, profile=profile).failures for profile in ("ua1", "3a")] == [[], []]
    assert len(links(pdf)) >= 38  # of which 26, calls of notes and ways back, had a height of 0
    assert out_of_reach(pdf) == []
    assert faults((output / f"{STEM}.docx").read_bytes()) == []
    page = (output / f"{STEM}.html").read_text("utf-8")
    for width, scheme in ((PHONE, "light"), (DESKTOP, "dark")):
        with chromium() as browser, visit(browser, page, tmp_path, width, scheme) as seen:
            assert seen.violations() == []
            assert seen.sideways() <= 0
            assert seen.requests == []
