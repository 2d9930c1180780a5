"""A finished paper of ours, opened to be merged.

[x] tagged: a structure tree with a parent tree that covers all of its pages
[x] refused: damaged, locked with a password, untagged, with scripts or with XFA
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf

from workplan.errors import GivenFileError
from workplan.pack.objects import has_scripts, within
from workplan.pack.papers import Paper


def opened(paper: Paper) -> pikepdf.Pdf:
    """The paper's PDF. Raises `GivenFileError` where it is not one that could be merged with its tags."""
    try:
        pdf = pikepdf.open(BytesIO(paper.pdf))
    except pikepdf.PasswordError:
        raise GivenFileError(f"{paper.name}: the PDF is locked with a password", _HINT) from None
    except pikepdf.PdfError:
        raise GivenFileError(f"{paper.name}: the PDF is damaged", _HINT) from None
    if reason := _refusal(pdf):
        raise GivenFileError(f"{paper.name}: {reason}", _HINT)
    return pdf


_HINT = "build the paper anew; a PDF from elsewhere goes into the pack as a guest, behind a slip page"


def _refusal(pdf: pikepdf.Pdf) -> str:
    root = pdf.Root
    if pdf.is_encrypted:
        return "the PDF is locked with a password"
    if not len(pdf.pages):
        return "the PDF has no page"
    if within(root, "/StructTreeRoot", "/ParentTree") is None:
        return "the PDF has no tags"
    if has_scripts(pdf):
        return "the PDF has scripts or actions of its own"
    if within(root, "/AcroForm", "/XFA") is not None:
        return "the PDF is a form of the kind XFA"
    return ""


def date_of(pdf: pikepdf.Pdf) -> datetime | None:
    """When the paper was made, by its information dictionary; None where it does not say."""
    said = str(pdf.docinfo.get("/ModDate", pdf.docinfo.get("/CreationDate", "")))
    try:
        return datetime.strptime(said, "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def language_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.get("/Lang")
