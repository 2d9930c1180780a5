"""Priorities, and the cells of actions. Each rule by itself, named by its id."""

from __future__ import annotations

from tests.importing.rules.given import became, imported, line
from workplan.content.words.wording import Wording
from workplan.importing.rules.claims import Claims
from workplan.importing.rules.data import cells, priorities


def test_p1() -> None:
    assert priorities.which([]) is None
    assert b"- id:" in imported("no-styles").files["priorities.yaml"]


def test_k1() -> None:
    assert cells.number(line("12. Build")) == ("12.", 4)
    assert cells.number(line("Build")) == ("", 0)


def test_k2() -> None:
    ids = ["calm", "storms", "floods"]
    assert cells.linked("Build (linked priority 3,1)", ids) is None  # printed, it would be 1,3
    assert cells.linked("Build(Priority 1, 3)", ids) == ("Priority", ["calm", "floods"], 5)
    assert cells.linked("Build (linked priority 9)", ids) is None
    assert cells.linked("Build (see 2)", ids) is None


def test_k3() -> None:
    wording = Wording()
    assert cells.interest(["Lead: Fiji", "Tonga"], "", wording, []) == [
        {"member": "Fiji", "role": "lead"},
        {"member": "Tonga"},
    ]
    assert (
        cells.interest(
            ["All members are to say what they can do, each in its own way and time"], "", wording, []
        )
        is None
    )


def test_k4() -> None:
    claims = Claims()
    cells.members(["Viet Nam", "Fiji", "Vietnam"], claims)
    assert claims.made[1].words == "Viet Nam, Vietnam"


def test_k5() -> None:
    found, rest = cells.status([line("■ Completed"), line("Timeframe: Q3 2024"), line("Done.")], Wording())
    assert found == {"state": "completed", "timeframe": "Q3 2024"} and [each.text for each in rest] == [
        "Done."
    ]


def test_k6() -> None:
    assert became("as-google-saves", "K6") == "the priorities are a list of the text"
