"""The head of a paper beside the plan: what its front matter can say, field by field.

All fields but the title are optional. What plan.yaml says of the organisation, the group, the co-chairs, the
language and the wording holds for a paper that says nothing else.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from workplan.content.models.identity import Edition, Identity, Organisation
from workplan.content.values.blank import is_blank
from workplan.content.values.deadline import deadline_or_blank
from workplan.content.values.symbols import checked
from workplan.content.values.values import Id, Label, Language, Model, Words, iso_date
from workplan.content.words.wording import Wording

#: What a paper asks of those who read it.
Purpose = Literal["decision", "endorsement", "discussion", "noting", "information"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)

#: The layout of a head that names none.
STANDARD = "standard"


def _number(value: object) -> object:
    """A whole number is as good as its words: agenda_item: 5."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


#: Words, or a whole number.
Numbered = Annotated[Words, BeforeValidator(_number)]


def _day_or_blank(value: object) -> object:
    return value if is_blank(value) else iso_date(value)


#: A day, or a blank ("[[date of issue]]") where it is not known yet.
DayOrBlank = Annotated[date | str, BeforeValidator(_day_or_blank)]

#: A deadline in the form in which `content.values.deadline` reads it, or a blank.
DeadlineOrBlank = Annotated[date | str, BeforeValidator(deadline_or_blank)]

Symbol = Annotated[Label, AfterValidator(checked)]


class Meeting(Model):
    """The meeting that a paper is for; `ordinal` is its number in words ("Tenth", "10th") or figures."""

    name: Words
    ordinal: Numbered | None = None


class Late(Model):
    """That a paper came after its deadline, and why."""

    reason: Words


def _named(key: str) -> BeforeValidator:
    """Plain words are the value of this key."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class Head(Model):
    """What a paper says of itself. `extra` has the fields that only some bodies know ("strategic_direction"),
    for their own layouts."""

    layout: Id = STANDARD
    organisation: Organisation | None = None  # those of plan.yaml where absent
    body: Words | None = None  # the group of plan.yaml where absent
    co_chairs: tuple[Words, ...] | None = None
    series: Words | None = None
    symbol: Symbol | None = None
    meeting: Annotated[Meeting | None, _named("name")] = None
    place: Words | None = None
    dates: Words | None = None  # of the meeting, as they are printed
    manuscript: Literal["plan"] | None = None  # the plan itself, under this head
    date: DayOrBlank | None = None  # of issue; that of the plan's edition where absent
    agenda_item: Numbered | None = None
    title: Words
    short_title: Words | None = None
    submitted_by: Words | None = None
    purpose: Purpose | None = None
    distribution: Words | None = None
    original_language: Words | None = None
    summary: Words | None = None
    deadline: DeadlineOrBlank | None = None  # until when members answer: see `content.values.deadline`
    action: Words | None = None  # to be taken: see `content.paper.front_fields.ACTION`
    related_documents: tuple[Words, ...] = ()
    supersedes: Words | None = None
    attachments: tuple[Words, ...] = ()
    late_submission: Annotated[Late | None, _named("reason")] = None
    extra: Annotated[
        Mapping[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], Words],
        Field(default_factory=dict),
    ]
    edition: Edition | None = None  # the plan's label, and the paper's date, where absent
    numbered: bool = False  # the paragraphs of the text have numbers: 1., 2., …
    language: Language | None = None
    wording: Wording | None = None

    @model_validator(mode="after")
    def _supersedes_another(self) -> Self:
        if self.symbol and self.supersedes == self.symbol:
            raise ValueError("a paper cannot supersede itself: give the symbol of the other one")
        return self

    def identity(self, plan: Identity) -> Identity:
        """That of the paper, in a group whose plan.yaml says `plan`."""
        day, symbol = self.date, self.symbol
        edition = self.edition or Edition(
            label=plan.edition.label if symbol is None or is_blank(symbol) else symbol,
            date=plan.edition.date if day is None or isinstance(day, str) else day,
        )
        own: dict[str, Any] = {
            "title": self.title,
            "short_title": self.short_title,
            "symbol": self.symbol,
            "edition": edition,
            "amended": None,
            "show_edition": False,
            "numbered": self.numbered,
        }
        given = {
            "organisation": self.organisation,
            "group": self.body,
            "co_chairs": self.co_chairs,
            "language": self.language,
            "direction": plan.direction if self.language in (None, plan.language) else None,
            "wording": self.wording,
        }
        own |= {name: value for name, value in given.items() if value is not None or name == "direction"}
        return plan.model_copy(update=own)
