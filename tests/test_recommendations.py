"""Recommendations: a list whose items begin with verbs, which the head's line on the action is made of.

Before, there was no such directive, and each head typed its own "Action to be taken".
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.contents import write_content
from tests.test_heads import front, paper, problems
from tests.writeback.in_word import WordFileEditor
from workplan.changing.issuing import issue
from workplan.compare import compare
from workplan.compare.summary.summary import as_markdown
from workplan.compare.versions import redline
from workplan.content.files.folder import DiskFolder
from workplan.content.files.papers import paper_folder
from workplan.content.load import on_disk
from workplan.content.paper.recommended import Recommended, action_words, actions_of
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import (
    Block,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Reference,
    Revision,
    Text,
)
from workplan.document.walking.walk import lines, plain
from workplan.opening import Opened, open_carried, open_content
from workplan.review.copy.on_baseline import on_baseline
from workplan.review.edits.marks import marks
from workplan.word import read, write
from workplan.writeback.sources import sources
from workplan.writeback.write import write_back

HEAD = "title: Law\npurpose: decision\nnumbered: true\n"
PLAIN = HEAD.replace("numbered: true\n", "")
BODY = """\
The first paragraph.

# Recommendations

The meeting is invited to:

:::{recommendations}
- note the progress;
- **Endorse** the plan;[^source] and
- request the co-chairs to:
  1. report;
  2. go on.
:::

It is further invited to:

:::{recommendations}
1. agree on priority [](#storms).
:::

# The plan

:::{priorities}
:::
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "content")
    paper(folder, "law", HEAD, BODY)
    return folder


def opened(content: Path) -> Opened:
    return open_content(paper_folder(DiskFolder(content), "law"))


def composed(content: Path) -> Document:
    found = opened(content)
    return compose(found.plan, None, found.standing)


def recommended(document: Document) -> list[list[str]]:
    return [
        [f"{item.label} {plain(next(lines(item.blocks[0])).inlines)}" for item in block.items]
        for block in document.blocks
        if isinstance(block, List) and block.id.startswith("list-of-recommendations")
    ]


def edited(document: Document, change: Callable[[list[Block]], None]) -> Document:
    """What an editor makes of a document in Word, as it comes back from there."""
    blocks = list(document.blocks)
    change(blocks)
    wanted = resolve(replace(document, blocks=tuple(blocks)))
    back = read(write(wanted, theme())).document
    assert [block for block in back.blocks if block.id != "title.action"] == [
        block for block in wanted.blocks if block.id != "title.action"
    ]
    return back


def manuscript(content: Path, wanted: Document) -> tuple[str, list[str]]:
    """The paper once an edited document is written back, and what was said of it."""
    folder = paper_folder(DiskFolder(content), "law")
    written = write_back(folder, wanted)
    files = folder.originals({name: text.encode() for name, text in written.files.items()})
    said = [problem.message for problem in written.problems]
    return files.get("papers/law.md", b"").decode(), said


def at(blocks: list[Block], id: str) -> int:
    return next(n for n, block in enumerate(blocks) if block.id == id)


def item(words: str) -> ListItem:
    return ListItem("", "", (Paragraph("", (Text(words),)),))


def test_they_are_lettered_below_a_numbered_paragraph(content: Path) -> None:
    document = composed(content)
    assert recommended(document) == [
        ["(a) note the progress;", "(b) Endorse the plan; and", "(c) request the co-chairs to:"],
        ["(a) agree on priority 2."],
    ]
    leads = [block for block in document.blocks if isinstance(block, Paragraph) and block.label]
    assert [(block.label, block.id) for block in leads][1:] == [
        ("2.", "list-of-recommendations.0"),
        ("3.", "list-of-recommendations-2.0"),
    ]
    first = document.blocks[at(list(document.blocks), "list-of-recommendations")]
    assert isinstance(first, List)
    inner = first.items[2].blocks[1]
    assert isinstance(inner, List)
    assert [each.label for each in inner.items] == ["(i)", "(ii)"]
    assert read(write(document, theme())).document == document


