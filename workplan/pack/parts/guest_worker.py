"""The process that makes one PDF from elsewhere harmless. PDF on standard input; on standard output a line of
JSON, what was left out, and then a PDF of drawings; or the reason why not, on standard error.

    [x] a page becomes one drawing, a little smaller, with room for the pack's number below
    [x] what stands in forms and in printed comments is drawn; the fields, comments and links go
    [x] gone: scripts, actions, attached files, bookmarks, tags, metadata, private data, other files
    [x] refused: locked, damaged, empty, XFA, layers that are switched off, too many pages, too much to unpack
    [-] fonts and colours: as they are; the pack claims nothing about them

Nothing of the file is kept but what its pages draw with (ISO 32000-1, 8.10, form XObjects).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from workplan.files.pdf_objects import LOCKED, has_scripts, unreadable, within
from workplan.processes.limits import Refused, serve

MEMORY = 2 << 30  # address space, of which the libraries take most
SECONDS = 40  # of the processor
MOST_PAGES = 1_000
MOST_OBJECTS = 500_000

#: Room for the pack's number, in points, and how much of a small page it may take.
STRIP, _MOST_STRIP = 28.0, 0.1

#: No page may be larger than this in points (ISO 32000-1, annex C), nor smaller.
_LARGEST, _SMALLEST = 14_400.0, 3.0

#: What leads out of a drawing: to tags, to layers, to other files, to data of programs.
_LEAVES = (
    "/StructParents", "/StructParent", "/OC", "/OPI", "/Ref", "/Metadata", "/PieceInfo", "/AF", "/Measure",
    "/PtData", "/LastModified", "/Alternates", "/F", "/FFilter", "/FDecodeParms", "/PS",
)  # fmt: skip

_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})


def main() -> int:
    return serve(_answer, memory=MEMORY, seconds=SECONDS, said=unreadable)


def _answer(data: bytes) -> bytes:
    answer, pages = clean(data)
    return json.dumps(answer).encode() + b"\n" + pages


def clean(data: bytes) -> tuple[dict[str, Any], bytes]:
    """How many pages a PDF has and what is left out of it, in words; and its pages as drawings. Raises
    `Refused`, or what pikepdf does."""
    with pikepdf.open(BytesIO(data)) as pdf, pikepdf.new() as drawings:
        _refuse(pdf)
        notices = list(_notices(pdf))
        if "/AcroForm" in pdf.Root:
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("print")
        for page in pdf.pages:
            _draw(page, drawings)
        _neutralise(drawings)
        saved = BytesIO()
        drawings.save(saved, deterministic_id=True, compress_streams=True)
        if pdf.get_warnings():
            notices.append("the file is damaged; compare its pages with the original")
        return {"pages": len(drawings.pages), "notices": notices}, saved.getvalue()


def _refuse(pdf: Pdf) -> None:
    if pdf.is_encrypted:
        raise Refused(LOCKED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused(f"the PDF has more than {MOST_OBJECTS:,} objects")
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Refused(f"the PDF has {len(pdf.pages)} pages; 1 to {MOST_PAGES:,} can be put in")
    if within(pdf.Root, "/AcroForm", "/XFA") is not None:
        raise Refused("the PDF is a form of the kind XFA, whose pages only Adobe's program can show")
    off, base = (within(pdf.Root, "/OCProperties", "/D", key) for key in ("/OFF", "/BaseState"))
    if (off is not None and len(off)) or base not in (None, Name.ON):
        raise Refused("the PDF has layers that are switched off, which would be printed")
    if "/Collection" in pdf.Root:
        raise Refused("the PDF is a portfolio of other files; its papers have to be given one by one")


def _notices(pdf: Pdf) -> Iterator[str]:
    """What a reader of the paper would find in the original, and not in the pack."""
    root = pdf.Root
    if has_scripts(pdf) or any("/AA" in page for page in pdf.pages):
        yield "scripts and actions were left out"
    kinds = {str(note.get("/Subtype")) for page in pdf.pages for note in page.get("/Annots", ())}
    if within(root, "/Names", "/EmbeddedFiles") is not None or "/AF" in root or "/FileAttachment" in kinds:
        yield "attached files were left out"
    if "/Widget" in kinds:
        yield "its form was put in as it is filled in, and can no longer be filled in"
    if "/Link" in kinds:
        yield "links were left out"
    if kinds - {"/Widget", "/Link", "/FileAttachment", "/Popup"}:
        yield "comments that are not printed were left out"
    if "/StructTreeRoot" in root:
        yield "its tags were left out"


def _draw(page: Any, drawings: Pdf) -> None:
    """Add a page that draws `page` above a strip of white, as marked content number 0."""
    form = drawings.copy_foreign(page.as_form_xobject())
    left, bottom, width, height = _extent(form)
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise Refused("the PDF has a page of a size that cannot be printed")
    strip = min(STRIP, _MOST_STRIP * height)
    scale = (height - strip) / height
    across, up = (1 - scale) * width / 2 - scale * left, strip - scale * bottom
    place = f"{scale:.5f} 0 0 {scale:.5f} {across:.3f} {up:.3f} cm"
    contents = f"/Figure <</MCID 0>> BDC q {place} /Guest Do Q EMC".encode()
    box = Array([0, 0, round(width, 3), round(height, 3)])
    sheet = Dictionary(
        Type=Name.Page,
        MediaBox=box,
        ArtBox=box,
        Tabs=Name.S,
        Resources=Dictionary(XObject=Dictionary(Guest=form)),
        Contents=drawings.make_stream(contents),
    )
    drawings.pages.append(pikepdf.Page(drawings.make_indirect(sheet)))


def _extent(form: Any) -> tuple[float, float, float, float]:
    """Where a drawing is painted: left, bottom, width, height; a page that is turned has a matrix."""
    a, b, c, d, e, f = map(float, form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    x0, y0, x1, y1 = map(float, form.BBox)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across) - min(across), max(up) - min(up)


def _neutralise(drawings: Pdf) -> None:
    """Take everything out of the drawings that does not draw."""
    for item in drawings.objects:
        if not isinstance(item, Stream):
            continue
        for key in _LEAVES:
            if key in item:
                del item[key]
        if item.get("/Subtype") == Name.PS:
            item.write(b"")  # a program for printers (8.8.2)
            item.Subtype, item.BBox = Name.Form, Array([0, 0, 0, 0])
        if item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1:
            _unmark(item)


def _unmark(drawing: Any) -> None:
    """Take the marks of tags and layers out of a drawing, whose words they no longer lead to."""
    data = drawing.read_bytes()
    if any(mark in data for mark in (b"BDC", b"BMC", b"MP", b"DP")):
        kept = [each for each in pikepdf.parse_content_stream(drawing) if str(each.operator) not in _MARKS]
        drawing.write(pikepdf.unparse_content_stream(kept))
    resources = drawing.get("/Resources", {})
    if "/Properties" in resources:
        del resources["/Properties"]


if __name__ == "__main__":
    sys.exit(main())
