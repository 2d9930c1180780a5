"""Files in a PDF: the content that it was made from (ISO 19005-3, 6.8 and annex E).

    [x] AF of the catalog, AFRelationship, description, media type (RFC 9512 for YAML)
    [x] size, MD5 as ISO 32000-1, 7.11.4 has it, dates: the document's, never the clock's
    [-] WeasyPrint's own attachments: they take the media type from the machine and list each file twice

A reader gets a file's exact bytes: the stream is written as letters, so that no line end has to be added
to it (`finish.ending_clearly`).
"""

from __future__ import annotations

import zlib
from base64 import a85encode
from hashlib import md5
from typing import Any, TypedDict

import pydyf

MEDIA_TYPE = "application/yaml"


class Attachment(TypedDict):
    """One file to attach; `relationship` is one of ISO 32000-2, 7.11.3, `date` a PDF date."""

    name: str
    text: str
    description: str
    relationship: str
    date: str


def attach(pdf: Any, attachments: list[Attachment]) -> None:
    """Put the files, in the order of their names, into a PDF that is about to be written."""
    files = [(each["name"], _file(pdf, each)) for each in sorted(attachments, key=lambda each: each["name"])]
    if not files:
        return
    names = pydyf.Array(entry for name, reference in files for entry in (pydyf.String(name), reference))
    catalog_names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    catalog_names["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})
    pdf.catalog["AF"] = pydyf.Array(reference for _, reference in files)


def _file(pdf: Any, attachment: Attachment) -> Any:
    data, date = attachment["text"].encode(), pydyf.String(attachment["date"])
    checksum = md5(data, usedforsecurity=False).hexdigest()
    parameters = {"Size": len(data), "CheckSum": f"<{checksum}>", "CreationDate": date, "ModDate": date}
    stream = pydyf.Stream(
        [a85encode(zlib.compress(data, 9), wrapcol=96) + b"~>"],
        {
            "Type": "/EmbeddedFile",
            "Subtype": f"/{MEDIA_TYPE.replace('/', '#2f')}",
            "Params": pydyf.Dictionary(parameters),
            "Filter": pydyf.Array(["/ASCII85Decode", "/FlateDecode"]),
        },
    )
    pdf.add_object(stream)
    name = pydyf.String(attachment["name"])
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": name,
            "UF": name,
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
            "Desc": pydyf.String(attachment["description"]),
            "AFRelationship": f"/{attachment['relationship']}",
        }
    )
    pdf.add_object(specification)
    return specification.reference
