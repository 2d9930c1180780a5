"""Papers to be packed: printed once, then merged in any order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import pikepdf
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, String

from tests.documents import drafted, redlined, sample, with_actions, with_notes
from workplan.design.theme import theme
from workplan.document.tree import Document, Source
from workplan.pack import Absent, Front, Guest, Item, Pack, Paper
from workplan.pack import pack as merged
from workplan.render.pdf.job import job
from workplan.render.pdf.process import PdfProcess

DOCUMENTS = {
    "plan": lambda: _carrying(sample(), "plan: 1\n"),
    "table": lambda: _carrying(with_actions(9), "plan: 2\n"),
    "notes": lambda: with_notes(12),
    "redline": lambda: drafted(redlined()),
    "arabic": lambda: _in_arabic(sample()),
}


def _carrying(document: Document, content: str) -> Document:
    return replace(document, source=Source(content))


def _in_arabic(document: Document) -> Document:
    return replace(document, properties=replace(document.properties, direction="rtl", language="ar"))


def print_all(given: list[Document]) -> list[bytes]:
    """All of them by one process, whose start costs more than they do."""
    with PdfProcess() as process:
        return [process.print(job(document, theme())) for document in given]


def pack(front: Front, listed: Sequence[Item | Absent]) -> Pack:
    with PdfProcess() as process:
        return merged(front, listed, process)


@cache
def _printed() -> dict[str, bytes]:
    return dict(zip(DOCUMENTS, print_all([make() for make in DOCUMENTS.values()]), strict=True))


def printed(name: str) -> bytes:
    return _printed()[name]


def paper(name: str, label: str = "", group: str = "") -> Paper:
    return Paper(pdf=printed(name), title=f"The {name}", label=label, group=group)


def changed(data: bytes, **entries: object) -> bytes:
    """A PDF with other entries in its catalog; None takes one out."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for key, value in entries.items():
            if value is not None:
                pdf.Root[f"/{key}"] = value
            elif f"/{key}" in pdf.Root:
                del pdf.Root[f"/{key}"]
        pdf.save(saved := BytesIO(), deterministic_id=True)
    return saved.getvalue()


def untagged(data: bytes) -> bytes:
    return changed(data, StructTreeRoot=None, MarkInfo=None, Metadata=None)


def guest(pdf: bytes | None = None) -> Guest:
    return Guest(
        pdf=untagged(printed("plan")) if pdf is None else pdf,
        title="Views on tides",
        label="WP.9",
        file="views.pdf",
        slip=("Submitted by the Harbour Office.",),
    )


def with_form(data: bytes) -> bytes:
    """A PDF with a filled-in text field, and a comment that is never printed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        page = pdf.pages[0].obj
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("member"),
                V=String("Harbour Office"),
                DA=String("/Helv 12 Tf 0 g"),
                Rect=Array([100, 100, 300, 120]),
                F=4,
                P=page,
            )
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Contents=String("secret"), Rect=Array([0, 0, 9, 9])
        )
        page.Annots = Array([field, pdf.make_indirect(note)])
        resources = Dictionary(Font=Dictionary(Helv=font))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), DR=resources, NeedAppearances=True)
        pdf.save(saved := BytesIO())
    return saved.getvalue()
