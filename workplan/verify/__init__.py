"""The formats agree: what every file says is read back from the file itself and compared.

`passages` (what is compared) → `word`, `html`, `pdf` (one reader for each format) → `compare`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from workplan.document.tree import Document
from workplan.verify import html, word
from workplan.verify.compare import compare, unfold
from workplan.verify.passages import Passage, expected

__all__ = ["Format", "verify"]

Format = Literal["pdf", "docx", "html"]

_NAMES: dict[Format, str] = {"pdf": "PDF", "docx": "Word file", "html": "web page"}


def verify(document: Document, files: Mapping[Format, bytes]) -> None:
    """Check that each of `files` says what `document` says: words, numbers, notes, table cells.

    Raises `OurBug` that names the first difference. Since all are equal to the document, they are
    equal to each other.
    """
    wanted = expected(document)
    for kind, data in files.items():
        compare(_NAMES[kind], wanted, _read(kind, data, wanted))


def _read(kind: Format, data: bytes, wanted: tuple[Passage, ...]) -> tuple[Passage, ...]:
    match kind:
        case "docx":
            return word.read(data)
        case "html":
            return html.read(data)
        case "pdf":
            from workplan.verify import pdf  # PDFium is only loaded where a PDF was made

            return unfold(pdf.read(data), wanted)
