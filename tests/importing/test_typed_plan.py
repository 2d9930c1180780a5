"""The plan as people type it: no styles, typed numbers and notes, a row that was split by hand.

Before, the only way to a content folder was to type it; general tools find no headings, lists or notes in
such a file.
"""

from __future__ import annotations

import pytest
import yaml

from tests.importing.typed_plan import typed_plan
from workplan.document.tree import Heading, List, Table
from workplan.document.walking.walk import plain
from workplan.importing.bringing_in import Imported, bring_in


@pytest.fixture(scope="module")
def imported() -> Imported:
    return bring_in(typed_plan(), "plan.docx")


def test_title_block(imported: Imported) -> None:
    plan = yaml.safe_load(imported.files["plan.yaml"])
    assert plan["organisation"] == {
        "name": "The Bali Process",
        "mandate": "on People Smuggling, Trafficking in Persons and Related Transnational Crime",
    }
    assert plan["group"] == "Bali Process Working Group on Trafficking in Persons"
    assert plan["title"] == "Forward Work Plan: 2021-2023"
    assert plan["period"] == {"start": 2021, "end": 2023}


def test_headings_and_appendices(imported: Imported) -> None:
    found = [(each.level, each.label) for each in imported.document.blocks if isinstance(each, Heading)]
    assert found == [(1, ""), (1, ""), (1, "Appendix A:"), (1, "Appendix B:"), *[(2, "")] * 5]


def test_priorities_with_their_items(imported: Imported) -> None:
    (found,) = (
        each for each in imported.document.blocks if isinstance(each, List) and each.id == "priorities"
    )
    assert [item.label for item in found.items] == ["1.", "2.", "3.", "4.", "5."]
    (below,) = (block for block in found.items[3].blocks if isinstance(block, List))
    assert [item.label for item in below.items] == ["a.", "b.", "c."]


def test_eleven_actions_and_the_row_that_was_split_is_one(imported: Imported) -> None:
    (found,) = (each for each in imported.document.blocks if isinstance(each, Table))
    assert len(found.rows) == 11
    row = [" ".join(plain(p.inlines) for p in cell.blocks) for cell in found.rows[5].cells]
    assert "good practice examples of successful return" in row[0]
    assert row[1] == "Indonesia"
    assert any(claim.rule == "T5" and claim.verdict == "guessed" for claim in imported.claims)


def test_every_action_links_its_priorities_and_no_number_is_doubled(imported: Imported) -> None:
    actions = yaml.safe_load(imported.files["actions.yaml"])
    priorities = [each["id"] for each in yaml.safe_load(imported.files["priorities.yaml"])]
    numbers = [[priorities.index(id) + 1 for id in each["linked_priorities"]] for each in actions]
    assert numbers == [[1], [1], [2], [2], [3], [3], [3, 4], [4], [4], [5], [5]]
    assert all(each["action"][0].isupper() and "linked" not in each["action"] for each in actions)


def test_twelve_notes_two_of_which_say_the_same(imported: Imported) -> None:
    assert [note.number for note in imported.document.notes] == [*range(1, 13)]
    words = [plain(note.inlines) for note in imported.document.notes]
    assert words[4] == words[5]


def test_nothing_differs_but_the_row_that_was_joined(imported: Imported) -> None:
    assert not imported.lost
    assert [each.reason.split(":")[0] for each in imported.differences] == ["T5", "T5"]
