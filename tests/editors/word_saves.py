"""A Word file rewritten the way that Word saves one: the same document, with all that Word puts around it.

    [x] rsids, paraIds and textIds on paragraphs, runs and rows; w:rsids in the settings
    [x] runs split at spelling errors (w:proofErr) and anywhere else; field instructions split
    [x] each run of a tracked change in a w:ins or w:del of its own
    [x] content controls around runs, paragraphs, cells' paragraphs and rows; smart tags
    [x] w:lastRenderedPageBreak, the bookmark _GoBack, empty w:rPr, w:noProof, w:lang
    [x] emoji in mc:AlternateContent
    [x] people.xml; Word's name in the file's properties

After files that Word for Microsoft 365 saved, and MS-DOCX 2.2 to 2.6.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from random import Random  # noqa: TID251 -- seeded: the same noise each time
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from tests.word.conftest import packed

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
}
_W, _MC, _W14, _SE = (f"{{{_NAMES[name]}}}" for name in ("w", "mc", "w14", "w16se"))
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_CHANGES = tuple(_W + name for name in ("ins", "del", "moveFrom", "moveTo"))
#: What stands behind w:rsids in the settings (ECMA-376 Part 1, 17.15.1.78).
_AFTER_RSIDS = frozenset(
    _W + name
    for name in ("attachedSchema", "themeFontLang", "clrSchemeMapping", "captions", "shapeDefaults",
                 "decimalSymbol", "listSeparator")
)  # fmt: skip
_EMOJI = re.compile("[\U0001f300-\U0001faff]")
_PEOPLE = (
    f'<w15:people xmlns:w15="{_NAMES["w15"]}"><w15:person w15:author="Ann Other">'
    '<w15:presenceInfo w15:providerId="None" w15:userId="Ann Other"/></w15:person></w15:people>'
)


def as_word_saves(file: bytes, seed: int = 0) -> bytes:
    """The file with Word's noise in it, other noise for another seed. What it says is the same."""
    parts = entries(file)
    noise = _Noise(Random(seed))  # noqa: S311
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name in parts:
            parts[name] = noise.part(parts[name])
    if "word/settings.xml" in parts:
        parts["word/settings.xml"] = noise.settings(parts["word/settings.xml"])
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = re.sub(
            rb"<Application>.*?</Application>",
            b"<Application>Microsoft Office Word</Application>",
            parts["docProps/app.xml"],
        )
    related(parts, "people", _PEOPLE, "http://schemas.microsoft.com/office/2011/relationships/people")
    return packed(parts)


def entries(file: bytes) -> dict[str, bytes]:
    """The parts of a file by their names, in order."""
    with ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def related(parts: dict[str, bytes], name: str, xml: str, kind: str) -> None:
    """Put the part word/NAME.xml in, related to the document."""
    parts[f"word/{name}.xml"] = xml.encode()
    override = (
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/></Types>'
    )
    relation = f'<Relationship Id="rId-{name}" Type="{kind}" Target="{name}.xml"/></Relationships>'
    _append(parts, "[Content_Types].xml", "</Types>", override)
    _append(parts, "word/_rels/document.xml.rels", "</Relationships>", relation)


def _append(parts: dict[str, bytes], name: str, end: str, more: str) -> None:
    before, found, after = parts[name].decode().rpartition(end)
    assert found, name
    parts[name] = (before + more + after).encode()


