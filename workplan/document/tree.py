"""The document tree: the one value between the content and every format.

    Document ── blocks: Paragraph · Heading · List(ListItem …) · Table(Row(Cell …) …) · Figure
             └─ notes:  Note …
    inlines:    Text · Link · Reference · NoteReference

Everything is resolved here: notes are numbered, lists and headings labelled, references worded.
A renderer prints what it finds and never counts. Nodes are immutable and compare by value.

**Identity.** Every block, row and note has an `id` that is unique in the document, made of the
ids that the content gives and of dotted parts below them: `impunity` (a priority), `impunity.text`
(its paragraph), `introduction.3` (the third block of a section), `follow-the-money.status` (one
cell of an action), `note.interest` (a note). It never contains an underscore, so that
`workplan.word` can turn it into a Word bookmark name and back.

**Labels.** A `label` is a number or letter that data implies ("4.", "(a)", "Appendix A:"). It is
printed before the words and is never part of them; a bullet is not a label.

**Revisions.** A redline is a document whose nodes are marked: `inserted`, `deleted`, or first the one
and then the other. `document.revisions` accepts and rejects them. What a mark says depends on where
it stands:

    Text, Reference, NoteReference   these words, this call (a link is marked by its words)
    Paragraph, Heading               the break at its end, as in Word: a line whose break is taken out
                                     and that has words left goes on in the next line of its
                                     container, which keeps its own place; one without words is gone
    Row, Figure                      the whole of it; everything inside is marked alike
    Note                             as its first call is

Lists, items and cells have no marks: they are there as long as something in them is. A table is
there as long as its header is. `former` says what a node that stays was before: the formatting of a
text, the place of a line (another level, another list), the summary of a table. A move is a deletion
and an insertion whose revisions name the same `move`. Where both are in one document, what was
deleted has `was.` before its id.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from typing import Literal, NamedTuple

from msgspec import Struct

from workplan.content.files.images import Image
from workplan.content.values.languages import Direction
from workplan.design.tone import Tone
from workplan.document.ids import source
from workplan.document.look import PLAIN, Look

#: The line break within a paragraph, as a letter of a text.
LINE_BREAK = "\n"

#: The role of a paragraph: "body", "quotation", "caption", or that of a line of the front page
#: (`content.paper.masthead`); `styles/theme.yaml` says what each looks like.
ParagraphRole = str

#: Where the words of a column stand; empty where lines begin.
Alignment = Literal["", "left", "center", "right"]

#: How a list counts: "1.", "a.", "i."; in brackets "(a)", "(i)".
ListKind = Literal["bullet", "decimal", "lower-alpha", "lower-roman", "bracketed-alpha", "bracketed-roman"]


class AmendmentNumber(NamedTuple):
    """Which amendment of a review a mark is part of: the number of the copy that proposes it, from 1 (0 for
    what the content itself has changed), and its number among those of the copy, from 1. False for none."""

    copy: int = 0
    number: int = 0

    def __bool__(self) -> bool:
        return self.number > 0


#: The number of a mark that is part of no amendment.
NO_AMENDMENT = AmendmentNumber()


class Revision(Struct, frozen=True):
    """Who changed something, and when (with a time zone; None where it is not known).

    `move` names the two halves of a move; empty for a plain insertion or deletion. `amendment` is the
    number of the amendment that it is part of, in a review; none anywhere else.
    """

    author: str
    date: datetime | None = None
    move: str = ""
    amendment: AmendmentNumber = NO_AMENDMENT


class Marked(Struct, frozen=True, kw_only=True):
    """What every node that can be inserted or deleted by itself has. Both: inserted, then deleted."""

    inserted: Revision | None = None
    deleted: Revision | None = None

    @property
    def change(self) -> Revision | None:
        """The last change: what was put in and taken out again is taken out."""
        return self.deleted or self.inserted


class Formatting(Struct, frozen=True):
    """How words looked before `revision` changed it."""

    look: Look
    revision: Revision


class Frame(Struct, frozen=True):
    """A list around a line: the list, how it counts, and the item that the line belongs to."""

    list: str
    kind: ListKind
    start: int
    item: str


class Standing(NamedTuple):
    """What a place is apart from its id and those of its lists; `lists` says how each counts, outermost
    first."""

    role: ParagraphRole
    level: int
    appendix: bool
    lists: tuple[ListKind, ...]


class Place(Struct, frozen=True):
    """What a line is and where it stands, without its words. `level` is a heading's (else 0), and an
    `appendix` is a heading that is labelled; `frames` are the lists around it, outermost first."""

    id: str
    role: ParagraphRole = "body"
    level: int = 0
    appendix: bool = False
    frames: tuple[Frame, ...] = ()

    @property
    def standing(self) -> Standing:
        return Standing(self.role, self.level, self.appendix, tuple(frame.kind for frame in self.frames))

    @property
    def depth(self) -> tuple[ParagraphRole, int, int]:
        """Its role, and how deep it stands: among headings, or in lists, however these count."""
        return self.role, self.level, len(self.frames)


class FormerPlace(Struct, frozen=True):
    """Where a line stood before `revision` put it in its present place."""

    place: Place
    revision: Revision


class FormerSummary(Struct, frozen=True):
    """How a table was described before `revision`."""

    summary: str
    revision: Revision


class Text(Marked, frozen=True):
    """A run of words in one look. Never empty; a line break among them is a `LINE_BREAK`."""

    text: str
    look: Look = PLAIN
    former: Formatting | None = None


class Link(Struct, frozen=True):
    """A link out of the document. `href` is http, https or mailto, nothing else."""

    href: str
    children: tuple[Text, ...]


class Reference(Marked, frozen=True):
    """A live reference to the block `target` of the same document.

    `kind` says what is printed: the target's own `number` ("2", "2.b", "Appendix A", "paragraph 14"), the
    `bare` number of a paragraph ("14"), its `title` (a heading's words), or `words` that the author chose.
    `text` holds the resolved words.
    """

    target: str
    text: str
    kind: Literal["number", "bare", "title", "words"]
    look: Look = PLAIN
    former: Formatting | None = None

    @property
    def counts(self) -> bool:
        """Whether it prints a number."""
        return self.kind in ("number", "bare")


class NoteReference(Marked, frozen=True):
    """The call of the note `note`. A note called twice keeps its first number; `repeat` is true
    for every call but the first, which alone carries the note."""

    note: str
    number: int
    repeat: bool = False


Inline = Text | Link | Reference | NoteReference


class Paragraph(Marked, frozen=True):
    id: str
    inlines: tuple[Inline, ...]
    role: ParagraphRole = "body"
    label: str = ""
    former: FormerPlace | None = None


class Heading(Marked, frozen=True):
    """A heading of `level` 1–3. `label` is "Appendix A:" on an appendix's heading, else empty."""

    id: str
    level: int
    inlines: tuple[Inline, ...]
    label: str = ""
    former: FormerPlace | None = None


class ListItem(Struct, frozen=True):
    """One item: a paragraph first, then what belongs under it."""

    id: str
    label: str
    blocks: tuple[Paragraph | List, ...]

    @property
    def source(self) -> str:
        """Its id in the content, which several lists may print."""
        return source(self.id)


class List(Struct, frozen=True):
    """A list. `start` is the number of its first item (1 for bullets)."""

    id: str
    kind: ListKind
    items: tuple[ListItem, ...]
    start: int = 1


class Cell(Struct, frozen=True):
    """One table cell: no paragraph at all when it is empty."""

    id: str
    blocks: tuple[Paragraph, ...]


class Row(Marked, frozen=True, dict=True):
    """`former` is its id before, where that has changed. What is asked of it again and again is kept with it
    (`once`)."""

    id: str
    cells: tuple[Cell, ...]
    former: str = ""

    @property
    def source(self) -> str:
        """Its id in the content, which several tables may print."""
        return source(self.id)


class Table(Struct, frozen=True):
    """A table with one header row. `summary` is its accessible description, never printed; where it is
    empty, the headings are (`walk.description`).

    `widths` are fractions of the text width and sum to 1; `alignments` has one for each column, or none at
    all. They are looks: two tables that say the same are equal whatever their widths and alignments.

    A table of the plan's data has an id of its own, as its rows have. One of the manuscript is named by its
    place, and so is everything in it (`ids.by_place`).

    The first cells of its rows are headings of these where it has `row_heads`. Where there are `fills`, a
    chart is drawn above it (`document.printing.chart`): for each column but the first, the place of what its
    bars are filled with in the theme's list. A `matrix` has narrow columns of marks
    (`document.printing.signs`). All these are looks, too: a chart says what its table says.
    """

    id: str
    summary: str
    widths: tuple[float, ...]
    header: Row
    rows: tuple[Row, ...]
    former: FormerSummary | None = None
    alignments: tuple[Alignment, ...] = ()
    row_heads: bool = False
    fills: tuple[int, ...] = ()
    matrix: bool = False

    @property
    def _said(self) -> tuple[object, ...]:
        """All but its looks."""
        return self.id, self.summary, self.header, self.rows, self.former

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)


