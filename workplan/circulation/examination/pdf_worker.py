"""The process that examines one PDF, given on standard input; JSON on standard output, or the reason why not
as the last line on standard error. A hostile PDF takes no more than its limits.

    [x] comments, scripts, attached files, links to other files, names in the metadata
    [x] a title or a language that is missing
    [x] fonts that are not in the file; layers that are switched off; words that nobody sees; earlier states
    [x] what JPEGs say of who took them, where and when; links to places that are not there
    [x] pages without tags, with words outside of them, or with marks that no tag owns (ISO 14289-1, 7.1)
    [-] XFA forms and locked files: said, and not looked into
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from workplan.circulation.examination.findings import ONLY_AT_HOME
from workplan.circulation.examination.pictures import given_away
from workplan.files.pdf_objects import has_scripts, unreadable, within
from workplan.processes.limits import serve
from workplan.stamp.properties import NUMBER, RECIPIENT

MEMORY = 2 << 30  # address space, of which the libraries take most
SECONDS = 40  # of the processor
MOST_PAGES = 2_000
#: Of forms in forms, and of fonts in forms.
_DEEPEST = 12
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
#: Annotations that are part of a page, and no remark on it.
_PART = frozenset({"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet", "/Watermark"})
_CREATOR = re.compile(r"<dc:creator>.*?<rdf:li[^>]*>([^<]*)</rdf:li>", re.DOTALL)
#: What this program puts into its own PDFs and packs.
_OURS = re.compile(r"(?:[0-9]+-)?(?:content|before)\.yaml")
#: The keys of the information dictionary that ISO 32000-1 names (14.3.3), and those of our drafts and copies.
_USUAL = frozenset(
    {
        "/Title",
        "/Author",
        "/Subject",
        "/Keywords",
        "/Creator",
        "/Producer",
        "/CreationDate",
        "/ModDate",
        "/Trapped",
        "/Status",
        NUMBER,
        RECIPIENT,
    }
)


def main() -> int:
    return serve(_answer, memory=MEMORY, seconds=SECONDS, said=unreadable)


def _answer(data: bytes) -> bytes:
    return json.dumps(examined(data)).encode()


def examined(data: bytes) -> dict[str, Any]:
    """What is in a PDF: facts, which `pdf` puts into words. Pages count from 1."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = list(pdf.pages)[:MOST_PAGES]
        metadata = pdf.Root.get("/Metadata")
        xmp = metadata.read_bytes()[:1_000_000].decode("utf-8", "replace") if metadata is not None else ""
        info = pdf.docinfo
        ours = str(info.get("/Producer", "")).startswith("workplan ")
        return {
            "pages": len(pdf.pages),
            "lines": _lines(data, len(pages)),
            "locked": pdf.is_encrypted,
            "comments": [n for n, page in enumerate(pages, 1) if set(_annotations(page)) - _PART],
            "scripts": has_scripts(pdf)
            or any("/AA" in page for page in pages)
            or _acts(pages, "/JavaScript"),
            "attached": [str(name) for name in pdf.attachments if not (ours and _OURS.fullmatch(str(name)))],
            "links": sorted(set(_elsewhere(pages))),
            "names": [str(info.get("/Author", "")), *_CREATOR.findall(xmp)],
            "left": [*(str(key)[1:] for key in info if str(key) not in _USUAL), *_left(pdf, pages, xmp)],
            "status": str(info.get("/Status", "")),
            "title": bool(str(info.get("/Title", "")).strip()) or "<dc:title>" in xmp,
            "language": bool(str(pdf.Root.get("/Lang", "")).strip()),
            "fonts": sorted(set(_unembedded(pages))),
            "layers": bool(len(within(pdf.Root, "/OCProperties", "/D", "/OFF") or ())),
            "pictures": list(dict.fromkeys(said for data in _pictures(pages) for said in given_away(data))),
            "unseen": [n for n, page in enumerate(pages, 1) if _has_unseen(page)],
            "nowhere": list(dict.fromkeys(_leading_nowhere(pdf, pages)))[:20],
            "earlier": data.count(b"%%EOF") - (b"/Linearized" in data[:2048]) > 1,
            "xfa": within(pdf.Root, "/AcroForm", "/XFA") is not None,
            "tagged": "/StructTreeRoot" in pdf.Root,
            "untagged": list(_untagged(pdf, pages)) if "/StructTreeRoot" in pdf.Root else [],
        }


def _lines(data: bytes, count: int) -> list[tuple[int, str]]:
    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for n in range(min(count, len(document))):
            words = document[n].get_textpage().get_text_bounded()
            found += [(n + 1, line.strip()) for line in words.splitlines() if line.strip()]
        return found
    finally:
        document.close()


def _annotations(page: Any) -> Iterator[str]:
    for each in page.get("/Annots", ()):
        if isinstance(each, Dictionary):
            yield str(each.get("/Subtype", ""))


def _actions(pages: list[Any]) -> Iterator[Dictionary]:
    for page in pages:
        for each in page.get("/Annots", ()):
            if isinstance(each, Dictionary) and isinstance(action := each.get("/A"), Dictionary):
                yield action


def _acts(pages: list[Any], kind: str) -> bool:
    return any(str(action.get("/S")) == kind for action in _actions(pages))


def _elsewhere(pages: list[Any]) -> Iterator[str]:
    """Links to other files, and programs that would be started."""
    for action in _actions(pages):
        kind, address = str(action.get("/S")), str(action.get("/URI", ""))
        if kind in ("/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData"):
            yield kind[1:]
        elif ONLY_AT_HOME.match(address):
            yield address


