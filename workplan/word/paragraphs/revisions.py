"""Tracked changes: how the marks of the tree are written in a Word file, for writer and reader.

**Words.** `w:ins` or `w:del` around runs (`w:delText`, `w:delInstrText` in a deletion); inserted and then
deleted is `<w:ins><w:del>…`; half of a move is `w:moveTo` or `w:moveFrom` (with `w:t`, as Word has it).
They stand inside `w:hyperlink`. A complex field is in one of them as a whole, a note's call as its
one run. A change of bold or italic is `w:rPrChange` in every run of the text or field. The runs of a
note are marked in footnotes.xml as its inlines are; those that move with the note's call are plain
`w:ins` or `w:del` there, because a range has one place (17.13.5.14, .18, .22, .25, .31). A second call
that comes or goes is a link to the bookmark around the first, in the style of calls, not a field.

**Breaks.** The break of a line, figure or caption is the mark of its paragraph: `w:pPr/w:rPr` with
`w:ins`, `w:del`, `w:moveTo` or `w:moveFrom` (17.13.5.15, .20). On the side where it goes, its words
go on in the next paragraph, which keeps its own properties. Where the tree says otherwise:

  - A line whose break goes, whose words stay, and that no line follows, stays: its mark is plain.
  - The last paragraph of a cell cannot be marked, and before a table or at the end of the text
    LibreOffice leaves an empty one behind. On a side where such a last line goes, the last line that is
    left before it ends there in its stead: [P1][P2 inserted] is P1 with its mark inserted by whom P2
    was, P2's words inserted, its mark plain. Each mark between the two takes the next one's.
    Where nothing is left, the empty paragraph of an empty cell is, or a separator.
  - A break that stands on neither side then is not written at all: [P1 deleted][P2 inserted] at the
    end of a cell is one paragraph with the words of both, each within its own bookmarks.
  - A break that goes as half of a move, of a numbered line whose words do not all go with it or that has a
    link, is deleted (`written_mark`).

**Paragraph properties.** What a paragraph is in the new document if it stands there, else what it is
in the old one, and `w:pPrChange` with all that it was if it stands in both and differs: because of
`former`; because of the shift; because the paragraph before, which began the list item or had the row's
number, is not there on one side. Words whose break goes have the properties of the paragraph where
they end up (17.13.5.29). A typed label (the ":" of "Appendix A:") is marked as words are.

**Rows.** `w:trPr/w:ins` and `w:del` (Word has no moves of rows: those of their words say it), for every
row of a table that comes or goes (17.13.5.12, .16). `Table.former` is `w:tblPrChange` with the whole old
`w:tblPr` (17.13.5.34).

**Moves.** For each name one `w:moveFromRangeStart … End` and one `w:moveToRangeStart … End` with that
`w:name`, from the first of its words, breaks and rows to the last: around the `w:tr` of a row, else inside
the paragraphs, behind all words of one whose mark moves as well; with the end of a range between two
paragraphs, LibreOffice 7.4 gives the second the style of the first (17.13.5.23, .24, .27, .28).

**Attributes.** `w:id` is unique in the file, over revisions, ranges of moves and bookmarks; `w:author`
always, `w:date` in UTC and whole seconds where there is one. No rsids.

**Numbers.** Word counts what is inserted and what is deleted alike, so a redline's labels are those of the
two documents only after accepting or rejecting. A reference is a REF field if it would be one in the
document it belongs to and its target stands wherever it does.

**What WordprocessingML cannot say** is in `item1.xml`, which lists the tree of the redline, deleted nodes
and all, each under its id:

    <revision n="1" author="…" date="…" move="…"/>   those of breaks, n from 1: an editor's are others; `date`
                                                     (ISO 8601, UTC) and `move` only if there are any;
                                                     where a row has a `former` id, those of words, too
    <paragraph role="…">, <heading level="…">        what the line is, where its paragraph is another
    <former …>                                       as the root: properties and terms of before
    <paragraph|heading|figure inserted="1" deleted="0">
                                                     the line's own marks, both, where the mark of its
                                                     paragraph is another or is not written; 0 for none
    <paragraph|heading …><was id role level appendix revision="1"><frame list kind start item/>…</was>
                                                     its `former`; what is the default is left out
    <row former="id" inserted="1" deleted="0">       `Row.former`; its marks, which may be a move
    <table …><was summary="…" revision="1"/>         `Table.former`, which LibreOffice loses
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Cell, Link, Marked, Revision, Table
from workplan.document.walking.lines import Line
from workplan.document.walking.marked import flat, revisions_of
from workplan.word.paragraphs.paragraph import Paragraphs, Piece, WordParagraph

#: Of so many letters is an author in Word at most, as any short text is (ST_String).
LONGEST_AUTHOR = 255


class Change(Struct, frozen=True):
    """One element of a mark: its name in WordprocessingML, and whose change it is."""

    name: str
    revision: Revision


def changes(node: Marked, ranges: bool = True) -> list[Change]:
    """The elements of a mark, outermost first. Without `ranges`, a move is a plain change."""
    found = []
    if by := node.inserted:
        found.append(Change("moveTo" if by.move and ranges else "ins", by))
    if by := node.deleted:
        found.append(Change("moveFrom" if by.move and ranges else "del", by))
    return found


def mark_changes(paragraph: WordParagraph) -> list[Change]:
    """The same of a paragraph's mark, where the schema has an order (17.3.1.30)."""
    return sorted(changes(written_mark(paragraph)), key=lambda change: _MARK_ORDER.index(change.name))