class Figure(Marked, frozen=True):
    """A picture with its alternative text, and a caption when the author gave one. `width` is in per cent of
    the text's width; None for the picture's own size, or what of it fits the page.

    A picture of another width is another picture: Word tracks pictures that come and go, and no property of
    one that stays, so that only this is accepted and rejected exactly in every editor.
    """

    id: str
    image: Image
    alternative: str
    caption: Paragraph | None = None
    width: float | None = None


Block = Paragraph | Heading | List | Table | Figure


class Note(Marked, frozen=True):
    """A footnote; `number` counts calls in reading order from 1."""

    id: str
    number: int
    inlines: tuple[Inline, ...]


class Terms(Struct, frozen=True):
    """The words that formats add around the content, in the document's language."""

    notes: str
    contents: str
    skip_to_content: str
    back_to_text: str
    note_call: str  # what a screen reader hears before a note's number
    page: str  # with {page} and {pages}
    appendix: str
    draft: str
    inserted: str  # what a screen reader hears before inserted words
    deleted: str
    paragraph: str  # with {number}: what a reference to a numbered paragraph prints

    def paragraph_pieces(self) -> tuple[str, str]:
        """What stands before the number in `paragraph`, and what behind it."""
        before, _, after = self.paragraph.partition("{number}")
        return before, after

    def page_pieces(self) -> list[str]:
        """`page` taken apart: words at even places, "page" or "pages" at odd ones."""
        return re.split(r"\{(page|pages)\}", self.page)


