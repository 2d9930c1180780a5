"""Forms that were sent, and how people's programs fill them in: pdfium really, pdf.js as it was measured.

pdf.js 5.6 appends an update: each changed widget whole, with its value in UTF-16, and a cross-reference
stream. An appearance comes with it for words that its font can write; no reader of ours looks at these.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from msgspec.structs import replace

from tests.returns.calls import form
from workplan.render.pdf.process import PdfProcess
from workplan.returns.form import Field, Form, Layout
from workplan.returns.naming import pdf_name
from workplan.returns.pdf.writing import write

Values = Mapping[Field, bool | str]
BLANK = form()
PILOTS = replace(BLANK, member="Pilots")
FORMS = {each.id: each for each in (PILOTS, replace(BLANK, member="ประเทศไทย"), BLANK)}


@cache
def sent(layout: Layout = "table", member: str | None = "Pilots") -> bytes:
    return made(replace(BLANK, member=member), layout)


def made(form: Form, layout: Layout = "table") -> bytes:
    with PdfProcess() as process:
        return write(form, layout, process)


def named(form: Form, values: Values) -> dict[str, bool | str]:
    return {pdf_name(form, field): value for field, value in values.items()}


def by_pdfium(data: bytes, form: Form, values: Values) -> bytes:
    """Clicked and typed, and saved: what Chrome and Edge do."""
    wanted = named(form, values)
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    with closing(document):
        for page in document:
            for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
                _fill(document.formenv.raw, page.raw, number, wanted)
        document.save(saved := BytesIO())
    return saved.getvalue()


def _fill(env: object, page: object, number: int, wanted: Mapping[str, bool | str]) -> None:
    widget = raw.FPDFPage_GetAnnot(page, number)
    length = raw.FPDFAnnot_GetFormFieldName(env, widget, None, 0)
    name = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetFormFieldName(env, widget, name, length)
    value = wanted.get(bytes(name).decode("utf-16-le").rstrip("\0"))
    if not value:
        return
    room = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(widget, room)
    place = (room.left + room.right) / 2, (room.bottom + room.top) / 2
    raw.FORM_OnMouseMove(env, page, 0, *place)
    raw.FORM_OnLButtonDown(env, page, 0, *place)
    raw.FORM_OnLButtonUp(env, page, 0, *place)
    if isinstance(value, str):
        typed = (value + "\0").encode("utf-16-le")
        raw.FORM_ReplaceSelection(env, page, (ctypes.c_ushort * (len(typed) // 2)).from_buffer_copy(typed))
    raw.FORM_ForceToKillFocus(env)


def by_pdfjs(data: bytes, form: Form, values: Values) -> bytes:
    """Filled in and saved in Firefox: an update behind the bytes that were sent."""
    wanted = named(form, values)
    update, places = bytearray(), {}
    with pikepdf.open(BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            value = wanted.get(str(field.T))
            if not value:
                continue
            if isinstance(value, bool):
                field.V = field.AS = pikepdf.Name.Yes
            else:
                field.V = pikepdf.String("")
                del field["/AP"]
            number, words = field.objgen[0], field.unparse(resolved=True)
            if isinstance(value, str):
                said = b"<feff" + value.encode("utf-16-be").hex().encode() + b">"
                words = words.replace(b"/V ()", b"/V " + said)
                assert said in words
            places[number] = len(data) + len(update)
            update += b"%d 0 obj\n%s\nendobj\n" % (number, words)
        before = data.rpartition(b"startxref\n")[2].split()[0]
        last = max(each.objgen[0] for each in pdf.objects) + 1
        root, info = pdf.Root.objgen[0], pdf.trailer.Info.objgen[0]
    start = len(data) + len(update)
    places[last] = start
    index = " ".join(f"{number} 1" for number in sorted(places))
    table = b"".join(b"\x01" + places[number].to_bytes(4) + b"\0" for number in sorted(places))
    update += b"%d 0 obj\n<< /Prev %s /Size %d /Type /XRef /Root %d 0 R /Info %d 0 R /Index [%s] " % (
        last, before, last + 1, root, info, index.encode()
    )  # fmt: skip
    update += b"/W [1 4 1] /Length %d >> stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        len(table), table, start
    )  # fmt: skip
    return data + bytes(update)


def flattened(data: bytes) -> bytes:
    """As Chrome and Edge print to PDF: the fields are part of the pages."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    with closing(document):
        for page in document:
            assert raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT) == raw.FLATTEN_SUCCESS
        document.save(saved := BytesIO())
    return saved.getvalue()


def printed(data: bytes, folder: Path) -> bytes:
    """As programs with poppler and cairo print: Evince, Okular."""
    (folder / "form.pdf").write_bytes(data)
    subprocess.run(["pdftocairo", "-pdf", "form.pdf", "printed.pdf"], cwd=folder, check=True)
    return (folder / "printed.pdf").read_bytes()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(saved := BytesIO(), compress_streams=False)
    return saved.getvalue()
