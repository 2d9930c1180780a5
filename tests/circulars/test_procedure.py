"""The no-objection procedure: what may follow what, as a state machine that tries everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pydantic import ValidationError

from workplan.circulars.procedure import RefusedError, State, after, outcome, received, state, to_remind
from workplan.content.models.circular import Circular, Event

OPENED = datetime(2031, 2, 3, 9, tzinfo=UTC)
CLOSES = datetime(2031, 2, 17, 17, tzinfo=UTC)
MEMBERS = ("Harbours", "Pilots", "Korea, Republic of")


def opened() -> Circular:
    return Circular(
        circular="endorsement", text="plan", edition="2031", sha256="0" * 64, opened=OPENED, closes=CLOSES,
        zone="UTC", to=MEMBERS,
    )  # fmt: skip


def closing(circular: Circular, at: datetime) -> Circular:
    return after(circular, [Event(at=at, event="closed", outcome=outcome(circular, at), paper="notice")])


class Everything(RuleBasedStateMachine):
    """Any step at any moment, also recorded late: what is allowed is done, what is not raises."""

    def __init__(self) -> None:
        super().__init__()
        self.circular = opened()
        self.now = OPENED
        self.objected_in_time = False
        self.adopted_too_early = False

    @rule(hours=st.integers(0, 24 * 12))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_last_moment_comes(self) -> None:
        self.now = max(self.now, CLOSES)

    @rule(member=st.sampled_from((*MEMBERS, "Nobody")), earlier=st.integers(-5, 400), objects=st.booleans())
    def something_is_received(self, member: str, earlier: int, objects: bool) -> None:
        at = self.now - timedelta(hours=earlier)
        try:
            self.circular = received(self.circular, [member], at, self.now, "No." if objects else "")
        except RefusedError:
            assert member == "Nobody" or at > self.now or at < OPENED
        else:
            self.objected_in_time |= objects and at <= CLOSES

    @rule()
    def a_reminder_goes_out(self) -> None:
        try:
            members = to_remind(self.circular, self.now, self.now)
        except RefusedError:
            assert not self.circular.silent or state(self.circular, self.now) is not State.OPEN
        else:
            event = Event(at=self.now, event="reminded", members=members, paper="reminder")
            self.circular = after(self.circular, [event])

    @rule()
    def it_is_closed(self) -> None:
        try:
            self.circular = closing(self.circular, self.now)
        except RefusedError:
            assert state(self.circular, self.now) in (State.OPEN, State.ADOPTED, State.NOT_ADOPTED)
        else:
            said = self.circular.notices[-1].outcome
            assert (said == "not adopted") == self.objected_in_time
            self.adopted_too_early |= said == "adopted" and self.now <= CLOSES

    @invariant()
    def no_path_leads_from_an_objection_to_adopted(self) -> None:
        if self.objected_in_time:
            assert state(self.circular, self.now) in (State.OBJECTED, State.NOT_ADOPTED)
            assert state(self.circular, CLOSES + timedelta(days=900)) is not State.ADOPTED

    @invariant()
    def nothing_is_adopted_before_its_time(self) -> None:
        assert not self.adopted_too_early
        if self.now <= CLOSES:
            assert state(self.circular, self.now) is not State.ADOPTED

    @invariant()
    def its_record_reads_as_what_it_is(self) -> None:
        assert Circular.model_validate(self.circular.model_dump()) == self.circular

    @precondition(lambda self: self.circular.notices)
    @rule(at=st.integers(0, 20))
    def a_forged_record_is_refused(self, at: int) -> None:
        """Whoever turns the last notice round in the file makes an error of it."""
        *events, last = self.circular.events
        if last.event == "closed":
            turned = "adopted" if last.outcome == "not adopted" else "not adopted"
            with pytest.raises(ValidationError):
                after(opened(), [*events, last.model_copy(update={"outcome": turned})])


TestEverything = Everything.TestCase
TestEverything.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)


def test_an_objection_of_the_last_moment_counts_and_a_second_later_does_not() -> None:
    later = CLOSES + timedelta(seconds=1)
    in_time = received(opened(), ["Pilots"], CLOSES, later, "No.")
    assert outcome(in_time, later) == "not adopted"
    late = received(opened(), ["Pilots"], later, later, "No.")
    assert outcome(late, later) == "adopted"
    with pytest.raises(RefusedError, match="cannot be closed yet"):
        outcome(opened(), CLOSES)


def test_an_objection_that_is_recorded_after_the_notice_undoes_it() -> None:
    later = CLOSES + timedelta(days=1)
    adopted = closing(opened(), later)
    assert state(adopted, later) is State.ADOPTED
    found = received(adopted, ["Pilots"], CLOSES - timedelta(hours=1), later, "It was in another mailbox.")
    assert state(found, later) is State.OBJECTED
    assert state(closing(found, later), later) is State.NOT_ADOPTED


def test_what_is_recorded_already_is_not_recorded_again() -> None:
    once = received(opened(), ["Pilots", "Pilots"], OPENED, CLOSES)
    assert len(once.events) == 1
    assert received(once, ["Pilots"], CLOSES, CLOSES) == once
    said = received(once, ["Pilots"], CLOSES, CLOSES, "No.")
    assert received(said, ["Pilots"], CLOSES, CLOSES, "No.") == said


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ({"event": "acknowledged", "member": "Nobody"}, 'did not go to "Nobody"'),
        ({"event": "objected", "member": "Pilots"}, "needs member and words"),
        ({"event": "acknowledged", "member": "Pilots", "words": "x"}, "and nothing else"),
        ({"event": "closed", "outcome": "not adopted", "paper": "n"}, "nobody objected in time"),
        ({"event": "closed", "outcome": "adopted", "paper": "n"}, "before its time is over"),
        (
            {"event": "acknowledged", "member": "Pilots", "at": "2031-01-01T00:00:00+00:00"},
            "before the circular",
        ),
        ({"event": "acknowledged", "member": "Pilots", "at": "2031-02-04 10:00"}, "distance from UTC"),
    ],
)
def test_a_record_that_says_what_cannot_be_is_an_error(event: dict[str, str], words: str) -> None:
    given = {"at": "2031-02-05T10:00:00+00:00", **event}
    with pytest.raises(ValidationError) as raised:
        Circular.model_validate({**opened().model_dump(), "events": (given,)})
    assert words in str(raised.value)
