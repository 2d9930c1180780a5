"""The formats agree: what every file says is read back from the file itself and compared.

`passages` (what is compared) → `word` with `numbering`, `html`, `pdf` with `pdf_tree` and `pdf_words` (one
reader for each format) → `compare`. `placement` looks at where the words of a PDF stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from workplan.document.printing.unbroken import as_printed
from workplan.document.tree import Document
from workplan.verify.compare import compare
from workplan.verify.passages import as_typed, expected, with_plain_spaces

__all__ = ["Format", "verify"]

Format = Literal["pdf", "docx", "html"]


def verify(document: Document, files: Mapping[Format, bytes]) -> None:
    """Check that each of `files` says what `document` says: words, numbers, notes, table cells.

    Raises `OurBug` that names the first difference. Since all are equal to the document, they are
    equal to each other.
    """
    wanted = expected(document)
    printed = wanted if files.keys() == {"pdf"} else expected(as_printed(document))
    for kind, data in files.items():
        if kind == "docx":
            from workplan.verify import word  # each is loaded only where its file was made

            compare("Word file", wanted, as_typed(word.read(data), printed, wanted))
        elif kind == "html":
            from workplan.verify import html

            compare("web page", wanted, as_typed(html.read(data), printed, wanted))
        else:
            from workplan.verify import pdf

            compare("PDF", with_plain_spaces(wanted), pdf.read(data))
