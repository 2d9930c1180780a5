"""The text of a file, block by block: paragraphs, tables, pictures, whatever wraps them.

    [x] content controls and custom XML around blocks, rows and cells
    [x] tables: header row, repeated or not; tracked rows, those by their words and marks alone, too (moved);
        description, and what it was
    [x] pictures in paragraphs of their own
    [x] the list of contents, which is no text (`contents`)
    [x] cells that are merged, or tracked by themselves: see `columns`
    [-] tables in tables, pictures in cells or words: left out, said
    [-] sections: see `sections`; columns are the theme's; headers and footers: see `heads`

ECMA-376 Part 1, 17.3.1 (paragraphs), 17.4 (tables).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter as Counts
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TypeVar

from lxml.etree import _Element
from msgspec.structs import replace

from workplan.content.files.images import ImageError
from workplan.document.marked import flat
from workplan.document.tree import (
    Alignment,
    Inline,
    Link,
    Marked,
    NoteReference,
    Reference,
    Revision,
    Text,
)
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.marks import Revisions
from workplan.word.reader.parts.numbering import LEVELS, Counter, whole
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.parts.pictures import Pictures
from workplan.word.reader.parts.properties import application, read_terms
from workplan.word.reader.text.contents import RawEntry, entry, titles
from workplan.word.reader.text.memory import Paragraphs, ReadBefore, bytes_of, is_ordinary
from workplan.word.reader.text.raw import (
    FormerShape,
    Raw,
    RawCell,
    RawFigure,
    RawLine,
    RawRow,
    RawTable,
    Shape,
)
from workplan.word.reader.text.sections import Section, is_landscape
from workplan.word.reader.words.drawings import Picture, said
from workplan.word.reader.words.runs import Content, Story
from workplan.word.reader.words.walk import is_placeholder

M = TypeVar("M", bound=Marked)

_WRAPPERS = frozenset(
    map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"))
)
_COMMENTED = frozenset({w("commentRangeStart"), w("commentRangeEnd")})
_LOOKS = tuple(
    map(w, ("sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"))
)
_ALIGNED: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right", "end": "right"}
_MIRRORED: dict[Alignment, Alignment] = {"left": "right", "right": "left"}
_MERGED = frozenset(map(w, ("vMerge", "hMerge", "cellMerge")))
_MOST_COLUMNS = 64
_DUMMY = "\u200d"
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
        self._file, self._story, self._counter, self._outline = file, story, counter, outline
        self._known = known
        self._libreoffice = application(file).startswith("LibreOffice")
        self._pictures = Pictures(file.data)
        self._cells = 0
        self._bookmarks: list[str] = []  # those that begin between paragraphs
        self.sections: list[Section] = []  # those that ended with a paragraph
        self._titles: frozenset[_Element] = frozenset()
        self.contents: list[RawEntry] = []  # the list of contents

    def blocks(self, parent: _Element) -> Iterator[Raw]:
        """The units of the body, in order; empty paragraphs too."""
        root = self._outline.root
        words = "" if root is None or not self._outline.contents else read_terms(root).contents
        self._titles = titles(parent, self._story.styles, words)
        for element in self._unwrapped(parent):
            if element.tag == w("p"):
                yield from self._paragraph(element)
            elif element.tag == w("tbl"):
                yield from self._table(element)
            else:
                self._between(element)

    def lines(self, parent: _Element) -> Iterator[RawLine]:
        """The lines of a cell or a note; what else stands there is left out, and said."""
        findings = self._story.findings
        for child in self._unwrapped(parent):
            if child.tag == w("p"):
                for part in self._paragraph(child):
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
            self._bookmarks.append(element.get(w("name"), ""))
        elif element.tag == w("sectPr"):
            self._looks(element, "the page")
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

    def _paragraph(self, element: _Element) -> Iterator[RawLine | RawFigure]:
        """The lines and pictures of one paragraph: one line, as a rule."""
        self._story.findings.at += 1
        self._story.findings.ahead = False
        known = self._known
        if known is None or self._bookmarks or self._story.open or element in self._titles:
            yield from self._read(element)
        elif before := known.found.get(key := bytes_of(element)):
            yield from self._again(before)
        elif is_ordinary(element):
            yield from self._remembered(element, key, known)
        else:
            yield from self._read(element)

    def _remembered(self, element: _Element, key: bytes, known: Paragraphs) -> list[RawLine | RawFigure]:
        story = self._story
        words, said = len(story.anchors.said), story.findings.added
        found = list(self._read(element))
        lines = tuple(replace(line) for line in found if isinstance(line, RawLine))
        if lines and story.findings.added == said and not story.open:
            known.keep(key, ReadBefore(lines, tuple(story.anchors.said[words:])))
        return found

    def _again(self, before: ReadBefore) -> Iterator[RawLine]:
        """A paragraph that was read in another place, or in another copy."""
        self._story.anchors.said += before.words
        shape = before.lines[0].shape
        counted = self._counter.next(shape.num, shape.level) if shape.num else None
        for line in before.lines:
            yield replace(line, at=self._story.findings.at, counted=counted)

    def _read(self, element: _Element) -> Iterator[RawLine | RawFigure]:
        story = self._story
        story.anchors.line()
        content = story.content(element)
        if content.generated or element in self._titles:
            self.contents.append(entry(element, story.findings.at, title=element in self._titles))
            return
        line = self._line(element)
        if content.drawn and not content.pieces:
            return
        self._page_breaks(line, content)
        cuts = [0, *self._cuts(content), len(content.pieces)]
        places = [at for _, at in content.begins]
        for part, (begin, end) in enumerate(pairwise(cuts)):
            last = end == cuts[-1]
            behind = (bisect_right if last else bisect_left)(places, end)
            within = content.begins[bisect_left(places, begin) : behind]
            names = tuple(name for name, _ in within)
            # Whoever updates a list of contents puts bookmarks around whole headings, labels too.
            ours = (at for name, at in within if self._outline.id(name) is not None)
            first = next(ours, within[0][1] if within else begin)
            yield from self._part(
                replace(
                    line,
                    part=part,
                    marks=line.marks if last else Marked(),
                    bookmarks=(*line.bookmarks, *names) if part == 0 else names,
                    ends_page=line.ends_page and last,
                ),
                content.pieces[begin:end],
                first - begin,
            )

    def _page_breaks(self, line: RawLine, content: Content) -> None:
        """Word's and LibreOffice's other way to begin a page: a break as a character."""
        for at in content.page_breaks:
            if at == 0 and content.pieces:
                line.new_page = True
            elif at == len(content.pieces):
                line.ends_page = True
            else:
                message = "a page break among the words of a paragraph is left out"
                self._story.findings.add("break", message)

    def _cuts(self, content: Content) -> Iterator[int]:
        """Where a further line of the tree begins in a paragraph: our redlines do not write a break that
        stands neither before nor after."""
        last = 0
        ended: str | None = None
        for name, at in content.begins:
            node = self._outline.nodes.get(self._outline.id(name) or "")
            if node is None or node.kind not in {"paragraph", "heading", "figure"}:
                continue
            if ended is not None and last < (cut := min(content.ends.get(ended, at), at)):
                while cut < at and self._calls(content.pieces[cut]):
                    cut += 1
                yield cut
                last = cut
            ended = name if node.marks else None

    def _calls(self, piece: Inline | Picture) -> bool:
        """Whether a note is called, also by the link that stands for a further call in our redlines."""
        further = isinstance(piece, Reference) and self._outline.note(piece.target.removeprefix("@"))
        return bool(further) or isinstance(piece, NoteReference)

    def _part(
        self, line: RawLine, pieces: list[Inline | Picture], typed: int
    ) -> Iterator[RawLine | RawFigure]:
        pictures = [piece for piece in pieces if isinstance(piece, Picture)]
        line.inlines = tuple(piece for piece in pieces if not isinstance(piece, Picture))
        line.typed = sum(not isinstance(piece, Picture) for piece in pieces[:typed])
        line.separator = line.separator and not line.inlines
        figures = [figure for picture in pictures if (figure := self._figure(line, picture))]
        if line.inlines or not figures:
            yield line
        if line.inlines and figures:
            self._story.findings.add("picture", "a picture that stands in a line of words follows that line")
        for place, figure in enumerate(figures):
            alone = not (place or line.inlines)
            yield figure if alone else replace(figure, line=_bare(line, place + 1))

    def _line(self, element: _Element) -> RawLine:
        """The paragraph without what it holds."""
        story, properties = self._story, element.find(w("pPr"))
        shape = self._shape(properties)
        counted = self._counter.next(shape.num, shape.level) if shape.num else None
        mark = None if properties is None else properties.find(w("rPr"))
        self._section(properties)
        names, self._bookmarks = tuple(self._bookmarks), []
        return RawLine(
            story.findings.at,
            shape,
            story.revisions.marks(mark),
            self._former(properties),
            (),
            names,
            0,
            counted,
            separator=_tiny(properties),
            new_page=_on(properties, "pageBreakBefore"),
        )

    def _shape(self, properties: _Element | None) -> Shape:
        style = self._story.styles.paragraph(_value(properties, "pStyle"))
        num, level = _value(properties, "numPr/numId"), _value(properties, "numPr/ilvl")
        own = bool(num) and num != "0"
        depth = whole(level, 0) if level else style.level or 0
        num, level_ = "" if num == "0" else num or style.num, min(max(depth, 0), LEVELS - 1)
        rule = self._counter.level(num, level_)
        return Shape(style, num if rule else "", level_, own, rule.kind if rule else None)

    def _former(self, properties: _Element | None) -> FormerShape | None:
        if properties is None:
            return None
        if (change := properties.find(w("pPrChange"))) is not None:
            return FormerShape(self._shape(change.find(w("pPr"))), self._story.revisions.of(change))
        if (came := properties.find(f"{w('numPr')}/{w('ins')}")) is not None:
            before = replace(self._shape(properties), num="", level=0, own=False, kind=None)
            return FormerShape(before, self._story.revisions.of(came))
        return None

    def _section(self, properties: _Element | None) -> None:
        if properties is not None and (section := properties.find(w("sectPr"))) is not None:
            self._looks(section, "the page")
            self.sections.append((self._story.findings.at, is_landscape(section)))

    def _looks(self, properties: _Element | None, of: str) -> None:
        """A tracked change of what the theme decides."""
        if properties is not None and any(True for _ in properties.iterchildren(*_LOOKS)):
            self._story.findings.add("formatting", f"a tracked change of how {of} looks is left out")

    def _figure(self, line: RawLine, picture: Picture) -> RawFigure | None:
        """The picture as a figure; None, and said, where it cannot be read."""
        relation = self._story.relations.get(picture.relation)
        image = self._pictures.image("" if relation is None or relation.external else relation.target)
        if isinstance(image, ImageError):
            message = f"a picture is left out: {image.message}"
            self._story.findings.add("picture", message, picture.alternative)
            return None
        return RawFigure(
            line, replace(image, name=picture.name), picture.alternative, picture.marks, picture.size
        )

    def _table(self, element: _Element) -> Iterator[RawTable]:
        self._story.findings.ahead = True
        at = self._story.findings.at + 1
        properties = element.find(w("tblPr"))
        summary, former = _summary(properties, self._story.revisions)
        for looks in (element.find(w("tblGrid")), None if former else properties):
            self._looks(looks, "a table")
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
        yield RawTable(at, rows, _widths(element, columns), summary, former, _alignments(element, columns))

    def _row(self, element: _Element) -> RawRow:
        self._story.findings.ahead = True
        properties = element.find(w("trPr"))
        for looks in (properties, element.find(w("tblPrEx"))):
            self._looks(looks, "a table")
        before = min(whole(_value(properties, "gridBefore"), 0), _MOST_COLUMNS)
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
            marks = _moved_with_its_words(cells)
        if self._libreoffice and marks.change:
            for line in chain.from_iterable(cell.lines for cell in cells):
                line.inlines = tuple(_without_dummy(line.inlines))
        return RawRow(marks, cells)

    def _cell(self, element: _Element, start: int) -> RawCell:
        self._story.findings.ahead = True
        lines, properties = list(self.lines(element)), element.find(w("tcPr"))
        self._looks(properties, "a table")
        span = min(max(whole(_value(properties, "gridSpan"), 1), 1), _MOST_COLUMNS)
        marks, merged = Marked(), False
        for child in () if properties is None else properties:
            if child.tag == w("cellIns"):
                marks = Marked(inserted=self._story.revisions.of(child))
            elif child.tag == w("cellDel"):
                marks = Marked(deleted=self._story.revisions.of(child))
            elif child.tag in _MERGED:
                merged = True
        return RawCell(lines, start, span, marks, merged)


def _bare(line: RawLine, part: int) -> RawLine:
    """The paragraph of a further picture in it: no words, no identity."""
    return replace(line, inlines=(), bookmarks=(), marks=Marked(), former=None, part=line.part + part)


def _moved_with_its_words(cells: Sequence[RawCell]) -> Marked:
    """The mark of a row of which all words and all ends of lines have moved, as some programs have it: they
    write nothing of the row itself. It came, or went, with all that is in it."""
    found = [line for cell in cells for line in cell.lines]
    pieces = list(flat([inline for line in found for inline in line.inlines]))
    for side in ("inserted", "deleted"):
        by = [getattr(each, side) for each in (*pieces, *(line.marks for line in found))]
        if pieces and all(mark and mark.move for mark in by):
            for line in found:
                line.inlines = tuple(map(_unmoved, line.inlines))
                line.marks = _unmoved_marks(line.marks)
            return _unmoved_marks(Marked(**{side: by[0]}))
    return Marked()


def _unmoved(inline: Inline) -> Inline:
    if isinstance(inline, Link):
        return replace(inline, children=tuple(map(_unmoved_marks, inline.children)))
    return _unmoved_marks(inline)


def _unmoved_marks(node: M) -> M:
    inserted, deleted = node.inserted, node.deleted
    return replace(
        node,
        inserted=inserted and replace(inserted, move=""),
        deleted=deleted and replace(deleted, move=""),
    )


def _without_dummy(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """The words without the joiner that LibreOffice (7.4) begins the words of a tracked row with: a row
    without words could not be tracked there."""
    first = inlines[0] if inlines else None
    if isinstance(first, Text) and first.text.startswith(_DUMMY):
        if words := first.text.removeprefix(_DUMMY):
            yield replace(first, text=words)
        yield from inlines[1:]
    else:
        yield from inlines


def _widths(element: _Element, columns: int) -> tuple[float, ...]:
    """The columns' parts of the table's width, as its grid has them; equal ones where it has none."""
    grid = [whole(column.get(w("w")), 0) for column in element.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    if len(grid) != columns or min(grid) <= 0:
        grid = [1] * columns
    return tuple(width / sum(grid) for width in grid)


def _alignments(element: _Element, columns: int) -> tuple[Alignment, ...]:
    """Where the words of each column stand, as most of its cells have it; nothing where all begin as lines
    do."""
    votes: list[Counts[Alignment]] = [Counts() for _ in range(columns)]
    for row in element.iterfind(w("tr")):
        for column, cell in zip(votes, row.iterfind(w("tc")), strict=False):
            properties = cell.find(f"{w('p')}/{w('pPr')}")
            found = _ALIGNED.get(_value(properties, "jc"), "")
            rtl = properties is not None and properties.find(w("bidi")) is not None
            column[_MIRRORED.get(found, found) if rtl else found] += 1
    most = tuple(column.most_common(1)[0][0] if column else "" for column in votes)
    return most if any(most) else ()


def _summary(
    properties: _Element | None, revisions: Revisions
) -> tuple[str | None, tuple[str, Revision] | None]:
    """The table's description now, and what it was before a tracked change of it."""
    now = _described(properties)
    change = None if properties is None else properties.find(w("tblPrChange"))
    if change is None:
        return now, None
    before = _described(change.find(w("tblPr")))
    return now, None if before is None or before == now else (before, revisions.of(change))


def _described(properties: _Element | None) -> str | None:
    found = None if properties is None else properties.find(w("tblDescription"))
    return None if found is None else found.get(w("val"), "")


def _tiny(properties: _Element | None) -> bool:
    spacing = None if properties is None else properties.find(w("spacing"))
    return spacing is not None and (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("20", "exact")


def _on(properties: _Element | None, name: str) -> bool:
    found = None if properties is None else properties.find(w(name))
    return found is not None and found.get(w("val"), "1") not in {"0", "false", "off"}


def _value(properties: _Element | None, path: str) -> str:
    found = None if properties is None else properties.find("/".join(map(w, path.split("/"))))
    return "" if found is None else found.get(w("val"), "")
