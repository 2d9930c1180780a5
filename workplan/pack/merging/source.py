"""A finished paper of ours, opened to be merged.

[x] tagged: a structure tree, and a parent tree that knows the content of all pages
[x] refused: damaged, locked with a password, untagged, with scripts or with XFA
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array

from workplan.errors import GivenFileError
from workplan.files.pdf_objects import has_scripts, listed, within
from workplan.pack.parts.papers import Paper


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


#: The number of a marked content, in the properties that stand in the stream itself.
_MARKED = re.compile(rb"/MCID\s+(\d+)")

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
    if (page := _first_unowned(pdf)) is not None:
        return f"page {page} has content that its tags do not have"
    return ""


def _first_unowned(pdf: pikepdf.Pdf) -> int | None:
    """The first page, from 1, with marked content that the parent tree does not know, or that shares its
    number there with another page. Validators see neither."""
    owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    taken: set[int] = set()
    for number, page in enumerate(pdf.pages, start=1):
        marked = {int(found) for found in _MARKED.findall(_contents(page.obj))}
        if not marked:
            continue
        key = int(page.obj.get("/StructParents", -1))
        array = owners.get(key)
        if key in taken or not isinstance(array, Array) or len(array) <= max(marked):
            return number
        taken.add(key)
    return None


def _contents(page: Any) -> bytes:
    return b"\n".join(stream.read_bytes() for stream in listed(page.get("/Contents")))


def date_of(pdf: pikepdf.Pdf) -> datetime | None:
    """When the paper was made, by its information dictionary; None where it does not say."""
    said = str(pdf.docinfo.get("/ModDate", pdf.docinfo.get("/CreationDate", "")))
    try:
        return datetime.strptime(said, "D:%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def language_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root.get("/Lang")
