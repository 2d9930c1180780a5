"""The matrix of members and actions: marks to be seen and words to be heard, alike in every format."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.contents import FILES, MANUSCRIPT, PLAN
from tests.directives.test_twice import TOLD, proposing, saying, table
from tests.printing import print_pdf
from tests.render.pdf.test_structure import elements
from tests.word.writer.test_valid import faults
from tests.writeback.amending import folder
from workplan.compare.redline.redline import compare
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Paragraph, Table, Text
from workplan.document.walking.walk import plain
from workplan.errors import ContentError
from workplan.opening import open_carried, open_content
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import write
from workplan.word.file.xml import w
from workplan.word.reader import read
from workplan.writeback.write import Written, write_back

ID = "interest-matrix"
FIELDS = {**FILES, "plan.md": f"{MANUSCRIPT}\n# Who\n\n:::{{interest-matrix}}\n:::\n"}


def composed(**files: str) -> Document:
    return compose(load(folder({**FIELDS, **files})).plan)


def said(found: Table) -> list[list[str]]:
    rows = (found.header, *found.rows)
    return [[" ".join(plain(line.inlines) for line in cell.blocks) for cell in row.cells] for row in rows]


def large(members: int, actions: int, extra: str = "") -> dict[str, str]:
    """Each member is interested in some of the actions."""
    roles = [", role: lead", ", role: contributing", ""]
    interest = [
        ", ".join(
            f"{{member: Member {m}{roles[(n + m) % 3]}}}" for m in range(members) if (n * 7 + m * 3) % 5 < 2
        )
        for n in range(actions)
    ]
    return {
        "plan.yaml": PLAN + extra,
        "members.yaml": "".join(f"- {{id: Member {m}}}\n" for m in range(members)) or "[]\n",
        "actions.yaml": "".join(
            f"- {{id: a{n}, action: A, linked_priorities: [calm], interest: [{each}]}}\n"
            for n, each in enumerate(interest)
        )
        or "[]\n",
    }


def test_a_row_for_each_member_and_a_column_for_each_action() -> None:
    # Before, "there is no directive “interest-matrix”".
    assert said(table(composed(), ID)) == [
        ["Member (● lead, ○ contributing, □ interested)", "1", "2"],
        ["Harbours", "●\xa0lead", ""],
        ["Pilots", "□\xa0interested", ""],
    ]


def test_marks_are_seen_and_words_are_heard_in_every_format() -> None:
    document = composed()
    page, file, pdf = web_page(document, theme()), write(document, theme()), print_pdf(document)
    verify(document, {"html": page.encode(), "docx": file, "pdf": pdf})
    assert '<span class="mark">●<span class="heard">\xa0lead</span></span>' in page
    assert page.count('scope="row"') == 2
    with pikepdf.open(BytesIO(pdf)) as opened:
        heads = [each for each in elements(opened) if str(each.S) == "/TH"]
        assert [str(each.A[0].Scope) for each in heads].count("/Row") == 2
    assert faults(file) == []
    with ZipFile(BytesIO(file)) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    sizes = {
        "".join(run.itertext(w("t"))): size.get(w("val"))
        for run in body.iter(w("r"))
        if (size := run.find(f"{w('rPr')}/{w('sz')}")) is not None
    }
    assert sizes == {"\xa0lead": "2", "\xa0interested": "2"}
    back = read(file)
    assert back.document.blocks == document.blocks
    assert back.findings == ()  # before, "coloured words are read without that", for each mark


@pytest.mark.parametrize("extra", ["", "language: ar\n"])
def test_fifty_members_and_forty_actions_stay_on_the_paper(extra: str) -> None:
    """`verify` refuses words that leave their cell."""
    document = composed(**large(50, 40, extra))
    verify(document, {"pdf": print_pdf(document)})
    found = table(document, ID)
    assert (len(found.rows), len(found.header.cells)) == (50, 41)


@pytest.mark.parametrize(("members", "actions"), [(0, 0), (3, 0), (0, 2)])
def test_one_without_a_mark_says_so(members: int, actions: int) -> None:
    found = table(composed(**large(members, actions)), ID)
    assert said(found) == [["Member"], ["No member has reported interest."]]


def test_more_actions_than_a_page_is_wide_are_refused() -> None:
    with pytest.raises(ContentError, match="61 actions"):
        composed(**large(2, 61))
    of_one = f"{MANUSCRIPT}\n:::{{interest-matrix}}\n:priority: storms\n:::\n"
    assert said(table(composed(**large(2, 61), **{"plan.md": of_one}), ID))[0] == ["Member"]
    with pytest.raises(ContentError) as refused:
        composed(**{"plan.md": of_one.replace("storms", "storm")})
    problem = next(each for each in refused.value.problems if not each.warning)
    assert problem.place.line == of_one.count("\n") - 1 and 'did you mean "storms"' in problem.hint


def edited(row: int, column: int, words: str, **files: str) -> Written:
    """What is written where somebody makes a cell of the matrix say something else; nothing for no words."""
    before = composed(**files)
    found = table(before, ID)
    cells = list(found.rows[row].cells)
    id = cells[column].id
    lines = (Paragraph(f"{id}.text", (Text(words),)),) if words else ()
    cells[column] = replace(cells[column], blocks=lines)
    rows = list(found.rows)
    rows[row] = replace(rows[row], cells=tuple(cells))
    blocks = (replace(found, rows=tuple(rows)) if block is found else block for block in before.blocks)
    return write_back(folder({**FIELDS, **files}), resolve(replace(before, blocks=tuple(blocks))))


@pytest.mark.parametrize(
    ("row", "column", "words", "interest"),
    [
        (0, 1, "○\xa0lead", {"Harbours": "contributing", "Pilots": None}),  # Word hides the words
        (0, 1, "○", {"Harbours": "contributing", "Pilots": None}),
        (0, 1, "●\xa0contributing", {"Harbours": "contributing", "Pilots": None}),
        (0, 1, "□ interested", {"Harbours": None, "Pilots": None}),
        (0, 1, "", {"Pilots": None}),
        (1, 1, "•", {"Harbours": "lead", "Pilots": "lead"}),
        (1, 2, "●", {"Pilots": "lead"}),
        (1, 2, "Contributing", {"Pilots": "contributing"}),
    ],
)
def test_a_mark_that_is_changed_is_interest(
    row: int, column: int, words: str, interest: dict[str, str | None]
) -> None:
    """Before, every mark that an editor changed was explained, and none understood."""
    written = edited(row, column, words)
    assert written.problems == ()
    plan = load(folder({**FIELDS, **written.files})).plan
    found = plan.actions[column - 1].interest
    assert {each.member: each.role for each in found} == interest
    assert set(written.files) == {"actions.yaml"}


@pytest.mark.parametrize("words", ["x", "●\xa0observer", "○\xa0interested", "●○"])
def test_what_is_no_mark_is_explained(words: str) -> None:
    written = edited(0, 1, words)
    (problem,) = written.problems
    assert not written.files
    assert problem.message.startswith('the interest of "Harbours" in the action "measure": ')
    assert problem.place.file.endswith("actions.yaml")
    assert "● for lead, ○ for contributing, □ for interested" in problem.hint


def test_the_table_and_the_matrix_are_about_one_interest() -> None:
    """Edits of two members are both taken; two edits of one member that differ are told."""

    def both(line: str, cell: str, row: int) -> Written:
        before = composed()
        changed = list(map(saying("Lead: Harbours", line, within="actions"), before.blocks))
        found = next(block for block in changed if block.id == ID)
        assert isinstance(found, Table)
        cells = list(found.rows[row].cells)
        cells[1] = replace(cells[1], blocks=(Paragraph(f"{cells[1].id}.text", (Text(cell),)),))
        rows = list(found.rows)
        rows[row] = replace(rows[row], cells=tuple(cells))
        changed[changed.index(found)] = replace(found, rows=tuple(rows))
        return write_back(folder(FIELDS), resolve(replace(before, blocks=tuple(changed))))

    written = both("Contributing: Harbours", "●", 1)
    assert written.problems == ()
    found = load(folder({**FIELDS, **written.files})).plan.actions[0].interest
    assert {(each.member, each.role) for each in found} == {("Harbours", "contributing"), ("Pilots", "lead")}
    (problem,) = both("Contributing: Harbours", "□", 0).problems
    assert "changed in two ways" in problem.message


@pytest.mark.parametrize("tracked", [True, False])
def test_a_mark_that_is_typed_in_word_is_an_amendment(tracked: bool) -> None:
    """Before, accepting it changed nothing, and said so."""
    found, made = proposing(saying("●\xa0lead", "○\xa0lead", within=ID), files=FIELDS, tracked=tracked)
    (row,) = found.matrix.amendments
    assert row.source and row.source.file.endswith("actions.yaml")
    assert made.problems == ()
    assert "role: contributing" in made.files["actions.yaml"]


def test_two_members_who_type_two_marks_in_one_cell_are_in_conflict() -> None:
    with pytest.raises(ContentError, match="amendments 1 and 2 are both accepted, in the same words"):
        proposing(
            saying("●\xa0lead", "○\xa0lead", within=ID),
            saying("●\xa0lead", "□\xa0lead", within=ID),
            files=FIELDS,
        )


def test_marks_follow_what_is_changed_in_the_table_of_actions() -> None:
    document = composed()
    changed = map(saying("Lead: Harbours", "Contributing: Harbours", within="actions"), document.blocks)
    written = write_back(folder(FIELDS), resolve(replace(document, blocks=tuple(changed))))
    assert "role: contributing" in written.files["actions.yaml"]


def test_an_edition_keeps_it() -> None:
    opened = open_content(folder(FIELDS))
    thawed = open_carried(opened.standing.text, "edition.yaml")
    assert compose(thawed.plan) == compose(opened.plan)


@given(st.tuples(st.integers(0, 3), st.integers(0, 4)), st.tuples(st.integers(0, 3), st.integers(0, 4)))
@settings(max_examples=12, deadline=None)
def test_any_redline_goes_to_word_and_back(before: tuple[int, int], after: tuple[int, int]) -> None:
    old, new = (composed(**large(*each)) for each in (before, after))
    redline = compare(old, new, TOLD)
    back = read(write(redline, theme())).document
    assert back.blocks == redline.blocks
    assert accept(back).blocks == new.blocks and reject(back).blocks == old.blocks
    verify(redline, {"html": web_page(redline, theme()).encode()})
