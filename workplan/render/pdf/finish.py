"""The last touches to a PDF: what the file says of itself, in XMP and in its information dictionary.

WeasyPrint can declare PDF/A or PDF/UA, not both at once, compresses the metadata and signs it with
its own name; so the whole metadata stream is ours (`templates/pdf/xmp.xml`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf


def finisher(xmp: str, information: dict[str, str]) -> Callable[[Any, Any], None]:
    """For `Document.write_pdf(finisher=…)`. `information` holds the entries of ISO 32000-1, 14.3.3."""

    def finish(_document: Any, pdf: Any) -> None:
        # Left unfiltered, as ISO 19005-3, 6.6.2.1 asks, so that any program can read it.
        stream = pydyf.Stream([xmp.encode()], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False)
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference
        for item in pdf.objects:
            _mend(item)
        pdf.info.clear()
        pdf.info.update({key: pydyf.String(value) for key, value in information.items()})

    return finish


def _mend(item: Any) -> None:
    if not isinstance(item, pydyf.Stream):
        return
    if item.extra.get("Subtype") == "/Image":
        item.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8.1
    elif b"begincmap" in item.stream:
        # A glyph that is one of several for a letter has no letter of its own; "none" is not allowed
        # (ISO 19005-3, 6.2.11.7). U+2060 is invisible, and neither joins nor breaks.
        item.stream[:] = [line[:-2] + b"<2060>" if line.endswith(b" <>") else line for line in item.stream]
