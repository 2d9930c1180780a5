"""A form as a document that is printed, and the rooms for its fields in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from workplan.content.models import Wording
from workplan.directives.actions.interest import printed
from workplan.document.compose import terms
from workplan.document.directions import filled_in, isolated
from workplan.document.look import BOLD, PLAIN, Look
from workplan.document.tree import (
    Alignment,
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Properties,
    Row,
    Table,
    Text,
)
from workplan.render.fillable import Fillable, FormField, Kind
from workplan.returns.form import OF_AN_ACTION, ActionAnswer, Field, Form, Layout
from workplan.returns.form import Row as FormRow
from workplan.returns.naming import SCOPE, field_id, pdf_name, row_id, words_id
from workplan.returns.stamp import stamp_line
from workplan.slug import file_slug

#: Action, lead, contributing, comment.
_WIDTHS = (0.48, 0.1, 0.16, 0.26)
_ALIGNMENTS: tuple[Alignment, ...] = ("", "center", "center", "")
_KINDS: dict[str, Kind] = {
    "lead": "tick",
    "contributing": "tick",
    "comment": "lines",
    "remarks": "lines",
    "member": "line",
    "answered-by": "line",
}


def as_document(form: Form, layout: Layout) -> Document:
    """The form, with empty cells and lines where its fields are."""
    blocks = (
        *(line for line in form.front if line.role != "title"),
        *_head(form, layout),
        *(_table(form) if layout == "table" else _list(form)),
        _asked(form, Field("remarks")),
    )
    return Document(_properties(form), terms(form.wording, form.wording.appendix), blocks, form.notes)


def fillable(form: Form, layout: Layout) -> Fillable:
    """The fields of the form, by the ids that the document has for them."""
    fields = {
        field_id(field): FormField(pdf_name(form, field), form.says(field), _KINDS[field.what])
        for field in form.fields()
    }
    return Fillable(fields, {"form": form.id, "layout": layout})


def _head(form: Form, layout: Layout) -> Iterator[Block]:
    words, wording, around = form.wording.form, form.wording, form.direction
    yield _line("title", words.title, role="title")
    yield _line("of-call", filled_in(words.of_call, "call", form.call.name, around))
    if form.member is not None:
        name = form.member_name or form.member
        yield _line("for-member", filled_in(words.for_member, "member", name, around), BOLD)
    yield _line("stamp", stamp_line(form))
    yield _line("return-by", filled_in(words.return_by, "date", form.until, around), BOLD)
    yield Heading("how", 1, (Text(words.how),))
    tick = words.tick_table if layout == "table" else words.tick_list
    yield _line("tick", tick.replace("{lead}", wording.lead).replace("{contributing}", wording.contributing))
    yield _line("save", words.save.replace("{form}", words.form))
    yield from form.where
    if form.member is None:
        yield _asked(form, Field("member"))
    yield _asked(form, Field("answered-by"))


def _asked(form: Form, field: Field) -> Paragraph:
    """A line that asks for something, with its field."""
    return Paragraph(field_id(field), (Text(form.says(field), BOLD),))


def _table(form: Form) -> Iterator[Block]:
    wording = form.wording
    names = (wording.form.action, wording.lead, wording.contributing, wording.form.comment)
    heads = enumerate(map(_capital, names), 1)
    header = Row(
        f"{SCOPE.id}.head",
        tuple(Cell(f"{SCOPE.id}.head.{n}", (_line(f"{SCOPE.id}.head.{n}.text", name),)) for n, name in heads),
    )
    rows = (
        Row(
            row_id(row.action),
            (
                Cell(words_id(row.action), tuple(_said(row, wording))),
                *(Cell(field_id(Field(what, row.action)), ()) for what in OF_AN_ACTION),
            ),
        )
        for row in form.rows
    )
    yield Table(
        SCOPE.id, wording.form.actions, _WIDTHS, header, tuple(rows), alignments=_ALIGNMENTS, row_heads=True
    )


def _list(form: Form) -> Iterator[Block]:
    wording = form.wording
    names: dict[ActionAnswer, str] = {
        "lead": wording.lead, "contributing": wording.contributing, "comment": wording.form.comment
    }  # fmt: skip
    for row in form.rows:
        yield Heading(row_id(row.action), 1, (Text(f"{wording.form.action} {row.number}"),))
        for n, line in enumerate(_said(row, wording)):
            id = line.id if n else words_id(row.action)
            yield Paragraph(id, line.inlines, line.role)
        for what, name in names.items():
            yield _line(field_id(Field(what, row.action)), _capital(name))


def _said(row: FormRow, wording: Wording) -> Iterator[Paragraph]:
    """What a form says of an action."""
    yield Paragraph(f"{words_id(row.action)}.text", row.words, label=f"{row.number}.")
    if members := "; ".join(printed(row.interest, wording)):
        words = wording.form.reported.replace("{members}", members)
        yield _line(f"{row_id(row.action)}.interest", words, Look(italic=True))


def _properties(form: Form) -> Properties:
    identity, words = form.identity, form.wording.form
    whose = form.member or form.wording.members
    names = (isolated(name, form.direction) for name in (identity.group, stamp_line(form)))
    title = " · ".join((words.title, form.call.name, *([form.member] if form.member else [])))
    return Properties(
        title=title,
        short_title=words.title,
        edition=form.edition,
        date=datetime.combine(identity.edition.date, time(), UTC),
        authors=(identity.group,),
        subject=f"{words.form} {form.id}",
        keywords=(),
        language=form.language,
        direction=form.direction,
        file_stem=file_slug(f"{form.call.paper}-{whose}", limit=80),
        running_head=" · ".join(names),
    )


def _line(id: str, words: str, look: Look = PLAIN, role: str = "body") -> Paragraph:
    return Paragraph(id, (Text(words, look),), role)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
