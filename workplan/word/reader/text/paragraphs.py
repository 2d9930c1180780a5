"""The paragraphs of a text: the lines and pictures that each of them is in the tree.

ECMA-376 Part 1, 17.3.1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from lxml.etree import _Element
from msgspec.structs import replace

from workplan.content.files.images import ImageError
from workplan.document.tree import Inline, Marked, NoteReference, Reference
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import is_on, value, w
from workplan.word.reader.parts.numbering import LEVELS, Counter, whole
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.parts.pictures import Pictures
from workplan.word.reader.text.contents import RawEntry, entry
from workplan.word.reader.text.memory import Paragraphs, ReadBefore, bytes_of, is_ordinary
from workplan.word.reader.text.raw import FormerShape, RawFigure, RawLine, Shape
from workplan.word.reader.text.sections import Section, is_landscape
from workplan.word.reader.words.drawings import Picture
from workplan.word.reader.words.runs import read_words
from workplan.word.reader.words.story import Content, Story

_LOOKS = tuple(
    map(w, ("sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"))
)


def tell_looks(story: Story, properties: _Element | None, of: str) -> None:
    """Say that a tracked change of what the theme decides is left out."""
    if properties is not None and any(True for _ in properties.iterchildren(*_LOOKS)):
        story.findings.add("formatting", f"a tracked change of how {of} looks is left out")


class ParagraphReader:
    """Reads the paragraphs of one story, and keeps count of lines and labels. `bookmarks` are those that have
    begun since the last one, `titles` the paragraphs above the list of contents; `sections` have ended with a
    paragraph, `contents` are the paragraphs of the list of contents."""

    def __init__(
        self, file: WordFile, story: Story, counter: Counter, outline: Outline, known: Paragraphs | None
    ) -> None:
        self._story, self._counter, self._outline, self._known = story, counter, outline, known
        self._pictures = Pictures(file.data)
        self.bookmarks: list[str] = []
        self.titles: frozenset[_Element] = frozenset()
        self.sections: list[Section] = []
        self.contents: list[RawEntry] = []

    def read(self, element: _Element) -> Iterator[RawLine | RawFigure]:
        """The lines and pictures of one paragraph: one line, as a rule."""
        self._story.findings.at += 1
        self._story.findings.ahead = False
        known = self._known
        if known is None or self.bookmarks or self._story.open or element in self.titles:
            yield from self._anew(element)
        elif before := known.found.get(key := bytes_of(element)):
            yield from self._again(before)
        elif is_ordinary(element):
            yield from self._remembered(element, key, known)
        else:
            yield from self._anew(element)

    def _remembered(self, element: _Element, key: bytes, known: Paragraphs) -> list[RawLine | RawFigure]:
        story = self._story
        words, said = len(story.anchors.said), story.findings.added
        found = list(self._anew(element))
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

    def _anew(self, element: _Element) -> Iterator[RawLine | RawFigure]:
        story = self._story
        story.anchors.line()
        content = read_words(element, story)
        if content.generated or element in self.titles:
            self.contents.append(entry(element, story.findings.at, title=element in self.titles))
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
        names, self.bookmarks = tuple(self.bookmarks), []
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
            new_page=is_on(properties, "pageBreakBefore"),
        )

    def _shape(self, properties: _Element | None) -> Shape:
        style = self._story.styles.paragraph(value(properties, "pStyle"))
        num, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
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
            tell_looks(self._story, section, "the page")
            self.sections.append((self._story.findings.at, is_landscape(section)))

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


def _bare(line: RawLine, part: int) -> RawLine:
    """The paragraph of a further picture in it: no words, no identity."""
    return replace(line, inlines=(), bookmarks=(), marks=Marked(), former=None, part=line.part + part)


def _tiny(properties: _Element | None) -> bool:
    spacing = None if properties is None else properties.find(w("spacing"))
    return spacing is not None and (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("20", "exact")
