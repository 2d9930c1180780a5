"""No file loses a word, whatever people made of it; and each shows what was understood of it.

Before, none of these could be brought in.
"""

from __future__ import annotations

import pytest

from tests.importing.hostile import FILES
from workplan.document.tree import Table
from workplan.document.walking.walk import plain
from workplan.importing.bringing_in import bring_in
from workplan.importing.source.word import View

_CHANGES: dict[str, View] = {"tracked-changes": "accepted"}
_ANSWERS = {"mixed-levels": {"H7": "same"}}


@pytest.mark.parametrize("name", FILES)
def test_no_word_is_lost_and_every_difference_has_its_reason(name: str) -> None:
    imported = bring_in(FILES[name](), f"{name}.docx", _ANSWERS.get(name), _CHANGES.get(name))
    assert not imported.lost
    assert [each for each in imported.differences if not each.reason] == []


def test_a_plan_without_priorities_has_actions() -> None:
    """Before, content refused an action that is linked to no priority, even where there was none to link
    to."""
    imported = bring_in(FILES["no-priorities"](), "plan.docx")
    (found,) = (block for block in imported.document.blocks if isinstance(block, Table))
    assert found.id == "actions"
    assert [" ".join(plain(p.inlines) for p in cell.blocks) for cell in found.rows[0].cells] == [
        *("Build gauges at the open coast", "Fiji", "May 2024")
    ]
