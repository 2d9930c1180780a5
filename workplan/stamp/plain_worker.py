"""The process that takes the stamp off one PDF, given on standard input, as anybody can.

It answers with a line of JSON, what the stamp says (`number`, `recipient`), and with the file without it, in
one way of writing it; or with the reason why not as the last line on standard error. A hostile PDF takes no
more than its limits.
"""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel

from workplan.files.pdf_objects import listed, unreadable, within
from workplan.processes.limits import serve
from workplan.stamp.properties import MARK, NAMESPACE, NUMBER, RECIPIENT, SCHEMA

MEMORY = 2 << 30  # address space, of which the libraries take most
SECONDS = 40  # of the processor
_MOST_PAGES = 2_000

_DESCRIPTION = re.compile(
    rf'<rdf:Description rdf:about="" xmlns:copy="{re.escape(NAMESPACE)}">.*?</rdf:Description>\s*', re.DOTALL
)
_VALUE = r"<copy:{}>([^<]*)</copy:{}>"


def main() -> int:
    return serve(_answer, memory=MEMORY, seconds=SECONDS, said=unreadable)


def _answer(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return json.dumps(stamp_of(pdf)).encode() + b"\n" + plain(pdf)


def stamp_of(pdf: Pdf) -> dict[str, str]:
    """The number and recipient that the file's properties say; nothing where they say none."""
    information: Any = pdf.trailer.get("/Info", Dictionary())
    found = {"number": str(information.get(NUMBER, "")), "recipient": str(information.get(RECIPIENT, ""))}
    xmp = _xmp(pdf)
    for name, said in found.items():
        if not said and (value := re.search(_VALUE.format(name, name), xmp)):
            found[name] = unescape(value[1])
    return found


def plain(pdf: Pdf) -> bytes:
    """The file without its stamp, its objects in order and unpacked. `pdf` is changed."""
    for page in list(pdf.pages)[:_MOST_PAGES]:
        page.obj.Contents = Array([each for each in listed(page.obj.get("/Contents")) if MARK not in each])
        _clear(page.obj.get("/Resources"))
    _clear_tags(pdf)
    information = Dictionary(dict(pdf.trailer.get("/Info", Dictionary()).items()))
    for key in (NUMBER, RECIPIENT):
        if key in information:
            del information[key]
    pdf.trailer.Info = pdf.make_indirect(information)
    plain = " ".join(_DESCRIPTION.sub("", _xmp(pdf)).replace(SCHEMA, "").split())
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, plain.encode(), {"/Type": Name.Metadata}))
    written = BytesIO()
    pdf.save(
        written,
        static_id=True,
        object_stream_mode=ObjectStreamMode.disable,
        compress_streams=False,
        stream_decode_level=StreamDecodeLevel.generalized,
        fix_metadata_version=False,
    )
    return written.getvalue()


def _xmp(pdf: Pdf) -> str:
    metadata = pdf.Root.get("/Metadata")
    return metadata.read_bytes()[:1_000_000].decode("utf-8", "replace") if metadata is not None else ""


def _clear(resources: Any) -> None:
    for kind in ("/Font", "/XObject"):
        there = within(resources, kind)
        for name in [name for name in there or () if name.startswith(MARK)]:
            del there[name]
        if there is not None and not len(there):
            del resources[kind]


def _clear_tags(pdf: Pdf) -> None:
    for document in listed(within(pdf.Root, "/StructTreeRoot", "/K")):
        document.K = Array([kid for kid in listed(document.get("/K")) if not _marked(kid)])
    for owners in listed(within(pdf.Root, "/StructTreeRoot", "/ParentTree", "/Nums")):
        if isinstance(owners, Array):
            while len(owners) and _marked(owners[-1]):
                del owners[-1]


def _marked(item: Any) -> bool:
    return isinstance(item, Dictionary) and MARK in item


if __name__ == "__main__":
    sys.exit(main())
