"""The matrix as a document, for the formats of a meeting paper: one table, in landscape, for readers who know
no
files. Where in the content something stands is for the spreadsheet and the YAML.

The proposed words keep their marks, so that every format shows them as a redline; calls of notes, and words
that refer to something, are words here, because what they lead to is not in this document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec.structs import replace

from workplan.compare.marked.sides import all_deleted, all_inserted
from workplan.content.words.matrix import MatrixWords
from workplan.document.look import BOLD, ITALIC, PLAIN, Look
from workplan.document.tree import (
    NO_AMENDMENT,
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    NoteReference,
    PageLayout,
    Paragraph,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.document.walking.marked import flat
from workplan.document.walking.runs import normal
from workplan.review.edits.marks import remade
from workplan.review.matrix.rows import Matrix, comments, target
from workplan.review.rows.amendment import Amendment
from workplan.text.characters import printable

#: How wide a column is beside the others; one in which no row says anything is left out.
_WIDTHS = (0.17, 0.14, 0.35, 0.19, 0.15)

#: Columns that are there whatever the rows say.
_ALWAYS = 3

#: The paragraphs of a cell, each a sequence of inlines.
Lines = Iterable[Sequence[Inline]]


def as_document(matrix: Matrix, base: Document) -> Document:
    """The document; language and terms are those of `base`, the plan that the matrix is about."""
    said = matrix.words
    head = f"{said.name} · {base.properties.running_head}"
    properties = replace(
        base.properties,
        title=f"{said.name}: {printable(matrix.title)}",
        running_head=head,
        file_stem=f"{base.properties.file_stem}-comment-matrix",
        numbered=False,  # no meeting cites its paragraphs
        draft=False,  # a paper of its own, whatever the plan is
    )
    blocks: tuple[Block, ...] = (
        *_front(matrix),
        Heading("matrix", 1, (Text(said.name),)),
        Paragraph("matrix.about", (Text(_about(matrix)),)),
        *_copies(matrix),
        *_reading(matrix),
        _table(matrix),
    )
    document = Document(properties, base.terms, (*blocks, *_besides(matrix)), ())
    return in_landscape(remade(document, _plain))


def in_landscape(document: Document) -> Document:
    """The document with all of its pages wider than high."""
    return replace(document, layout=PageLayout(landscape=tuple(block.id for block in document.blocks)))


def _front(matrix: Matrix) -> Iterator[Block]:
    """Whose paper it is, and of when."""
    lines = (
        ("organisation", "organisation", matrix.organisation),
        ("group", "group", matrix.group),
        ("title", "title", matrix.title),
        ("matrix.day", "body", matrix.day),
    )
    for id, role, words in lines:
        if tidy := " ".join(printable(words).split()):
            yield Paragraph(id, (Text(tidy),), role)


def _table(matrix: Matrix) -> Table:
    words = matrix.words
    headings = words.amendment, words.members, words.proposed, words.comments, words.disposition
    rows = [[list(lines) for lines in _cells(amendment, words)] for amendment in matrix.amendments]
    kept = [n for n in range(len(headings)) if n < _ALWAYS or any(any(row[n]) for row in rows)]
    wide = sum(_WIDTHS[n] for n in kept)
    header = row("matrix.table.head", (((Text(headings[n]),),) for n in kept))
    made = (
        row(f"amendment-{amendment.number}", (cells[n] for n in kept))
        for amendment, cells in zip(matrix.amendments, rows, strict=True)
    )
    widths = tuple(_WIDTHS[n] / wide for n in kept)
    return Table("matrix.table", words.summary, widths, header, tuple(made))


def _copies(matrix: Matrix) -> Iterator[Block]:
    if matrix.copies:
        came = "; ".join(" ".join(printable(words).split()) for words in matrix.copies)
        yield Paragraph("matrix.copies", (Text(matrix.words.received.format(copies=came)),))


def _reading(matrix: Matrix) -> Iterator[Block]:
    """How to read the table."""
    if not matrix.amendments:
        return
    words = matrix.words.redline
    if any(amendment.group for amendment in matrix.amendments):
        words += f" {matrix.words.conflicts}"
    yield Paragraph("matrix.reading", (Text(words),))


def _besides(matrix: Matrix) -> Iterator[Block]:
    """What the copies have that is in no row: a heading, and a list of it."""
    if matrix.besides:
        yield Heading("besides", 1, (Text(matrix.words.in_no_row),))
        items = (_item(f"besides.{n}", found.told) for n, found in enumerate(matrix.besides, 1))
        yield List("besides.list", "bullet", tuple(items))


def _item(id: str, words: str) -> ListItem:
    lines = (_paragraph(f"{id}.{n}", line) for n, line in enumerate(texts(words), 1))
    return ListItem(id, "", tuple(lines))


def _about(matrix: Matrix) -> str:
    count, words = len(matrix.amendments), matrix.words
    open_ = sum(not amendment.disposition for amendment in matrix.amendments)
    rows = words.one_row if count == 1 else words.rows.format(count=count) if count else words.no_rows
    if matrix.edition:
        on = words.on_draft if matrix.draft else words.on_edition
        rows = on.format(rows=rows, edition=printable(matrix.edition))
    return f"{words.undecided.format(rows=rows, count=open_) if open_ else rows}."


def row(id: str, cells: Iterable[Lines]) -> Row:
    """A row of these cells."""
    return Row(id, tuple(_cell(f"{id}.{n}", lines) for n, lines in enumerate(cells, 1)))


def _cell(id: str, lines: Lines) -> Cell:
    found = (normal(line) for line in lines)
    kept = [inlines for inlines in found if inlines]
    return Cell(id, tuple(_paragraph(f"{id}.{n}", inlines) for n, inlines in enumerate(kept, 1)))


def _paragraph(id: str, inlines: tuple[Inline, ...]) -> Paragraph:
    """A paragraph, which comes or goes with its words where all of them do."""
    found = list(flat(inlines))
    inserted = found[-1].inserted if all_inserted(inlines) else None
    deleted = found[-1].deleted if all_deleted(inlines) else None
    return Paragraph(id, inlines, inserted=inserted, deleted=deleted)


def _cells(amendment: Amendment, words: MatrixWords) -> Iterator[Lines]:
    conflict = words.in_conflict.format(letter=amendment.group) if amendment.group else ""
    yield (
        *texts(f"{amendment.number}. {amendment.place}", BOLD),
        *texts(words.of(amendment.kind)),
        *texts(conflict, Look(bold=True, italic=True)),
    )
    date = f"{amendment.date:%Y-%m-%d}" if amendment.date else ""
    yield (*(line for member in amendment.members for line in texts(member)), *texts(date))
    shown = tuple(chain.from_iterable(_shown(inline, words.new_note) for inline in amendment.proposed))
    alone = amendment.kind == "comment"  # proposes nothing; what it is about stands above it
    about = words.on_words.format(words=amendment.present) if alone and amendment.present else ""
    yield (() if alone else shown, *texts(amendment.how, ITALIC))
    yield (*texts(about, ITALIC), *(line for said in comments(amendment, words) for line in texts(said)))
    yield (
        *texts(words.of(amendment.disposition), BOLD),
        *texts(amendment.amended),
        *texts(amendment.remark, ITALIC),
    )


def texts(words: str, look: Look = PLAIN) -> Iterator[tuple[Text]]:
    """A paragraph for each line of the words, spaces made single."""
    for line in printable(words).split("\n"):
        if tidy := " ".join(line.split(" ")).strip():
            yield (Text(tidy, look),)


def _shown(inline: Inline, new_note: str) -> Iterator[Inline]:
    match inline:
        case Link():
            yield inline
            if to := target(inline):
                last = inline.children[-1]
                yield Text(to, inserted=last.inserted, deleted=last.deleted)
            return
        case NoteReference():
            words, look, former = f"[{inline.number or new_note}]", PLAIN, None
        case Text() | Reference():
            words, look, former = inline.text, inline.look, inline.former
    yield Text(words, look, former, inserted=inline.inserted, deleted=inline.deleted)


def _plain(revision: Revision) -> Revision:
    """A move is two rows here, each a change by itself."""
    return replace(revision, move="", amendment=NO_AMENDMENT)
