"""What a file says that it conforms to, and what a pack of such files may say.

A pack claims what every part of it claims, and nothing else. Whether a claim is true is for validators; of
our own papers the tests ask two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct

from workplan import PRODUCER
from workplan.design.templates import environment
from workplan.pack.parts.papers import Front

UA, ARCHIVE = CLAIMS = ("PDF/UA-1", "PDF/A-3a")

_PROPERTY = r"\b{}\s*(?:>|=\s*[\"'])\s*([\w.]+)"
_STATED = {
    UA: {"pdfuaid:part": "1"},
    ARCHIVE: {"pdfaid:part": "3", "pdfaid:conformance": "A"},
}


class Dropped(Struct, frozen=True):
    """A claim that the pack cannot make; `paper` is the label or title of the one because of which."""

    claim: str
    paper: str
    reason: str


def stated(pdf: Any) -> tuple[str, ...]:
    """The claims in a file's XMP metadata, of those that a pack can make."""
    metadata = pdf.Root.get("/Metadata")
    xmp = metadata.read_bytes().decode("utf-8", "replace") if metadata is not None else ""
    return tuple(claim for claim in CLAIMS if all(_says(xmp, *each) for each in _STATED[claim].items()))


def _says(xmp: str, name: str, value: str) -> bool:
    return value in re.findall(_PROPERTY.format(re.escape(name)), xmp)


def kept(dropped: Iterable[Dropped]) -> tuple[str, ...]:
    gone = {each.claim for each in dropped}
    return tuple(claim for claim in CLAIMS if claim not in gone)


def xmp(front: Front, date: datetime, claims: tuple[str, ...]) -> str:
    """The metadata of a pack."""
    template = environment("pdf").get_template("pack.xml")
    return template.render(front=front, date=date, claims=claims, producer=PRODUCER)


def information(front: Front, date: datetime) -> dict[str, str]:
    """The document information dictionary (ISO 32000-1, 14.3.3); says the same as the XMP."""
    moment = f"{date.astimezone(UTC):D:%Y%m%d%H%M%S}Z"
    dates = {"Producer": PRODUCER, "CreationDate": moment, "ModDate": moment}
    authors = {"Author": ", ".join(front.authors)} if front.authors else {}
    return {"Title": front.title} | authors | dates
