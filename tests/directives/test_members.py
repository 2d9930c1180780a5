"""The table of members: what it prints, what becomes of edits of it, and what of it an edition keeps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.contents import FILES, MANUSCRIPT, PLAN
from tests.directives.test_twice import TOLD, saying, table
from tests.pairs import amended
from tests.writeback.amending import folder
from workplan.compare.redline.redline import compare
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Block, Document, Table, Text
from workplan.document.walking.walk import plain
from workplan.editions import freeze, thaw
from workplan.errors import ContentError
from workplan.opening import open_content, open_edition
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.write import Written, write_back

MEMBERS = """\
- {id: Harbours}
# The pilots of the river
- {id: Pilots, name: Association of Pilots}
- {id: Lights, name: The Lights' Board}
"""
ID = "table-of-members"
ASKED = {
    **FILES,
    "members.yaml": MEMBERS,
    "plan.md": f"{MANUSCRIPT}\n# Who\n\n:::{{members}}\n:::\n\n"
    "# Interested\n\n:::{members}\n:interested: yes\n:::\n",
}


def composed(files: dict[str, str] = ASKED) -> Document:
    return compose(load(folder(files)).plan)


def said(document: Document, id: str = ID) -> list[list[str]]:
    found = table(document, id)
    rows = (found.header, *found.rows)
    return [[" / ".join(plain(line.inlines) for line in cell.blocks) for cell in row.cells] for row in rows]


def written(*changes: Callable[[Block], Block], files: dict[str, str] = ASKED) -> Written:
    new = composed(files)
    for change in changes:
        new = resolve(replace(new, blocks=tuple(map(change, new.blocks))))
    return write_back(folder(files), new)


def test_all_members_or_those_that_an_action_names() -> None:
    # Before, 'there is no directive "members"'.
    pilots = ["Pilots", "Association of Pilots"]
    assert said(composed()) == [
        ["Member", "Full name"],
        ["Harbours", "Harbours"],
        pilots,
        ["Lights", "The Lights' Board"],
    ]
    assert said(composed(), f"{ID}-2")[1:] == [["Harbours", "Harbours"], pilots]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_however_many(count: int) -> None:
    members = "".join(f"- {{id: عضو {n}, name: اسم {n}}}\n" for n in range(count))
    files = {
        "plan.yaml": PLAN + "language: ar\n",
        "plan.md": "مقدمة\n\n:::{members}\n:::\n",
        "members.yaml": members,
    }
    document = composed(files)
    assert sum(isinstance(block, Table) for block in document.blocks) == bool(count)
    assert resolve(document) == document
    assert read(write(document, theme())).document == document
    if count:
        assert len({row.id for row in table(document, ID).rows}) == count
        assert said(document)[-1] == [f"عضو {count - 1}", f"اسم {count - 1}"]


def test_short_names_that_are_alike_in_an_id() -> None:
    files = {**ASKED, "members.yaml": MEMBERS + "- {id: Lights!}\n- {id: '2030'}\n"}
    document = composed(files)
    assert [row.source for row in table(document, ID).rows][2:] == ["lights", "lights-2", "member-2030"]
    assert resolve(document) == document


def test_an_edit_of_a_full_name_goes_to_members_yaml() -> None:
    for id in (ID, f"{ID}-2"):
        found = written(saying("Association", "Guild", within=id))
        assert not found.problems
        assert found.files == {"members.yaml": MEMBERS.replace("Association", "Guild")}
    # A full name where there was none.
    (text,) = written(_named("Harbours", "All Harbours")).files.values()
    assert "{id: Harbours, name: All Harbours}" in text
    # And none where there was one.
    (text,) = written(_named("Association of Pilots", "Pilots")).files.values()
    assert "{id: Pilots}" in text


def _named(old: str, new: str) -> Callable[[Block], Block]:
    def change(block: Block) -> Block:
        if not isinstance(block, Table) or block.id != ID:
            return block
        rows = []
        for row in block.rows:
            short, name = row.cells
            if plain(name.blocks[0].inlines) == old:
                line = replace(name.blocks[0], inlines=(Text(new),))
                row = replace(row, cells=(short, replace(name, blocks=(line,))))
            rows.append(row)
        return replace(block, rows=tuple(rows))

    return change


def test_two_names_are_an_error() -> None:
    changes = (
        saying("Association", "Guild", within=ID),
        saying("Association", "Union", within=f"{ID}-2"),
    )
    found = written(*changes)
    (problem,) = found.problems
    assert not problem.warning
    assert '"Guild of Pilots" is taken, "Union of Pilots" is not' in problem.message
    assert "Guild" in found.files["members.yaml"]


def test_short_names_and_rows_are_explained() -> None:
    short = written(lambda block: saying("Pilots", "Pilot", within=ID)(block))
    assert "Guild" not in str(short.files)
    assert any(
        "short name" in problem.message and "actions.yaml" in problem.hint for problem in short.problems
    )

    def shorter(block: Block) -> Block:
        return replace(block, rows=block.rows[1:]) if isinstance(block, Table) and block.id == ID else block

    gone = written(shorter)
    assert gone.files == {}
    assert ["members cannot be added" in problem.message for problem in gone.problems] == [True]


def test_a_member_that_an_action_names_for_the_first_time_is_listed() -> None:
    found = written(saying("Pilots", "Pilots, Ferries", within="actions"))
    assert [problem.message for problem in found.problems] == [
        'the member "Ferries" was not known: it is added (Action 1, members\' interest)'
    ]
    again = composed({**ASKED, **found.files})
    assert said(again)[-1] == said(again, f"{ID}-2")[-1] == ["Ferries", "Ferries"]


def test_an_edition_keeps_what_is_printed_and_no_address() -> None:
    opened = open_content(folder(ASKED))
    text = freeze(opened.plan, (opened.plan.identity.edition,))
    assert "@" not in text
    again = open_edition(text, "e.yaml")
    assert compose(again.plan).blocks == composed().blocks
    assert freeze(again.plan, (opened.plan.identity.edition,)) == text
    assert "Association of Pilots" in thaw(text, "e.yaml")["members.yaml"].decode()


@pytest.mark.parametrize("option", ["yes", "no"])
def test_an_edition_of_members_alone(option: str) -> None:
    """Which members an action names is said by the actions, which are then kept, though not printed."""
    paper = f"---\ntitle: Who\n---\nWords.[^source]\n\n:::{{members}}\n:interested: {option}\n:::\n"
    files = {**ASKED, "papers/who.md": paper}
    opened = open_content(paper_folder(folder(files), "who"))
    text = freeze(opened.plan, (opened.plan.identity.edition,))
    assert ("Measure" in text) == (option == "yes")
    assert ("Lights" in text) == (option == "no")
    assert compose(open_edition(text, "e.yaml").plan).blocks == compose(opened.plan).blocks


def test_full_names_stay_private_where_nothing_prints_them() -> None:
    files = {**ASKED, "plan.md": MANUSCRIPT}
    opened = open_content(folder(files))
    assert "Association" not in freeze(opened.plan, (opened.plan.identity.edition,))


def test_what_is_wrong_is_told_where_it_stands() -> None:
    files = {**ASKED, "plan.md": MANUSCRIPT + "\n:::{members}\n:interested: some\n:::\n"}
    with pytest.raises(ContentError) as error:
        load(folder(files))
    (problem,) = error.value.problems
    assert problem.message == 'interested cannot be "some"'
    assert problem.place.line == MANUSCRIPT.count("\n") + 3


def test_a_redline_is_accepted_and_rejected() -> None:
    old = composed()
    changed = MEMBERS.replace("Association", "Guild").replace("- {id: Lights, name: The Lights' Board}\n", "")
    new = composed({**ASKED, "members.yaml": changed})
    redline = compare(old, new, TOLD)
    assert (accept(redline), reject(redline)) == (new, old)
    assert read(write(redline, theme())).document == redline


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(amended(composed(), most=3))
def test_any_amended_document_is_written_or_told(new: Document) -> None:
    found = write_back(folder(ASKED), new)
    if not any(not problem.warning for problem in found.problems):
        content = {**ASKED, **found.files}
        assert write_back(folder(content), composed(content)).files == {}
