"""Documents as PDFs, for tests that read them: each is printed once in a run, whichever test asks first.

The same document is the same bytes (`tests/test_reproducible.py`, `tests/render/pdf/test_process.py`), so
that a test may take what another has printed, in its own process or beside it.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess

#: Where all processes of a run keep what they printed (`conftest.py`).
kept_in: Path | None = None


def print_pdf(document: Document) -> bytes:
    assert kept_in
    work = job(document, theme())
    name = hashlib.sha256(json.dumps(work).encode()).hexdigest()
    kept = kept_in / f"{name}.pdf"
    if kept.exists():
        return kept.read_bytes()
    with PdfProcess() as process:
        pdf = process.print(work)
    unfinished = kept_in / f"{name}.{os.getpid()}"
    unfinished.write_bytes(pdf)
    unfinished.replace(kept)
    return pdf
