"""The forms of a call, from the content: one for each member, and a blank one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from msgspec.structs import replace

from workplan.content.models.data import Member
from workplan.content.paper.plan import Plan
from workplan.content.paper.written_days import deadline_in_words
from workplan.content.values.blank import is_blank
from workplan.content.values.deadline import Deadline, read_deadline
from workplan.document.composing.compose import compose, notes
from workplan.document.composing.inlines import markup
from workplan.document.composing.manuscript import manuscript_blocks
from workplan.document.composing.references import targets
from workplan.document.tree import Block, Inline, NoteReference, Paragraph, Reference, Text
from workplan.document.walking.walk import lines, map_inlines, plain
from workplan.editions.standing import Standing
from workplan.returns.form import Call, Form, Row

#: The section of a call that says who answers, how, and where the form is sent.
HOW_TO_ANSWER = "how-to-answer"


def deadline_of(plan: Plan) -> Deadline | None:
    """Until when a call asks for answers; None where its head does not say it, or has a blank there."""
    given = plan.head.deadline if plan.head else None
    return None if given is None or is_blank(given) else read_deadline(given)


def blank_form(
    plan: Plan,
    deadline: date,
    *,
    on: datetime | None = None,
    standing: Standing | None = None,
) -> Form:
    """The form of the call that `plan` is, for nobody yet. `on` stands in for the date of the files,
    `standing` says whether the call was issued."""
    of_call = deadline_of(plan)
    leads = targets(plan)
    rows = tuple(
        Row(action.id, number, words, plain(words), action.interest)
        for number, action in enumerate(plan.actions, 1)
        for words in (_unlinked(markup(action.action, leads)),)
    )
    identity, group = plan.identity, plan.group or plan.identity
    where = tuple(_where(plan))
    texts = chain((line.inlines for block in where for line in lines(block)), (row.words for row in rows))
    document = compose(plan, on, standing)
    return Form(
        call=Call(plan.paper, document.properties.title, _known(identity.symbol)),
        edition=group.edition.label,
        deadline=deadline,
        until=deadline_in_words(
            of_call if of_call and of_call.day == deadline else Deadline(deadline), identity.wording
        ),
        identity=identity,
        rows=rows,
        properties=document.properties,
        terms=document.terms,
        front=tuple(_front(document.blocks)),
        where=where,
        notes=tuple(
            replace(note, inlines=_unlinked(note.inlines))
            for note in notes(plan.footnotes, _called(texts), leads)
        ),
    )


def for_member(blank: Form, member: Member) -> Form:
    """The form of a member."""
    return replace(blank, member=member.id, member_name=member.name or "")


def for_members(blank: Form, members: Iterable[Member]) -> dict[str, Form]:
    """The form of each member, and the blank one last, by their ids: what may come back."""
    forms = (*(for_member(blank, member) for member in members), blank)
    return {form.id: form for form in forms}


def _known(symbol: str | None) -> str | None:
    return None if symbol is None or is_blank(symbol) else symbol


def _front(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The lines of the front page down to the title: whose paper it is. What the call says of itself below is
    not repeated in each form."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            if block.id == "title":
                return


def _where(plan: Plan) -> Iterator[Block]:
    """What stands in the call's section on how to answer, without its heading."""
    within = False
    for each in manuscript_blocks(plan.manuscript, plan, targets(plan), section="introduction"):
        if each.node.type == "heading":
            within = each.node.meta["id"] == HOW_TO_ANSWER
        elif within:
            yield map_inlines(each.block, _unlinked_one)


def _unlinked(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of references are words: what they lead to is not in the form."""
    return tuple(map(_unlinked_one, inlines))


def _unlinked_one(inline: Inline) -> Inline:
    return Text(inline.text, inline.look) if isinstance(inline, Reference) else inline


def _called(texts: Iterable[tuple[Inline, ...]]) -> dict[str, int]:
    """The notes that are called, with their numbers in reading order."""
    numbers: dict[str, int] = {}
    for inline in chain.from_iterable(texts):
        if isinstance(inline, NoteReference):
            numbers.setdefault(inline.note, len(numbers) + 1)
    return numbers