def _unembedded(pages: list[Any]) -> Iterator[str]:
    seen: set[tuple[int, int]] = set()
    for page in pages:
        yield from _fonts(page.get("/Resources", Dictionary()), seen, 0)


def _fonts(resources: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[str]:
    for font in _values(resources, "/Font"):
        for each in font.get("/DescendantFonts", Array([font])):
            descriptor = each.get("/FontDescriptor", Dictionary())
            if each.get("/Subtype") != Name.Type3 and not any(
                f"/FontFile{n}" in descriptor for n in ("", 2, 3)
            ):
                yield str(each.get("/BaseFont", "/?"))[1:]
    for drawing in _values(resources, "/XObject"):
        if drawing.objgen not in seen and depth < _DEEPEST and "/Resources" in drawing:
            seen.add(drawing.objgen)
            yield from _fonts(drawing.Resources, seen, depth + 1)


def _values(resources: Any, key: str) -> list[Any]:
    found: Any = resources.get(key) if isinstance(resources, Dictionary) else None
    values: list[Any] = [value for _, value in found.items()] if isinstance(found, Dictionary) else []
    return [each for each in values if isinstance(each, Dictionary | Stream)]


def _left(pdf: Pdf, pages: list[Any], xmp: str) -> Iterator[str]:
    """Data that programs keep for themselves (ISO 32000-1, 14.5), and how a file came to be."""
    if "/PieceInfo" in pdf.Root or any("/PieceInfo" in page for page in pages):
        yield "PieceInfo"
    if "xmpMM:History" in xmp:
        yield "History"


def _pictures(pages: list[Any]) -> Iterator[bytes]:
    """The JPEGs that stand in the file as they are."""
    seen: set[tuple[int, int]] = set()
    for page in pages:
        yield from _drawn(page.get("/Resources", Dictionary()), seen, 0)


def _drawn(resources: Any, seen: set[tuple[int, int]], depth: int) -> Iterator[bytes]:
    for drawing in _values(resources, "/XObject"):
        if drawing.objgen in seen or depth >= _DEEPEST or not isinstance(drawing, Stream):
            continue
        seen.add(drawing.objgen)
        if drawing.get("/Filter") == Name.DCTDecode:
            yield drawing.read_raw_bytes()
        yield from _drawn(drawing.get("/Resources", Dictionary()), seen, depth + 1)


def _has_unseen(page: Any) -> bool:
    """Whether words are drawn so that nobody sees them (9.3.6, text rendering mode)."""
    mode, saved = 0, list[int]()
    for each in pikepdf.parse_content_stream(page):
        match str(each.operator):
            case "Tr":
                mode = int(each.operands[0])
            case "q":
                saved.append(mode)
            case "Q":
                mode = saved.pop() if saved else 0
            case name if name in _SHOWS and mode in (3, 7):
                return True
    return False


def _leading_nowhere(pdf: Pdf, pages: list[Any]) -> Iterator[str]:
    """Links to names that the file does not have (12.3.2.3)."""
    names = within(pdf.Root, "/Names", "/Dests")
    known = set(pikepdf.NameTree(names).keys()) if names is not None else set()
    known |= {str(key)[1:] for key in within(pdf.Root, "/Dests") or ()}
    for page in pages:
        for each in page.get("/Annots", ()):
            place: Any = each.get("/Dest") if isinstance(each, Dictionary) else None
            if isinstance(each, Dictionary) and within(each, "/A", "/S") == Name.GoTo:
                place = within(each, "/A", "/D")
            if isinstance(place, String | Name):
                name = str(place).removeprefix("/") if isinstance(place, Name) else str(place)
                if name not in known:
                    yield name


def _untagged(pdf: Pdf, pages: list[Any]) -> Iterator[int]:
    """The pages with words that no tag owns: outside of all marks, or under one that the tree lacks."""
    parents = dict(_numbers(pdf.Root.StructTreeRoot.get("/ParentTree", Dictionary()), 0))
    for n, page in enumerate(pages, 1):
        owned: Any = parents.get(int(page.get("/StructParents", -1)))
        count = len(owned) if isinstance(owned, Array) else 0
        if any(
            mark is None or not (0 <= mark < count and isinstance(owned[mark], Dictionary))
            for mark in _shown(page)
        ):
            yield n


def _shown(page: Any) -> Iterator[int | None]:
    """The mark under which each piece of words stands; None for none. Artifacts are left out."""
    properties = page.get("/Resources", Dictionary()).get("/Properties", Dictionary())
    marks: list[int | str | None] = []
    for each in pikepdf.parse_content_stream(page):
        operands, name = each.operands, str(each.operator)
        if name in ("BDC", "BMC"):
            marks.append(_mark(operands, properties))
        elif name == "EMC" and marks:
            marks.pop()
        elif name in _SHOWS and "Artifact" not in marks:
            yield next((mark for mark in reversed(marks) if isinstance(mark, int)), None)


def _mark(operands: Any, properties: Any) -> int | str | None:
    if str(operands[0]) == "/Artifact":
        return "Artifact"
    listed = operands[1] if len(operands) > 1 else None
    listed = properties.get(str(listed)) if isinstance(listed, Name) else listed
    return int(listed["/MCID"]) if isinstance(listed, Dictionary) and "/MCID" in listed else None


def _numbers(tree: Any, depth: int) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree (ISO 32000-1, 7.9.7)."""
    entries: list[Any] = list(tree.get("/Nums", ()))
    yield from ((int(key), value) for key, value in zip(entries[::2], entries[1::2], strict=False))
    if depth < _DEEPEST:
        for kid in tree.get("/Kids", ()):
            yield from _numbers(kid, depth + 1)


if __name__ == "__main__":
    sys.exit(main())
