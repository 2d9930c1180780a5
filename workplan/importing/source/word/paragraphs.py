"""A paragraph as a line: its style, its place, its number, and the section that ends with it."""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element
from msgspec.structs import replace

from workplan.importing.source.model import Counting, Line, Where
from workplan.importing.source.styles import Style, begins_page
from workplan.importing.source.word.parts import DELETED, INSERTED, Opened, Part
from workplan.importing.source.word.runs import Runs, Words
from workplan.word.file.xml import value, w
from workplan.word.reader.parts.numbering import Counter


class Paragraphs:
    """The paragraphs of one part, in their order."""

    def __init__(self, opened: Opened, part: Part, runs: Runs) -> None:
        self._opened, self._part, self._runs = opened, part, runs
        self._counter = Counter(opened.numbering)
        self._held: Words | None = None  # of a paragraph whose mark is gone
        self._page = False
        self.sections: list[Section] = []

    def paragraph(self, element: _Element, prefix: str, where: Where) -> tuple[Line, list[_Element]] | None:
        """Its line, and the text boxes that hang on it; nothing where it goes on in the next."""
        about = self._part.properties(element.find(w("pPr")))
        id = "" if about is None else value(about, "pStyle")
        style = self._opened.styles.paragraph(id)
        opened = any(each.generated for each in self._runs.fields)
        words = self._held or Words(style)
        words.base = style
        self._held = None
        address = self._part.address(prefix, "p")
        self._runs.inside(element, words, address)
        for number in words.comments:
            self._opened.about.setdefault(number, address)
        if about is not None and self._joins_next(about):
            self._held = words
            return None
        contents = opened or words.contents or style.contents
        line = self._line(element, about, id, words, address)
        line = replace(
            line,
            where="contents" if contents or where == "contents" else where,
            new_page=line.new_page or words.new_page or self._page,
        )
        self._page = words.page_behind
        section = None if about is None else about.find(w("sectPr"))
        if section is not None:
            self.sections.append(section_of(section, address))
        return line, words.boxes

    def rest(self, prefix: str, where: Where) -> tuple[Line, list[_Element]] | None:
        """What a paragraph says whose mark is gone, where no other one follows in its cell, note or part."""
        words, self._held = self._held, None
        if words is None:
            return None
        address = self._part.address(prefix, "p")
        line = Line(address, tuple(words.pieces), style=words.base.name, bookmarks=tuple(words.bookmarks))
        return replace(line, where=where), words.boxes

    def _joins_next(self, about: _Element) -> bool:
        """Whether the mark of the paragraph is gone in the chosen view, so that it goes on in the next."""
        marks = about.find(w("rPr"))
        if marks is None:
            return False
        shown = [self._part.shows(each) for each in marks if each.tag in INSERTED | DELETED]
        return not all(shown)

    def _line(self, element: _Element, about: _Element | None, id: str, words: Words, address: str) -> Line:
        style = words.base
        alignment, outline = style.alignment, style.outline
        indent, bordered, new_page = 0, style.bordered, style.new_page
        if about is not None:
            alignment = value(about, "jc") or alignment
            direct = value(about, "outlineLvl")
            outline = (int(direct) + 1) % 10 if direct.isdecimal() and len(direct) == 1 else outline
            bordered = bordered or about.find(w("pBdr")) is not None
            new_page = begins_page(about, style.new_page)
            left = about.find(w("ind"))
            if left is not None:
                words_ = left.get(w("left"), left.get(w("start"), "0")).partition(".")[0]
                indent = int(words_) if words_.lstrip("-").isdecimal() and len(words_) < 7 else 0
        return Line(
            address,
            tuple(words.pieces),
            style=style.name,
            means=style.means,
            heading=style.heading,
            inherited=style.inherited,
            outline=outline,
            counting=self._counting(about, id, style),
            alignment={"both": "justify", "end": "right", "start": "left"}.get(alignment, alignment),
            indent=indent,
            bordered=bordered,
            new_page=new_page,
            bookmarks=tuple(words.bookmarks),
        )

    def _counting(self, about: _Element | None, id: str, style: Style) -> Counting | None:
        num = "" if about is None else value(about, "numPr/numId")
        level_words = "" if about is None else value(about, "numPr/ilvl")
        level = int(level_words) if level_words.isdecimal() and len(level_words) == 1 else style.level
        if not num:
            num = style.num
            level = self._opened.linked.get((num, id), level)
        if not num or num == "0":
            return None
        counted = self._counter.next(num, level)
        if counted is None or counted.level.kind is None:
            return None
        is_bullet = counted.level.kind == "bullet"
        label = "•" if is_bullet else counted.label.strip()
        kind = counted.level.kind if is_bullet else _kind(counted.level.format, counted.label)
        linked = next((s for (n, s), at in self._opened.linked.items() if n == num and at == level), "")
        styled = self._opened.styles.paragraph(linked).means if linked else ""
        return Counting(label, kind, counted.number, level, "/".join(counted.list), styled)


def _kind(format_: str, label: str) -> str:
    """How a number counts: as kinds of lists of the tree, with capital letters and Roman numbers besides."""
    kind = {
        "lowerLetter": "lower-alpha",
        "upperLetter": "upper-alpha",
        "lowerRoman": "lower-roman",
        "upperRoman": "upper-roman",
    }.get(format_, "decimal")
    return (
        f"bracketed-{kind.removeprefix('lower-')}"
        if label.strip().startswith("(") and kind.startswith("lower-")
        else kind
    )


class Section(NamedTuple):
    """A section: the address of its last paragraph (none for the last section), whether its pages are in
    landscape, and whether it begins a page."""

    last: str
    landscape: bool
    new_page: bool


def section_of(section: _Element | None, last: str = "") -> Section:
    size = None if section is None else section.find(w("pgSz"))
    landscape = size is not None and size.get(w("orient"), "") == "landscape"
    new_page = section is None or value(section, "type") not in ("continuous", "nextColumn")
    return Section(last, landscape, new_page)
