"""Signs of symbol fonts, as `w:sym` or as private characters in a run of the font, are read as Unicode has
them. Before, they went into the content as characters for private use, and nothing could be built."""

from __future__ import annotations

import pytest

from tests.editors.word_saves import entries
from tests.review.test_columns import sent
from tests.word.conftest import packed
from workplan.document.walking.walk import plain
from workplan.render.pdf.fonts import missing
from workplan.word import read
from workplan.word.reader.words.symbols import _KNOWN, sign


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Symbol", 0xF0B3, "≥"),
        ("Symbol", 0xB1, "±"),
        ("Wingdings", 0xF0E0, "→"),
        ("wingdings", 0xF04A, "☺"),
        ("Wingdings", 0xF0FC, "✓"),
        ("Wingdings 3", 0xF022, "→"),
        ("Wingdings", 0xF021, ""),
        ("Arial", 0xF0E0, ""),
        ("Symbol", 0x3B1, ""),
    ],
)
def test_signs(font: str, code: int, character: str) -> None:
    assert sign(font, code) == character


def test_of_what_is_alike_each_can_be_printed() -> None:
    """Pieces of large brackets and the like (in Symbol alone) can not: `apply` names the row."""
    assert not missing("".join(word for (font, _), word in _KNOWN.items() if font != "symbol"))
    assert len(missing("".join(_KNOWN.values()))) < 30


@pytest.mark.parametrize(
    "run",
    [
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>\uf0b3</w:t></w:r>',
    ],
)
def test_they_are_read(run: str) -> None:
    parts = dict(entries(sent()[3]))
    name = "word/document.xml"
    who = 'w:id="9001" w:author="Ann" w:date="2031-05-01T09:30:00Z"'
    body = parts[name].decode()
    at = body.index("</w:p>", body.index("The tides are measured"))
    parts[name] = f"{body[:at]}<w:ins {who}>{run}</w:ins>{body[at:]}".encode()
    found = read(packed(parts), sent()[2])
    assert any(
        plain(block.inlines).endswith("group.≥")
        for block in found.document.blocks
        if hasattr(block, "inlines")
    )
    assert not found.findings
