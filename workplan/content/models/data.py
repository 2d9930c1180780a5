"""The plan's data: members.yaml, priorities.yaml, actions.yaml, footnotes.yaml."""

import json
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from workplan.content.models.states import STATES
from workplan.content.values.values import Id, Markup, MemberId, Model, Words
from workplan.text.excerpts import shortened
from workplan.text.slug import slug

#: Where a key is that somebody looks for among a member's.
_ADDRESS_BOOK = (
    "move it to private/members.yaml of this content folder, under the same id: git leaves that file out, "
    "and only messages use it"
)


class Member(Model):
    """A member or observer. Who its contact is, and under which address, is private, and stands elsewhere
    (`workplan.circulation.contacts`)."""

    model_config = ConfigDict(
        json_schema_extra={"elsewhere": dict.fromkeys(("email", "contact", "cc"), _ADDRESS_BOOK)}
    )

    id: MemberId
    name: Words | None = None  # in full; the id where absent


#: Of a priority, or numbers of a list. More are a slip, and their letters (a … z, aa …) would grow
#: with the square of their number.
MAX_ITEMS = 999


class PriorityItem(Model):
    id: Id
    text: Markup


class Priority(Model):
    id: Id
    text: Markup
    items: Annotated[tuple[PriorityItem, ...], Field(max_length=MAX_ITEMS)] = ()


Role = Literal["lead", "contributing"]


class Interest(Model):
    member: MemberId
    role: Role | None = None


class Status(Model):
    """Where an action stands, as reported at a meeting. Never filled in by the generator."""

    state: Words | None = None  # the id of one of the plan's states
    text: Markup | None = None
    timeframe: Words | None = None
    meeting: Words | None = None


def _a_group(value: object) -> object:
    """Words alone are told where they belong."""
    if isinstance(value, str):
        state = slug(value)
        if state in {each.id for each in STATES}:
            raise ValueError("a status is a group of keys", f"write {{state: {state}}}")
        hint = f"write {{text: {json.dumps(shortened(value, 60), ensure_ascii=False)}}}"
        raise ValueError("a status is a group of keys", f"{hint}; or {{state: …}} with a state of the plan")
    return value


class Action(Model):
    id: Id
    action: Markup
    linked_priorities: tuple[Id, ...]
    interest: tuple[Interest, ...] = ()
    status: Annotated[Status | None, BeforeValidator(_a_group)] = None


class Footnote(Model):
    id: Id
    text: Markup
