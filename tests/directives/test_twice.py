"""The same directive may stand twice: everything in what it prints has a name of its own, and one source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import chain

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from tests.contents import FILES, MANUSCRIPT
from tests.pairs import amended
from tests.writeback.amending import folder
from workplan.compare.redline.redline import compare
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Block, Document, List, NoteReference, Revision, Row, Table, Text
from workplan.document.walking.walk import ids, lines, map_lines, plain
from workplan.errors import Place
from workplan.opening import open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.steps.applying import Applied, applied
from workplan.review.steps.reviewing import Reviewed, baseline, review
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.sources import sources
from workplan.writeback.write import Written, write_back

TWICE = {**FILES, "plan.md": f"""{MANUSCRIPT}
# Actions 2

:::{{action-items}}
:interest: Who
:::

:::{{priorities}}
:::
"""}  # fmt: skip
TOLD = Revision("A", datetime(2031, 1, 1, tzinfo=UTC))


def composed(files: dict[str, str] = TWICE) -> Document:
    return compose(load(folder(files)).plan)


def changed(document: Document, change: Callable[[Block], Block]) -> Document:
    return resolve(replace(document, blocks=tuple(map(change, document.blocks))))


def saying(old: str, new: str, *, within: str) -> Callable[[Block], Block]:
    def line(inlines: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(
            replace(each, text=each.text.replace(old, new)) if isinstance(each, Text) else each
            for each in inlines
        )

    return lambda block: map_lines(block, line) if block.id == within else block


def table(document: Document, id: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.id == id)


def test_every_name_is_unique_and_says_its_source() -> None:
    # Before, "error: :::{action-items} is used twice".
    document = composed()
    names = list(chain.from_iterable(map(ids, document.blocks)))
    assert len(names) == len(set(names))
    # A heading is called actions-2 already.
    first, second = table(document, "actions"), table(document, "actions-3")
    assert [row.id for row in second.rows] == ["actions-3.measure", "actions-3.report"]
    assert [row.source for row in second.rows] == [row.source for row in first.rows] == ["measure", "report"]
    listed = next(
        block for block in document.blocks if isinstance(block, List) and block.id == "priorities-2"
    )
    (below,) = (block for block in listed.items[1].blocks if isinstance(block, List))
    assert [item.source for item in (*listed.items, *below.items)] == ["calm", "storms", "wind", "waves"]
    assert resolve(document) == document


def test_a_note_is_printed_once_and_references_lead_to_the_first() -> None:
    document = composed()
    called = [
        each
        for block in document.blocks
        for line in lines(block)
        for each in line.inlines
        if isinstance(each, NoteReference) and each.note == "note.calm"
    ]
    assert [each.repeat for each in called] == [False, True]
    assert {each.number for each in called} == {called[0].number}


def test_each_place_in_the_content_is_known() -> None:
    loaded = load(folder(TWICE))
    found = sources(loaded)
    for name in ("measure.action.text", "measure.interest.text", "report.status.timeframe"):
        assert found[f"actions-3.{name}"] == found[name]
    assert found["priorities-2.storms.items.wind.text"] == found["wind.text"]
    assert found["actions-3.head.interest"] != found["actions.head.interest"]


def test_word_reads_both() -> None:
    document = composed()
    assert read(write(document, theme())).document == document


def written(change: Callable[[Block], Block], *more: Callable[[Block], Block]) -> Written:
    new = composed()
    for each in (change, *more):
        new = changed(new, each)
    return write_back(folder(TWICE), new)


def test_an_edit_of_either_table_is_one_of_the_action() -> None:
    for id in ("actions", "actions-3"):
        found = written(saying("Measure", "Weigh", within=id))
        assert not found.problems
        assert found.files == {"actions.yaml": TWICE["actions.yaml"].replace("Measure", "Weigh")}
    for id in ("priorities", "priorities-2"):
        found = written(saying("waves", "swell", within=id))
        assert not found.problems
        assert found.files == {
            "priorities.yaml": TWICE["priorities.yaml"].replace("text: waves", "text: swell")
        }


def test_edits_of_both_meet() -> None:
    alike = written(*(saying("Measure", "Weigh", within=id) for id in ("actions", "actions-3")))
    assert not alike.problems
    beside = written(
        saying("Measure", "Weigh", within="actions"), saying("Begun", "Started", within="actions-3")
    )
    assert not beside.problems
    assert "Weigh" in beside.files["actions.yaml"]
    assert "Started" in beside.files["actions.yaml"]


def test_what_two_tables_say_otherwise_is_an_error() -> None:
    found = written(
        saying("Measure", "Weigh", within="actions"), saying("Measure", "Count", within="actions-3")
    )
    (problem,) = found.problems
    assert not problem.warning
    assert problem.message.startswith('measure.action is changed in two ways: "Weigh')
    assert '"Count' in problem.message
    assert "Weigh" in found.files["actions.yaml"]


def test_rows_come_and_go_in_either() -> None:
    def without(block: Block) -> Block:
        is_it = isinstance(block, Table) and block.id == "actions-3"
        return replace(block, rows=block.rows[:1]) if is_it else block  # type: ignore[type-var]

    found = written(without)
    assert "id: report" not in found.files["actions.yaml"]

    def another(block: Block) -> Block:
        if not isinstance(block, Table) or block.id not in ("actions", "actions-3"):
            return block
        last: Row = block.rows[-1]
        new = map_lines(replace(block, rows=(last,)), lambda inlines: tuple(
            replace(each, text=each.text.replace("Report", "Repeat")) if isinstance(each, Text) else each
            for each in inlines
        )).rows[0]  # fmt: skip
        cells = tuple(
            replace(cell, id="", blocks=tuple(replace(each, id="") for each in cell.blocks))
            for cell in new.cells
        )
        return replace(block, rows=(*block.rows, replace(new, id="", cells=cells)))

    both = written(another)
    assert not both.problems
    assert both.files["actions.yaml"].count("Repeat") == 1


def proposing(
    *changes: Callable[[Block], Block], files: dict[str, str] = TWICE, tracked: bool = True
) -> tuple[Reviewed, Applied]:
    """What becomes of the content when all is accepted that these copies propose, each by one member."""
    opened = open_content(folder(files))
    base = compose(opened.plan, None, opened.standing)
    given = []
    for n, change in enumerate(changes):
        copy = changed(base, change)
        if tracked:
            copy = replace(compare(base, copy, Revision(f"Member {n}")), former=None)
        given.append(Given(f"{n}.docx", write(replace(copy, source=base.source), theme()), f"Member {n}"))
    found = review(Dossier(baseline(given), tuple(given)), opened)
    rows = [replace(row, disposition="accept") for row in found.matrix.amendments]
    places = {row.number: Place("matrix", row.number) for row in rows}
    return found, applied(found, rows, places, folder(files), date(2031, 5, 2))


def test_a_review_takes_an_amendment_of_either_table() -> None:
    found, made = proposing(saying("Begun", "Started", within="actions-3"))
    (row,) = found.matrix.amendments
    assert row.place == "Actions 2, action 2, status"
    assert row.source and row.source.file.endswith("actions.yaml")
    assert "text: Started" in made.files["actions.yaml"]


def test_a_review_never_loses_what_two_tables_say_otherwise() -> None:
    _, made = proposing(
        saying("Measure", "Weigh", within="actions"), saying("Measure", "Count", within="actions-3")
    )
    assert any("in two ways" in problem.message and not problem.warning for problem in made.problems)


def test_a_redline_pairs_the_rows_of_each_table() -> None:
    old = composed()
    new = composed({**TWICE, "actions.yaml": TWICE["actions.yaml"].replace("Measure", "Weigh")})
    redline = compare(old, new, TOLD)
    assert accept(redline) == new
    assert reject(redline) == old
    for id in ("actions", "actions-3"):
        rows = table(redline, id).rows
        assert not any(row.change for row in rows)
        assert "MeasureWeigh" in plain(rows[0].cells[0].blocks[0].inlines).replace(" ", "")


def test_an_id_of_digits() -> None:
    # A number behind a dot is a place elsewhere.
    files = {name: text.replace("id: measure", 'id: "2030"') for name, text in TWICE.items()}
    document = composed(files)
    assert table(document, "actions-3").rows[0].source == "2030"
    assert resolve(document) == document
    assert read(write(document, theme())).document == document


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(amended(composed(), most=3))
def test_any_amended_document_is_written_or_told(new: Document) -> None:
    """`write_back` itself compares what it wrote with what was wanted: an edit of one table is in both."""
    found = write_back(folder(TWICE), new)
    if not any(not problem.warning for problem in found.problems):
        content = {**TWICE, **found.files}
        assert write_back(folder(content), composed(content)).files == {}