def test_the_head_and_an_agenda_say_where_they_stand(content: Path) -> None:
    plan = opened(content).plan
    assert actions_of(plan) == (
        Recommended(2, "Recommendations", ("note", "endorse", "request")),
        Recommended(3, "Recommendations", ("agree",)),
    )
    assert action_words(plan) == "paragraphs 2 and 3"
    assert front(composed(content))[-1] == "Action to be taken: paragraphs 2 and 3"


@pytest.mark.parametrize(
    ("head", "body", "printed"),
    [
        (HEAD, BODY.partition("It is further")[0], "paragraph 2"),
        (HEAD, BODY.replace("# The plan", "Also:\n\n:::{recommendations}\n- note.\n:::\n\n# The plan"),
         "paragraphs 2, 3 and 4"),
        (HEAD + "action: Decide soon\n", BODY, "Decide soon"),
        (PLAIN, BODY, "the recommendations in section “Recommendations”"),
        (PLAIN, BODY.replace("It is further", "# Later\n\nIt is further"),
         "the recommendations in section “Recommendations” and section “Later”"),
        (PLAIN, ":::{recommendations}\n- note it.\n:::\n", "the recommendations"),
        (HEAD + "wording: {paragraphs: '第{numbers}段', summary: {both: '{first}、{last}'}}\n", BODY,
         "第2、3段"),
        (HEAD + "wording: {paragraph: '{number}', paragraphs: 'nos. {numbers}'}\n", BODY, "nos. 2 and 3"),
    ],
)  # fmt: skip
def test_the_line_of_a_head_is_made_of_them(head: str, body: str, printed: str, content: Path) -> None:
    paper(content, "law", head, body)
    document = composed(content)
    assert front(document)[-1] == f"Action to be taken: {printed}"
    back = read(write(document, theme())).document
    assert back == document
    assert manuscript(content, back) == ("", [])


def test_in_word_its_numbers_are_fields(content: Path) -> None:
    line = next(block for block in composed(content).blocks if block.id == "title.action")
    assert isinstance(line, Paragraph)
    cited = [inline for inline in line.inlines if isinstance(inline, Reference)]
    assert [(each.target, each.text, each.kind) for each in cited] == [
        ("list-of-recommendations.0", "2", "bare"),
        ("list-of-recommendations-2.0", "3", "bare"),
    ]


def test_a_paragraph_put_in_in_word_renumbers_the_head(content: Path) -> None:
    def put_in(blocks: list[Block]) -> None:
        blocks.insert(at(blocks, "introduction.1") + 1, Paragraph("", (Text("Put in."),)))

    old = composed(content)
    new = edited(old, put_in)
    assert front(new)[-1] == "Action to be taken: paragraphs 3 and 4"
    text, said = manuscript(content, new)
    assert said == []
    assert text == f"---\n{HEAD}---\n\n" + BODY.replace(
        "The first paragraph.\n", "The first paragraph.\n\nPut in.\n"
    )
    marked = compare(old, new, Revision("Ann Other", datetime(2031, 5, 1, tzinfo=UTC)))
    assert (reject(marked), accept(marked)) == (old, new)
    assert read(write(marked, theme())).document == marked
    told = as_markdown(redline(old, new, opened(content).plan.identity.wording).summary)
    assert [line for line in told.splitlines() if line.startswith("- ")] == [
        "- Paragraph 2 added: “Put in.”",
        "- Paragraphs 2–3 renumbered 3–4",
    ]


