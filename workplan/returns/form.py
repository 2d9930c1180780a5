"""A form, and what it asks: one schema behind all carriers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Literal, NamedTuple

from msgspec import Struct

from workplan.content.models.data import Interest
from workplan.content.models.identity import Identity
from workplan.content.values.languages import Direction
from workplan.content.words.wording import Wording
from workplan.document.tree import Block, Inline, Note, Paragraph, Properties, Terms
from workplan.text.slug import file_slug

#: What a member says of an action.
ActionAnswer = Literal["lead", "contributing", "comment"]
#: What is said once in a form. Only a blank one asks who the member is.
FormAnswer = Literal["member", "answered-by", "remarks"]
TICKS: tuple[ActionAnswer, ...] = ("lead", "contributing")
OF_AN_ACTION: tuple[ActionAnswer, ...] = (*TICKS, "comment")
OF_THE_FORM: tuple[FormAnswer, ...] = ("member", "answered-by", "remarks")

#: One action after another is for screen readers and phones.
Layout = Literal["table", "list"]

#: Digits and letters that nobody takes for others: no I, L, O and U (Crockford's base 32).
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Field(NamedTuple):
    """A place where an answer goes; `action` is empty for what is said once in a form."""

    what: ActionAnswer | FormAnswer
    action: str = ""


class Call(Struct, frozen=True):
    """The paper that asks: its name, which is that of its file, and what its head says."""

    paper: str
    title: str
    symbol: str | None = None

    @property
    def name(self) -> str:
        """What people call it: symbol and title."""
        return f"{self.symbol}: {self.title}" if self.symbol else self.title


class Row(Struct, frozen=True):
    """An action; `text` has the words of `words` alone, `interest` what the register says when the form is
    made."""

    action: str
    number: int
    words: tuple[Inline, ...]
    text: str
    interest: tuple[Interest, ...] = ()


class Form(Struct, frozen=True):
    """A form for `member`, or a blank one where there is none.

    `edition` is the label of the plan's edition. `until` is the deadline in words, with its time where it has
    one. `identity`, `properties` and `terms` are the call's own: language, direction, wording, organisation,
    group, whether it is a draft, and the date of every file. `front` are the lines of the call's front page
    down to its title, `where` is what the call says about answering it, `notes` are those that the words of
    these and of the rows call.
    """

    call: Call
    edition: str
    deadline: date
    until: str
    identity: Identity
    rows: tuple[Row, ...]
    properties: Properties
    terms: Terms
    member: str | None = None
    member_name: str = ""  # in full; empty where it is the same
    front: tuple[Paragraph, ...] = ()
    where: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def id(self) -> str:
        """Eight signs, "F7K2-9QXM": the same for the same edition, member, deadline and call, wherever and
        whenever the form is made."""
        return form_id(self.call.paper, self.edition, self.deadline, self.member)

    @property
    def language(self) -> str:
        return self.identity.language

    @property
    def direction(self) -> Direction:
        return self.identity.runs

    @property
    def wording(self) -> Wording:
        return self.identity.wording

    @property
    def stem(self) -> str:
        """The name of its files, without suffix: "TIDES-CL.1-form-indonesia-F7K2-9QXM"."""
        member = file_slug(self.member, 40) if self.member else "blank"
        return "-".join(filter(None, (self.properties.file_stem, "form", member, self.id)))

    def fields(self) -> Iterator[Field]:
        """All places for answers, in reading order."""
        if self.member is None:
            yield Field("member")
        yield Field("answered-by")
        for row in self.rows:
            yield from (Field(what, row.action) for what in OF_AN_ACTION)
        yield Field("remarks")

    def says(self, field: Field) -> str:
        """What a field is called for who cannot see where it stands: "Action 4: lead"."""
        wording = self.wording
        names = {"lead": wording.lead, "contributing": wording.contributing, "comment": wording.form.comment}
        if field.what in names:
            number = next(row.number for row in self.rows if row.action == field.action)
            pattern = wording.form.field
            return pattern.replace("{number}", str(number)).replace("{answer}", names[field.what])
        others = {
            "member": wording.member,
            "answered-by": wording.form.answered_by,
            "remarks": wording.form.remarks,
        }
        return others[field.what]


def form_id(call: str, edition: str, deadline: date, member: str | None) -> str:
    """The id of a form (`Form.id`)."""
    words = "\n".join((call, edition, deadline.isoformat(), "" if member is None else f"={member}"))
    number = int.from_bytes(sha256(words.encode()).digest()[:5])
    signs = "".join(SIGNS[number >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"
