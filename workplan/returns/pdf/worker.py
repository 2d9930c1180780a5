"""The process that looks into a PDF that came back, given on standard input behind a line of JSON; facts as
JSON on standard output, or the reason why not on standard error. A hostile PDF takes no more than its limits.

    [x] fields by their full names, through /Kids and /Parent; also those that only a page has
    [x] values: /V, then /AS, then /I                       (ISO 32000-1, 12.7.3 and 12.7.4)
    [x] the letters of each page, with where they stand; what is drawn in rooms that are asked for
    [x] refused: locked, XFA, scripts, actions that start programs or send data, fields in a circle, too much
    [-] signatures, appearances, rich text: not looked at
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from workplan.files.pdf_objects import LOCKED, unreadable, within
from workplan.processes.limits import Refused, serve

MEMORY = 2 << 30  # address space, of which the libraries take most
SECONDS = 40  # of the processor
MOST_PAGES = 400
MOST_OBJECTS = 200_000
MOST_FIELDS = 5_000
MOST_LETTERS = 600_000
#: Of one answer, in characters and in bytes.
MOST_WORDS, _MOST_BYTES = 20_000, 100_000
_DEEPEST = 32
#: How a text string says its encoding; without one it is PDFDocEncoding.
_MARKS = {b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le", b"\xef\xbb\xbf": "utf-8"}
#: How finely rooms are drawn, and how far from their frames they are looked at; in points.
_SCALE, _FRAME = 2.0, 2.5
#: A darker dot is drawn on.
_DARK = 160
#: The longest side of a page that is drawn, in points: that of A0.
_LARGEST = 3_400.0

_SCRIPTS = "it holds scripts, or actions that run by themselves; no form of ours does"
_STARTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie"})
#: Annotations that are part of a form.
_PART = frozenset({"/Link", "/Widget", "/Popup", "/PrinterMark", "/TrapNet"})
_CIRCLE = "its fields lead round in a circle"


def main() -> int:
    return serve(_answer, memory=MEMORY, seconds=SECONDS, said=unreadable)


def _answer(given: bytes) -> bytes:
    asked, _, data = given.partition(b"\n")
    rooms = json.loads(asked)
    return json.dumps(marked(data, rooms) if rooms is not None else facts(data)).encode()


def facts(data: bytes) -> dict[str, Any]:
    """What is in a PDF. Pages count from 0; corners are in points from the lower left one of the page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        _refuse(pdf)
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        info = pdf.docinfo
        return {
            "producer": str(info.get("/Producer", ""))[:200],
            "creator": str(info.get("/Creator", ""))[:200],
            "layout": _layout(pdf),
            "fields": list(_fields(pdf, pages)),
            "places": list(_places(pdf, pages)),
            "remarks": sum(str(each.get("/Subtype")) not in _PART for each in _annotations(pdf)),
            "pages": _letters(data),
        }


