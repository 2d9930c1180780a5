"""The text of a file, block by block: paragraphs, tables, pictures, whatever wraps them.

    [x] content controls and custom XML around blocks, rows and cells
    [x] tables: header row, repeated or not; tracked rows, those by their words and marks alone, too (moved);
        description, and what it was
    [x] paragraphs (`paragraphs`), pictures in paragraphs of their own
    [x] the list of contents, which is no text (`contents`)
    [x] cells that are merged, or tracked by themselves: see `columns`
    [-] tables in tables, pictures in cells or words: left out, said
    [-] sections: see `sections`; columns are the theme's; headers and footers: see `heads`

ECMA-376 Part 1, 17.3.1 (paragraphs), 17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml.etree import _Element

from workplan.document.tree import Marked
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import value, w
from workplan.word.reader.parts.numbering import Counter, whole
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.parts.properties import application, read_terms
from workplan.word.reader.text.contents import titles
from workplan.word.reader.text.known_rows import again, by_itself
from workplan.word.reader.text.memory import Paragraphs, bytes_of, is_ordinary
from workplan.word.reader.text.paragraphs import ParagraphReader, tell_looks
from workplan.word.reader.text.raw import Raw, RawCell, RawLine, RawRow, RawTable, lines_of
from workplan.word.reader.text.tables import (
    alignments,
    moved_with_its_words,
    summaries,
    widths,
    without_dummy,
)
from workplan.word.reader.words.drawings import said
from workplan.word.reader.words.story import Story
from workplan.word.reader.words.walk import is_placeholder

_WRAPPERS = frozenset(
    map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"))
)
_COMMENTED = frozenset({w("commentRangeStart"), w("commentRangeEnd")})
_MERGED = frozenset(map(w, ("vMerge", "hMerge", "cellMerge")))
_MOST_COLUMNS = 64
_MOST_CELLS = 200_000


class Body:
    """Reads the blocks of one story, and keeps count of lines and labels."""

    def __init__(
        self,
        file: WordFile,
        story: Story,
        counter: Counter,
        outline: Outline,
        known: Paragraphs | None = None,
    ) -> None:
        self._story, self._outline, self._counter, self._known = story, outline, counter, known
        self._paragraphs = ParagraphReader(file, story, counter, outline, known)
        self._libreoffice = application(file).startswith("LibreOffice")
        self._cells = 0
        self.sections = self._paragraphs.sections
        self.contents = self._paragraphs.contents

    def blocks(self, parent: _Element) -> Iterator[Raw]:
        """The units of the body, in order; empty paragraphs too."""
        root = self._outline.root
        words = "" if root is None or not self._outline.contents else read_terms(root).contents
        self._paragraphs.titles = titles(parent, self._story.styles, words)
        for element in self._unwrapped(parent):
            if element.tag == w("p"):
                yield from self._paragraphs.read(element)
            elif element.tag == w("tbl"):
                yield from self._table(element)
            else:
                self._between(element)

    def lines(self, parent: _Element) -> Iterator[RawLine]:
        """The lines of a cell or a note; what else stands there is left out, and said."""
        findings = self._story.findings
        for child in self._unwrapped(parent):
            if child.tag == w("p"):
                for part in self._paragraphs.read(child):
                    if isinstance(part, RawLine):
                        if part.new_page or part.ends_page:
                            findings.add("break", "a page break within a table or a note is left out")
                        yield part
                    else:
                        message = "a picture within a table or a note is left out"
                        findings.add("picture", message, part.alternative)
            elif child.tag == w("tbl"):
                findings.add("nested table", "a table within a table or a note is left out", said(child))
            else:
                self._between(child)

    def _between(self, element: _Element) -> None:
        """What stands between paragraphs, rows or cells: a bookmark or a comment's range begins or ends, or
        there are words that are in none."""
        if element.tag == w("bookmarkStart"):
            self._paragraphs.bookmarks.append(element.get(w("name"), ""))
        elif element.tag == w("sectPr"):
            tell_looks(self._story, element, "the page")
        elif element.tag in _COMMENTED:
            self._story.anchors.between(element, self._story.findings.at)
        elif (words := said(element)) and not is_placeholder(element):
            message = "something that stands between paragraphs is left out"
            self._story.findings.add("object", message, words)

    def _unwrapped(self, parent: _Element) -> Iterator[_Element]:
        stack = [iter(parent)]
        while stack:
            for child in stack[-1]:
                if child.tag in _WRAPPERS and not is_placeholder(child):
                    stack.append(iter(child))
                    break
                yield child
            else:
                stack.pop()

    def _table(self, element: _Element) -> Iterator[RawTable]:
        self._story.findings.ahead = True
        at = self._story.findings.at + 1
        properties = element.find(w("tblPr"))
        summary, former = summaries(properties, self._story.revisions)
        for looks in (element.find(w("tblGrid")), None if former else properties):
            tell_looks(self._story, looks, "a table")
        rows: list[RawRow] = []
        columns = 0
        for child in self._unwrapped(element):
            if child.tag == w("tr"):
                rows.append(self._row(child))
                columns = max(columns, len(rows[-1].cells))
            else:
                self._between(child)
            if columns > _MOST_COLUMNS or self._cells + columns * len(rows) > _MOST_CELLS:
                message = "a table of more columns or cells than can be read is left out"
                self._story.findings.add("table", message, said(element))
                return
        if not columns:
            return
        self._cells += columns * len(rows)
        for row in rows:
            row.cells += [RawCell(filler=True) for _ in range(columns - len(row.cells))]
        self._story.findings.ahead = False
        yield RawTable(at, rows, widths(element, columns), summary, former, alignments(element, columns))

    def _row(self, element: _Element) -> RawRow:
        """A row; one that was sent is read once for all copies."""
        known, story = self._known, self._story
        if known is None or not self._is_closed(element):
            return self._read_row(element)
        findings, key = story.findings, bytes_of(element)
        first, words, added = findings.at + 1, len(story.anchors.said), findings.added
        if before := known.rows.get(key):
            story.anchors.said += before.words
            row = again(before, first, self._counter)
            findings.at = max(line.at for line in lines_of(row))
            findings.ahead = False
            return row
        row = self._read_row(element)
        if is_ordinary(element) and findings.added == added and self._is_closed(element):
            row.before = by_itself(row, key, first, findings.at, tuple(story.anchors.said[words:]))
        return row

    def _is_closed(self, element: _Element) -> bool:
        """Whether nothing reaches into or out of a row, of a document that is no redline of ours."""
        if self._paragraphs.bookmarks or self._story.open or self._outline.revisions:
            return False
        titles = self._paragraphs.titles
        return not titles or titles.isdisjoint(element.iter(w("p")))

    def _read_row(self, element: _Element) -> RawRow:
        self._story.findings.ahead = True
        properties = element.find(w("trPr"))
        for looks in (properties, element.find(w("tblPrEx"))):
            tell_looks(self._story, looks, "a table")
        before = min(whole(value(properties, "gridBefore"), 0), _MOST_COLUMNS)
        cells = [RawCell(filler=True) for _ in range(before)]
        for cell in self._unwrapped(element):
            if cell.tag == w("tc"):
                found = self._cell(cell, len(cells))
                cells.append(found)
                cells += [RawCell(filler=True) for _ in range(found.span - 1)]
                if len(cells) > _MOST_COLUMNS:
                    break
            else:
                self._between(cell)
        marks = self._story.revisions.marks(properties)
        if not marks.change:
            marks = moved_with_its_words(cells)
        if self._libreoffice and marks.change:
            for line in chain.from_iterable(cell.lines for cell in cells):
                line.inlines = tuple(without_dummy(line.inlines))
        return RawRow(marks, cells)

    def _cell(self, element: _Element, start: int) -> RawCell:
        self._story.findings.ahead = True
        lines, properties = list(self.lines(element)), element.find(w("tcPr"))
        tell_looks(self._story, properties, "a table")
        span = min(max(whole(value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
        marks, merged = Marked(), False
        for child in () if properties is None else properties:
            if child.tag == w("cellIns"):
                marks = Marked(inserted=self._story.revisions.of(child))
            elif child.tag == w("cellDel"):
                marks = Marked(deleted=self._story.revisions.of(child))
            elif child.tag in _MERGED:
                merged = True
        return RawCell(lines, start, span, marks, merged)
