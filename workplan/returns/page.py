"""A form as a document: what the carriers that are printed show, in the looks of the plan's own files.

    front page of the call, down to its title
    Return form                       the stamp, whom it is for, until when
    1. what to do …                   in three or four steps
    what the call says on how to answer
    Name of the person …              one line for each field of the whole form
    the actions                       a table with a row for each, or one after another

A box to tick is the letter ☐, a place to write in is "…". Each answer stands in a cell or line of its own, by
the id that `naming.field_id` gives; carriers that have controls put them there. In a line, what is to be
answered stands before it: "Lead: ☐".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from workplan.directives.actions.interest import printed
from workplan.document.composing.plain_table import with_room
from workplan.document.ids import cell_line
from workplan.document.look import BOLD, PLAIN, Look
from workplan.document.printing.directions import filled_in
from workplan.document.resolving.note_numbers import number_notes
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
)
from workplan.document.walking.walk import lines, plain
from workplan.returns.form import OF_AN_ACTION, TICKS, Field, Form, Layout
from workplan.returns.form import Row as FormRow
from workplan.returns.naming import SCOPE, field_id, row_id, words_id
from workplan.returns.stamp import stamp_head, stamp_line

#: A box that is not ticked, one that is, and a place to write in.
EMPTY_BOX, TICKED_BOX, TO_WRITE = "☐", "☒", "…"
#: The line that says what the register says of an action.
REPORTED = "reported"
STAMP = f"{SCOPE.id}-stamp"
_BLANK = Look(blank=True)
#: Number, action, lead, contributing, comment.
_WIDTHS = (0.07, 0.42, 0.09, 0.18, 0.24)


def as_document(form: Form, layout: Layout) -> Document:
    """The form as a document, complete without any control."""
    actions = [_table(form)] if layout == "table" else [*_one_after_another(form)]
    blocks, numbers = number_notes(
        (
            *form.front,
            *_head(form),
            *_steps(form, layout),
            *form.where,
            *(_line(form, field) for field in form.fields() if field.what in ("member", "answered-by")),
            *(actions if form.rows else ()),
            _line(form, Field("remarks")),
        )
    )
    notes = (replace(note, number=numbers[note.id]) for note in form.notes if note.id in numbers)
    return Document(
        replace(
            form.properties,
            title=_title(form),
            file_stem=form.stem,
            running_head=" · ".join((form.properties.running_head, stamp_head(form))),
            numbered=False,
        ),
        form.terms,
        blocks,
        tuple(sorted(notes, key=lambda note: note.number)),
    )


def named(form: Form, field: Field) -> str:
    """What stands before an answer in a line of its own: "Lead: "."""
    wording = form.wording
    words = {"lead": wording.lead, "contributing": wording.contributing, "comment": wording.form.comment}
    said = words.get(field.what) or form.says(field)
    return f"{said[:1].upper()}{said[1:]}: "


def to_fill_in(field: Field) -> str:
    """What stands in the place of an answer until it is there."""
    return EMPTY_BOX if field.what in TICKS else TO_WRITE


def reported(form: Form, row: FormRow) -> str:
    """The line that says what the register says of an action; empty where it says nothing."""
    members = "; ".join(printed(row.interest, form.wording))
    return filled_in(form.wording.form.reported, "members", members, form.direction) if members else ""


def _title(form: Form) -> str:
    title = form.wording.form.title
    return " · ".join(filter(None, (form.call.title, title, form.member)))


def _head(form: Form) -> Iterator[Block]:
    words, direction = form.wording.form, form.direction
    yield Heading(f"{SCOPE.id}-title", 1, (Text(words.title),))
    yield Paragraph(STAMP, (Text(stamp_line(form)),))
    if form.member is not None:
        name = form.member_name if form.member_name else form.member
        member = filled_in(words.for_member, "member", name, direction)
        yield Paragraph(f"{SCOPE.id}-for", (Text(member, BOLD),))
    until = filled_in(words.return_by, "date", form.until, direction)
    yield Paragraph(f"{SCOPE.id}-until", (Text(until, BOLD),))


def _steps(form: Form, layout: Layout) -> Iterator[List]:
    wording = form.wording
    words = wording.form
    tick = words.tick_table if layout == "table" else words.tick_list
    for name in TICKS:
        said = named(form, Field(name)).rstrip(": ")
        tick = tick.replace(f"{{{name}}}", said)
    steps = (tick, words.without_boxes, words.rest.replace("{form}", words.form), words.save)
    id = f"{SCOPE.id}-steps"
    yield List(
        id,
        "decimal",
        tuple(
            ListItem(f"{id}.{n}", f"{n}.", (Paragraph(f"{id}.{n}.text", (Text(step),)),))
            for n, step in enumerate(steps, 1)
        ),
    )


def _line(form: Form, field: Field) -> Paragraph:
    """A line for an answer."""
    place = to_fill_in(field)
    look = PLAIN if field.what in TICKS else _BLANK
    return Paragraph(field_id(field), (Text(named(form, field)), Text(place, look)))


def _table(form: Form) -> Table:
    words, wording = form.wording.form, form.wording
    headings = [
        wording.number,
        words.action,
        *(named(form, Field(what)).rstrip(": ") for what in OF_AN_ACTION),
    ]
    names = ("number", "action", *OF_AN_ACTION)
    head = f"{SCOPE.id}.head"
    header = Row(
        head,
        tuple(_cell(f"{head}.{name}", [(Text(said),)]) for name, said in zip(names, headings, strict=True)),
    )
    rows = tuple(_row(form, row) for row in form.rows)
    widths = with_room(_WIDTHS, (header, *rows))
    return Table(SCOPE.id, words.actions, widths, header, rows, row_heads=True)


def _row(form: Form, row: FormRow) -> Row:
    id = row_id(row.action)
    answers = (
        _cell(field_id(field), [(Text(to_fill_in(field), PLAIN if what in TICKS else _BLANK),)])
        for what in OF_AN_ACTION
        for field in (Field(what, row.action),)
    )
    number = _cell(f"{id}.number", [(Text(str(row.number)),)])
    return Row(id, (number, _cell(words_id(row.action), _words(form, row)), *answers))


def _words(form: Form, row: FormRow) -> list[tuple[Inline, ...]]:
    said = reported(form, row)
    return [row.words, *([(Text(said),)] if said else [])]


def _cell(id: str, lines: Iterable[tuple[Inline, ...]]) -> Cell:
    return Cell(id, tuple(Paragraph(cell_line(id, n), words) for n, words in enumerate(lines, 1)))


def _one_after_another(form: Form) -> Iterator[Block]:
    for row in form.rows:
        said = form.wording.form.one_action.replace("{number}", str(row.number))
        yield Heading(row_id(row.action), 2, (Text(said),))
        words, *others = _words(form, row)
        yield Paragraph(words_id(row.action), words)
        yield from (Paragraph(f"{row_id(row.action)}.{REPORTED}", line) for line in others)
        yield from (_line(form, Field(what, row.action)) for what in OF_AN_ACTION)


def sent_lines(form: Form, layout: Layout) -> Iterator[str]:
    """The words of all lines of the form, for whoever looks what was changed in one."""
    for block in as_document(form, layout).blocks:
        yield from (plain(line.inlines) for line in lines(block))