_MARK_ORDER = ("ins", "del", "moveFrom", "moveTo")


def written_mark(paragraph: WordParagraph) -> Marked:
    """The mark of a paragraph as it is written: what goes as half of a move does so, but for a numbered line
    of which not all words go in that move, or that has a link: it is deleted. LibreOffice 7.4 forgets a mark
    that moves behind such words: accepting then leaves an empty paragraph, which would be counted."""
    mark = paragraph.mark
    if mark.deleted and paragraph.look.num and not _all_go(paragraph, mark.deleted.move):
        return replace(mark, deleted=replace(mark.deleted, move=""))
    return mark


def _all_go(paragraph: WordParagraph, move: str) -> bool:
    words = chain.from_iterable(map(_words, paragraph.pieces))
    return all(not isinstance(one, Link) and one.deleted and one.deleted.move == move for one in words)


def _words(piece: Piece) -> Iterator[Marked | Link]:
    yield from (mark for _, mark in piece.typed)
    if isinstance(piece.content, Line):
        yield from piece.content.inlines


class Noted(Struct, frozen=True):
    """What `item1.xml` says of revisions: those that it names, in order, and by the id of its line or picture
    each mark that no paragraph mark says."""

    revisions: tuple[Revision, ...]
    marks: dict[str, Marked]

    def number(self, revision: Revision | None) -> int:
        """The number of a revision; 0 for none."""
        return self.revisions.index(revision) + 1 if revision else 0


def _row_marks(table: Table) -> Iterator[Revision | None]:
    for row in (table.header, *table.rows):
        yield from (row.inserted, row.deleted)


def _of_words(paragraphs: Paragraphs) -> Iterator[Revision]:
    """The revisions of all words."""
    for piece in chain.from_iterable(paragraph.pieces for paragraph in paragraphs):
        if isinstance(piece.content, Line):
            yield from chain.from_iterable(map(revisions_of, flat(piece.content.inlines)))


def noted(paragraphs: Paragraphs) -> Noted:
    """What is to be noted of these paragraphs."""
    marks: dict[str, Marked] = {}
    revisions: dict[Revision, None] = {}
    for paragraph in paragraphs:
        written = written_mark(paragraph)
        for piece in paragraph.pieces:
            node = piece.content
            if isinstance(node, Cell):
                continue
            own = Marked(inserted=node.inserted, deleted=node.deleted)
            revisions |= dict.fromkeys(filter(None, (own.inserted, own.deleted)))
            if piece is not paragraph.pieces[-1] or own != written:
                marks[piece.id] = own
            if isinstance(node, Line) and node.former:
                revisions[node.former.revision] = None
    for table in paragraphs.body:
        if isinstance(table, Table):
            named = (table.former.revision if table.former else None, *_row_marks(table))
            revisions |= dict.fromkeys(filter(None, named))
            if any(row.former for row in table.rows):  # which counts as long as something is open
                revisions |= dict.fromkeys(_of_words(paragraphs))
    return Noted(tuple(revisions), marks)
