"""Reports on single actions, written into the content; and the register as it is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.contents import PLAN, write_content
from tests.status.registers import folder, plan_of
from workplan.cli import main
from workplan.content.models.states import STATES
from workplan.content.paper.plan import Plan
from workplan.errors import ContentError, Place
from workplan.status.changes import Change, changed, follows
from workplan.status.since import Dated, differences, gone, history

ACTIONS = """\
# Kept.
- id: measure
  action: Measure the *tide*
  linked_priorities: [storms, calm]
  interest: [{member: Harbours, role: lead}]
- id: report
  action: Report
  linked_priorities: [calm]
  status: {state: completed, text: Begun **well**, timeframe: "2032"} # so far
"""


_OWN = """\
states:
  - {{id: open, name: Open, shape: "○", next: [{}]}}
  - {{id: shut, name: Shut, shape: "■"}}
"""


def wanted(action: str, **status: str) -> Change:
    return Change(
        action, status, None, {"": Place("ACTION"), **{name: Place(f"--{name}") for name in status}}
    )


def plan(text: str = ACTIONS) -> Plan:
    return plan_of(folder(text))


def test_only_the_lines_of_what_is_said_change() -> None:
    made = changed(folder(ACTIONS), plan(), [wanted("report", text="", timeframe="Q3 2033")])
    assert made.text == ACTIONS.replace(', text: Begun **well**, timeframe: "2032"', ', timeframe: "Q3 2033"')
    assert changed(folder(made.text), plan(made.text), [wanted("report", timeframe="Q3 2033")]).actions == ()


def test_what_is_empty_is_taken_out() -> None:
    change = wanted("report", state="", text="", timeframe="")
    made = changed(folder(ACTIONS), plan(), [change], is_correction=True)
    assert plan(made.text).actions[1].status is None
    assert made.text.startswith("# Kept.\n- id: measure\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (wanted("reports", state="ongoing"), 'ACTION:1:1: error: there is no action "reports"'),
        (wanted("report", state="finished"), '--state:1:1: error: there is no state "finished"'),
        (wanted("report", state="not-started"), 'that is "Completed" cannot become "Not started"'),
        (wanted("report", state=""), 'that is "Completed" cannot become one without a state'),
        (wanted("measure", text="see [^nothing]"), '--text:1:1: error: the note "nothing" does not exist'),
        (wanted("measure", meeting="a\x00b"), "--meeting:1:1: error: control character"),
    ],
)
def test_what_cannot_be_is_said_where_it_was_asked_for(change: Change, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        changed(folder(ACTIONS), plan(), [change])
    assert said in str(caught.value)
    assert str(caught.value).count("error:") == 1


def test_which_state_may_follow_is_configuration() -> None:
    own = _OWN.format("shut")
    identity = plan_of(
        folder("- {id: measure, action: a, linked_priorities: [calm, storms]}\n", plan_yaml=PLAN + own)
    ).identity
    assert follows(identity, "open", "shut") and follows(identity, "shut", "open")
    assert follows(identity, "", "shut") and not follows(identity, "open", "")
    usual = plan().identity
    assert {state.id for state in STATES if follows(usual, "completed", state.id)} == {
        "in-progress",
        "ongoing",
        "completed",
    }


def test_a_state_that_follows_and_is_none() -> None:
    own = _OWN.format("shutt")
    with pytest.raises(
        ContentError, match='"shutt", which may come after "open", is no state: did you mean "shut"'
    ):
        plan_of(folder(plan_yaml=PLAN + own))


def test_what_differs_since_an_edition() -> None:
    now = plan(ACTIONS.replace("completed", "ongoing").replace("role: lead", "role: contributing"))
    lines = {id: list(each.lines(now.identity)) for id, each in differences(plan(), now).items()}
    assert lines == {
        "measure": ["interest: Contributing: Harbours, was Lead: Harbours"],
        "report": ["∞ Ongoing, was ■ Completed"],
    }
    fewer = plan(ACTIONS[: ACTIONS.index("- id: report")])
    assert [action.id for action in gone(plan(), fewer)] == ["report"]
    assert list(differences(fewer, plan())["report"].lines(now.identity)) == ["a new action"]


def test_the_history_of_an_action() -> None:
    now = plan(ACTIONS.replace("Harbours", "Pilots"))
    told = dict(history([Dated("2031", plan()), Dated("2032", plan()), Dated("now", now)], ["measure"]))
    assert told == {"measure": ["2031: Lead: Harbours", "now: Lead: Pilots"]}


# The commands


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*map(str, words)], prog_name="generate.py")


def test_the_register_in_the_terminal(tmp_path: Path) -> None:
    content = str(write_content(tmp_path, actions_yaml=ACTIONS))
    shown = run("status", "--on", "2033-01-01", "--content", content)
    assert shown.exit_code == 0, shown.output
    assert shown.output.splitlines()[:7] == [
        "  1  measure  -",
        "     Measure the tide",
        "     Lead: Harbours",
        "  2  report  ■ Completed",
        "     Report",
        "     Begun well",
        "     Timeframe: 2032",
    ]
    by = run("status", "--by", "state", "--state", "completed", "--content", content).output
    assert by.startswith("■ Completed\n  2  report") and "1 action of 2" in by
    assert (
        "  1  measure"
        in run("status", "--state", "none", "--member", "Harbours", "--content", content).output
    )
    wrong = run("status", "--member", "Harbour", "--content", content)
    assert wrong.exit_code == 2 and 'did you mean "Harbours"?' in wrong.output


@pytest.mark.slow
def test_set_then_since_then_history(tmp_path: Path) -> None:
    content = write_content(tmp_path / "content", actions_yaml=ACTIONS)
    where = ("--content", str(content))
    assert run("issue", *where, "--output", str(tmp_path / "output")).exit_code == 0
    words = ("status", "set", "1", "--state", "in-progress", "--timeframe", "Q3 2031", "--meeting", "M")
    dry = run(*words, "--dry-run", *where)
    assert "1 action would change; nothing was written" in dry.output
    assert (content / "actions.yaml").read_text() == ACTIONS
    done = run(*words, *where)
    assert done.exit_code == 0 and "measure: ► In progress, was No status" in done.output
    assert "overdue" in run("status", "--overdue", "--on", "2031-10-01", *where).output
    late = run("status", "--overdue", "--on", "2031-10-01", *where).output
    assert "measure  ► In progress  OVERDUE" in late
    since = run("status", "--since", "2031", *where).output
    assert "since 2031: ► In progress, was No status" in since and "  2  report" not in since
    past = run("status", "history", "measure", *where).output
    assert past.splitlines() == [
        "measure",
        "     2031: Lead: Harbours",
        "     now: Lead: Harbours; ► In progress; Timeframe: Q3 2031; As reported at M",
    ]
    wrong = run("status", "set", "2", "--state", "postponed", *where)
    assert wrong.exit_code == 1 and "add --correct" in wrong.output
    assert run("status", "set", "2", "--state", "postponed", "--correct", *where).exit_code == 0
    again = run("status", "set", "2", "--state", "postponed", *where)
    assert again.output.startswith("nothing to change")


def test_out_and_back(tmp_path: Path) -> None:
    content = write_content(tmp_path, actions_yaml=ACTIONS)
    where = ("--content", str(content))
    sheet = str(tmp_path / "sheet.xlsx")
    assert run("status", "export", sheet, *where).exit_code == 0
    unchanged = run("status", "import", sheet, *where)
    assert unchanged.exit_code == 0 and unchanged.output.startswith("nothing to change")
    foreign = tmp_path / "foreign.xlsx"
    foreign.write_bytes(b"PK")
    refused = run("status", "import", str(foreign), *where)
    assert refused.exit_code == 5 and "nothing was written" in refused.output


def test_days_without_a_day(tmp_path: Path) -> None:
    """Today is the day of a register; papers have their own."""
    content = str(write_content(tmp_path, actions_yaml=ACTIONS))
    assert f"overdue on {date.today()}" in run("status", "--content", content).output  # noqa: DTZ011
