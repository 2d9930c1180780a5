"""Where an action may stand: its states, each with a colour, and a shape that tells it apart without one.

A group may list its own in plan.yaml:

states:
  - {id: begun, name: Begun, shape: "►", colour: blue, definition: Work has begun, next: [done]}
  - {id: done, name: Done, shape: "■", definition: Nothing is left to do, closed: true}
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from workplan.content.values.values import Id, Model, Words
from workplan.design.tone import Tone
from workplan.text.hints import did_you_mean, join, one_of, quoted

#: What every Word and the fonts of the PDF have, and what looks the same from right to left (WGL4).
SHAPES = "○►∞■◊×●□▲▼◄▬▪▫◘◙"


def _shape(words: str) -> str:
    if len(words) != 1 or words not in SHAPES:
        raise ValueError(f"{quoted(words)} is no shape that every Word has; choose one of {' '.join(SHAPES)}")
    return words


class State(Model):
    """`closed`: nothing is left to do, so that it is never overdue. `next` are the states that may be
    reported after this one, by id; any where it is left out."""

    id: Id
    name: Words
    shape: Annotated[str, AfterValidator(_shape)]
    colour: Tone = "black"
    definition: Words | None = None
    closed: bool = False
    next: tuple[Id, ...] | None = None


def different(states: tuple[State, ...]) -> tuple[State, ...]:
    """A list of states that tell apart: by id, by name and by shape."""
    if not states:
        raise ValueError("it must have a state; leave it out to have the usual ones")
    for what in ("id", "name", "shape"):
        seen: set[str] = set()
        for state in states:
            value = getattr(state, what).casefold()
            if value in seen:
                raise ValueError(f"two states have the {what} {quoted(value)}: choose another")
            seen.add(value)
    known = [state.id for state in states]
    for state in states:
        for id in state.next or ():
            if id not in known:
                hint = join(did_you_mean(id, known), f"the states are {one_of(known)}")
                raise ValueError(
                    f"{quoted(id)}, which may come after {quoted(state.id)}, is no state: {hint}"
                )
    return states


STATES = (
    State(id="not-started", name="Not started", shape="○", colour="grey", definition="No work has begun."),
    State(
        id="in-progress",
        name="In progress",
        shape="►",
        colour="blue",
        definition="Work has begun and is to be completed.",
        next=("ongoing", "completed", "postponed", "discontinued"),
    ),
    State(
        id="ongoing",
        name="Ongoing",
        shape="∞",
        colour="plum",
        definition="A permanent task, on which work goes on.",
        next=("in-progress", "completed", "postponed", "discontinued"),
    ),
    State(
        id="completed",
        name="Completed",
        shape="■",
        colour="green",
        definition="Nothing is left to be done.",
        closed=True,
        next=("in-progress", "ongoing"),
    ),
    State(
        id="postponed",
        name="Postponed",
        shape="◊",
        colour="brown",
        definition="Work was put off to a later time.",
    ),
    State(
        id="discontinued",
        name="Discontinued",
        shape="×",
        definition="It was decided not to go on with the action.",
        closed=True,
        next=("not-started", "in-progress", "ongoing"),
    ),
)

#: What a state was called before schema 8, where that was something else.
FORMERLY: Mapping[str, str] = {"postponed": "Deferred"}