class _Noise:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0
        self._rsids = [f"00{random.randrange(0x100000, 0xFFFFFF):06X}" for _ in range(6)]

    def part(self, xml: bytes) -> bytes:
        root = _renewed(etree.fromstring(xml))
        steps: tuple[tuple[str, Callable[[_Element], None]], ...] = (
            ("r", self._emoji),
            ("r", self._split),
            ("instrText", self._split_instruction),
            ("p", self._changes_apart),
            ("p", self._wrap_runs),
            ("p", self._name_paragraph),
            ("r", self._name_run),
            ("tr", self._name_row),
            ("p", self._wrap_block),
            ("tr", self._wrap_block),
            ("p", self._go_back),
        )
        for tag, step in steps:
            for element in list(root.iter(_W + tag)):
                step(element)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def settings(self, xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        rsids = etree.Element(_W + "rsids")
        etree.SubElement(rsids, _W + "rsidRoot").set(_W + "val", self._rsids[0])
        for value in sorted(self._rsids):
            etree.SubElement(rsids, _W + "rsid").set(_W + "val", value)
        before = next((child for child in root if child.tag in _AFTER_RSIDS), None)
        root.append(rsids) if before is None else before.addprevious(rsids)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _chance(self, of: int) -> bool:
        return self._random.randrange(of) == 0

    def _id(self) -> str:
        self._count += 1
        return f"{0x10000000 + self._count:08X}"

    def _rsid(self) -> str:
        return self._random.choice(self._rsids)

    def _emoji(self, run: _Element) -> None:
        """Emoji in a run of their own are a symbol, with a character to fall back to."""
        text = run.find(_W + "t")
        if text is None or not _EMOJI.fullmatch(text.text or ""):
            return
        choices = etree.Element(_MC + "AlternateContent")
        choice = etree.SubElement(choices, _MC + "Choice", Requires="w16se")
        etree.SubElement(
            choice,
            _SE + "symEx",
            {_SE + "font": "Segoe UI Emoji", _SE + "char": f"{ord(text.text or ''):08X}"},
        )
        run.replace(text, choices)
        etree.SubElement(choices, _MC + "Fallback").append(text)

    def _split(self, run: _Element) -> None:
        """A run of one text, in two or three, with spelling errors between."""
        text = next((child for child in run if child.tag in {_W + "t", _W + "delText"}), None)
        words = "" if text is None else text.text or ""
        if text is None or len(words) < 2 or self._chance(3):
            return
        if len([child for child in run if child.tag != _W + "rPr"]) != 1:
            return
        cuts = sorted({self._random.randrange(1, len(words)) for _ in range(2)})
        pieces = [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
        parent, place = run.getparent(), run
        assert parent is not None
        spelled = self._chance(2)
        for piece in pieces[1:]:
            other = deepcopy(run)
            _set(other.find(text.tag), piece)
            for change in other.iter(_W + "rPrChange"):
                change.set(_W + "id", str(0x5000000 + self._next()))
            place.addnext(other)
            if spelled:
                place.addnext(etree.Element(_W + "proofErr", {_W + "type": "spellStart"}))
                other.addnext(etree.Element(_W + "proofErr", {_W + "type": "spellEnd"}))
                spelled = False
            place = other
        _set(text, pieces[0])
        if self._chance(4):
            run.insert(list(run).index(text), etree.Element(_W + "lastRenderedPageBreak"))

    def _split_instruction(self, text: _Element) -> None:
        run, words = text.getparent(), text.text or ""
        if run is None or len(words) < 4 or self._chance(2):
            return
        other = deepcopy(run)
        cut = self._random.randrange(1, len(words))
        _set(other.find(_W + "instrText"), words[cut:])
        _set(text, words[:cut])
        run.addnext(other)

    def _changes_apart(self, paragraph: _Element) -> None:
        """Each run of a tracked change in a change of its own, as Word has it when they look different."""
        for change in list(paragraph.iter(*_CHANGES)):
            around = change.getparent()
            if around is not None and around.tag in _CHANGES:  # what came and went: <w:ins><w:del>
                if len(around) == 1:
                    self._apart(change, around)
            elif not any(child.tag in _CHANGES for child in change):
                self._apart(change, change)

    def _apart(self, change: _Element, outermost: _Element) -> None:
        for run in list(change)[:0:-1]:
            if run.tag == change[0].tag == _W + "r":
                other = self._like(change)
                other.append(run)
                if change is not outermost:
                    outer = self._like(outermost)
                    outer.append(other)
                    other = outer
                outermost.addnext(other)

    def _like(self, change: _Element) -> _Element:
        """Another change by the same author, with an id of its own."""
        return etree.Element(change.tag, {**change.attrib, _W + "id": str(0x5000000 + self._next())})

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _wrap_runs(self, paragraph: _Element) -> None:
        """Content controls and smart tags around runs that are no part of a field."""
        for run in list(_plain_runs(paragraph)):
            if self._chance(6):
                _wrap(run, _control(self._next()))
            elif self._chance(6):
                tag = etree.Element(
                    _W + "smartTag",
                    {_W + "uri": "urn:schemas-microsoft-com:office:smarttags", _W + "element": "place"},
                )
                _wrap(run, (tag, tag))

    def _name_paragraph(self, paragraph: _Element) -> None:
        paragraph.set(_W14 + "paraId", self._id())
        paragraph.set(_W14 + "textId", "77777777")
        for name in ("rsidR", "rsidRDefault", "rsidP"):
            paragraph.set(_W + name, self._rsid())

    def _name_run(self, run: _Element) -> None:
        run.set(_W + self._random.choice(["rsidR", "rsidRPr"]), self._rsid())
        properties = run.find(_W + "rPr")
        if properties is None:
            properties = etree.Element(_W + "rPr")
            run.insert(0, properties)
        if not len(properties) and self._chance(4):
            properties.append(etree.Element(_W + "noProof"))

    def _name_row(self, row: _Element) -> None:
        row.set(_W14 + "paraId", self._id())
        row.set(_W + "rsidTr", self._rsid())

    def _wrap_block(self, block: _Element) -> None:
        if self._chance(6):
            _wrap(block, _control(self._next()))

    def _go_back(self, paragraph: _Element) -> None:
        if self._chance(8):
            id = str(0x6000000 + self._next())
            for name, more in (("bookmarkStart", {_W + "name": "_GoBack"}), ("bookmarkEnd", {})):
                paragraph.append(etree.Element(_W + name, {_W + "id": id} | more))


def _renewed(root: _Element) -> _Element:
    """The same root, that knows the names of Word's extensions."""
    known = {prefix: name for prefix, name in root.nsmap.items() if prefix}
    result = etree.Element(root.tag, dict(root.attrib), nsmap=_NAMES | known)
    result.set(_MC + "Ignorable", "w14 w15 w16se")
    result.extend(list(root))
    return result


def _plain_runs(paragraph: _Element) -> Iterator[_Element]:
    """The runs right in the paragraph that stand in no field."""
    depth = 0
    for child in paragraph:
        if child.tag in {*_CHANGES, _W + "r", _W + "hyperlink"}:
            kinds = [char.get(_W + "fldCharType") for char in child.iter(_W + "fldChar")]
            if child.tag == _W + "r" and not kinds and depth == 0:
                yield child
            depth += kinds.count("begin") - kinds.count("end")


def _control(number: int) -> tuple[_Element, _Element]:
    outer = etree.Element(_W + "sdt")
    properties = etree.SubElement(outer, _W + "sdtPr")
    etree.SubElement(properties, _W + "alias").set(_W + "val", "Words")
    etree.SubElement(properties, _W + "id").set(_W + "val", str(number))
    return outer, etree.SubElement(outer, _W + "sdtContent")


def _wrap(element: _Element, around: tuple[_Element, _Element]) -> None:
    outer, inner = around
    parent = element.getparent()
    assert parent is not None
    parent.replace(element, outer)
    inner.append(element)


def _set(text: _Element | None, words: str) -> None:
    assert text is not None
    text.text = words
    text.set(_PRESERVE, "preserve")
