"""What the PDF process is asked to do: the HTML, the metadata, the limits.

[x] PDF/UA-1 and PDF/A-3a in one file (`structure.py`, `finish.py`)
[x] layout in a process of its own (`process.py`, `worker.py`), within limits of time and memory
[x] dates from the document alone
"""

from __future__ import annotations

import re
from typing import Any

from workplan import __version__
from workplan.document.tree import Document, Properties
from workplan.render.html import print_html
from workplan.templates import environment
from workplan.theme import Theme

PRODUCER = f"workplan {__version__}"

#: Limits of the process: a base, and so much for each character of HTML, pictures left out, which
#: are bounded when they are read.
MEMORY = (4 << 30, 4096)  # bytes
SECONDS = (120, 1 / 1000)

_PICTURE = re.compile(r"data:image/[^\"]*")


def job(document: Document, theme: Theme) -> dict[str, Any]:
    """A job for `PdfProcess.print`, ready for JSON."""
    html = print_html(document, theme)
    characters = len(_PICTURE.sub("", html))
    return {
        "html": html,
        "xmp": _xmp(document.properties),
        "information": _information(document.properties),
        "epoch": int(document.properties.date.timestamp()),
        "memory": MEMORY[0] + MEMORY[1] * characters,
        "seconds": int(SECONDS[0] + SECONDS[1] * characters),
    }


def _xmp(properties: Properties) -> str:
    return environment("pdf").get_template("xmp.xml").render(properties=properties, producer=PRODUCER)


def _information(properties: Properties) -> dict[str, str]:
    """The document information dictionary (ISO 32000-1, 14.3.3); says the same as the XMP."""
    date = f"{properties.date:D:%Y%m%d%H%M%S}Z"
    return {
        "Title": properties.title,
        "Author": ", ".join(properties.authors),
        "Subject": properties.subject,
        "Keywords": ", ".join(properties.keywords),
        "Producer": PRODUCER,
        "CreationDate": date,
        "ModDate": date,
    }
