"""Amendments of the real plan in Word: the content differs as a careful person would have changed it.

Lines that are new begin with +, those that are gone with -; blank lines are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff

import pytest
from lxml.etree import _Element

from tests.writeback.in_word import WordFileEditor
from tests.writeback.test_explaining import written
from tests.writeback.test_laws import PLAN


def paragraph(editor: WordFileEditor, words: str) -> _Element:
    return next(p for p in editor.paragraphs() if words in "".join(map(str, p.itertext())))


def retype(editor: WordFileEditor, old: str, new: str) -> None:
    """Type `new` over `old`, which stands in one run."""
    [run] = [r for r in editor.texts(paragraph(editor, old)) if old in "".join(map(str, r.itertext()))]
    start = "".join(map(str, run.itertext())).index(old)
    editor.retype(run, start, start + len(old), new)


STATUS = [
    "Ongoing",
    "UNODC: research published",
    "Timeframe: 2022",
    "As reported at the Sixth Annual Meeting",
]
NEW = ("Publish a regional overview of victim support services (linked priority 3)", "Indonesia", "")

CASES: dict[str, tuple[Callable[[WordFileEditor], object], str]] = {
    "a status": (
        lambda editor: editor.type_lines(editor.cell(editor.rows()[3], 2), STATUS),
        """\
+  status:
+    state: ongoing
+    text: "UNODC: research published"
+    timeframe: "2022"
+    meeting: the Sixth Annual Meeting
""",
    ),
    "interest of a new member": (
        lambda editor: editor.type_lines(editor.cell(editor.rows()[6], 1), ["Thailand (lead), Indonesia"]),
        """\
+  interest: [{member: Thailand, role: lead}, {member: Indonesia}]
+- id: Thailand
""",
    ),
    "a new action": (
        lambda editor: editor.type_row(editor.rows()[4], NEW),
        """\
+- id: publish-a-regional-overview
+  action: Publish a regional overview of victim support services
+  linked_priorities: [victims]
+  interest: [{member: Indonesia}]
""",
    ),
    "an action taken out": (
        lambda editor: editor.strike_row(editor.rows()[9]),
        """\
-- id: non-government-partners
-  action: >-
-    Include civil society organisations, the private sector and other non-government organisations
-    in Working Group activities and priorities as appropriate
-  linked_priorities: [collaboration]
""",
    ),
    "an action cut and pasted": (
        lambda editor: editor.move_row(editor.rows()[9], editor.rows()[0]),
        """\
+- id: non-government-partners
+  action: >-
+    Include civil society organisations, the private sector and other non-government organisations
+    in Working Group activities and priorities as appropriate
+  linked_priorities: [collaboration]
-- id: non-government-partners
-  action: >-
-    Include civil society organisations, the private sector and other non-government organisations
-    in Working Group activities and priorities as appropriate
-  linked_priorities: [collaboration]
""",
    ),
    "a new note": (
        lambda editor: editor.add_note(
            paragraph(editor, "Co-chairs of the TIPWG"), "Terms of Reference, paragraph 4: see the annex"
        ),
        """\
-working group co-chairs to align planning and avoid duplication of Bali Process member efforts.
+working group co-chairs to align planning and avoid duplication of Bali Process member
+efforts.[^terms-of-reference-paragraph]
+terms-of-reference-paragraph: "Terms of Reference, paragraph 4: see the annex"
""",
    ),
    "a note's call struck out": (
        lambda editor: editor.strike_call(editor.calls()[0]),
        """\
-    Trafficking in persons and serious forms of labour exploitation[^serious-forms] in the supply
-    chains of goods and services.
+    Trafficking in persons and serious forms of labour exploitation in the supply chains of goods
+    and services.
-serious-forms: >-
-  Serious forms of labour exploitation include slavery, servitude, forced labour, deceptive
-  recruitment, debt bondage, and child labour.
""",
    ),
    "words in a paragraph": (
        lambda editor: retype(editor, "can be amended to", "can be amended at any time to"),
        """\
-the next two years. It is intended to be a ‘living’ document that can be amended to reflect new and
-emerging Working Group priorities.
+the next two years. It is intended to be a ‘living’ document that can be amended at any time to
+reflect new and emerging Working Group priorities.
""",
    ),
    "the title": (
        lambda editor: retype(editor, "2021-2023", "2024-2026"),
        """\
-title: "Forward Work Plan: 2021-2023"
+title: "Forward Work Plan: 2024-2026"
""",
    ),
}


@pytest.mark.parametrize("title", CASES)
def test_diff(title: str) -> None:
    edit, expected = CASES[title]
    found = written(edit)
    assert not [problem for problem in found.problems if not problem.warning]
    lines: list[str] = []
    for name, text in found.files.items():
        found_lines = unified_diff(PLAN[name].split("\n"), text.split("\n"), n=0, lineterm="")
        lines += [line for line in list(found_lines)[2:] if line[0] in "+-" and line[1:].strip()]
    assert lines == expected.splitlines()
