"""The content in a Word file, and whether an editor changed what the file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from lxml.etree import _Element

from workplan.errors import GivenFileError
from workplan.origins.content import Content, Found
from workplan.word import UnsafeFile, WordFile, open_word
from workplan.word.file.known import CONTENT
from workplan.word.file.opening import OLE

#: The application that made a Word file of ours; an editor that saves it puts its own in that place.
OURS = "workplan"

#: How a Word file begins, also one that will be refused.
BEGINNINGS = (b"PK", OLE)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Every mark of a tracked change (ECMA-376 Part 1, 17.13.5).
_CHANGES = tuple(
    _W + name
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange",
        "cellIns", "cellDel", "cellMerge",
    )
)  # fmt: skip


def read(data: bytes, name: str) -> Found:
    """The content of a Word file. Raises `GivenFileError`: not a safe Word file, or none of ours."""
    file = opened(data, name)
    found: dict[str, Content] = {}
    for part in sorted(file.data):
        if part.lower().startswith("/customxml/") and part.endswith(".xml"):
            root = file.xml(part)
            if root.tag == f"{{{CONTENT}}}content":
                content = Content.stated(root.text or "", root.get("sha256", ""))
                found.setdefault(root.get("of", ""), content)
    if "" not in found:
        hint = (
            "give a Word file that this program made; of one that lost its custom XML, `review` is told with"
            " --base what was sent out"
        )
        raise GivenFileError(f"{name} carries no content of a plan", hint)
    made = _value(file, "custom-properties", lambda each: each.get("name") == "Producer")
    saved = _value(file, "extended-properties", lambda each: each.tag.endswith("}Application"))
    return Found(found[""], found.get("before"), made, "" if saved == OURS else saved)


def tracked_changes(file: WordFile) -> Counter[tuple[str, str]]:
    """How many tracked changes the file has, in all its parts, by their authors and dates as they stand."""
    return Counter(
        (mark.get(f"{_W}author", ""), mark.get(f"{_W}date", ""))
        for part in sorted(file.data)
        if part.startswith("/word/") and part.endswith(".xml") and "/theme/" not in part
        for mark in file.xml(part).iter(*_CHANGES)
    )


def is_for_review(file: WordFile) -> bool:
    """Whether Track Changes is on in the file."""
    name = file.related(file.main, "settings")
    tracking = None if name is None else file.xml(name).find(f"{_W}trackRevisions")
    return tracking is not None and tracking.get(f"{_W}val", "1") not in {"0", "false", "off"}


def opened(data: bytes, name: str) -> WordFile:
    """The file, taken apart. Raises `GivenFileError`."""
    try:
        return open_word(data, copy=True)
    except UnsafeFile as error:
        hint = error.hint or "give a Word file that this program made"
        raise GivenFileError(f"{name}: {error.message}", hint) from None


def properties(data: bytes, name: str) -> dict[str, str]:
    """The file's own properties, by their names. Raises `GivenFileError`."""
    file = opened(data, name)
    part = file.related("/", "custom-properties")
    root = () if part is None else file.xml(part)
    return {each.get("name", ""): "".join(map(str, each.itertext())).strip() for each in root}


def _value(file: WordFile, kind: str, wanted: Callable[[_Element], bool]) -> str:
    """The words of one of the file's properties; nothing where it is not there."""
    part = file.related("/", kind)
    root = () if part is None else file.xml(part)
    return next(("".join(map(str, each.itertext())).strip() for each in root if wanted(each)), "")
