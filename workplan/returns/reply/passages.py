"""What a form says in plain text, passage by passage: who writes it and who reads it ask this list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from workplan.directives.actions.interest import printed
from workplan.returns.form import Form, Row
from workplan.returns.stamp import stamp_line

Kind = Literal["stamp", "words", "action", "label"]


class Passage(Struct, frozen=True):
    """A paragraph of a form. `label` stands before what members write; `action` is the number of the action
    that it is about, 0 for none."""

    kind: Kind
    words: str
    action: int = 0


def passages(form: Form) -> Iterator[Passage]:
    """All of a form, in the order in which it is printed."""
    words = form.wording.form
    yield Passage("words", f"{words.title}: {form.call.name}")
    yield Passage("stamp", stamp_line(form))
    if form.member:
        yield Passage("words", words.for_member.replace("{member}", form.member_name or form.member))
    yield Passage("words", words.return_by.replace("{date}", form.until))
    yield Passage("words", _told(form, words.reply))
    yield Passage("words", _told(form, words.reply_short))
    if form.member is None:
        yield Passage("label", f"{form.wording.member}:")
    for row in form.rows:
        yield from _of_action(form, row)
    yield Passage("label", f"{words.remarks}:")
    yield Passage("label", f"{words.answered_by}:")


def _of_action(form: Form, row: Row) -> Iterator[Passage]:
    words = form.wording.form
    yield Passage("action", f"{row.number}. {row.text}", row.number)
    if line := reported(form, row):
        yield Passage("words", line, row.number)
    yield Passage("label", f"{words.answer} {row.number}:", row.number)
    yield Passage("label", f"{words.comment} {row.number}:", row.number)


def reported(form: Form, row: Row) -> str:
    """What the register says of an action; empty where that is nothing."""

    members = "; ".join(printed(row.interest, form.wording))
    return form.wording.form.reported.replace("{members}", members) if members else ""


def _told(form: Form, pattern: str) -> str:
    wording = form.wording
    numbers = [row.number for row in form.rows][:2] or [1]
    example = ", ".join(
        f"{number} {role}"
        for number, role in zip(numbers, (wording.lead, wording.contributing), strict=False)
    )
    filled_in = {
        "lead": wording.lead,
        "contributing": wording.contributing,
        "answer": wording.form.answer,
        "form": wording.form.form,
        "example": example,
    }
    for name, said in filled_in.items():
        pattern = pattern.replace(f"{{{name}}}", said)
    return pattern