def test_edits_of_recommendations_go_to_their_lines(content: Path) -> None:
    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations")
        block = blocks[n]
        assert isinstance(block, List)
        first = replace(block.items[0], blocks=(Paragraph("", (Text("welcome the progress made;"),)),))
        blocks[n] = replace(block, items=(first, item("decide on dates;"), *block.items[1:]))

    old = composed(content)
    new = edited(old, edit)
    text, said = manuscript(content, new)
    assert said == []
    changed = BODY.replace("- note the progress;", "- welcome the progress made;\n- decide on dates;")
    assert text.endswith(changed)
    told = as_markdown(redline(old, new, opened(content).plan.identity.wording).summary)
    assert "Recommendation 2 (b) added: “decide on dates;”" in told
    assert "Recommendation 2 (a)" in told
    assert "renumbered" not in told


def test_numbers_stay_numbers(content: Path) -> None:
    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations-2")
        block = blocks[n]
        assert isinstance(block, List)
        blocks[n] = replace(block, items=(*block.items, item("invite members to write.")))

    text, said = manuscript(content, edited(composed(content), edit))
    assert said == []
    assert "1. agree on priority [](#storms).\n2. invite members to write.\n:::" in text


def test_a_list_that_an_editor_deletes_goes_with_its_fences(content: Path) -> None:
    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations-2")
        del blocks[n - 1 : n + 1]

    text, said = manuscript(content, edited(composed(content), edit))
    assert said == []
    assert text.endswith(BODY.replace(BODY[BODY.index("It is further") : BODY.index("# The plan")], ""))


def divided(*between: Block) -> Callable[[list[Block]], None]:
    """An edit that puts something between the first recommendation and the others."""

    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations")
        block = blocks[n]
        assert isinstance(block, List)
        others = List("", block.kind, block.items[1:])
        blocks[n : n + 1] = [replace(block, items=block.items[:1]), *between, others]

    return edit


def test_a_paragraph_between_two_makes_two_lists_of_recommendations(content: Path) -> None:
    """Before, those behind it became a list like any other, and nobody was told."""
    new = edited(composed(content), divided(Paragraph("", (Text("It also decides to:"),))))
    text, said = manuscript(content, new)
    assert said == []
    assert text.endswith(
        BODY.replace(
            "- **Endorse**",
            ":::\n\nIt also decides to:\n\n:::{recommendations}\n- **Endorse**",
        )
    )


def test_a_heading_between_two_is_told(content: Path) -> None:
    new = edited(composed(content), divided(Heading("", 1, (Text("Also"),))))
    text, said = manuscript(content, new)
    assert text == ""
    assert said == ["no numbered paragraph stands directly above these recommendations"]


def test_the_first_of_two_lists_may_go(content: Path) -> None:
    """Before, it ended with `OurBug`, since the second is the first one then."""

    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations")
        del blocks[n - 1 : n + 1]

    text, said = manuscript(content, edited(composed(content), edit))
    assert said == []
    gone = BODY[BODY.index("The meeting is invited") : BODY.index("It is further")]
    assert text == f"---\n{HEAD}---\n\n{BODY.replace(gone, '')}"


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("first", [True, False])
def test_who_strikes_out_what_the_head_cites_changes_nothing_of_the_head(
    tracked: bool, first: bool, content: Path
) -> None:
    """Before, it was told as an edit of "paragraphs 2 and 3", which wrote "paragraphs 2 and paragraph 2" into
    the head."""
    base = composed(content)
    editor = WordFileEditor(write(base, theme()))
    start = "The meeting is invited" if first else "It is further"
    stop = "It is further" if first else "The plan"
    words = ["".join(map(str, each.itertext())) for each in editor.outside_tables()]
    begin = next(n for n, each in enumerate(words) if each.startswith(start))
    end = next(n for n, each in enumerate(words) if n > begin and each.startswith(stop))
    for each in editor.outside_tables()[begin:end]:
        if tracked:
            editor.strike(each)
        else:
            each.getparent().remove(each)  # type: ignore[union-attr]
    found = on_baseline(base, read(editor.saved()).document, "Ann", 1)
    where = {id for id, _ in marks(found.document)}
    assert where
    assert {id for id in where if id.startswith("title")} == set()
    assert bool(found.untracked) != tracked
    text, said = manuscript(content, accept(found.document))
    assert said == []
    assert "action:" not in text
    assert text.count(":::{recommendations}") == 1


