"""The agenda and the list of documents of a meeting: what they print, keep in editions, and take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from tests.contents import FILES
from tests.writeback.amending import folder
from workplan.compare import compare
from workplan.compare.summary.changes import changes
from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import with_signs
from workplan.content.files.folder import Folder
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Block, Document, List, Paragraph, Revision, Table, Text
from workplan.document.walking.walk import map_inlines, plain
from workplan.editions import freeze, thaw
from workplan.editions.freeze import freeze as frozen
from workplan.errors import ContentError
from workplan.opening import open_content
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.sources import sources
from workplan.writeback.write import Written, write_back

MEETING = """\
# Who sits where is not settled.
name: Annual Meeting
ordinal: Tenth
place: Harbour
dates: {start: 2031-11-12, end: 2031-11-13}
agenda:
  - title: Adoption of the agenda
    annotation: The meeting is invited to adopt **its agenda**.
    papers: [agenda]
  - title: Reports # of the year
    items:
      - title: Progress
        papers: [status]
      - title: Views
        annotation: Members give their views.
        papers:
          - {title: Views on tides, symbol: TP/10/INF.1, date: 2031-10-09}
          - {title: Views on storms}
  - title: "[[other matters]]"
"""
AGENDA = "---\ntitle: Agenda\nsymbol: TP/10/WP.1\nmeeting: tenth\ndate: 2031-10-01\n---\n\n"
ANNOTATED = ":::{agenda}\n:annotated: yes\n:::\n"
STATUS = (
    "---\ntitle: Status\nsymbol: TP/10/WP.3/Rev.1\ndate: 2031-10-02\npurpose: noting\naction: Paragraph 4\n"
    "edition: {label: TP/10/WP.3/Rev.1, date: 2031-10-02, note: Paragraph 2 amended}\n---\n\nDone.\n"
)
WHOLE = {
    **FILES,
    "meetings/tenth.yaml": MEETING,
    "papers/agenda.md": f"{AGENDA}{ANNOTATED}",
    "papers/status.md": STATUS,
    "papers/list.md": f"{AGENDA.replace('WP.1', 'INF.2')}:::{{documents}}\n:::\n",
}


def content(paper: str, files: dict[str, str] = WHOLE) -> Folder:
    return paper_folder(folder(files), paper)


def composed(paper: str, files: dict[str, str] = WHOLE) -> Document:
    return compose(load(content(paper, files)).plan)


def said(block: Block, depth: int = 0) -> list[str]:
    """The lines of a list, each behind its label, which stands in as many spaces as it is deep."""
    assert isinstance(block, List)
    found: list[str] = []
    for item in block.items:
        for n, inner in enumerate(item.blocks):
            if isinstance(inner, Paragraph):
                found.append(f"{' ' * depth}{item.label if not n else '|'} {plain(inner.inlines)}")
            else:
                found += said(inner, depth + 1)
    return found


def test_a_provisional_agenda_is_its_items() -> None:
    """Before, 'there is no directive "agenda"'."""
    files = WHOLE | {"papers/agenda.md": f"{AGENDA}:::{{agenda}}\n:::\n"}
    document = composed("agenda", files)
    assert document.blocks[-1].id == "meeting-agenda"
    assert said(document.blocks[-1]) == [
        "1. Adoption of the agenda",
        "2. Reports",
        " (a) Progress",
        " (b) Views",
        "3. [other matters]",
    ]


def test_an_annotated_agenda_has_papers_and_action_under_each_item() -> None:
    assert said(composed("agenda").blocks[-1]) == [
        "1. Adoption of the agenda",
        "| The meeting is invited to adopt its agenda.",
        "| TP/10/WP.1 Agenda",
        "2. Reports",
        " (a) Progress",
        " | TP/10/WP.3/Rev.1 Status (For noting)",
        " | Action to be taken: Paragraph 4",
        " (b) Views",
        " | Members give their views.",
        " | TP/10/INF.1 Views on tides",
        " | Views on storms",
        "3. [other matters]",
        "| No document",
    ]


def rows(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [
        [" ".join(plain(line.inlines) for line in cell.blocks) for cell in row.cells]
        for row in (block.header, *block.rows)
    ]


def test_the_list_of_documents_is_by_item_and_says_what_a_revision_changed() -> None:
    document = composed("list")
    assert document.blocks[-1].id == "meeting-documents"
    assert rows(document.blocks[-1]) == [
        ["Agenda item", "Document symbol", "Title", "Date of issue", "Remarks"],
        ["1", "TP/10/WP.1", "Agenda", "1 October 2031", ""],
        ["2 (a)", "TP/10/WP.3/Rev.1", "Status", "2 October 2031", "Replaces TP/10/WP.3: Paragraph 2 amended"],
        ["2 (b)", "TP/10/INF.1", "Views on tides", "9 October 2031", ""],
        ["2 (b)", "", "Views on storms", "", ""],
        ["3", "", "No document", "", ""],
    ]


def test_the_head_says_what_the_file_of_the_meeting_does() -> None:
    front = [plain(block.inlines) for block in composed("agenda").blocks if isinstance(block, Paragraph)]
    assert "Tenth Annual Meeting" in front
    assert "Harbour, 12–13 November 2031" in front


@pytest.mark.parametrize("paper", ["agenda", "list"])
def test_formats_agree_and_nothing_changes_on_the_way_through_word(paper: str) -> None:
    document = composed(paper)
    data = write(document, theme())
    verify(document, {"docx": data, "html": web_page(document, theme()).encode()})
    again = read(data).document
    assert again == document
    assert write_back(content(paper), again) == Written({}, ())


@pytest.mark.parametrize("paper", ["agenda", "list"])
def test_every_line_has_its_place_in_the_content(paper: str) -> None:
    loaded = load(content(paper))
    found = sources(loaded)
    block = compose(loaded.plan).blocks[-1]
    for line in _ids(block):
        assert found[line].file == "content/meetings/tenth.yaml", line
    if paper == "agenda":
        lines = {id: place.line for id, place in found.items()}
        assert lines["meeting-agenda.1.2"] == 8
        assert lines["meeting-agenda.2.2.2.text"] == 14


def _ids(block: object) -> list[str]:
    match block:
        case Paragraph(id=id):
            return [id]
        case List(items=items):
            return [id for item in items for inner in item.blocks for id in _ids(inner)]
        case Table(rows=rows):
            return [line.id for row in rows for cell in row.cells for line in cell.blocks]
    raise AssertionError


def test_blanks_of_the_meeting_are_those_of_its_papers() -> None:
    """Before, an agenda could be issued with "[[other matters]]"."""
    for paper, count in (("agenda", 1), ("list", 0), ("status", 0)):
        found = load(content(paper)).blanks
        assert len(found) == count, paper
    [blank] = load(content("agenda")).blanks
    assert (blank.place.file, blank.place.line) == ("content/meetings/tenth.yaml", 19)
    assert blank.message == 'a blank: "other matters"'


def test_what_an_agenda_prints_of_a_paper_is_a_blank_where_the_paper_says_it() -> None:
    """Before, the list of documents printed "[[symbol]]" as it is written, and no date."""
    blank = STATUS.replace("symbol: TP/10/WP.3/Rev.1", 'symbol: "[[symbol]]"')
    blank = blank.partition("edition:")[0].replace("date: 2031-10-02", 'date: "[[date]]"') + "---\n\nDone.\n"
    files = WHOLE | {"papers/status.md": blank}
    assert ["2 (a)", "[symbol]", "Status", "[date]", ""] in rows(composed("list", files).blocks[-1])
    found = [(each.message, str(each.place)) for each in load(content("list", files)).blanks]
    assert found == [
        ('a blank: "symbol"', "content/papers/status.md:3:10"),
        ('a blank: "date"', "content/papers/status.md:4:8"),
    ]
    own = [(each.message, str(each.place)) for each in load(content("status", files)).blanks]
    assert own == found


def test_the_days_of_a_meeting_may_be_open() -> None:
    files = WHOLE | {
        "meetings/tenth.yaml": MEETING.replace("{start: 2031-11-12, end: 2031-11-13}", '"[[days]]"')
    }
    document = composed("agenda", files)
    assert "Harbour, [days]" in [
        plain(block.inlines) for block in document.blocks if isinstance(block, Paragraph)
    ]
    assert read(write(document, theme())).document == document
    assert 'a blank: "days"' in [each.message for each in load(content("agenda", files)).blanks]
    text = open_content(content("agenda", files)).standing.text
    thawed = load(paper_folder(folder({n: d.decode() for n, d in thaw(text, "x").items()}), "agenda")).plan
    assert compose(thawed).blocks == document.blocks


def test_the_action_of_a_paper_follows_from_its_recommendations() -> None:
    """Before, the agenda knew the field `action` of a head alone."""
    law = (
        "---\ntitle: Law\nsymbol: TP/10/WP.4\nnumbered: true\npurpose: decision\n---\n\nWhy.\n\n"
        "The meeting is invited to:\n\n:::{recommendations}\n- note it.\n:::\n"
    )
    files = WHOLE | {
        "papers/law.md": law,
        "meetings/tenth.yaml": MEETING.replace("papers: [status]", "papers: [status, law]"),
    }
    found = said(composed("agenda", files).blocks[-1])
    at = found.index(" | TP/10/WP.4 Law (For decision)")
    assert found[at + 1] == " | Action to be taken: paragraph 2"
    own = [plain(block.inlines) for block in composed("law", files).blocks if isinstance(block, Paragraph)]
    assert "Action to be taken: paragraph 2" in own


# Editions


@pytest.mark.parametrize("paper", ["agenda", "list", "status"])
def test_an_edition_keeps_the_meeting_as_it_was(paper: str) -> None:
    """Titles of other papers, dates and annotations that change later do not change what was issued."""
    files = WHOLE | {"meetings/tenth.yaml": MEETING.replace('"[[other matters]]"', "Closing")}
    plan = load(content(paper, files)).plan
    text = freeze(plan, (plan.identity.edition,))
    thawed = load(paper_folder(folder({n: d.decode() for n, d in thaw(text, "x").items()}), paper)).plan
    assert compose(thawed).blocks == compose(plan).blocks
    assert frozen(thawed, (plan.identity.edition,)) == text


def test_an_edition_holds_no_more_of_the_meeting_than_it_prints() -> None:
    files = WHOLE | {"papers/agenda.md": f"{AGENDA}:::{{agenda}}\n:::\n"}
    text = open_content(content("agenda", files)).standing.text
    assert "Progress" in text
    for secret in ("invited to adopt", "Views on storms", "TP/10/INF.1", "settled"):
        assert secret not in text
    status = WHOLE | {"papers/status.md": STATUS.replace("action:", "meeting: tenth\naction:")}
    text = open_content(content("status", status)).standing.text
    assert "Harbour" in text
    assert "Progress" not in text


@pytest.mark.parametrize("name", ["../tenth", "ten/th", "", "Tenth"])
def test_a_hostile_edition_names_no_other_file(name: str) -> None:
    text = open_content(content("agenda")).standing.text
    schema, _, rest = text.partition("\n")
    bare = rest.partition("\n")[2].replace("file: tenth", f'file: "{name}"')
    from workplan.editions.frozen import sealed

    with pytest.raises(ContentError, match="cannot be the name of a meeting"):
        thaw(sealed(f"{schema}\n{bare}"), "x")


# The way back


def written(
    paper: str, *changed: tuple[str, str], change: Callable[[Document], Document] = lambda each: each
) -> Written:
    """What becomes of edits of words, and of another change of the document."""
    document = composed(paper)

    def edited(inline: object) -> object:
        for old, new in changed:
            if isinstance(inline, Text) and old in inline.text:
                return replace(inline, text=inline.text.replace(old, new))
        return inline

    blocks = tuple(map_inlines(block, edited) for block in document.blocks)  # type: ignore[arg-type]
    return write_back(content(paper), resolve(change(replace(document, blocks=blocks))))


def test_titles_and_annotations_go_to_the_file_of_the_meeting() -> None:
    found = written(
        "agenda",
        ("Reports", "Reports of 2031"),
        ("invited to adopt", "asked to adopt"),
        ("Progress", "Progress made"),
    )
    assert found.problems == ()
    text = (
        MEETING.replace("title: Reports #", "title: Reports of 2031 #")
        .replace("invited to", "asked to")
        .replace("title: Progress", "title: Progress made")
    )
    assert found.files == {"meetings/tenth.yaml": text}


@pytest.mark.parametrize(
    ("paper", "old", "new", "line", "hint"),
    [
        ("agenda", "Status (For", "Progress report (For", 13, "papers/status.md, in its head"),
        ("agenda", "Paragraph 4", "Paragraph 5", 13, "papers/status.md, in its head"),
        ("agenda", "Views on storms", "Views on wind", 18, "content/meetings/tenth.yaml"),
        ("agenda", "No document", "A document", 19, "meetings/tenth.yaml"),
        ("list", "Status", "Progress report", 13, "the head of papers/status.md"),
        ("list", "9 October", "8 October", 17, "meetings/tenth.yaml"),
    ],
)
def test_what_is_made_is_told_with_the_file_that_says_it(
    paper: str, old: str, new: str, line: int, hint: str
) -> None:
    found = written(paper, (old, new))
    assert found.files == {}
    [problem] = found.problems
    assert (problem.place.file, problem.place.line) == ("content/meetings/tenth.yaml", line)
    assert new in problem.message
    assert hint.removeprefix("content/") in problem.hint


def test_items_are_not_added_or_taken_out_in_word_and_nothing_is_lost_silently() -> None:
    def otherwise(document: Document) -> Document:
        agenda = document.blocks[-1]
        assert isinstance(agenda, List)
        first, _, last = agenda.items
        paragraph = Paragraph("x", (Text("Election of officers"),))
        new = replace(last, id="", blocks=(paragraph,))
        return replace(document, blocks=(*document.blocks[:-1], replace(agenda, items=(first, new, last))))

    found = written("agenda", ("other matters", "matters that are left"), change=otherwise)
    told = "\n".join(each.message for each in found.problems)
    for words in ("Reports", "Progress", "Members give their views.", "Election of officers"):
        assert words in told
    assert all(each.place.file == "content/meetings/tenth.yaml" for each in found.problems)


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ((1, 2, None), ['"Adoption of the agenda" is gone', '"Election" is new in the agenda']),
        ((None, 1, 2), []),  # put in the place of the first, which is other words for it
        ((1, 0, 2), ['"Adoption of the agenda" is gone', '"Adoption of the agenda" is new in the agenda']),
        ((None, 0, 1, 2), ['"Election" is new in the agenda']),
    ],
)
def test_no_title_moves_to_the_annotation_of_another(order: tuple[int | None, ...], told: list[str]) -> None:
    """Before, where one item was taken out and another put in, all titles between moved up by one, and the
    annotations and papers stayed."""
    files = WHOLE | {"papers/agenda.md": f"{AGENDA}:::{{agenda}}\n:::\n"}
    document = composed("agenda", files)
    agenda = document.blocks[-1]
    assert isinstance(agenda, List)
    new = replace(agenda.items[0], id="", blocks=(Paragraph("x", (Text("Election"),)),))
    items = tuple(new if at is None else agenda.items[at] for at in order)
    blocks = (*document.blocks[:-1], replace(agenda, items=items))
    found = write_back(content("agenda", files), resolve(replace(document, blocks=blocks)))
    assert [each.message.partition(" (")[0] for each in found.problems] == told  # the place follows
    renamed = MEETING.replace("Adoption of the agenda", "Election")
    assert found.files == ({} if told else {"meetings/tenth.yaml": renamed})


def test_a_front_line_of_the_meeting_is_told_with_its_file() -> None:
    found = written("agenda", ("Harbour", "Bangkok"))
    assert found.files == {}
    [problem] = found.problems
    assert problem.hint == "meetings/tenth.yaml says it, for all papers: change it there"


@pytest.mark.parametrize("paper", ["agenda", "list"])
def test_a_redline_accepts_and_rejects_and_is_told(paper: str) -> None:
    after = MEETING.replace("Views on tides", "Views on the tides").replace("its agenda", "the agenda")
    after = after.replace("  - title: Reports # of", "  - title: Officers\n  - title: Reports # of")
    old, new = composed(paper), composed(paper, WHOLE | {"meetings/tenth.yaml": after})
    marked = compare(old, new, Revision("A", datetime(2031, 10, 1, tzinfo=UTC)))
    assert resolve(accept(marked)) == new
    assert resolve(reject(marked)) == old
    wording = load(content(paper)).plan.identity.wording
    told = [with_signs(sentence(each, wording.summary)) for each in changes(marked, wording, ())]
    assert any("the" in each for each in told)
    assert read(write(marked, theme())).document == marked


# Errors


def test_a_paper_that_names_no_meeting() -> None:
    files = WHOLE | {"papers/agenda.md": f"{AGENDA}{ANNOTATED}".replace("meeting: tenth\n", "")}
    with pytest.raises(ContentError) as caught:
        load(content("agenda", files))
    [problem] = caught.value.problems
    assert problem.message == ":::{agenda} prints a meeting, and the head of this paper names none"
    assert (problem.place.line, "meeting: tenth" in problem.hint) == (7, True)


def test_the_plan_has_no_agenda() -> None:
    with pytest.raises(ContentError, match="names none"):
        load(folder(WHOLE | {"plan.md": f"{FILES['plan.md']}\n{ANNOTATED}"}))


def test_a_meeting_that_is_not_in_order_is_told_by_its_papers() -> None:
    files = WHOLE | {"meetings/tenth.yaml": MEETING.replace("[status]", "[statsu]")}
    with pytest.raises(ContentError, match='there is no paper "statsu"'):
        load(content("agenda", files))


def test_a_meeting_without_an_agenda_prints_none() -> None:
    files = WHOLE | {"meetings/tenth.yaml": MEETING.partition("agenda:\n")[0]}
    for paper in ("agenda", "list"):
        document = composed(paper, files)
        assert not isinstance(document.blocks[-1], List | Table)
