"""plan.yaml: whose plan it is, for when, and how its files introduce themselves."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from workplan.content.models.states import FORMERLY, STATES, State, different
from workplan.content.values.labels import label_key
from workplan.content.values.languages import Direction, direction_of
from workplan.content.values.values import Checked, Day, Label, Language, Model, Words
from workplan.content.words.wording import Wording


class Organisation(Model):
    name: Words
    mandate: Words | None = None  # printed under the name: "on People Smuggling, …"


class Period(Model):
    start: Annotated[int, Field(ge=1900, le=2999)]
    end: Annotated[int, Field(ge=1900, le=2999)]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("it ends before it starts")
        return self


class Edition(Model):
    """An edition of the plan. `date` is the date of every file made from it; `note` says in the
    edition history what it is ("Endorsed at the Sixth Meeting")."""

    label: Label
    date: Day
    note: Words | None = None


def in_order(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """By date, then by label."""
    return tuple(sorted(editions, key=lambda edition: (edition.date, label_key(edition.label))))


class Amended(Model):
    """Where a plan was amended last ("the Sixth Meeting"), and when."""

    at: Words
    date: Day


class Identity(Model):
    """plan.yaml: whose plan it is, for when, and how its files introduce themselves.

    `schema` numbers the form of all the content's files (`workplan.editions.migrations`)."""

    schema_: Annotated[int | None, Field(alias="schema", ge=1)] = None
    organisation: Organisation
    group: Words
    title: Words
    short_title: Words | None = None  # running head; the title where absent
    period: Period
    symbol: Label | None = None  # "BP/TIPWG/10/WP.3/Rev.1": printed first, and in the running head
    co_chairs: tuple[Words, ...] = ()  # printed below the group
    edition: Edition
    # Printed below the title: "As amended at the Sixth Meeting, 1 December 2021", or "Edition 2021, …".
    amended: Amended | None = None
    show_edition: bool = False
    language: Language = "en"
    direction: Direction | None = None  # that of the language where absent
    subject: Words | None = None
    keywords: tuple[Words, ...] = ()
    numbered: bool = False  # the paragraphs of the text have numbers: 1., 2., …
    wording: Wording = Wording()
    states: Annotated[tuple[State, ...], Checked(different)] = STATES
    leads: Literal["one", "several"] = "several"  # how many members may lead an action
    # What was issued before a schema changed how something is printed is printed as it was: see
    # `workplan.editions.migrations`.
    printed_as: Annotated[int | None, Field(ge=1)] = None

    @model_validator(mode="after")
    def _one_line_below_the_title(self) -> Self:
        if self.amended and self.show_edition:
            raise ValueError("one line stands below the title: give amended or show_edition, not both")
        return self

    def prints_as_before(self, schema: int) -> bool:
        return self.printed_as is not None and self.printed_as < schema

    def state_name(self, state: State) -> str:
        """What a state is called, as plan.yaml says."""
        usual = FORMERLY.get(state.id, state.name) if self.prints_as_before(8) else state.name
        return self.wording.state.get(state.id, usual)

    def shape(self, id: str) -> str:
        """What is printed before the name of a state."""
        return "" if self.prints_as_before(8) else f"{self._state(id).shape} "

    def printed_state(self, id: str) -> str:
        """A state as it is printed: its shape and its name."""
        return f"{self.shape(id)}{self.state_name(self._state(id))}"

    def _state(self, id: str) -> State:
        return next(state for state in self.states if state.id == id)

    @property
    def runs(self) -> Direction:
        """The direction of the whole document."""
        return self.direction or direction_of(self.language)