def test_another_verb_that_is_none_is_an_error_when_it_is_written_back(content: Path) -> None:
    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations-2")
        block = blocks[n]
        assert isinstance(block, List)
        blocks[n] = replace(block, items=(item("notice the storms."),))

    text, said = manuscript(content, edited(composed(content), edit))
    assert text == ""
    assert said == ['a recommendation that does not begin with a verb: "notice the storms."']


def test_what_the_head_says_by_itself_is_what_an_editor_made_of_it(content: Path) -> None:
    def say(words: str) -> Callable[[list[Block]], None]:
        def edit(blocks: list[Block]) -> None:
            n = at(blocks, "title.action")
            block = blocks[n]
            assert isinstance(block, Paragraph)
            label = block.inlines[0]
            if words:
                blocks[n] = replace(block, inlines=(label, Text(f" {words}")))
            else:
                del blocks[n]

        return edit

    text, said = manuscript(content, edited(composed(content), say("Decide soon")))
    assert said == []
    assert "action: Decide soon\n" in text
    text, said = manuscript(content, edited(composed(content), say("")))
    assert text == ""
    assert said == [
        'the line "Action to be taken: paragraphs 2 and 3" is made of the recommendations '
        "(Action to be taken)"
    ]


def test_each_has_its_line_in_the_content(content: Path) -> None:
    found = {id: str(place) for id, place in sources(opened(content).loaded).items()}
    text = (content / "papers" / "law.md").read_text().splitlines()
    for id, words in (
        ("list-of-recommendations.0", "The meeting is invited to:"),
        ("list-of-recommendations.2.text", "- **Endorse** the plan"),
        ("list-of-recommendations.3.2.1.text", "  1. report;"),
        ("list-of-recommendations-2.1.text", "1. agree on priority"),
    ):
        file, line = found[id].split(":")[:2]
        assert file.endswith("law.md")
        assert text[int(line) - 1].startswith(words)


@pytest.mark.parametrize(
    ("old", "new", "message", "hint", "line"),
    [
        ("- note the progress", "- notes the progress", "with a verb: \"notes", 'mean "note"', 14),
        ("note the progress", "the progress is noted", "does not begin with a verb", "wording: {verbs", 14),
        ("The meeting is invited to:\n\n", "", "no numbered paragraph stands", "invited to:", 11),
        ("It is further invited to:\n\n", "", "directly behind others", "between the two", 21),
        ("1. agree on priority [](#storms).\n", "", "no recommendations", "before each", 23),
        ("1. agree on", "Agree on", "recommendations are one list", "before each", 23),
        ("1. agree on", "- agree on that\n\nWords.\n\n1. agree", "are one list", "before each", 23),
        ("purpose: decision", "purpose: information", "a paper for information that has", "purpose", 13),
    ],
)  # fmt: skip
def test_check_says_what_is_wrong(
    old: str, new: str, message: str, hint: str, line: int, content: Path
) -> None:
    text = f"---\n{HEAD}---\n\n{BODY}"
    assert old in text
    (content / "papers" / "law.md").write_text(text.replace(old, new, 1))
    (problem,) = [
        each for each in problems(content, "law") if "recommend" in each.message or "numbered" in each.message
    ]
    assert message in problem.message
    assert hint in (problem.hint or "")
    assert problem.place.file.endswith("law.md")
    assert problem.place.line == line
    assert problem.warning == ("information" in new)


def test_a_paper_for_decision_needs_some(content: Path) -> None:
    paper(content, "law", HEAD, "Words.\n")
    (problem,) = problems(content, "law")
    assert problem.message == "a paper for decision without recommendations"
    assert not problem.warning
    assert str(problem.place).endswith("law.md:3:10")


