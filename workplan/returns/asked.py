"""Which forms of a call somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from workplan.content.files.papers import HEAD
from workplan.content.models.data import Member
from workplan.errors import ContentError, GivenFileError, Place, Problem
from workplan.opening import Opened
from workplan.returns.form import Form
from workplan.returns.making import HOW_TO_ANSWER, blank_form, deadline_of, for_member
from workplan.text.hints import did_you_mean, join, one_of, quoted


def asked_forms(opened: Opened, names: Sequence[str], on: datetime | None, *, blank: bool) -> list[Form]:
    """The forms for these members, or for all where none is named, unless `blank` asks for the form for
    anybody. Raises `ContentError` for a call without a deadline, `GivenFileError` for names that are no
    member's."""
    plan = opened.plan
    deadline = deadline_of(plan)
    if deadline is None:
        raise ContentError([_without_deadline(opened)])
    form = blank_form(plan, deadline.day, on=on, standing=opened.standing)
    members = [_member(name, plan.members) for name in dict.fromkeys(names)]
    if not names and not blank:
        members = list(plan.members)
        if not members:
            raise GivenFileError("members.yaml lists no member", "list them, or ask for a --blank form")
    return [*(for_member(form, member) for member in dict.fromkeys(members)), *([form] if blank else [])]


def doubts(opened: Opened, forms: Sequence[Form]) -> Iterator[Problem]:
    """What should be looked at before forms are sent."""
    if forms and not forms[0].where:
        yield Problem(
            "the forms do not say where they are sent",
            Place(_file(opened)),
            f"write that in a section of the call with the line ({HOW_TO_ANSWER})= above its heading; what "
            "stands in it is printed in each form",
            warning=True,
        )


def _without_deadline(opened: Opened) -> Problem:
    """What is wrong with a call that has no deadline, and what to do."""
    plan, places = opened.plan, opened.loaded.places
    if plan.head is None:
        message = "the plan is no call for interest: it has no deadline"
        return Problem(message, Place(_file(opened)), "name a circular of papers/, such as call-for-interest")
    if plan.head.deadline is not None:
        message, place = "the deadline is still a blank", places[HEAD].value(("deadline",))
    else:
        message, place = "this paper has no deadline, and so no form can be made", places[HEAD].value(())
    hint = "write it into its head, as in deadline: 2031-02-17"
    return Problem(message, place, f"{hint}; it is printed in each form, and part of the form's number")


def _file(opened: Opened) -> str:
    places = opened.loaded.places
    return places[HEAD].value(()).file if HEAD in places else str(Path("plan.md"))


def _member(name: str, members: Sequence[Member]) -> Member:
    """The member of this id, or of this name in full."""
    for member in members:
        if name.casefold() in {member.id.casefold(), (member.name or "").casefold()} - {""}:
            return member
    ids = [member.id for member in members]
    hint = join(did_you_mean(name, ids), f"Members: {one_of(ids)}" if ids else "members.yaml lists none")
    raise GivenFileError(f"there is no member {quoted(name)}", hint)
