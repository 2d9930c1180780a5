"""States tell apart in a print in black and white."""

from __future__ import annotations

import subprocess
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from tests.contents import FILES
from tests.libreoffice import to_pdf
from tests.printing import print_pdf
from tests.writeback.amending import folder
from workplan.content.load import load
from workplan.content.models.states import STATES
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.word import write

_DPI = 200


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_shapes_differ_where_a_dot_is_black_or_white(kind: str, tmp_path: Path) -> None:
    # Before, a state was its name alone.
    actions = "".join(
        f"- {{id: {state.id}, action: Do, linked_priorities: [calm], status: {{state: {state.id}}}}}\n"
        for state in STATES
    )
    document = compose(load(folder({**FILES, "actions.yaml": actions})).plan)
    pdf = print_pdf(document) if kind == "pdf" else to_pdf(write(document, theme()))
    (tmp_path / "plan.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-mono", "-r", str(_DPI), tmp_path / "plan.pdf", tmp_path / "page"]
    subprocess.run(command, check=True, timeout=60)
    pages = [Image.open(BytesIO(path.read_bytes())).convert("L") for path in sorted(tmp_path.glob("page*"))]
    shapes = {state.id: _shape(pdf, f"{state.shape} {state.name}", pages) for state in STATES}
    for (one, first), (other, second) in combinations(shapes.items(), 2):
        assert _share_that_differs(first, second) > 0.25, (one, other)


def _shape(pdf: bytes, words: str, pages: list[Image.Image]) -> Image.Image:
    """The black dots of the first letter of these words, in a square of one size."""
    for page, image in zip(pdfium.PdfDocument(pdf), pages, strict=True):
        text = page.get_textpage()
        found = text.search(words).get_next()
        if found:
            left, bottom, right, top = (side * _DPI / 72 for side in text.get_charbox(found[0], loose=True))
            height = image.height
            square = image.crop((int(left), int(height - top), int(right) + 1, int(height - bottom) + 1))
            return square.resize((24, 24))
    raise AssertionError(words)


def _share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """Of the dots that are black in one of them or in both."""
    differing, black = ImageChops.difference(one, other).tobytes(), ImageChops.darker(one, other).tobytes()
    return sum(dot > 128 for dot in differing) / sum(dot < 128 for dot in black)