def test_a_recommendation_may_be_a_blank_until_it_is_known(content: Path) -> None:
    paper(content, "law", HEAD, BODY.replace("note the progress", "[[what is to be noted]]"))
    assert [each.message for each in problems(content, "law")] == ['a blank: "what is to be noted"']


def test_a_group_has_verbs_of_its_own(content: Path) -> None:
    verbs = "wording: {verbs: [noter, prendre acte, 注意到]}\n"
    body = "À faire :\n\n:::{recommendations}\n- Prendre acte du rapport ;\n- 注意到报告。\n:::\n"
    paper(content, "law", HEAD + verbs, body)
    assert actions_of(opened(content).plan)[0].verbs == ("prendre acte", "注意到")
    paper(content, "law", HEAD + verbs, body.replace("Prendre acte", "note"))
    (problem,) = problems(content, "law")
    assert 'did you mean "noter"?' in (problem.hint or "")


def test_an_edition_keeps_them(content: Path) -> None:
    commented = BODY.replace("- note", "% Not to be printed.\n\n- note")
    paper(content, "law", HEAD + "symbol: TP/WG/10/WP.3\n", commented)
    today = composed(content)
    files = issue(on_disk(content), "First", None, None, "law").files
    text = next(data.decode() for path, data in files.items() if path.name == "first.yaml")
    assert "Not to be printed" not in text
    opened_again = open_carried(text, "first.yaml")
    again = compose(opened_again.plan)
    assert recommended(again) == recommended(today)
    assert front(again)[-1] == front(today)[-1]


def test_the_summary_names_what_stands_below_one(content: Path) -> None:
    old = composed(content)
    path = content / "papers" / "law.md"
    path.write_text(path.read_text().replace("  1. report;", "  1. report every year;"))
    told = as_markdown(redline(old, composed(content), opened(content).plan.identity.wording).summary)
    assert "Item 2 (c)(i)" in told or "Recommendation 2 (c)(i)" in told


def test_every_line_of_a_list_is_found_again_in_a_landscape_part(content: Path) -> None:
    turned = BODY.replace("The meeting is", "::::{landscape}\nThe meeting is", 1)
    turned = turned.replace("It is further", "::::\n\nIt is further", 1)
    paper(content, "law", HEAD, turned)
    document = composed(content)
    assert len(recommended(document)) == 2
    assert [plain(line.inlines) for line in lines(document.blocks[-1])]

    def edit(blocks: list[Block]) -> None:
        n = at(blocks, "list-of-recommendations")
        block = blocks[n]
        assert isinstance(block, List)
        blocks[n] = replace(block, items=(*block.items[:1], item("decide on dates;"), *block.items[1:]))

    text, said = manuscript(content, edited(document, edit))
    assert said == []
    assert text.endswith(turned.replace("- note the progress;", "- note the progress;\n- decide on dates;"))


@pytest.mark.parametrize(
    ("action", "warned"),
    [
        ("Paragraphs 2 and 3", False),
        ("paragraphs 2–3", False),
        ("Decide soon", False),
        ("Decide by 14 March 2031", False),
        ("paragraph 2", True),
        ("Paragraphs 14 to 15", True),
    ],
)
def test_a_head_cites_no_other_paragraphs_than_they_stand_in(
    action: str, warned: bool, content: Path
) -> None:
    """Before, "paragraph 14" that was typed once stayed when paragraphs were put in above."""
    paper(content, "law", f"{HEAD}action: {action}\n", BODY)
    found = [each for each in problems(content, "law") if "the head says" in each.message]
    assert [(each.warning, each.place.line) for each in found] == ([(True, 5)] if warned else [])
    if warned:
        assert found[0].message.endswith("the recommendations stand in paragraphs 2 and 3")
