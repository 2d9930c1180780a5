"""A picture's width, from the manuscript to every format and back. Before, a picture had its own size alone,
and whoever resized one in Word was not heard."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from tests.contents import MANUSCRIPT, write_content
from tests.documents import picture
from tests.printing import print_pdf
from tests.render.pdf.test_structure import of_type
from tests.test_cli_review import STEM, applied
from tests.warm import run
from tests.word.conftest import packed
from tests.word.reading import parts
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Figure, Revision
from workplan.opening import open_content
from workplan.render.html import web_page
from workplan.word import write
from workplan.word.reader import read

LINE = '![Tides in March](chart.png "Tides & times"){width=60%}'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content", plan_md=f"{MANUSCRIPT}\nBefore it.\n\n{LINE}\n\nAfter it.\n")
    (folder / "chart.png").write_bytes(picture().data)
    return folder


def document(content: Path) -> Document:
    opened = open_content(content)
    return compose(opened.plan, None, opened.standing)


def figure(document: Document) -> Figure:
    (found,) = (block for block in document.blocks if isinstance(block, Figure))
    return found


def with_width(document: Document, width: float | None, image_height: int = 180) -> Document:
    blocks = (
        replace(block, width=width, image=picture(320, image_height)) if isinstance(block, Figure) else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def resized(file: bytes, wide: float, high: float = 0) -> bytes:
    """As Word does it: both sizes of the drawing, in whole English Metric Units."""

    def size(found: re.Match[bytes]) -> bytes:
        x, y = int(int(found[2]) * wide), int(int(found[3]) * (high or wide))
        return b'%s cx="%d" cy="%d"' % (found[1], x, y)

    entries = parts(file)
    entries["word/document.xml"] = re.sub(
        rb'(<wp:extent|<a:ext) cx="(\d+)" cy="(\d+)"', size, entries["word/document.xml"]
    )
    return packed(entries)


@pytest.mark.parametrize(
    ("wide", "width"), [(1, 60), (1.0005, 60), (40 / 60, 40), (41.34 / 60, 41.3), (100 / 60, 100)]
)
def test_a_picture_resized_in_word_has_another_width(content: Path, wide: float, width: float) -> None:
    found = read(resized(write(document(content), theme()), wide))
    assert (figure(found.document).width, found.findings) == (width, ())


@pytest.mark.parametrize(("wide", "high", "width"), [(1, 2, 60), (3, 3, 100), (0.01, 0.01, 5)])
def test_what_of_a_size_cannot_be_kept_is_said(content: Path, wide: float, high: float, width: float) -> None:
    found = read(resized(write(document(content), theme()), wide, high))
    assert figure(found.document).width == width
    assert [finding.kind for finding in found.findings] == ["picture"]


def test_a_picture_put_back_to_its_own_size_has_no_width(content: Path) -> None:
    own, sent = with_width(document(content), None), document(content)
    wide = 320 * 9525 / (0.6 * 160 * 36000)
    assert figure(read(resized(write(sent, theme()), wide)).document).width is None
    assert figure(read(write(own, theme())).document).width is None


def test_from_an_editor_s_copy_into_the_line(content: Path, tmp_path: Path) -> None:
    """One row for the picture, whatever goes and comes; the words around it stay as they were."""
    copy = tmp_path / f"{STEM} - Thailand.docx"
    before = (content / "plan.md").read_text("utf-8")
    copy.write_bytes(resized(write(document(content), theme()), 45 / 60))
    meeting = tmp_path / "meeting"
    result = run("review", copy, "--content", content, "--output", meeting, "--format", "yaml")
    assert result.returncode == 0
    assert re.findall(r"warning: .*", result.stderr) == [
        'warning: "Thailand": no such member in members.yaml'
    ]
    matrix = meeting / f"{STEM}-comment-matrix.yaml"
    rows = matrix.read_text("utf-8")
    assert rows.count("  - number: ") == 1
    assert "[-[Tides in March, 60%]-]" in rows and "[+[Tides in March, 45%]+]" in rows
    matrix.write_text(rows.replace("disposition:\n", "disposition: accept\n"), "utf-8")
    applied(matrix, content)
    assert (content / "plan.md").read_text("utf-8") == before.replace("width=60%", "width=45%")


def test_a_copy_saved_without_a_change_proposes_nothing(content: Path, tmp_path: Path) -> None:
    copy = tmp_path / f"{STEM} - Thailand.docx"
    copy.write_bytes(write(document(content), theme()))
    result = run("review", copy, "--content", content, "--output", tmp_path / "meeting", "--format", "yaml")
    assert result.stdout.startswith("1 copy: 0 amendments")


@pytest.mark.parametrize(
    ("old", "new", "told"), [(60, 45.5, "60% to 45.5%"), (None, 80, "its own size to 80%")]
)
def test_the_summary_of_a_redline_says_it(content: Path, old: float | None, new: float, told: str) -> None:
    before, after = with_width(document(content), old), with_width(document(content), new)
    redline = compare(before, after, Revision("Secretariat"))
    assert (accept(redline), reject(redline)) == (after, before)
    again = read(write(redline, theme())).document
    assert (accept(again), reject(again)) == (after, before)
    (change,) = changes(redline, Wording())
    assert "".join(run.text for part in change.parts for run in part) == f"width changed from {told}"


def test_the_web_page_gives_the_part_of_its_measure(content: Path) -> None:
    assert re.search(r'<img [^>]*class="sized" style="--width: 0.6; ', web_page(document(content), theme()))


def test_the_pdf_keeps_width_and_shape(content: Path) -> None:
    """The picture's box in the PDF, as its tag has it; a high one is as high as a picture may be."""
    for height, wide, high in ((180, 0.6 * 160, 0.6 * 90), (3200, 19.76, 197.6)):
        with pikepdf.open(BytesIO(print_pdf(with_width(document(content), 60, height)))) as pdf:
            (tag,) = of_type(pdf, "Figure")
            left, bottom, right, top = (float(value) for value in tag.A.BBox)
        assert (right - left, top - bottom) == pytest.approx((wide * 72 / 25.4, high * 72 / 25.4), rel=0.01)
