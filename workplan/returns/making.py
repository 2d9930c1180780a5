"""The forms of a call, from the content: one for each member, and a blank one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from markdown_it.tree import SyntaxTreeNode

from workplan.content.models import Member, Plan
from workplan.content.written_days import day_in_words
from workplan.document.compose import front_paragraphs
from workplan.document.inlines import markup
from workplan.document.manuscript import manuscript_blocks
from workplan.document.notes import notes
from workplan.document.references import targets
from workplan.document.tree import Block, Inline, NoteReference
from workplan.document.walk import lines, plain
from workplan.returns.form import Call, Form, Row

#: The section of a call that says who answers, how, and where the form is sent.
HOW_TO_ANSWER = "how-to-answer"


def blank_form(plan: Plan, deadline: date, until: str = "") -> Form:
    """The form of the call that `plan` is, for nobody yet."""
    leads = targets(plan)
    rows = tuple(
        Row(action.id, number, words, plain(words), action.interest)
        for number, action in enumerate(plan.actions, 1)
        for words in (markup(action.action, leads),)
    )
    identity, group = plan.identity, plan.group or plan.identity
    where = tuple(_where(plan))
    called = _called([*(line.inlines for block in where for line in lines(block)), *(r.words for r in rows)])
    return Form(
        call=Call(plan.paper, identity.title, identity.symbol),
        edition=group.edition.label,
        deadline=deadline,
        until=until or day_in_words(deadline, identity.wording),
        identity=identity,
        rows=rows,
        front=tuple(front_paragraphs(plan)),
        where=where,
        notes=notes(plan.footnotes, called, leads),
    )


def for_member(blank: Form, member: Member) -> Form:
    """The form of a member."""
    return replace(blank, member=member.id, member_name=member.name or "")


def for_members(blank: Form, members: Iterable[Member]) -> dict[str, Form]:
    """The form of each member, and the blank one last, by their ids: what may come back."""
    forms = (*(for_member(blank, member) for member in members), blank)
    return {form.id: form for form in forms}


def _where(plan: Plan) -> Iterator[Block]:
    """What stands in the call's section on how to answer, without its heading."""
    within = False
    for each in manuscript_blocks(plan.manuscript, plan, targets(plan), section="introduction"):
        node: SyntaxTreeNode = each.node
        if node.type == "heading":
            within = node.meta["id"] == HOW_TO_ANSWER
        elif within:
            yield each.block


def _called(texts: Iterable[tuple[Inline, ...]]) -> dict[str, int]:
    """The notes that are called, with their numbers in reading order."""
    numbers: dict[str, int] = {}
    for inlines in texts:
        for inline in inlines:
            if isinstance(inline, NoteReference):
                numbers.setdefault(inline.note, len(numbers) + 1)
    return numbers
