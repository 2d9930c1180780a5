"""What a Word file says, for comparing two that an editor saved: paragraphs, tables and notes.

Left out is what says nothing: empty paragraphs outside of cells, spacing, ids, how words are cut into runs,
which of the two spaces stands before or in a reference (`_plain_spaces`); and which number a second call of a
note shows, because LibreOffice 7.4 does not work that (NOTEREF) out anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter

from lxml import etree

from tests.word.reading import NS, Numbering, W, find, number_of, parts, value, xml

_CALLS = {"FootnoteReference", "FootnoteAnchor", "FootnoteCharacters"}
_SECOND_CALL = "\N{DAGGER}"
_MARKS = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))


def said(file: bytes) -> list[object]:
    """The body's paragraphs and tables, then the words of the notes in the order of their calls."""
    reader = _Reader(file)
    body = xml(file, "word/document.xml").find("w:body", NS)
    assert body is not None
    return [*reader.blocks(body), *reader.notes()]


def marks(file: bytes) -> list[str]:
    """The names of all tracked changes that are left in a file."""
    found = (part.iter(*_MARKS) for part in (xml(file, "word/document.xml"), footnotes(file)))
    return [etree.QName(mark).localname for mark in chain.from_iterable(found)]


def footnotes(file: bytes) -> etree._Element:
    """The part with the notes; LibreOffice writes none where there are none."""
    name = "word/footnotes.xml"
    return xml(file, name) if name in parts(file) else etree.Element(f"{W}footnotes")


class _Reader:
    def __init__(self, file: bytes) -> None:
        self.numbering = Numbering(xml(file, "word/numbering.xml"))
        self.styles = {s.get(f"{W}styleId", ""): s for s in find(xml(file, "word/styles.xml"), "w:style")}
        self.footnotes = {
            note.get(f"{W}id", ""): note
            for note in find(footnotes(file), "w:footnote")
            if note.get(f"{W}type", "normal") == "normal"
        }
        self.called: list[str] = []

    def blocks(self, parent: etree._Element, *, in_cell: bool = False) -> list[object]:
        found: list[object] = []
        for element in parent:
            if element.tag == f"{W}p":
                paragraph = self.paragraph(element)
                if in_cell or paragraph[2]:
                    found.append(paragraph)
            elif element.tag == f"{W}tbl":
                found.append(
                    [[self.blocks(c, in_cell=True) for c in find(r, "w:tc")] for r in find(element, "w:tr")]
                )
        return found

    def notes(self) -> list[object]:
        """The notes that are called, in order; then those that are in the file for nobody."""
        ids = [*self.called, *(id_ for id_ in self.footnotes if id_ not in self.called)]
        return [("note", self.words(self.footnotes[id_])) for id_ in ids]

    def paragraph(self, element: etree._Element) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        style = value(element, "w:pPr/w:pStyle")
        num, level = number_of(element, self.styles.get(style))
        label = f"{level} {self.numbering.next(num, level)[0]}" if num not in {"", "0"} else ""
        return style, label, self.words(element)

    def words(self, element: etree._Element) -> tuple[tuple[str, str], ...]:
        """The words, each stretch with its look: "b" and "i"; a call and a picture are one sign."""
        letters: list[tuple[str, str]] = []
        referring = False
        for run, refers in _runs(element):
            if refers and not referring and letters:
                letters[-1] = letters[-1][0], _plain_spaces(letters[-1][1])
            referring = refers
            look = "".join(name for name in "bi" if _on(run.find(f"w:rPr/w:{name}", NS)))
            said = "".join(map(self._signs, run))
            if value(run, "w:rPr/w:rStyle") in _CALLS and said.isdigit():
                said = _SECOND_CALL
            letters += [(look, letter) for letter in (_plain_number(said) if refers else said)]
        stretches = groupby(letters, itemgetter(0))
        return tuple((look, "".join(letter for _, letter in group)) for look, group in stretches)

    def _signs(self, element: etree._Element) -> str:
        if element.tag == f"{W}t":
            # LibreOffice writes a joiner into a row of empty cells that was inserted or deleted.
            return (element.text or "").replace("\N{ZERO WIDTH JOINER}", "")
        if element.tag == f"{W}noBreakHyphen":
            return "\N{NON-BREAKING HYPHEN}"
        if element.tag == f"{W}footnoteReference":
            self.called.append(element.get(f"{W}id", ""))
            return "\N{REFERENCE MARK}"
        drawn = element.tag == f"{W}drawing" or element.find(".//w:drawing", NS) is not None
        return "\N{WHITE SQUARE}" if drawn else ""


def _runs(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The runs of a paragraph or note, and which are in a reference: a field, or an internal link."""
    depth = 0
    for run in element.iter(f"{W}r"):
        kinds = [mark.get(f"{W}fldCharType") for mark in find(run, "w:fldChar")]
        depth += kinds.count("begin")
        link = next(run.iterancestors(f"{W}hyperlink"), None)
        yield run, depth > 0 or (link is not None and link.get(f"{W}anchor") is not None)
        depth -= kinds.count("end")


def _plain_spaces(words: str) -> str:
    """The same with plain spaces: one before a number is a no-break one where the number stands there in both
    documents."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


def _plain_number(words: str) -> str:
    """The same for a number ("Appendix A") that no field can show in a redline. Other words may stand in its
    link: LibreOffice makes those a part of an empty one that stand beside it."""
    return _plain_spaces(words) if re.fullmatch(r"\S+\xa0\S+", words) else words


def _on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}
