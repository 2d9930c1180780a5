"""PDF files as sources: ours, without the content that they carry, and those of other programs.

Before, a PDF could not be brought in.
"""

from __future__ import annotations

import io
import re
import subprocess
import textwrap
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import weasyprint
import yaml

from tests.contents import ROOT_CONTENT
from tests.importing.test_text import fields
from tests.importing.typed_plan import typed_plan
from workplan.content.files.folder import DiskFolder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.tree import Heading, Table
from workplan.errors import GivenFileError
from workplan.importing.bringing_in import bring_in
from workplan.importing.source.model import Line
from workplan.importing.source.pdf import read_pdf
from workplan.opening import open_content
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess


@pytest.fixture(scope="module")
def ours() -> bytes:
    opened = open_content(DiskFolder(ROOT_CONTENT))
    with PdfProcess() as process:
        return process.print(job(compose(opened.plan, None, opened.standing), theme()))


def test_our_own_pdf_gives_its_fields_back_from_its_words_alone(ours: bytes) -> None:
    found = bring_in(ours, "plan.pdf")
    wanted = fields(compose(open_content(DiskFolder(ROOT_CONTENT)).plan).blocks)
    made = fields(found.document.blocks)
    missing = [each for each in wanted if each not in made]
    assert len(missing) <= 0.05 * len(wanted), missing
    (table,) = (block for block in found.document.blocks if isinstance(block, Table))
    assert len(table.rows) == 11
    assert [note.number for note in found.document.notes] == [*range(1, 13)]
    headings = [(each.level, each.label) for each in found.document.blocks if isinstance(each, Heading)]
    assert headings == [(1, ""), (1, ""), (1, "Appendix A:"), (1, "Appendix B:"), *[(2, "")] * 5]
    assert not found.lost
    assert found.source.quality == "draft" and len(found.doubts) > 20


def test_what_stands_on_every_page_is_left_out_and_listed(ours: bytes) -> None:
    found = bring_in(ours, "plan.pdf")
    left = [claim.words for claim in found.claims if claim.rule == "F1"]
    assert "Page 2 of 5" in left and any("Edition 2021" in words for words in left)
    assert "Page 2 of 5" not in found.files["plan.md"].decode()


@pytest.mark.slow
def test_a_pdf_of_another_program(tmp_path: Path) -> None:
    given = tmp_path / "plan.docx"
    given.write_bytes(typed_plan())
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(given)], check=True, capture_output=True)
    found = bring_in((tmp_path / "plan.pdf").read_bytes(), "plan.pdf")
    assert not found.lost
    assert len(yaml.safe_load(found.files["actions.yaml"])) == 11
    assert len(yaml.safe_load(found.files["priorities.yaml"])) == 5


def test_a_page_without_words_is_refused(ours: bytes) -> None:
    empty = pikepdf.new()
    empty.add_blank_page()
    out = io.BytesIO()
    empty.save(out)
    with pytest.raises(GivenFileError, match="only pictures"):
        bring_in(out.getvalue(), "scan.pdf")


@pytest.mark.parametrize(
    "words", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj<</Kids 1 0 R>>endobj trailer<</Root 1 0 R>>"]
)
def test_a_damaged_pdf_is_refused_with_a_sentence(words: bytes) -> None:
    with pytest.raises(GivenFileError, match=r"^x\.pdf: "):
        bring_in(words, "x.pdf")


def test_a_locked_pdf_is_refused_with_a_sentence(ours: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ours)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(GivenFileError, match="locked with a password"):
        bring_in(out.getvalue(), "x.pdf")


def test_lines_of_a_paragraph_are_one_and_raised_digits_are_seen(ours: bytes) -> None:
    lines = [block for block in read_pdf(ours, "x").blocks if isinstance(block, Line)]
    (paragraph,) = (line for line in lines if line.text.startswith("The Forward Work Plan 2021-23 art"))
    assert paragraph.text.endswith("new and emerging Working Group priorities.")
    (note,) = (line for line in lines if "Serious forms of labour" in line.text)
    assert note.pieces[0].look.superscript and note.pieces[0].text == "1"


def _printed(body: str) -> bytes:
    style = "@page { size: A4; margin: 2cm } body { font: 11pt/1.3 serif; text-align: justify }"
    pdf: bytes = weasyprint.HTML(string=f"<style>{style}</style><body>{body}</body>").write_pdf()
    return pdf


_TEXT = "The members measure the tides at every coast of the region and share what they have measured. "


def _as_columns(text: str) -> str:
    return f"<div style='columns: 2'>{text}</div>"


def _as_rows(text: str) -> str:
    """As programs write columns that go along the lines: the first of each column, the second of each …"""
    lines = textwrap.wrap(re.sub("<.*?>", " ", text).strip(), 40)
    half = (len(lines) + 1) // 2
    rows = zip(lines[:half], [*lines[half:], ""][:half], strict=True)
    cells = (f"<td style='width: 8.5cm'>{a}<td>{b}" for a, b in rows)
    style = "<style>td { padding: 0; white-space: nowrap; font-size: 9pt; text-align: left }</style>"
    return f"{style}<table style='border-collapse: collapse'><tr>{'<tr>'.join(cells)}</table>"


@pytest.mark.parametrize("columns", [_as_columns, _as_rows])
def test_columns_of_text_are_read_one_after_the_other(columns: Callable[[str], str]) -> None:
    """Before, each line was a paragraph, or a row of a table."""
    text = f"<p>First. {_TEXT * 9}</p><p>Then. {_TEXT * 9}</p>"
    source = read_pdf(_printed(f"<h1>Plan</h1>{columns(text)}"), "x.pdf")
    assert all(isinstance(block, Line) for block in source.blocks) and len(source.blocks) < 6
    words = " ".join(line.text for line in source.lines)
    assert " ".join(words.split()) == " ".join(f"Plan First. {_TEXT * 9} Then. {_TEXT * 9}".split())


def test_a_heading_as_long_as_a_line_is_a_heading() -> None:
    """Before, it was joined with the text below."""
    heading = "Measuring the tides at each coast of the region and sharing with allies"
    body = f"<p style='margin: 0; font-weight: bold'>{heading}</p><p style='margin: 0'>{_TEXT * 3}</p>"
    first, second = read_pdf(_printed(f"<p>{_TEXT * 5}</p>{body}"), "x.pdf").blocks[1:]
    assert isinstance(first, Line) and isinstance(second, Line)
    assert (first.text.strip(), second.text[:11]) == (heading, "The members")
