"""The summary of states: counts that are right, in three formats; and what an editor makes of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.contents import FILES, MANUSCRIPT, PLAN
from tests.directives.test_chosen import said, saying
from tests.directives.test_twice import TOLD
from tests.printing import print_pdf
from tests.writeback.amending import folder
from workplan.compare.redline.redline import compare
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.content.models.states import STATES, State
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Table
from workplan.opening import open_carried, open_content
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.write import write_back

SUMMARY = {**FILES, "plan.md": f"{MANUSCRIPT}\n# Progress\n\n:::{{status-summary}}\n:::\n"}


def composed(**files: str) -> Document:
    return compose(load(folder({**SUMMARY, **files})).plan)


def table(document: Document) -> Table:
    return next(b for b in document.blocks if isinstance(b, Table) and b.id.startswith("status-summary"))


def test_counts_totals_and_definitions() -> None:
    # Before, "there is no directive "status-summary"": counts were typed.
    head, *rows = said(table(composed()))
    assert head == ["State", "All actions", "Priority 1", "Priority 2"]
    assert rows[0] == ["○ Not started / No work has begun.", "0", "0", "0"]
    assert rows[2] == ["∞ Ongoing / A permanent task, on which work goes on.", "1", "1", "0"]
    assert rows[-2:] == [["No status", "1", "1", "1"], ["All actions", "2", "2", "1"]]
    assert len(rows) == len(STATES) + 2


def test_filters_are_those_of_the_table_of_actions() -> None:
    counted = composed(**{"plan.md": SUMMARY["plan.md"].replace("y}\n:::\n", "y}\n:lead: missing\n:::\n")})
    assert said(table(counted))[-1] == ["All actions", "1", "1", "0"]


def test_a_group_s_own_states_and_words() -> None:
    own = (
        'states:\n  - {id: head, name: Begun, shape: "►"}\n  - {id: ongoing, name: On, shape: "■"}\n'
        "wording: {all_actions: Alle, state_of: Stand, priority: Priorität, no_state: Offen}\n"
    )
    head, *rows = said(table(composed(**{"plan.yaml": PLAN + own})))
    assert head == ["Stand", "Alle", "Priorität 1", "Priorität 2"]
    assert [row[0] for row in rows] == ["► Begun", "■ On", "Offen", "Alle"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", *(state.id for state in STATES)]),
            st.sets(st.sampled_from(["calm", "storms"]), min_size=1),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=25, deadline=None)
def test_every_action_is_counted(actions: list[tuple[str, set[str]]]) -> None:
    entries = "".join(
        f"- {{id: a-{n}, action: Do, linked_priorities: [{', '.join(sorted(linked))}]"
        + (f", status: {{state: {state}}}}}\n" if state else "}\n")
        for n, (state, linked) in enumerate(actions)
    )
    notes = FILES["footnotes.yaml"]
    document = composed(**{"actions.yaml": entries, "footnotes.yaml": notes})
    _, *rows = said(table(document))
    numbers = [[int(words) for words in row[1:]] for row in rows]
    *states, total = numbers
    assert [sum(column) for column in zip(*states, strict=True)] == total
    assert total == [len(actions), *(sum(p in linked for _, linked in actions) for p in ("calm", "storms"))]
    assert read(write(document, theme())).document == document


@pytest.mark.slow
def test_the_formats_agree() -> None:
    document = composed()
    web = web_page(document, theme()).encode()
    verify(document, {"pdf": print_pdf(document), "docx": write(document, theme()), "html": web})


def test_a_redline_and_an_edition_keep_it() -> None:
    old = composed()
    new = composed(**{"actions.yaml": FILES["actions.yaml"].replace("ongoing", "completed")})
    redline = compare(old, new, TOLD)
    assert accept(redline) == new
    assert reject(redline) == old
    files = {
        **FILES,
        "papers/status.md": "---\ntitle: Status\n---\n\n:::{status-summary}\n:state: ongoing\n:::\n",
    }
    paper = open_content(paper_folder(folder(files), "status"))
    again = open_carried(paper.standing.text, "x")
    assert table(compose(again.plan)) == table(compose(paper.plan))


def test_a_count_that_an_editor_changes_is_explained() -> None:
    old = composed()
    at = table(old)
    for row, was, words in ((at.rows[2], "1", "7"), (at.rows[2], "permanent", "passing")):
        edited = replace(at, rows=tuple(saying(was, words, r.id)(r) if r is row else r for r in at.rows))
        assert edited != at
        blocks = tuple(edited if b is at else b for b in old.blocks)
        written = write_back(folder(SUMMARY), resolve(replace(old, blocks=blocks)))  # type: ignore[arg-type]
        (problem,) = written.problems
        assert not written.files
        assert words in problem.message and "cannot be changed" in problem.message
        assert "actions.yaml" in problem.hint
    head = replace(at, header=saying("State", "Stage")(at.header))
    blocks = tuple(head if b is at else b for b in old.blocks)
    (problem,) = write_back(folder(SUMMARY), resolve(replace(old, blocks=blocks))).problems
    assert "headings" in problem.message


def test_counts_follow_an_edit_of_an_action() -> None:
    old = composed()
    actions = next(b for b in old.blocks if isinstance(b, Table) and b.id == "actions")
    edited = replace(actions, rows=tuple(map(saying("∞ Ongoing", "■ Completed"), actions.rows)))
    blocks = tuple(edited if b is actions else b for b in old.blocks)
    written = write_back(folder(SUMMARY), resolve(replace(old, blocks=blocks)))
    assert not written.problems
    assert written.files == {"actions.yaml": FILES["actions.yaml"].replace("ongoing", "completed")}


def test_many_priorities_are_rows() -> None:
    """Before, each was a column: with 30 of them, words left their cells and no paper could be made."""
    priorities = "".join(f"- {{id: p{n}, text: Priority {n}}}\n" for n in range(1, 31))
    actions = "".join(
        f"- {{id: a{n}, action: Do, linked_priorities: [p{n}, p{n + 1}], status: {{state: ongoing}}}}\n"
        for n in range(1, 30)
    )
    manuscript = SUMMARY["plan.md"].partition("\n")[2].replace(" [^interest]", "")
    files = {"priorities.yaml": priorities, "actions.yaml": actions, "plan.md": manuscript}
    document = composed(**files, **{"footnotes.yaml": "{}"})
    head, *rows = said(table(document))
    assert head == ["Priority", *map(_printed, STATES), "No status", "All actions"]
    assert rows[0] == ["All actions", "0", "0", "29", "0", "0", "0", "0", "29"]
    assert rows[1][0] == "Priority 1" and [row[3] for row in rows[1:]] == ["1", *["2"] * 28, "1"]
    assert len(rows) == 31
    verify(document, {"pdf": print_pdf(document), "docx": write(document, theme())})


def _printed(state: State) -> str:
    return f"{state.shape} {state.name}"
