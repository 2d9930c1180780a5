"""Where an action stands: states of the group's own, and what is overdue on a given day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.contents import ACTIONS, FILES, PLAN
from tests.writeback.amending import folder
from workplan.content.load import load
from workplan.content.models.data import Status
from workplan.content.models.identity import Identity
from workplan.content.models.states import STATES
from workplan.content.models.timeframes import last_day, overdue
from workplan.document.composing.compose import compose
from workplan.document.tree import Table
from workplan.document.walking.walk import plain
from workplan.errors import ContentError

PERIOD = {"start": 2031, "end": 2033}


def identity(**more: object) -> Identity:
    return Identity.model_validate(
        {
            "organisation": {"name": "O"}, "group": "G", "title": "T", "period": PERIOD,
            "edition": {"label": "1", "date": "2031-01-01"}, **more,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("2031-06-15", date(2031, 6, 15)),
        ("31 December 2022", date(2022, 12, 31)),
        ("December 1st, 2022", date(2022, 12, 1)),
        ("by end of Feb. 2024", date(2024, 2, 29)),
        ("Sept 2022", date(2022, 9, 30)),
        ("12/2022", date(2022, 12, 31)),
        ("Q3 2022", date(2022, 9, 30)),
        ("2022 Q3", date(2022, 9, 30)),
        ("third quarter of 2022", date(2022, 9, 30)),
        ("H1 2022", date(2022, 6, 30)),
        ("First half of 2022", date(2022, 6, 30)),
        ("2022", date(2022, 12, 31)),
        ("2021–2022", date(2022, 12, 31)),
        ("January – March 2022", date(2022, 3, 31)),
        ("end of the plan", date(2033, 12, 31)),
        ("١٥ آذار ٢٠٢٢", date(2022, 3, 15)),
        ("31 February 2022", None),
        ("Q5 2022", None),
        ("mid-term", None),
        ("ju 2022", None),
        ("continuous", None),
        ("Ongoing", None),
        ("after the Ninth Meeting", None),
        ("20221", None),
        ("before 2022", None),
    ],
)
def test_the_last_day_of_a_timeframe(words: str, end: date | None) -> None:
    months = ["a1", "b1", "آذار", "c1", "d1", "e1", "f1", "g1", "h1", "i1", "j1", "k1"]
    assert last_day(words, identity(wording={"months": tuple(months)})) == end


@pytest.mark.parametrize("state", [None, *(state.id for state in STATES)])
def test_overdue_is_what_is_not_closed_and_should_have_been(state: str | None) -> None:
    status, plan = Status(state=state, timeframe="Q3 2022"), identity()
    assert not overdue(status, plan, date(2022, 9, 30))
    assert overdue(status, plan, date(2022, 10, 1)) == (state not in ("completed", "discontinued"))
    assert not overdue(Status(state=state, timeframe="continuous"), plan, date(2999, 1, 1))
    assert not overdue(Status(state=state), plan, date(2999, 1, 1))


OWN = """\
states:
  - {id: begun, name: Begun, shape: "►"}
  - {id: done, name: Done, shape: "■", definition: Nothing is left to do, closed: true}
"""


def cell(plan: str, state: str) -> str:
    actions = ACTIONS.replace("state: ongoing", f"state: {state}")
    document = compose(load(folder({**FILES, "plan.yaml": plan, "actions.yaml": actions})).plan)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return plain(table.rows[1].cells[2].blocks[0].inlines)


def test_a_group_has_states_of_its_own() -> None:
    # Before, the five states were the program's, and a print in black and white had their names alone.
    assert cell(PLAN + OWN, "done") == "■ Done"
    assert cell(PLAN, "in-progress") == "► In progress"
    assert cell(PLAN + "wording: {state: {in-progress: Under way}}\n", "in-progress") == "► Under way"
    assert overdue(Status(state="begun", timeframe="2022"), identity(), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("plan", "state", "said", "hint"),
    [
        (PLAN, "completd", 'there is no state "completd"', 'did you mean "completed"?'),
        (PLAN, "deferred", 'there is no state "deferred"', '"postponed" now'),
        (PLAN + OWN, "completed", 'there is no state "completed"', "begun, done"),
        (PLAN + "wording: {state: {ongong: X}}\n", "ongoing", 'there is no state "ongong"', "ongoing"),
        (PLAN + OWN.replace("■", "►"), "done", "two states have the shape", ""),
        (PLAN + OWN.replace("■", "✔"), "done", "no shape that every Word has", ""),
        (PLAN + "states: []\n", "done", "it must have a state", ""),
    ],
)
def test_what_is_wrong_with_a_state(plan: str, state: str, said: str, hint: str) -> None:
    with pytest.raises(ContentError) as caught:
        cell(plan, state)
    problem = caught.value.problems[0]
    assert said in problem.message
    assert hint in problem.hint
    assert problem.place.line > 1
