"""The content in a Word file, and whether an editor changed what the file says."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from workplan.errors import GivenFileError
from workplan.word import UnsafeFile, WordFile, open_word

NAMESPACE = "urn:workplan:content:1"

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


@dataclass(frozen=True, slots=True)
class Content:
    text: str
    digest: str
    producer: str


def read(data: bytes, name: str) -> Content:
    """The content of a Word file. Raises `GivenFileError`: not a safe Word file, or none of ours."""
    file = _opened(data, name)
    for part in sorted(file.data):
        if part.lower().startswith("/customxml/") and part.endswith(".xml"):
            root = file.xml(part)
            if root.tag == f"{{{NAMESPACE}}}content":
                return Content(root.text or "", root.get("sha256", ""), _producer(file))
    hint = "give a Word file that this program made; one that lost its custom XML cannot say what it was"
    raise GivenFileError(f"{name} carries no content of a plan", hint)


def tracked_changes(data: bytes, name: str) -> tuple[int, tuple[str, ...]]:
    """How many tracked changes the file has, in all its parts, and their authors in order of name."""
    file = _opened(data, name)
    marks = [
        mark
        for part in sorted(file.data)
        if part.startswith("/word/") and part.endswith(".xml") and "/theme/" not in part
        for mark in file.xml(part).iter(*_CHANGES)
    ]
    return len(marks), tuple(sorted({author for mark in marks if (author := mark.get(f"{_W}author"))}))


def _opened(data: bytes, name: str) -> WordFile:
    try:
        return open_word(data)
    except UnsafeFile as error:
        hint = error.hint or "give a Word file that this program made"
        raise GivenFileError(f"{name}: {error.message}", hint) from None


def _producer(file: WordFile) -> str:
    part = file.related("/", "extended-properties")
    if not part:
        return ""
    values: dict[str, str] = {
        etree.QName(child).localname: child.text or ""
        for child in file.xml(part)
        if isinstance(child.tag, str)
    }
    return " ".join(filter(None, [values.get("Application", ""), values.get("AppVersion", "")]))
