"""Amendments of the real plan, as a meeting would make them: what each redline says, and its laws."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import ROOT
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import with_signs
from workplan.content.load import load
from workplan.content.words.wording import Wording
from workplan.document.composing.compose import compose
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Revision, Table, Text

Edit = Callable[[Path], None]
EDITOR = Revision("Secretariat")


def put(file: str, old: str, new: str) -> Edit:
    """`old`, which stands in the file, replaced."""

    def edit(content: Path) -> None:
        text = (content / file).read_text()
        assert old in text, f"{file} does not hold {old!r}"
        (content / file).write_text(text.replace(old, new, 1))

    return edit


def entries(change: Callable[[list[str]], object], file: str = "actions.yaml") -> Edit:
    """The entries of a YAML list, changed: the first string is what stands before them."""

    def edit(content: Path) -> None:
        found = (content / file).read_text().rstrip("\n").split("\n- id: ")
        change(found)
        (content / file).write_text("\n- id: ".join(found) + "\n")

    return edit


def add(file: Path, text: str) -> None:
    file.write_text(f"{text}\n")


def move(old: int, new: int) -> Callable[[list[str]], object]:
    return lambda found: found.insert(new, found.pop(old))


MALAYSIA = "interest: [{member: Malaysia}]"
IMPUNITY = "linked_priorities: [impunity]"
BUILDING = "- **building the capacity**"
CAPACITY = "Bullet “building the capacity of Bali Process …”"
FORUM = "Government and Business Forum"
FORUM_BULLET = "Bullet “strengthening engagement with the private sector …”"
NEW_ACTION = """tide-tables
  action: Publish tables of all tides
  linked_priorities: [supply-chains, impunity]"""

#: What is done, and what a summary says of it.
AMENDMENTS: dict[str, tuple[tuple[Edit, ...], list[str]]] = {
    "a member": (
        (put("actions.yaml", MALAYSIA, "interest: [{member: Malaysia}, {member: IOM}]"),),
        ["Action 3: IOM added to members' interest"],
    ),
    "a role": (
        (put("actions.yaml", MALAYSIA, "interest: [{member: Malaysia, role: lead}]"),),
        ["Action 3: “Malaysia” in members' interest changed to “Malaysia (lead)”"],
    ),
    "a status": (
        (
            put(
                "actions.yaml",
                MALAYSIA,
                f"{MALAYSIA}\n  status: {{state: ongoing, timeframe: mid-2022}}",
            ),
        ),
        ["Action 3: status set to “∞ Ongoing; Timeframe: mid-2022”"],
    ),
    "an action removed": (
        (entries(lambda found: found.pop(10)),),
        ["Action 10 removed: “", "Action 11 renumbered 10"],
    ),
    "the last action removed": ((entries(lambda found: found.pop(11)),), ["Action 11 removed: “"]),
    "all actions removed but one": (
        (entries(lambda found: found.__delitem__(slice(2, None))),),
        [f"Action {n} removed: “" for n in range(2, 12)],
    ),
    "an action added": (
        (entries(lambda found: found.insert(3, NEW_ACTION)),),
        [
            "Action 3 added: “Publish tables of all tides (linked priority 1,2)”",
            "Actions 3–11 renumbered 4–12",
        ],
    ),
    "an action moved": (
        (entries(move(7, 2)),),
        ["Action 2 (formerly 7): moved", "Actions 2–6 renumbered 3–7"],
    ),
    "a linked priority": (
        (put("actions.yaml", IMPUNITY, "linked_priorities: [impunity, supply-chains]"),),
        ["Action 3: linked priority 1 added"],
    ),
    "priorities in another order": (
        (entries(move(2, 1), "priorities.yaml"),),
        ["Priority 2 (formerly 1): moved", "Priority 2 renumbered 1"],
    ),
    "a note reworded": (
        (put("footnotes.yaml", "To be updated", "To be revised"),),
        ["Footnote 2: “To be updated as Working” changed to “To be revised as Working”"],
    ),
    "a note removed": (
        (
            put("plan.md", ":status: Status [^status]", ":status: Status"),
            put("footnotes.yaml", "\nstatus:", "\n# status:"),
            put("footnotes.yaml", "  For updating", "#  For updating"),
        ),
        ["Column “Status”: footnote 3 removed: “For updating at", "Footnotes 4–12 renumbered 3–11"],
    ),
    "the years": (
        (put("plan.yaml", "2021-2023", "2022-2024"),),
        ["Title: “Forward Work Plan: 2021-2023” changed to “Forward Work Plan: 2022-2024”"],
    ),
    "the years and a split": (
        (
            put("plan.yaml", "2021-2023", "2022-2024"),
            put("plan.md", "the next two years. It is", "the next two years.\n\nIt is"),
        ),
        [
            "Title: “Forward Work Plan: 2021-2023” changed to “Forward Work Plan: 2022-2024”",
            "Paragraph “The Forward Work Plan 2021-23 articulates …”: split into two paragraphs",
        ],
    ),
    "a heading reworded": (
        (put("plan.md", "# Priority issues", "# Priority areas"),),
        ["Heading “Priority areas”: formerly “Priority issues”"],
    ),
    "a bullet": (
        (put("plan.md", BUILDING, f"- **sharing tide tables** with all\n{BUILDING}"),),
        ["Bullet added: “sharing tide tables with all”"],
    ),
    "bold taken away": (
        (put("plan.md", "**building the capacity**", "building the capacity"),),
        [f"{CAPACITY}: “building the capacity” no longer in bold"],
    ),
    "an appendix removed": (
        (lambda content: (content / "appendices/01-background.md").unlink(),),
        [
            "Appendix A “Working Group on Trafficking in Persons, Background and Purpose” removed",
            "Appendix B is now Appendix A",
        ],
    ),
    "an appendix added": (
        (lambda content: add(content / "appendices/03-terms.md", "# Terms\n\nOne.\n\n## Members\n\n- all"),),
        ["Appendix C “Terms” added"],
    ),
    "all actions removed": (
        (lambda content: add(content / "actions.yaml", "[]"),),
        [f"Action {n} removed: “" for n in range(1, 12)],
    ),
    "a section in an appendix": (
        (put("appendices/02-priority-issues-identified.md", "40 million", "50 million"),),
        ["Paragraph “The United Nations estimates that there …”: “40 million” changed to “50 million”"],
    ),
    "two paragraphs made one": (
        (put("appendices/01-background.md", "Asia-Pacific region.\n\n", "Asia-Pacific region. "),),
        ["Paragraph “The Bali Process Working Group on …”: joined with the next paragraph"],
    ),
    "a link": (
        (put("plan.md", FORUM, f"[{FORUM}](https://example.org/gabf)"),),
        [f"{FORUM_BULLET}: link to https://example.org/gabf added to “{FORUM}”"],
    ),
    "the short title": (
        (put("plan.yaml", "short_title: Forward Work Plan 2021-23", "short_title: FWP"),),
        ["Short title changed from “Forward Work Plan 2021-23” to “FWP”"],
    ),
    "a word of ours": (
        (put("plan.yaml", "language:", "wording: {page: 'p. {page} of {pages}'}\nlanguage:"),),
        ["Wording “Page {page} of {pages}” changed to “p. {page} of {pages}”"],
    ),
    "another section": (
        (put("plan.md", "# Action Items", "# Reporting\n\nMembers report every year.\n\n# Action Items"),),
        ["Section “Reporting” added: “Members report every year.”"],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> Document:
    return compose(load(ROOT / "content").plan)


@pytest.mark.parametrize("name", AMENDMENTS)
def test_amendment(name: str, plan: Document, tmp_path: Path) -> None:
    edits, expected = AMENDMENTS[name]
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    for edit in edits:
        edit(content)
    new = compose(load(content).plan)
    redline = compare(plan, new, EDITOR)
    assert accept(redline) == new
    assert reject(redline) == plan
    told = [with_signs(sentence(change, Wording().summary)) for change in changes(redline, Wording())]
    for words, wanted in zip(told, expected, strict=True):
        assert words.startswith(wanted)


def interested(tmp_path: Path, name: str, members: str) -> Document:
    content = tmp_path / name
    shutil.copytree(ROOT / "content", content)
    put("actions.yaml", MALAYSIA, f"interest: [{members}]")(content)
    known = "".join(f"- id: {member}\n" for member in ("Fiji", '"Korea, Republic of"'))
    file = content / "members.yaml"
    file.write_text(file.read_text() + known)
    return compose(load(content).plan)


def test_members_that_take_on_roles_are_one_insertion_each_and_one_sentence(tmp_path: Path) -> None:
    """Before, "Korea, Republic of" was told as two members."""
    before = interested(
        tmp_path, "before", "{member: Malaysia, role: lead}, {member: IOM, role: contributing}"
    )
    after = interested(
        tmp_path,
        "after",
        "{member: Malaysia, role: lead}, {member: Fiji, role: lead}, {member: IOM, role: contributing}, "
        '{member: "Korea, Republic of", role: contributing}',
    )
    redline = compare(before, after, EDITOR)
    (table,) = (block for block in redline.blocks if isinstance(block, Table))
    lines = [line.inlines for row in table.rows for line in row.cells[1].blocks]
    marked = [piece.text for line in lines for piece in line if isinstance(piece, Text) and piece.change]
    assert marked == [", Fiji", ", Korea, Republic of"]
    (change,) = changes(redline, Wording(), ("Korea, Republic of", "Fiji"))
    assert with_signs(sentence(change, Wording().summary)) == (
        "Action 3: Fiji (lead) and Korea, Republic of (contributing) added to members' interest"
    )