def _refuse(pdf: Pdf) -> None:
    if pdf.is_encrypted:
        raise Refused(LOCKED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused(f"it has more than {MOST_OBJECTS:,} objects")
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Refused(f"it has {len(pdf.pages)} pages; 1 to {MOST_PAGES} are read")
    if within(pdf.Root, "/AcroForm", "/XFA") is not None:
        raise Refused("it is a form of the kind XFA, which only Adobe's program can show")
    opened = pdf.Root.get("/OpenAction")
    if within(pdf.Root, "/Names", "/JavaScript") is not None or "/AA" in pdf.Root or _starts(opened):
        raise Refused(_SCRIPTS)
    if any(map(_acts, pdf.objects)) or any(map(_acts, _annotations(pdf))):
        raise Refused(_SCRIPTS)


def _annotations(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from (each for each in _array(page.obj.get("/Annots")) if isinstance(each, Dictionary))


def _acts(item: Any) -> bool:
    """Whether an object would do something by itself, or when it is clicked."""
    if not isinstance(item, (Dictionary, Stream)):
        return False
    return _starts(item) or "/AA" in item or _starts(item.get("/A"))


def _starts(action: Any, depth: int = 0) -> bool:
    """Whether an action is one that no form needs, or is followed by one."""
    if not isinstance(action, (Dictionary, Stream)) or "/S" not in action:
        return False
    if "/JS" in action or str(action.get("/S")) in _STARTS:
        return True
    after = action.get("/Next")
    if after is None or depth > _DEEPEST:
        return after is not None
    return any(_starts(each, depth + 1) for each in (after if isinstance(after, Array) else [after]))


def _layout(pdf: Pdf) -> str:
    """How the form was laid out, as its metadata say."""
    metadata = pdf.Root.get("/Metadata")
    if not isinstance(metadata, Stream):
        return ""
    xmp = metadata.read_bytes()[:1_000_000]
    return next((each for each in ("table", "list") if f"layout>{each}<".encode() in xmp), "")


def _array(found: Any) -> list[Any]:
    return list(found) if isinstance(found, Array) else []


def _fields(pdf: Pdf, pages: dict[Any, int]) -> Iterator[dict[str, Any]]:
    """Each field once, with its widgets."""
    known: dict[str, list[Any]] = {}
    for widget in _widgets(pdf):
        known.setdefault(_name(widget), []).append(widget)
        if len(known) > MOST_FIELDS:
            raise Refused(f"it has more than {MOST_FIELDS:,} fields")
    for name, widgets in known.items():
        kind = str(_inherited(widgets[0], "/FT"))
        yield {"name": name, "kind": kind, **_value(widgets, kind), **_room(widgets[0], pages)}


def _widgets(pdf: Pdf) -> Iterator[Any]:
    """What shows a field: the ends of the tree of fields, then what pages have besides."""
    seen: set[tuple[int, int]] = set()
    fields = _array(within(pdf.Root, "/AcroForm", "/Fields"))
    todo = [(each, 0) for each in reversed(fields)]
    while todo:
        node, depth = todo.pop()
        if not isinstance(node, Dictionary):
            continue
        if node.is_indirect:
            if node.objgen in seen:
                raise Refused(_CIRCLE)
            seen.add(node.objgen)
        if depth > _DEEPEST or len(seen) > 4 * MOST_FIELDS:
            raise Refused(f"it has more than {MOST_FIELDS:,} fields")
        if kids := _array(node.get("/Kids")):
            todo += [(kid, depth + 1) for kid in reversed(kids)]
        else:
            yield node
    for each in _annotations(pdf):
        if each.get("/Subtype") == Name.Widget and not (each.is_indirect and each.objgen in seen):
            yield each


def _upwards(widget: Any) -> Iterator[Any]:
    """A widget, its field, and what that is part of."""
    node, depth = widget, 0
    while isinstance(node, Dictionary):
        if depth > _DEEPEST:
            raise Refused(_CIRCLE)
        yield node
        node, depth = node.get("/Parent"), depth + 1


def _name(widget: Any) -> str:
    parts = [_words(node["/T"]) for node in _upwards(widget) if isinstance(node.get("/T"), String)]
    return ".".join(reversed(parts))[:1000]


def _inherited(widget: Any, key: str) -> Any:
    return next((node[key] for node in _upwards(widget) if key in node), None)


def _value(widgets: list[Any], kind: str) -> dict[str, Any]:
    """A box is ticked or not, a text has words; None where the file says two things."""
    if kind == "/Btn":
        shown = [state not in (None, Name.Off) for state in (widget.get("/AS") for widget in widgets)]
        said = _inherited(widgets[0], "/V")
        if said is None:
            return {"value": any(shown), "shown": any(shown)}
        is_said = bool(_words(said)) if isinstance(said, String) else said != Name.Off
        # A viewer shows /AS: where that says otherwise, nobody knows which of the two was meant.
        has_state = any("/AS" in widget for widget in widgets)
        return {"value": is_said, "shown": any(shown) if has_state else is_said}
    said = _inherited(widgets[0], "/V")
    if said is None and kind == "/Ch":
        said = _chosen(widgets[0])
    words = _text(said)
    return {"value": words, "shown": words}


def _chosen(widget: Any) -> Any:
    """The words of a list that are chosen by their place."""
    options, chosen = _array(_inherited(widget, "/Opt")), _array(_inherited(widget, "/I"))
    for place in chosen[:1]:
        if isinstance(place, int) and 0 <= place < len(options):
            option = options[place]
            return option[len(option) - 1] if isinstance(option, Array) and len(option) else option
    return None


def _text(value: Any) -> str:
    if isinstance(value, Stream):
        # One that is longer, or packed twice, may unpack to any length.
        if len(value.read_raw_bytes()) > _MOST_BYTES or isinstance(value.get("/Filter"), Array):
            raise Refused("it has an answer that is longer than any can be")
        return _decoded(value.read_bytes()[:_MOST_BYTES])
    if isinstance(value, String):
        return _words(value)
    if isinstance(value, Name):
        return str(value)[1:]
    return ""


def _words(value: Any) -> str:
    return _decoded(bytes(value)[:_MOST_BYTES])


def _decoded(data: bytes) -> str:
    """A text string (ISO 32000-2, 7.9.2.2), lines ended as ours are."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            words = data[len(mark) :].decode(encoding, "replace")
            break
    else:
        words = data.decode("pdfdoc", "replace")
    return words.replace("\r\n", "\n").replace("\r", "\n")[:MOST_WORDS]


def _room(widget: Any, pages: dict[Any, int]) -> dict[str, Any]:
    page = widget.get("/P")
    number = pages.get(page.objgen) if isinstance(page, Dictionary) else None
    corners = [float(corner) for corner in _array(widget.get("/Rect"))[:4]]
    return {"page": number, "room": corners if len(corners) == 4 else None}


def _places(pdf: Pdf, pages: dict[Any, int]) -> Iterator[tuple[str, int, float, float]]:
    """The named destinations: name, page, from the left, from below."""
    tree = within(pdf.Root, "/Names", "/Dests")
    entries = _array(tree.get("/Names")) if isinstance(tree, Dictionary) else []
    for name, place in zip(entries[::2], entries[1::2], strict=False):
        if isinstance(place, Array) and len(place) >= 4 and isinstance(place[0], Dictionary):
            number = pages.get(place[0].objgen)
            if number is not None and isinstance(name, String):
                yield _words(name), number, float(place[2]), float(place[3])


def _letters(data: bytes) -> list[dict[str, Any]]:
    """Each page: its size, its letters in the order of the file, its lines, and whether it has pictures."""
    document = pypdfium2.PdfDocument(data)
    left = MOST_LETTERS
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            left -= text.count_chars()
            if left < 0:
                raise Refused(f"it has more than {MOST_LETTERS:,} letters")
            images = page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)
            pages.append(
                {
                    "size": page.get_size(),
                    "letters": list(_placed(text)),
                    "lines": text.get_text_range().splitlines(),
                    "pictures": next(iter(images), None) is not None,
                }
            )
        return pages
    finally:
        document.close()


def _placed(text: Any) -> Iterator[tuple[Any, ...]]:
    """The letters of a page, each with its corners; one at a time, because PDFium puts ends of lines among
    them that have no place."""
    for n in range(text.count_chars()):
        letter = text.get_text_range(n, 1)
        if letter and not letter.isspace():
            yield letter, *(round(corner, 2) for corner in text.get_charbox(n, loose=True))


def marked(data: bytes, rooms: list[list[Any]]) -> list[float]:
    """How much of each room (a page and four corners) is drawn on, from 0 to 1, its frame left out. Rooms of
    one page follow each other."""
    document = pypdfium2.PdfDocument(data)
    try:
        found = []
        for number, those in groupby(rooms, lambda room: room[0]):
            page = document[number]
            page.set_rotation(0)
            left, bottom, right, top = page.get_cropbox()
            if max(right - left, top - bottom) > _LARGEST:
                raise Refused("it has a page that is larger than any paper")
            drawn = page.render(scale=_SCALE, grayscale=True, may_draw_forms=False).to_pil()
            found += [_darkness(drawn, room[1:], left, top) for room in those]
        return found
    finally:
        document.close()


def _darkness(drawn: Any, corners: list[float], from_left: float, from_top: float) -> float:
    left, bottom, right, top = corners
    width, height = drawn.size
    inner = (
        max(0, int((left + _FRAME - from_left) * _SCALE)),
        max(0, int((from_top - top + _FRAME) * _SCALE)),
        min(width, int((right - _FRAME - from_left) * _SCALE)),
        min(height, int((from_top - bottom - _FRAME) * _SCALE)),
    )
    if inner[0] >= inner[2] or inner[1] >= inner[3]:
        return 0.0
    counts: list[int] = drawn.crop(inner).histogram()
    return sum(counts[:_DARK]) / sum(counts)


if __name__ == "__main__":
    sys.exit(main())
