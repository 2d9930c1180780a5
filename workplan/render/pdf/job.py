"""What the PDF process is asked to do: the HTML, the metadata, the limits.

[x] PDF/UA-1 and PDF/A-3a in one file (`structure.py`, `finish.py`)
[x] layout in a process of its own (`process.py`, `worker.py`), within limits of time and memory
[x] dates from the document alone
[x] the content that the document was made from, attached; of a redline both contents
[x] what makes the file recognisable, in XMP: edition, draft or issued, digests of the contents
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from workplan import PRODUCER
from workplan.design.templates import environment
from workplan.design.theme import Theme
from workplan.document.tree import Document, Properties
from workplan.render.fillable import Fillable
from workplan.render.html import print_html
from workplan.render.pdf.file.attachments import Attachment

#: The names of the attached files: what a document was made from, and what a redline's was before.
CONTENT, BEFORE = "content.yaml", "before.yaml"

#: Limits of the process: a base, and so much for each character of HTML, pictures left out, which
#: are bounded when they are read.
MEMORY = (4 << 30, 4096)  # bytes
SECONDS = (120, 1 / 1000)

_PICTURE = re.compile(r"data:image/[^\"]*")


def job(document: Document, theme: Theme, form: Fillable | None = None) -> dict[str, Any]:
    """A job for `PdfProcess.print`, ready for JSON. `form` says what of the document can be filled in."""
    html = print_html(document, theme, form.fields if form else None)
    characters = len(_PICTURE.sub("", html))
    return {
        "html": html,
        "xmp": _xmp(document, form.about if form else {}),
        "information": _information(document),
        "attachments": list(_attachments(document)),
        "epoch": int(document.properties.date.timestamp()),
        "memory": MEMORY[0] + MEMORY[1] * characters,
        "seconds": int(SECONDS[0] + SECONDS[1] * characters),
    }


def _xmp(document: Document, form: Mapping[str, str]) -> str:
    return environment("pdf").get_template("xmp.xml").render(document=document, form=form, producer=PRODUCER)


def _information(document: Document) -> dict[str, str]:
    """The document information dictionary (ISO 32000-1, 14.3.3); says the same as the XMP. `Status` is an
    entry of our own, for those who look there: a draft's alone."""
    properties = document.properties
    return {
        "Title": properties.title,
        "Author": ", ".join(properties.authors),
        "Subject": properties.subject,
        "Keywords": ", ".join(properties.keywords),
        "Producer": PRODUCER,
        "CreationDate": _date(properties),
        "ModDate": _date(properties),
    } | ({"Status": document.terms.draft} if properties.draft else {})


def _attachments(document: Document) -> Iterator[Attachment]:
    sides = [(CONTENT, document.properties, document.source, "Source")]
    if former := document.former:
        sides.append((BEFORE, former.properties, former.source, "Supplement"))
    for name, properties, source, relationship in sides:
        if source:
            yield {
                "name": name,
                "text": source.text,
                "description": f"{properties.title} · {properties.edition}",
                "relationship": relationship,
                "date": _date(properties),
            }


def _date(properties: Properties) -> str:
    return f"{properties.date.astimezone(UTC):D:%Y%m%d%H%M%S}Z"
