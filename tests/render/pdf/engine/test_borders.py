"""Dots below words are one line, and look as WeasyPrint's do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from weasyprint import HTML

from workplan.render.pdf import engine
from workplan.render.pdf.engine.writing_out import borders

engine.install()

_DOTTED = "border-bottom: 1pt dotted"
#: Dots and their room: below much and little, in a colour that is seen through, below two lines.
_DOTS = {
    "words": f'<em style="{_DOTTED}">place of the next meeting</em>',
    "letters": "".join(f'<em style="{_DOTTED}">{"i" * n}</em> ' for n in range(1, 12)),
    "one": f'<em style="{_DOTTED}; font-size: 1pt">i</em>',
    "coloured": f'<em style="{_DOTTED} #8004">place</em> <em style="{_DOTTED}; color: #080">place</em>',
    "lines": f'<p style="width: 6em"><em style="{_DOTTED}">what the meeting agreed</em>',
}
_OTHERS = {
    "rounded": f'<em style="{_DOTTED}; border-radius: 3pt">place</em>',
    "all sides": '<em style="border: 1pt dotted">place</em>',
    "dashes": '<em style="border-bottom: 1pt dashed">place</em>',
    "hidden": f'<em style="{_DOTTED}; visibility: hidden">place</em>',
    "a block": f'<p style="{_DOTTED}">place',
}


def printed(words: str, path: Path) -> Path:
    HTML(
        string=f"<!DOCTYPE html><style>@page {{ size: 150mm 60mm; margin: 5mm }}</style><body>{words}"
    ).write_pdf(path)
    return path


def pictures(path: Path) -> list[Image.Image]:
    """As two viewers draw it, and eyes see it: a dot is some pixels wide, and its edge is none."""
    subprocess.run(["pdftoppm", "-r", "576", "-gray", path, path.with_suffix("")], check=True)
    poppler = Image.open(next(path.parent.glob(f"{path.stem}-*.pgm")))
    pdfium = pypdfium2.PdfDocument(path)[0].render(scale=8).to_pil().convert("L")
    return [picture.reduce(3) for picture in (poppler, pdfium)]


def operators(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pikepdf.parse_content_stream(pdf.pages[0]))


@pytest.mark.parametrize("name", _DOTS | _OTHERS)
def test_they_look_alike(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (_DOTS | _OTHERS)[name]
    ours = printed(words, tmp_path / "ours.pdf")
    monkeypatch.setattr(borders, "_spaces", lambda _box: 0)
    theirs = printed(words, tmp_path / "theirs.pdf")
    if name in _OTHERS:
        assert ours.read_bytes() == theirs.read_bytes()
    for one, other in zip(pictures(ours), pictures(theirs), strict=True):
        assert not any(ImageChops.difference(one, other).histogram()[80:])


def test_more_dots_are_no_more_to_draw(tmp_path: Path) -> None:
    """Before, each of a thousand dots on a page were six operators, and a paper with many blanks had three
    times as many bytes."""
    few, many = (
        operators(printed(f'<em style="{_DOTTED}">{"i" * n}</em>', tmp_path / f"{n}.pdf")) for n in (5, 50)
    )
    assert few == many
