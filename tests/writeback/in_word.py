"""Edits of a Word file as Word writes them down while it tracks changes: nothing of ours helps.

    [x] words typed over others, in a paragraph or a cell; an empty cell filled, with several lines
    [x] Enter and a new paragraph or item; a paragraph or item struck out, with its mark
    [x] rows added, struck out, cut and pasted; a note added, a note's call struck out
    [x] a number behind "(linked priority" typed beside the field, or over it; other words for all of it

(ECMA-376 Part 1, 17.13.5: revisions; 17.11: footnotes. What is new has no bookmark.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import count

from lxml import etree
from lxml.etree import _Element

from tests.editors.word_saves import entries
from tests.word.conftest import packed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WHO = {f"{_W}author": "Ann Other", f"{_W}date": "2031-05-01T09:30:00Z"}
_BOOKMARKS = (f"{_W}bookmarkStart", f"{_W}bookmarkEnd")


class WordFileEditor:
    """A file that is open in Word. `paragraphs` are those of the text, in and outside tables; no paragraph
    should be edited twice."""

    def __init__(self, file: bytes) -> None:
        self._parts = entries(file)
        self._root = etree.fromstring(self._parts["word/document.xml"])
        self._notes = etree.fromstring(self._parts["word/footnotes.xml"])
        self._numbers = count(9000)

    def saved(self) -> bytes:
        parts = dict(self._parts)
        for name, root in (("word/document.xml", self._root), ("word/footnotes.xml", self._notes)):
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return packed(parts)

    # What there is

    def paragraphs(self) -> list[_Element]:
        return list(self._root.iter(f"{_W}p"))

    def outside_tables(self) -> list[_Element]:
        return [p for p in self.paragraphs() if next(p.iterancestors(f"{_W}tc"), None) is None]

    def rows(self) -> list[_Element]:
        """The rows of tables but for their headers."""
        found = self._root.iter(f"{_W}tr")
        return [row for row in found if row.find(f"{_W}trPr/{_W}tblHeader") is None]

    def notes(self) -> list[_Element]:
        """The paragraphs of footnotes."""
        return [p for note in self._notes if note.get(f"{_W}type") is None for p in note.iter(f"{_W}p")]

    def cell(self, row: _Element, column: int) -> _Element:
        """The first paragraph of a cell."""
        found = row.findall(f"{_W}tc")[column].find(f"{_W}p")
        assert found is not None
        return found

    # What is done

    def retype(self, run: _Element, start: int, end: int, words: str) -> None:
        """Type `words` over the characters from `start` to `end` of a run."""
        said = run.findtext(f"{_W}t") or ""
        pieces = [self._run(run, said[:start])] if said[:start] else []
        if said[start:end]:
            pieces.append(self._deleted([self._run(run, said[start:end])]))
        if words:
            pieces.append(self._inserted([self._run(run, words)]))
        pieces += [self._run(run, said[end:])] if said[end:] else []
        _replace(run, pieces)

    def texts(self, paragraph: _Element) -> list[_Element]:
        """The runs that hold words of their own: not those that a field shows."""
        found, depth = [], 0
        for run in paragraph.iterfind(f"{_W}r"):
            for field in run.iterfind(f"{_W}fldChar"):
                depth += {"begin": 1, "end": -1}.get(field.get(f"{_W}fldCharType", ""), 0)
            words = run.findtext(f"{_W}t")
            if not depth and words and words.strip():
                found.append(run)
        return found

    def type_paragraph(self, after: _Element, words: str) -> None:
        """Enter at the end of a paragraph, and words: the new mark is that of the first one."""
        new = self._like(after, words)
        after.addnext(new)
        self._mark(after, "ins")

    def type_lines(self, cell_paragraph: _Element, lines: Iterable[str]) -> None:
        """Lines in place of all that a cell says."""
        self._strike_words(cell_paragraph)
        first, *others = lines
        cell_paragraph.append(self._inserted([self._run(None, first)]))
        last = cell_paragraph
        for words in others:
            new = self._like(cell_paragraph, words)
            last.addnext(new)
            self._mark(last, "ins")
            last = new

    def strike(self, paragraph: _Element) -> None:
        """Delete a paragraph with its mark."""
        self._strike_words(paragraph)
        self._mark(paragraph, "del")

    def strike_row(self, row: _Element) -> None:
        for paragraph in row.iter(f"{_W}p"):
            self._strike_words(paragraph)
        self._row_mark(row, "del")

    def type_row(self, after: _Element, cells: Iterable[str]) -> None:
        """A row below another, with words in its cells."""
        row = deepcopy(after)
        for cell, words in zip(row.iterfind(f"{_W}tc"), cells, strict=True):
            first, *others = cell.findall(f"{_W}p")
            for other in others:
                cell.remove(other)
            cell.replace(first, self._like(first, words))
        self._row_mark(row, "ins")
        after.addnext(row)

    def move_row(self, row: _Element, after: _Element) -> None:
        """Cut a row and paste it: Word leaves the bookmarks with what is struck out."""
        copy = deepcopy(row)
        self.strike_row(row)
        for paragraph in copy.iter(f"{_W}p"):
            for bookmark in list(paragraph.iter(*_BOOKMARKS)):
                paragraph.remove(bookmark)
            if runs := list(paragraph.iterfind(f"{_W}r")):
                place = paragraph.index(runs[0])
                paragraph.insert(place, self._inserted(runs))
        self._row_mark(copy, "ins")
        after.addnext(copy)

    def add_note(self, paragraph: _Element, words: str) -> None:
        """A footnote at the end of a paragraph."""
        number = max(int(note.get(f"{_W}id", "0")) for note in self._notes) + 1
        look = f"<w:r xmlns:w='{_W[1:-1]}'><w:rPr><w:rStyle w:val='FootnoteReference'/></w:rPr>"
        call = etree.fromstring(f"{look}<w:footnoteReference w:id='{number}'/></w:r>")
        paragraph.append(self._inserted([call]))
        note = etree.SubElement(self._notes, f"{_W}footnote", {f"{_W}id": str(number)})
        inside = etree.SubElement(note, f"{_W}p")
        own = etree.fromstring(f"{look}<w:footnoteRef/></w:r>")
        inside.append(self._inserted([own, self._run(None, f" {words}")]))

    def calls(self) -> list[_Element]:
        """The runs that call a note, outside tables."""
        found = (run for p in self.outside_tables() for run in p.iterfind(f"{_W}r"))
        return [run for run in found if run.find(f"{_W}footnoteReference") is not None]

    def strike_call(self, run: _Element) -> None:
        number = run[-1].get(f"{_W}id")
        _replace(run, [self._deleted([deepcopy(run)])])
        for note in self._notes:
            if note.get(f"{_W}id") == number:
                for paragraph in note.iter(f"{_W}p"):
                    self._strike_words(paragraph)

    def link(self, row: _Element, numbers: str, *, over: bool) -> bool:
        """Type numbers of priorities into "(linked priority …)": `over` what stands there, else behind it.
        Whether the row has such words."""
        paragraph = self.cell(row, 0)
        words = "".join(map(str, paragraph.itertext(f"{_W}t")))
        if not re.search(r"\(linked priority\s\S+\)$", words):
            return False
        runs = paragraph.findall(f"{_W}r")
        begins = [
            n for n, run in enumerate(runs) if run.find(f"{_W}fldChar[@{_W}fldCharType='begin']") is not None
        ]
        last = runs[-1]
        if over:
            place = paragraph.index(runs[begins[0]])
            paragraph.insert(place, self._deleted(runs[begins[0] : -1]))
        new = self._inserted([self._run(last, numbers if over else f",{numbers}")])
        paragraph.insert(paragraph.index(last), new)
        return True

    def type_links(self, row: _Element, words: str) -> None:
        """Type `words` over all of "(linked priority …)"."""
        runs = list(self.cell(row, 0).iterfind(f"{_W}r"))
        [first] = [run for run in runs if "(linked" in (run.findtext(f"{_W}t") or "")]
        rest = runs[runs.index(first) + 1 :]
        rest[0].getparent().insert(self.cell(row, 0).index(rest[0]), self._deleted(rest))  # type: ignore[union-attr]
        said = first.findtext(f"{_W}t") or ""
        self.retype(first, said.index("(linked") - (not words), len(said), words)

    # How Word says it

    def _run(self, like: _Element | None, words: str) -> _Element:
        run = etree.Element(f"{_W}r")
        if like is not None and (look := like.find(f"{_W}rPr")) is not None:
            run.append(deepcopy(look))
        text = etree.SubElement(run, f"{_W}t", {_SPACE: "preserve"})
        text.text = words
        return run

    def _like(self, paragraph: _Element, words: str) -> _Element:
        """A new paragraph with the properties of another and inserted words."""
        new = etree.Element(f"{_W}p")
        if (properties := paragraph.find(f"{_W}pPr")) is not None:
            new.append(deepcopy(properties))
            for look in new.iterfind(f"{_W}pPr/{_W}rPr"):
                look.getparent().remove(look)  # type: ignore[union-attr]
        if words:
            new.append(self._inserted([self._run(None, words)]))
        return new

    def _revision(self, tag: str) -> _Element:
        return etree.Element(f"{_W}{tag}", {f"{_W}id": str(next(self._numbers)), **_WHO})

    def _inserted(self, runs: Iterable[_Element]) -> _Element:
        wrapper = self._revision("ins")
        wrapper.extend(runs)
        return wrapper

    def _deleted(self, runs: Iterable[_Element]) -> _Element:
        wrapper = self._revision("del")
        wrapper.extend(runs)
        for text in wrapper.iter(f"{_W}t"):
            text.tag = f"{_W}delText"
        for text in wrapper.iter(f"{_W}instrText"):
            text.tag = f"{_W}delInstrText"
        return wrapper

    def _strike_words(self, paragraph: _Element) -> None:
        for run in list(_runs(paragraph)):
            if run.find(f"{_W}footnoteRef") is None:
                parent = run.getparent()
                assert parent is not None
                place = parent.index(run)
                parent.insert(place, self._deleted([run]))

    def _mark(self, paragraph: _Element, tag: str) -> None:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            properties = etree.Element(f"{_W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{_W}rPr")
        if look is None:
            look = etree.SubElement(properties, f"{_W}rPr")
        look.insert(0, self._revision(tag))

    def _row_mark(self, row: _Element, tag: str) -> None:
        properties = row.find(f"{_W}trPr")
        assert properties is not None
        properties.append(self._revision(tag))


def _runs(paragraph: _Element) -> Iterator[_Element]:
    """The runs of a paragraph, in links too, that are not tracked."""
    for child in paragraph:
        if child.tag == f"{_W}r":
            yield child
        elif child.tag == f"{_W}hyperlink":
            yield from _runs(child)


def _replace(run: _Element, pieces: Iterable[_Element]) -> None:
    for piece in pieces:
        run.addprevious(piece)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
