"""The last touches to a PDF: what the file says of itself, in XMP and in its information dictionary, and
how a reader opens it.

WeasyPrint can declare PDF/A or PDF/UA, not both at once, compresses the metadata and signs it with
its own name; so the whole metadata stream is ours (`templates/pdf/xmp.xml`). Attached files come last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pydyf

from workplan.render.pdf.file.attachments import Attachment, attach
from workplan.render.pdf.page.margin import PIXEL

_END = b"\nendstream"


def finisher(
    xmp: str, information: dict[str, str], attachments: list[Attachment]
) -> Callable[[Any, Any], None]:
    """For `Document.write_pdf(finisher=…)`. `information` holds the entries of ISO 32000-1, 14.3.3."""

    def finish(document: Any, pdf: Any) -> None:
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream):
                _mend(item, xmp)
        attach(pdf, attachments)
        _open_well(pdf.catalog)
        _frame(pdf, document.pages)
        pdf.info.clear()
        pdf.info.update({key: pydyf.String(value) for key, value in information.items()})

    return finish


def _open_well(catalog: Any) -> None:
    """How a reader begins: pages labelled with the numbers printed on them, the bookmarks in sight
    (ISO 32000-1, 12.4.2 and 7.7.2)."""
    decimal = pydyf.Dictionary({"S": "/D"})
    catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, decimal])})
    if "Outlines" in catalog:
        catalog["PageMode"] = "/UseOutlines"


def _frame(pdf: Any, pages: list[Any]) -> None:
    """Say of each page what lies within its margins, as its ArtBox (ISO 32000-1, 14.11.2)."""
    found = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Page"]
    for item, page in zip(found, pages, strict=True):
        box = page._page_box
        left, bottom = box.margin_left, box.margin_bottom
        corners = left, bottom, left + box.width, bottom + box.height
        item["ArtBox"] = pydyf.Array([round(corner * PIXEL, 3) for corner in corners])


def _mend(stream: Any, xmp: str) -> None:
    if stream.extra.get("Type") == "/Metadata":
        # Left unfiltered, as ISO 19005-3, 6.6.2.1 asks, so that any program can read it.
        stream.stream, stream.compress = [xmp.encode().rstrip()], False
    elif stream.extra.get("Subtype") == "/Image":
        stream.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8.1
    elif b"begincmap" in stream.stream:
        # A glyph that is one of several for a letter has no letter of its own; "none" is not allowed
        # (ISO 19005-3, 6.2.11.7). U+2060 is invisible, and neither joins nor breaks.
        # The no-break space has the glyph of the plain one, and who copies words wants that.
        stream.stream[:] = [
            line[:-2] + b"<2060>" if line.endswith(b" <>") else re.sub(rb"> <00[aA]0>$", b"> <0020>", line)
            for line in stream.stream
        ]


@contextmanager
def ending_clearly() -> Iterator[None]:
    """While it lasts, no stream is written whose data end in a line end.

    A validator takes that for the one before `endstream`, and then finds /Length wrong (ISO 19005-3,
    6.1.7.1). One compressed stream in 128 ends so, since the last byte is a checksum's; those that
    hold objects and cross-references are made in the very moment of writing.
    """
    original = pydyf.Stream.data

    def data(stream: Any) -> bytes:
        written: bytes = original.fget(stream)
        if written[-len(_END) - 1] not in b"\r\n":
            return written
        if stream.extra.get("Type") == "/XRef":
            stream.compress = False  # entries have a fixed length: nothing can be added
        else:
            # pydyf joins the pieces of a stream with line ends, so an empty piece adds one to the data.
            stream.stream.append(b"" if stream.compress else b" ")
        if "Length1" in stream.extra:
            stream.extra["Length1"] += 1
        return data(stream)

    pydyf.Stream.data = property(data)
    try:
        yield
    finally:
        pydyf.Stream.data = original
