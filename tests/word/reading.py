"""A Word file as Word sees it, for tests: parts, paragraphs, labels counted from numbering.xml.

Written from the standard and not from the writer, so that the two can disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}


#: Where the defaults of paragraphs and of words stand.
_DEFAULTS = {"pPr": "w:docDefaults/w:pPrDefault/w:pPr", "rPr": "w:docDefaults/w:rPrDefault/w:rPr"}
_CHARACTERS = {f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}


def parts(file: bytes) -> dict[str, bytes]:
    """The entries of the file by name."""
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(file: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts(file)[name])


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(path, NS)


def value(element: etree._Element, path: str) -> str:
    """The w:val of the first element at `path`; nothing where there is none."""
    found = element.find(path, NS)
    return "" if found is None else found.get(f"{W}val", "")


def words(element: etree._Element) -> str:
    """Text and results of fields; a tab is one, and a hyphen that does not break or only may."""
    return "".join(
        _CHARACTERS.get(e.tag) or e.text or ""
        for e in element.iter(f"{W}t", *_CHARACTERS)
        if not _in_properties(e)
    )


def instructions(element: etree._Element) -> list[str]:
    return [(e.text or "").strip() for e in element.iter(f"{W}instrText")]


def bookmarks(element: etree._Element) -> list[str]:
    return [e.get(f"{W}name", "") for e in element.iter(f"{W}bookmarkStart")]


def _properties(element: etree._Element, path: str = "") -> dict[str, str]:
    """Every property below an element, one for each attribute, as a path to its value."""
    found = {f"{path}@{name}": str(worth) for name, worth in element.attrib.items()}
    if not len(element) and not element.attrib:
        found[path] = ""
    for child in element:
        found |= _properties(child, f"{path}/{child.tag.removeprefix(W)}")
    return found


def inherited(root: etree._Element, style: etree._Element, group: str) -> dict[str, str]:
    """What a style has from those that it is based on, and from the defaults."""
    based_on = value(style, "w:basedOn")
    if not based_on:
        defaults = find(root, _DEFAULTS[group]) if group in _DEFAULTS else []
        return _properties(defaults[0]) if defaults else {}
    base = next(s for s in find(root, "w:style") if s.get(f"{W}styleId") == based_on)
    return inherited(root, base, group) | own(base, group)


def own(style: etree._Element, group: str) -> dict[str, str]:
    found = find(style, f"w:{group}")
    return _properties(found[0]) if found else {}


@dataclass(frozen=True)
class Line:
    """A paragraph: what Word counts for it, what follows that number, and the words."""

    bookmarks: tuple[str, ...]
    style: str
    number: str
    suffix: str
    words: str


def lines(file: bytes) -> list[Line]:
    """The paragraphs of the text in order, numbered as Word numbers them (ECMA-376 Part 1, 17.9)."""
    numbering = Numbering(xml(file, "word/numbering.xml"))
    styles = {s.get(f"{W}styleId", ""): s for s in find(xml(file, "word/styles.xml"), "w:style")}
    result = []
    for paragraph in xml(file, "word/document.xml").iter(f"{W}p"):
        style = value(paragraph, "w:pPr/w:pStyle")
        num, level = number_of(paragraph, styles.get(style))
        number, suffix = numbering.next(num, level) if num not in {"", "0"} else ("", "")
        result.append(Line(tuple(bookmarks(paragraph)), style, number, suffix, words(paragraph)))
    return result


class Numbering:
    def __init__(self, root: etree._Element) -> None:
        abstracts = {a.get(f"{W}abstractNumId"): a for a in find(root, "w:abstractNum")}
        self.rules = {
            n.get(f"{W}numId", ""): {
                int(level.get(f"{W}ilvl", "")): level
                for level in find(abstracts[value(n, "w:abstractNumId")], "w:lvl")
            }
            for n in find(root, "w:num")
        }
        self.counts: dict[str, dict[int, int]] = {}

    def next(self, num: str, level: int) -> tuple[str, str]:
        counts, rules = self.counts.setdefault(num, {}), self.rules[num]
        counts[level] = counts[level] + 1 if level in counts else int(value(rules[level], "w:start"))
        for deeper in range(level + 1, 9):
            counts.pop(deeper, None)
        suffix = value(rules[level], "w:suff") or "tab"
        if value(rules[level], "w:numFmt") == "bullet":
            return "", suffix
        label = value(rules[level], "w:lvlText").replace("\N{NO-BREAK SPACE}%", " %")
        for n in range(level + 1):
            if f"%{n + 1}" in label:
                label = label.replace(f"%{n + 1}", _written(value(rules[n], "w:numFmt"), counts.get(n, 1)))
        return label, suffix


def number_of(paragraph: etree._Element, style: etree._Element | None) -> tuple[str, int]:
    """A paragraph's own numbering, else its style's."""
    for owner in (paragraph, style):
        if owner is not None and (num := value(owner, "w:pPr/w:numPr/w:numId")):
            return num, int(value(owner, "w:pPr/w:numPr/w:ilvl") or 0)
    return "", 0


def _written(format_: str, number: int) -> str:
    if format_.endswith("Letter"):
        letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letters.upper() if format_ == "upperLetter" else letters
    if format_.endswith("Roman"):
        words = ""
        for value_, letters in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            words += letters * (number // value_)
            number %= value_
        return words.upper() if format_ == "upperRoman" else words
    assert format_ == "decimal", format_
    return str(number)


def _in_properties(element: etree._Element) -> bool:
    return any(ancestor.tag == f"{W}pPr" for ancestor in element.iterancestors())
