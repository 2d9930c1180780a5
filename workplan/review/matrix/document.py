"""The matrix as a document, for the formats of a meeting paper: one table, upright.

The proposed words keep their marks, so that every format shows them as a redline; calls of notes, and words
that refer to something, are words here, because what they lead to is not in this document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workplan.compare.sides import all_deleted, all_inserted
from workplan.document.look import BOLD, ITALIC, PLAIN, Look
from workplan.document.marked import flat
from workplan.document.runs import normal
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
    Paragraph,
    Reference,
    Revision,
    Row,
    Table,
    Text,
)
from workplan.review.edits.marks import remade
from workplan.review.matrix.columns import BESIDES
from workplan.review.matrix.rows import Matrix, comments, source
from workplan.review.rows.amendment import Amendment
from workplan.review.rows.excerpt import NEW_NOTE
from workplan.text import printable

_HEADINGS = ("Amendment", "Members", "Proposed text", "Comments", "Disposition")
_WIDTHS = (0.19, 0.15, 0.31, 0.18, 0.17)
_NAME = "Comment matrix"

#: The paragraphs of a cell, each a sequence of inlines.
Lines = Iterable[Sequence[Inline]]


def as_document(matrix: Matrix, base: Document) -> Document:
    """The document; language, date and terms are those of `base`, the plan that the matrix is about."""
    head = f"{_NAME} · {base.properties.running_head}"
    properties = replace(
        base.properties,
        title=f"{_NAME}: {printable(matrix.title)}",
        running_head=head,
        file_stem=f"{base.properties.file_stem}-comment-matrix",
        numbered=False,  # no meeting cites its paragraphs
        draft=False,  # a paper of its own, whatever the plan is
    )
    header = row("matrix.table.head", (((Text(words),),) for words in _HEADINGS))
    rows = tuple(row(f"amendment-{a.number}", _cells(a)) for a in matrix.amendments)
    blocks: tuple[Block, ...] = (
        Paragraph("title", (Text(printable(matrix.title)),), "title"),
        Heading("matrix", 1, (Text(_NAME),)),
        Paragraph("matrix.about", (Text(_about(matrix)),)),
        *_copies(matrix),
        *_reading(matrix),
        Table("matrix.table", "What is proposed, row by row, and what was decided", _WIDTHS, header, rows),
    )
    return remade(Document(properties, base.terms, (*blocks, *_besides(matrix)), ()), _plain)


def _copies(matrix: Matrix) -> Iterator[Block]:
    if matrix.copies:
        came = "; ".join(" ".join(printable(words).split()) for words in matrix.copies)
        yield Paragraph("matrix.copies", (Text(f"Copies received from {came}."),))


def _reading(matrix: Matrix) -> Iterator[Block]:
    """How to read the table."""
    if not matrix.amendments:
        return
    words = "In the proposed text, what is put in is underlined, and what is taken out is struck through."
    if any(amendment.group for amendment in matrix.amendments):
        words += " Amendments with the same letter of a conflict touch the same words."
    yield Paragraph("matrix.reading", (Text(words),))


def _besides(matrix: Matrix) -> Iterator[Block]:
    """What the copies have that is in no row: a heading, and a list of it."""
    if matrix.besides:
        yield Heading("besides", 1, (Text(BESIDES),))
        items = (_item(f"besides.{n}", words) for n, words in enumerate(matrix.besides, 1))
        yield List("besides.list", "bullet", tuple(items))


def _item(id: str, words: str) -> ListItem:
    lines = (_paragraph(f"{id}.{n}", line) for n, line in enumerate(texts(words), 1))
    return ListItem(id, "", tuple(lines))


def _about(matrix: Matrix) -> str:
    count = len(matrix.amendments)
    open_ = sum(not amendment.disposition for amendment in matrix.amendments)
    rows = "1 amendment or comment" if count == 1 else f"{count or 'No'} amendments and comments"
    to = f" on edition {printable(matrix.edition)}" if matrix.edition else ""
    return f"{rows}{to}, {open_} of them undecided." if open_ else f"{rows}{to}."


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


def _cells(amendment: Amendment) -> Iterator[Lines]:
    conflict = f"Conflict {amendment.group}" if amendment.group else ""
    yield (
        *texts(f"{amendment.number}. {amendment.place}", BOLD),
        *texts(amendment.kind),
        *texts(conflict, Look(bold=True, italic=True)),
        *texts(source(amendment), ITALIC),
    )
    date = f"{amendment.date:%Y-%m-%d}" if amendment.date else ""
    yield (*(line for member in amendment.members for line in texts(member)), *texts(date))
    yield (tuple(map(_shown, amendment.proposed)), *texts(amendment.how, ITALIC))
    yield tuple(line for words in comments(amendment) for line in texts(words))
    yield (
        *texts(amendment.disposition, BOLD),
        *texts(amendment.amended),
        *texts(amendment.remark, ITALIC),
    )


def texts(words: str, look: Look = PLAIN) -> Iterator[tuple[Text]]:
    """A paragraph for each line of the words, spaces made single."""
    for line in printable(words).split("\n"):
        if tidy := " ".join(line.split(" ")).strip():
            yield (Text(tidy, look),)


def _shown(inline: Inline) -> Inline:
    match inline:
        case Link():
            return inline
        case NoteReference():
            words, look, former = f"[{inline.number or NEW_NOTE}]", PLAIN, None
        case Text() | Reference():
            words, look, former = inline.text, inline.look, inline.former
    return Text(words, look, former, inserted=inline.inserted, deleted=inline.deleted)


def _plain(revision: Revision) -> Revision:
    """A move is two rows here, each a change by itself."""
    return replace(revision, move="", amendment=NO_AMENDMENT)
