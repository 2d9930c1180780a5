"""The process that takes the content out of one PDF, given on standard input.

It answers with JSON on standard output, or with the reason why not as the last line on standard error. A
hostile PDF can take no more than its limits of memory and time: objects, strings and streams that unpack to
more than they seem are stopped by the kernel, the attachment itself by counting.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from base64 import a85decode
from io import BytesIO
from typing import Any

from workplan.processes.limits import Refused, serve

MEMORY = 2 << 30  # address space, of which the libraries take most
SECONDS = 20  # of the processor
MAX_BYTES = 64_000_000  # of the content: 24 million characters are fewer

#: The attached files, by the names of the properties that state their SHA-256: a redline has both.
ATTACHMENTS = {"content": "content.yaml", "before": "before.yaml"}

#: A property of ours in XMP, written as an element or as an attribute.
_DIGEST = re.compile(r"\bworkplan:(content|before)\s*(?:>|=\s*[\"'])\s*([0-9a-f]{64})\b")


def main() -> int:
    from workplan.files.pdf_objects import unreadable

    return serve(_answer, memory=MEMORY, seconds=SECONDS, said=unreadable)


def _answer(data: bytes) -> bytes:
    return json.dumps(_content(data)).encode()


def _content(data: bytes) -> dict[str, Any]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        digests = dict(_DIGEST.findall(_metadata(pdf)))
        found = {
            name: {"text": _attached(pdf, file), "digest": digests.get(name, "")}
            for name, file in ATTACHMENTS.items()
            if file in pdf.attachments
        }
        if "content" not in found:
            raise Refused("it carries no content of a plan")
        return {
            "content": found["content"],
            "before": found.get("before"),
            "producer": str(pdf.docinfo.get("/Producer", "")),
        }


def _attached(pdf: Any, name: str) -> str:
    return _unpacked(pdf.attachments[name].obj.EF.F).decode("utf-8")


def _metadata(pdf: Any) -> str:
    metadata = pdf.Root.get("/Metadata")
    return _unpacked(metadata).decode("utf-8", "replace") if metadata is not None else ""


def _unpacked(stream: Any) -> bytes:
    """The bytes of a stream that is written plainly or with Flate, in ASCII or not."""
    from pikepdf import Name

    raw: bytes = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    if filters is None:
        return raw[:MAX_BYTES]
    names = [str(filters)] if isinstance(filters, Name) else list(map(str, filters))
    if names[:1] == ["/ASCII85Decode"]:
        raw, names = _from_ascii85(raw), names[1:]
    if names != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise Refused("its content is packed in a way that this program never uses")
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(raw, MAX_BYTES)
    except zlib.error:
        raise Refused("its content is damaged") from None
    if unpacker.unconsumed_tail:
        raise Refused(f"its content has more than {MAX_BYTES:,} bytes")
    return data


def _from_ascii85(data: bytes) -> bytes:
    try:
        return a85decode(data.rstrip().removesuffix(b"~>"))
    except ValueError:
        raise Refused("its content is damaged") from None


if __name__ == "__main__":
    sys.exit(main())
