"""A manuscript made to say other blocks, by changing the lines of those that change and no others.

[x] paragraphs, headings and their levels, list items and what is below them, at any depth
[x] inserted, taken out, moved; of a split or joined paragraph, one half is the old one, changed
[x] tables, row by row and cell by cell (`tables`)
[x] pictures' alternative texts and captions; the options of directives
[x] `(id)=` above a heading that keeps its id when its words change, and above paragraphs
[x] numbers of numbered lists
[x] comments, blank lines, markers, markup and wrapping of all that stays
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from workplan.content.files.images import Image
from workplan.content.markup.syntax import block_tokens
from workplan.directives.syntactic import LIST_TABLE
from workplan.document.tree import Block, Cell, Figure, Heading, Inline, List, ListItem, Paragraph, Row, Table
from workplan.text.characters import with_plain_line_ends
from workplan.writeback.lines.arranging import Piece, Wanted, arranged, usual_gap
from workplan.writeback.lines.line_ends import with_line_ends_of
from workplan.writeback.lines.manner import manner_of
from workplan.writeback.lines.wrapping import Shape, laid_out, split
from workplan.writeback.markdown.blocks import (
    QUOTED,
    as_words,
    block_text,
    cell_text,
    figure_text,
    gap_before,
    item_text,
    list_table_text,
    of_heading,
    opens_block,
    parted,
    quoted,
    row_text,
)
from workplan.writeback.markdown.directives import directive_text, set_option
from workplan.writeback.markdown.headings import heading_starts, with_ids
from workplan.writeback.markdown.inline import respelled
from workplan.writeback.markdown.landscape import Part, parts_of
from workplan.writeback.markdown.pairing import key, paired, paired_and_staying
from workplan.writeback.markdown.tables import changed_pipes

_MARKER = re.compile(r"( *)([-+*]|[0-9]{1,9}[.)])( +)")
#: Before a row of a list-table and its first cell, and before any other cell.
_ROW = re.compile(r"( *[-*+] +)([-*+])(?: +|$)")
_CELL = re.compile(r" *[-*+](?: +|$)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")


class Printed(Struct, frozen=True):
    """A block of a manuscript: its node, and what it prints."""

    node: SyntaxTreeNode
    block: Block


def rewritten(
    raw: str,
    old: Sequence[Printed],
    new: Sequence[Block],
    appendix: str,
    paths: Mapping[Image, str],
    landscape: Collection[str] = (),
) -> str:
    """The manuscript `raw`, whose blocks are `old`, saying `new` instead. `appendix` is its id where it is
    one, or empty. `landscape` has the ids of the blocks that were read on pages in landscape.

    `paths` are those of pictures in the content folder. What directives print is known by its id, and
    none of it is new: of a table, the headings and the summary are written.
    """
    text = _Writer(with_plain_line_ends(raw), "appendices" if appendix else "", paths).text(
        old, new, [block.id in landscape for block in new]
    )
    ids = [_own(block) for block in new if isinstance(block, Heading | Paragraph)]
    return with_line_ends_of(raw, with_ids(text, ids, appendix))


def _own(block: Heading | Paragraph) -> str:
    """The id that stands in the content; empty for a paragraph that has none of its own."""
    named = isinstance(block, Heading) or (block.role == "body" and "." not in block.id)
    return block.id if named else ""


Span = tuple[int, int]


class _Writer:
    """Lines are counted from 0, as in the nodes' `map`."""

    def __init__(self, source: str, folder: str, paths: Mapping[Image, str]) -> None:
        tokens = block_tokens(source)
        self._lines = source.split("\n")
        self._starts = heading_starts(tokens)
        self._paths = {image: posixpath.relpath(path, folder or ".") for image, path in paths.items()}
        spans = (token.map for token in tokens if token.type == "paragraph_open")
        self._manner = manner_of([self._lines[slice(*span)] for span in spans if span])

    def text(self, old: Sequence[Printed], new: Sequence[Block], landscape: Sequence[bool]) -> str:
        parts = [_part(printed.node) for printed in old]
        places, staying = paired_and_staying([printed.block for printed in old], new)
        into = parts_of(parts, places, staying, landscape)
        outside = [place for place, part in enumerate(parts) if not part]
        blocks = [self._span(printed.node) for printed in old]
        # What stands at the top, in order: blocks outside of landscape parts, and whole parts.
        spans = sorted({*(blocks[place] for place in outside), *filter(None, parts)})
        first, last = (spans[0][0], spans[-1][1]) if spans else (len(self._lines) - 1, len(self._lines) - 1)

        def changed(place: int, block: Block) -> str:
            return self._changed(old[place].node, old[place].block, block)

        wanted: list[Wanted] = []
        for part, group in groupby(range(len(new)), lambda n: into[n]):
            numbers = list(group)
            here, found = [places[n] for n in numbers], [new[n] for n in numbers]
            inside = self._wanted(blocks, here, found, changed, indent=0)
            if part:
                stood = [span for span, each in zip(blocks, parts, strict=True) if each == part]
                text = self._landscape(part, stood, inside, blocks)
                wanted.append(Wanted(spans.index(part), text, "\n\n"))
            else:
                wanted += _among(inside, blocks, spans)
        head, pieces = self._below_head(0, first, spans)
        body, tail = arranged(pieces, wanted), self._lines[last:]
        if not spans and head and head[-1].strip():
            head.append("")
        if not body:  # the line end of what stood here goes with it
            tail = tail[1:]
            return "\n".join([*head, *tail])
        return "\n".join([*head, body, *tail])

    def _landscape(
        self, part: Span, spans: Sequence[Span], inside: Sequence[Wanted], blocks: Sequence[Span]
    ) -> str:
        """A landscape part, whose blocks stood at `spans`, with its fences and what stands beside them."""
        head, pieces = self._below_head(part[0], spans[0][0], spans)
        body, tail = arranged(pieces, _among(inside, blocks, spans)), self._lines[spans[-1][1] : part[1]]
        return "\n".join([*head, body, *tail])

    def _below_head(self, start: int, end: int, spans: Sequence[Span]) -> tuple[list[str], list[Piece]]:
        """The lines above the first of the `spans`, and the pieces at them; a comment right above the first
        one belongs to it."""
        pieces = self._pieces(spans)
        above = end
        while pieces and above > start and self._lines[above - 1].startswith("%"):
            above -= 1
        if above < end:
            pieces[0] = replace(pieces[0], gap="\n".join(["", *self._lines[above:end], ""]))
        return self._lines[start:above], pieces

    def _span(self, node: SyntaxTreeNode) -> Span:
        """The lines of a node, with the target above a heading, without blank lines at its end."""
        start, end = node.map or (0, 0)
        while end > start + 1 and not self._lines[end - 1].strip():
            end -= 1
        return self._starts.get(start, start), end

    def _raw(self, span: Span) -> str:
        return "\n".join(self._lines[slice(*span)])

    def _pieces(self, spans: Sequence[Span]) -> list[Piece]:
        gaps = ["", *("\n".join(["", *self._lines[a[1] : b[0]], ""]) for a, b in pairwise(spans))]
        return [Piece(gap, self._raw(span)) for gap, span in zip(gaps, spans, strict=True)]

    def _arranged(
        self,
        spans: Sequence[Span],
        places: Sequence[int | None],
        new: Sequence[Block],
        changed: Callable[[int, Block], str],
        indent: int,
    ) -> str:
        """`new` blocks, those with a place among the `spans` where they stood."""
        return arranged(self._pieces(spans), self._wanted(spans, places, new, changed, indent))

    def _wanted(
        self,
        spans: Sequence[Span],
        places: Sequence[int | None],
        new: Sequence[Block],
        changed: Callable[[int, Block], str],
        indent: int,
    ) -> list[Wanted]:
        """What is to stand there of `new` blocks that follow each other."""
        wanted: list[Wanted] = []
        figures = {block: self._paths[block.image] for block in new if isinstance(block, Figure)}
        requoted = False
        for n, (place, block) in enumerate(zip(places, new, strict=True)):
            before, before_requoted = new[n - 1] if n else None, requoted
            requoted = place is not None and quoted(block) != self._raw(spans[place]).lstrip().startswith(">")
            apart = parted(before, block) or requoted or before_requoted
            text = (
                block_text(block, indent, self._manner, figures) if place is None else changed(place, block)
            )
            wanted.append(Wanted(place, text, gap_before(before, block, indent), parted=apart))
        return wanted

    def _changed(self, node: SyntaxTreeNode, old: Block, new: Block) -> str:
        """A block at the top, made to say something else."""
        span = self._span(node)
        if key(old) == key(new):
            return self._raw(span)
        match old, new:
            case Table(), Table() if node.type == "table":
                return self._table(node, old, new)
            case Table(), Table():
                return directive_text(self._lines[slice(*span)], node.meta["name"], old, new)
            case Heading(), Heading():
                return self._heading(node, old, new)
            case Figure(), Figure():
                return figure_text(new, self._paths[new.image])
            case List(), List() if node.type != "directive":
                return self._list(node, old, new)
            case List(), List() if node.children:
                return self._recommendations(node, old, new)
            case Paragraph(), Paragraph():
                if old.role != new.role:
                    return block_text(new, 0, self._manner, {})
                return self._paragraph(node, old.inlines, new.inlines, QUOTED if quoted(new) else "")
            case _:
                return self._raw(span)  # the items of priorities stand in another file

    def _recommendations(self, node: SyntaxTreeNode, old: List, new: List) -> str:
        """A list with its fences, and the comments beside them."""
        (start, end), (first, last) = self._span(node), self._span(node.children[0])
        text = self._list(node.children[0], old, new)
        return "\n".join([*self._lines[start:first], text, *self._lines[last:end]])

    def _heading(self, node: SyntaxTreeNode, old: Heading, new: Heading) -> str:
        start, end = self._span(node)
        line = self._lines[end - 1]
        opening = _HEADING.match(line)
        marks = opening[0] if opening and old.level == new.level else f"{'#' * new.level} "
        words = respelled(node.children[0].content, old.inlines, new.inlines).words
        return "\n".join([*self._lines[start : end - 1], marks + of_heading(" ".join(split(words)))])

    def _paragraph(
        self, node: SyntaxTreeNode, old: tuple[Inline, ...], new: tuple[Inline, ...], margin: str = ""
    ) -> str:
        """A paragraph's lines, with the marker of the item that it opens; `margin` is that of a quotation."""
        first_line, end = self._span(node)
        start = node.map[0] if node.map else first_line
        head, raw = self._lines[first_line:start], self._lines[start:end]  # a name stands above the words
        source = node.children[0].content
        before = source.split("\n")
        opening = raw[0].rstrip()
        opening = opening[: len(opening) - len(before[0].rstrip())]
        if not margin:
            margin = raw[1][: len(raw[1]) - len(raw[1].lstrip())] if len(raw) > 1 else " " * len(opening)
        words = split(respelled(source, old, new).words)
        words = as_words(words, [split(line)[0] for line in before])
        first, *rest = laid_out(before, words, Shape(len(opening), len(margin), self._manner, opens_block))
        as_it_was = dict(zip(before[1:], raw[1:], strict=True))
        return "\n".join([*head, opening + first, *(as_it_was.get(line, margin + line) for line in rest)])

    # Tables

    def _table(self, node: SyntaxTreeNode, old: Table, new: Table) -> str:
        lines = self._lines[slice(*self._span(node))]
        if node.meta["form"] == "pipe":
            new = replace(new, alignments=new.alignments or old.alignments)
            return changed_pipes(lines, node, old, new) or list_table_text(new, self._manner)
        if len(old.header.cells) != len(new.header.cells):
            return list_table_text(new, self._manner)
        spans = [self._span(row) for row in node.children]
        start, end = self._span(node)
        head, tail = self._lines[start : spans[0][0]], self._lines[spans[-1][1] : end]
        if old.summary != new.summary:
            set_option(head, LIST_TABLE.name, "summary", new.summary)
        rows = zip([0, *_rows_below(old, new)], (new.header, *new.rows), strict=True)
        before = (old.header, *old.rows)
        outer, inner = self._markers(node.children[0])
        wanted = [
            Wanted(
                place,
                row_text(row, self._manner, outer, inner)
                if place is None
                else self._row(node.children[place], before[place], row),
                "\n",
            )
            for place, row in rows
        ]
        return "\n".join([*head, arranged(self._pieces(spans), wanted), *tail])

    def _markers(self, row: SyntaxTreeNode) -> tuple[str, str]:
        """The marks before a row of a list-table, and before each of its cells."""
        found = _ROW.match(self._lines[self._span(row)[0]])
        assert found, "a row begins with its marker, and then that of its first cell"
        return found[1], f"{found[2]} "

    def _row(self, node: SyntaxTreeNode, old: Row, new: Row) -> str:
        if key(old) == key(new):
            return self._raw(self._span(node))
        cells = zip(node.children, old.cells, new.cells, strict=True)
        spans = [self._span(cell) for cell in node.children]
        texts = [self._cell(*found, first=n == 0) for n, found in enumerate(cells)]
        pieces = self._pieces(spans)
        return arranged(pieces, [Wanted(n, text, "\n") for n, text in enumerate(texts)])

    def _cell(self, node: SyntaxTreeNode, old: Cell, new: Cell, *, first: bool) -> str:
        """A cell of a list-table, with its markers."""
        span = self._span(node)
        raw = self._lines[span[0]]
        found = (_ROW if first else _CELL).match(raw)
        assert found, "a cell begins with its marker"
        marker = found[0].rstrip() + " "
        if key(old) == key(new):
            return self._raw(span)
        if not (old.blocks and new.blocks):
            return cell_text(new, self._manner, marker)
        return self._arranged(
            [self._span(child) for child in node.children],
            [0, *(p if p is None else p + 1 for p in paired(old.blocks[1:], new.blocks[1:]))],
            new.blocks,
            lambda place, block: self._inside(node.children[place], old.blocks[place], block),
            indent=len(marker),
        )

    # Lists

    def _list(self, node: SyntaxTreeNode, old: List, new: List) -> str:
        spans = [self._span(item) for item in node.children]
        openings = [self._opening(item) for item in node.children]
        indent = len(openings[0][1])
        if (old.kind == "bullet") != (new.kind == "bullet"):
            return block_text(new, indent, self._manner, {})
        pieces = self._pieces(spans)
        gap = usual_gap(pieces, "\n")
        numbers = [opening[2].rstrip(".)") for opening in openings]
        alike = len(numbers) > 1 and len(set(numbers)) == 1
        wanted: list[Wanted] = []
        for n, (place, item) in enumerate(zip(paired(old.items, new.items), new.items, strict=True)):
            mark = openings[0][2] if node.type == "bullet_list" else f"{new.start + (0 if alike else n)}."
            if place is None:
                text = item_text(item, indent, self._manner, f"{mark}{openings[0][3]}")
            else:
                text = self._item(node.children[place], old.items[place], item, mark)
            wanted.append(Wanted(place, text, gap))
        return arranged(pieces, wanted)

    def _opening(self, item: SyntaxTreeNode) -> re.Match[str]:
        opening = _MARKER.match(self._lines[self._span(item)[0]])
        assert opening, "an item begins with its marker, and then words"
        return opening

    def _item(self, node: SyntaxTreeNode, old: ListItem, new: ListItem, mark: str) -> str:
        text = self._raw(self._span(node)) if key(old) == key(new) else self._item_text(node, old, new)
        opening = self._opening(node)
        if opening[2] in (mark, "-", "*", "+"):
            return text
        first, *rest = text.split("\n")
        # What is below an item is indented as far as its words, which a longer number moves.
        more = " " * max(len(mark) - len(opening[2]), 0)
        first = f"{opening[1]}{mark}{opening[3]}{first[opening.end() :]}"
        return "\n".join([first, *(more + line if line.strip() else line for line in rest)])

    def _item_text(self, node: SyntaxTreeNode, old: ListItem, new: ListItem) -> str:
        spans = [self._span(child) for child in node.children]
        places = [0, *_below(old, new)]
        body = self._arranged(
            spans,
            places,
            new.blocks,
            lambda place, block: self._inside(node.children[place], old.blocks[place], block),
            indent=self._opening(node).end(),
        )
        return "\n".join([body, *self._lines[spans[-1][1] : self._span(node)[1]]])

    def _inside(self, node: SyntaxTreeNode, old: Block, new: Block) -> str:
        """A block of an item."""
        if key(old) == key(new):
            return self._raw(self._span(node))
        if isinstance(old, List) and isinstance(new, List):
            return self._list(node, old, new)
        assert isinstance(old, Paragraph)
        assert isinstance(new, Paragraph)
        return self._paragraph(node, old.inlines, new.inlines)


def _part(node: SyntaxTreeNode) -> Part:
    """The landscape part that a block stands in."""
    lines = node.meta.get("landscape")
    return (lines[0], lines[1]) if lines else None


def _among(wanted: Sequence[Wanted], blocks: Sequence[Span], spans: Sequence[Span]) -> list[Wanted]:
    """What is wanted of `blocks`, each with its place among those at `spans`; one of none comes from
    elsewhere in the text."""
    at = {span: place for place, span in enumerate(spans)}
    return [replace(each, old=None if each.old is None else at.get(blocks[each.old])) for each in wanted]


def _rows_below(old: Table, new: Table) -> Iterator[int | None]:
    """Where the rows below the headings were."""
    for place in paired(old.rows, new.rows):
        yield None if place is None else place + 1


def _below(old: ListItem, new: ListItem) -> Iterator[int | None]:
    """Where the blocks below an item's words were."""
    for place in paired(old.blocks[1:], new.blocks[1:]):
        yield None if place is None else place + 1
