"""Drawings: the pictures in one, and the words of what is left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct

from workplan.document.tree import Marked
from workplan.text.excerpts import shortened
from workplan.word.file.xml import A, R, w

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BLIP = f"{{{A}}}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_WORD_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DESCRIBED, _EXTENT = _WORD_DRAWING + "docPr", _WORD_DRAWING + "extent"
_WORDS = (w("t"), w("delText"), _MATHS + "t", f"{{{A}}}t")
_DIGITS = 14
_MOST_WORDS = 500  # of a finding


class Picture(Struct, frozen=True):
    """A picture where it stands: its relationship, name, alternative text and marks, and its size in English
    Metric Units where that is said."""

    relation: str
    name: str
    alternative: str
    marks: Marked
    size: tuple[int, int] | None = None


def pictures(drawing: _Element, marks: Marked) -> Iterator[Picture]:
    """The pictures in a `w:drawing` or `w:pict`."""
    found = drawing.find(f".//{_DESCRIBED}")
    about = drawing if found is None else found
    extent = drawing.find(f".//{_EXTENT}")
    size = None if extent is None else (_emu(extent.get("cx")), _emu(extent.get("cy")))
    for blip in drawing.iter(_BLIP, _IMAGE_DATA):
        relation = blip.get(f"{{{R}}}embed") or blip.get(f"{{{R}}}id") or ""
        yield Picture(relation, about.get("name", ""), about.get("descr", ""), marks, size)


def _emu(length: str | None) -> int:
    """A length in English Metric Units; 0 for what is none (ECMA-376 Part 1, 20.1.10.42)."""
    digits = (length or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS else 0


def is_boxed(drawing: _Element) -> bool:
    """Whether there is a text box in it."""
    return next(drawing.iter(w("txbxContent")), None) is not None


def said(element: _Element) -> str:
    """The words anywhere in an element, the beginning of them."""
    words: list[str] = []
    length = 0
    for found in element.iter(*_WORDS):
        words.append(found.text or "")
        length += len(words[-1]) + 1
        if length > _MOST_WORDS:
            break
    return shortened(" ".join(words), _MOST_WORDS)


def about(drawing: _Element) -> str:
    """The words of a drawing: its own, else those that describe it, as a chart's."""
    found = drawing.find(f".//{_DESCRIBED}")
    described = ("", "") if found is None else (found.get("descr", ""), found.get("name", ""))
    return shortened(next(filter(None, (said(drawing), *described)), ""), _MOST_WORDS)