class Properties(Struct, frozen=True):
    """What the file says of itself. `date` (with a time zone) is the edition's, never the clock's;
    `file_stem` is the safe name of the output files, without suffix."""

    title: str
    short_title: str
    edition: str
    date: datetime
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    language: str  # BCP 47
    direction: Direction
    file_stem: str
    running_head: str
    draft: bool = False  # not an issued edition: marked on every page, and in the file's properties
    numbered: bool = False  # its paragraphs have numbers (`document.resolving.paragraph_numbers`)


class Source(Struct, frozen=True):
    """The content that a document was made from, as one text; every PDF and Word file carries it."""

    text: str

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


class PageLayout(Struct, frozen=True):
    """How blocks stand on pages (`document.resolving.pages`), by their ids, in their order: those that begin
    a new page, and those on pages in landscape."""

    new_pages: tuple[str, ...] = ()
    landscape: tuple[str, ...] = ()


class ContentsList(Struct, frozen=True):
    """The list of the headings of level 1 to `depth`, printed before the block whose id is `before`; it
    begins a page where `new_page` says so. Its entries follow from the headings
    (`document.printing.contents`)."""

    before: str
    depth: int
    new_page: bool = False


class Former(Struct, frozen=True):
    """What a redline's document was before, apart from its blocks and notes. Its `layout` has ids of the
    redline's blocks, those of deleted ones too; before one of these stood its `contents`."""

    properties: Properties
    terms: Terms
    source: Source | None = None
    layout: PageLayout = PageLayout()
    contents: ContentsList | None = None


class Document(Struct, frozen=True, dict=True):
    """`former` is there in a redline alone. The `layout` of a redline is the new document's; what was deleted
    stands with what is beside it. `contents` is the list of contents, where there is one. `tones` are words
    that have a colour wherever they are a text of their own: looks, as the widths of tables are."""

    properties: Properties
    terms: Terms
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    source: Source | None = None
    former: Former | None = None
    layout: PageLayout = PageLayout()
    contents: ContentsList | None = None
    tones: tuple[tuple[str, Tone], ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether it says the same: all but its looks."""
        return isinstance(other, Document) and all(
            getattr(self, name) == getattr(other, name) for name in _SAID
        )

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in _SAID))


#: What a document says: all that it has but looks.
_SAID = tuple(name for name in Document.__struct_fields__ if name != "tones")
