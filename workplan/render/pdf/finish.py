"""The last touches to a PDF: what the file says of itself, in XMP and in its information dictionary.

WeasyPrint can declare PDF/A or PDF/UA, not both at once, compresses the metadata and signs it with
its own name; so the whole metadata stream is ours (`templates/pdf/xmp.xml`).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

import pydyf


def finisher(xmp: str, information: dict[str, str]) -> Callable[[Any, Any], None]:
    """For `Document.write_pdf(finisher=…)`. `information` holds the entries of ISO 32000-1, 14.3.3."""

    def finish(_document: Any, pdf: Any) -> None:
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream):
                _mend(item, xmp)
                _end_clearly(item)
        pdf.info.clear()
        pdf.info.update({key: pydyf.String(value) for key, value in information.items()})

    return finish


def _mend(stream: Any, xmp: str) -> None:
    if stream.extra.get("Type") == "/Metadata":
        # Left unfiltered, as ISO 19005-3, 6.6.2.1 asks, so that any program can read it.
        stream.stream, stream.compress = [xmp.encode().rstrip()], False
    elif stream.extra.get("Subtype") == "/Image":
        stream.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8.1
    elif b"begincmap" in stream.stream:
        # A glyph that is one of several for a letter has no letter of its own; "none" is not allowed
        # (ISO 19005-3, 6.2.11.7). U+2060 is invisible, and neither joins nor breaks.
        stream.stream[:] = [
            line[:-2] + b"<2060>" if line.endswith(b" <>") else line for line in stream.stream
        ]


def _end_clearly(stream: Any) -> None:
    """Let no stream's data end in a line end, which a validator takes for the one before `endstream`
    and then finds /Length wrong (ISO 19005-3, 6.1.7.1): one compressed stream in 128 would."""
    plain = pydyf.Stream(stream.stream).data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
    # Compressed data end in the lowest byte of their Adler-32 (RFC 1950, 2.2).
    last = zlib.adler32(plain) & 0xFF if stream.compress else next(reversed(plain), 0)
    if last in b"\r\n":
        # pydyf joins the pieces of a stream with line ends, so an empty piece adds one to the data.
        stream.stream.append(b"" if stream.compress else b" ")
        if "Length1" in stream.extra:
            stream.extra["Length1"] += 1
