"""What changed since an edition: the summary of changes, and actions that changed, in any paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.contents import FILES, PLAN, write_content
from tests.directives.test_twice import TOLD
from tests.render.pdf.conftest import print_pdf
from tests.writeback.amending import amended_content, folder
from tests.writeback.test_laws import PLAN as PLAN_FILES
from workplan.changing.issuing import issue
from workplan.compare import compare
from workplan.compare.summary.summary import as_markdown
from workplan.compare.versions import redline
from workplan.content.files.folder import DiskFolder, MemoryFolder
from workplan.content.files.papers import paper_folder
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Block, Document, List, ListItem, Paragraph, Table, Text
from workplan.document.walking.walk import plain
from workplan.editions import freeze, thaw
from workplan.editions.frozen import SCHEMA, sealed
from workplan.errors import ContentError
from workplan.opening import Opened, issued_edition, open_carried, open_content
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import write
from workplan.word.reader import read
from workplan.writeback.write import write_back

HEAD = "---\ntitle: Status report\nsymbol: TP/1\ndate: 2032-02-03\n---\n\n"
BOTH = ":::{changes}\n:since: 2031\n:::\n\n:::{action-items}\n:changed-since: 2031\n:::\n"


def issued(files: dict[str, str]) -> dict[str, str]:
    """The folder with an edition of its plan."""
    plan = open_content(folder(files)).plan
    edition = plan.identity.edition
    return {**files, f"editions/{edition.label}.yaml": freeze(plan, (edition,))}


def later(paper: str = "", plan: str = "", **changed: tuple[str, str]) -> dict[str, str]:
    """The content after an edition, with `paper` for another paper, and words of files changed, whose names
    stand for them."""
    files = issued({**FILES, "plan.md": FILES["plan.md"] + plan})
    for name, (old, new) in changed.items():
        assert old in files[f"{name}.yaml"]
        files[f"{name}.yaml"] = files[f"{name}.yaml"].replace(old, new)
    return {**files, "papers/status.md": f"{HEAD}{paper}"} if paper else files


MEASURED = ("Measure the", "Measure and map the")


def opened(files: dict[str, str], paper: str = "status") -> Opened:
    return open_content(paper_folder(folder(files), paper))


def composed(files: dict[str, str], paper: str = "status") -> Document:
    return compose(opened(files, paper).plan)


def summary(document: Document) -> List:
    return next(b for b in document.blocks if isinstance(b, List) and b.id.startswith("summary-of-changes"))


def said(item: ListItem | List) -> list[str]:
    found: list[str] = []
    for block in item.items if isinstance(item, List) else item.blocks:
        found += [plain(block.inlines)] if isinstance(block, Paragraph) else said(block)
    return found


def rows(document: Document) -> list[str]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    return [" ".join(plain(p.inlines) for p in row.cells[1].blocks) for row in next(tables).rows]


def test_what_changed_since_an_edition() -> None:
    # Before, "there is no directive "changes"" and "the option "changed-since" is unknown".
    document = composed(later(BOTH, actions=MEASURED))
    assert said(summary(document)) == [
        "From 2031 to draft after 2031.",
        "Actions",
        "Action 1: “and map” added",
    ]
    assert rows(document) == ["Measure and map the tide (linked priority\xa01,2)"]


def test_it_is_the_summary_that_a_redline_has() -> None:
    files = later(BOTH, actions=MEASURED, priorities=("waves", "swell"))
    old, new = issued_edition(folder(files), "2031"), open_content(folder(files))
    both = (compose(each.plan, None, each.standing) for each in (old, new))
    lines = [line[2:] for line in as_markdown(redline(*both, Wording()).summary).splitlines()]
    own = said(summary(composed(files)))[1:]
    assert own == [line.strip("# ") for line in lines if line and "From 2031" not in line][1:]


def test_words_that_came_and_went_are_told_apart_without_tracked_changes() -> None:
    text = "We will meet at the harbour, and look at all the boats there. We will then go home again by bus."
    other = "We will meet near the harbour of the town, and look at all ships there and stay. " + text[-32:]
    files = later(BOTH, plan=f"\n{text}\n")
    document = composed({**files, "plan.md": files["plan.md"].replace(text, other)})
    first, _, told = said(summary(document))
    assert "in bold" in first and "[brackets]" in first
    assert (
        "sentence amended: “We will meet [at] near the harbour of the town, and look at all [boats] ships"
        in told
    )
    item = summary(document).items[1].blocks[1]
    assert isinstance(item, List)
    words = [i for i in item.items[0].blocks[0].inlines if isinstance(i, Text)]  # type: ignore[union-attr]
    assert [i.text for i in words if i.look.has("bold")] == ["near", "of", "town", "ships", "and stay"]


def test_it_is_told_in_the_words_of_the_paper_that_prints_it() -> None:
    words = "wording: {summary: {added: '{subject} neu: {words}', action: 'Vorhaben {number}'}}\n"
    files = later(BOTH)
    files["papers/status.md"] = files["papers/status.md"].replace("title", f"{words}title")
    files["actions.yaml"] += "- {id: new, action: Wait, linked_priorities: [calm]}\n"
    assert said(summary(composed(files)))[-1] == "Vorhaben 3 neu: Wait (linked priority 1)"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Measure the *tide*", "Measure\n    the *tide*", []),
        ("[storms, calm]", "[calm, storms]", []),
        ("*tide*", "**tide**", ["measure"]),
        ("[storms, calm]", "[storms]", ["measure"]),
        ("role: lead", "role: contributing", ["measure"]),
        ("state: ongoing", "state: completed", ["report"]),
        ("Begun **well**", "Begun", ["report"]),
        ("[^source]", "", ["report"]),
    ],
)
def test_an_action_changed_where_it_says_something_else(old: str, new: str, found: list[str]) -> None:
    plan = opened(later(BOTH, actions=(old, new))).plan
    assert plan.earlier and list(plan.earlier.known[0].changed or ()) == found


def test_where_an_action_stands_is_no_change() -> None:
    files = later(BOTH)
    first, second = files["actions.yaml"].split("- id: report")
    files["actions.yaml"] = f"- id: report{second}{first}"
    assert rows(composed(files)) == ["No action"]
    assert "renumbered" in " ".join(said(summary(composed(files))))


def test_the_last_edition_is_the_one_before_the_present_content() -> None:
    last = ":::{changes}\n:::\n\n:::{action-items}\n:changed-since: last\n:::\n"
    draft = later(last, actions=MEASURED)
    assert said(summary(composed(draft)))[0] == "From 2031 to draft after 2031."
    plan = {**draft, "plan.yaml": PLAN.replace('"2031", date: 2031', '"2032", date: 2032')}
    assert said(summary(composed(plan)))[0] == "From 2031 to 2032 (draft)."
    both = {**plan, "editions/2032.yaml": issued(plan)["editions/2032.yaml"]}
    # The plan is the edition 2032: what changed with that is what is new at the meeting.
    both["editions/2032.yaml"] = freeze(
        open_content(folder(plan)).plan, open_content(folder(both)).plan.history
    )
    assert said(summary(composed(both)))[0] == "From 2031 to 2032."
    assert rows(composed(both)) == ["Measure and map the tide (linked priority\xa01,2)"]


def test_where_no_edition_was_issued_so_much_is_said() -> None:
    files = {**FILES, "papers/status.md": HEAD + BOTH.replace("2031", "last")}
    document = composed(files)
    assert said(summary(document)) == ["No edition was issued before."]
    assert rows(document) == ["No edition was issued before."]
    same = composed(later(BOTH))
    assert said(summary(same)) == ["Nothing has changed since edition 2031."]
    assert rows(same) == ["No action"]


def failing(files: dict[str, str]) -> list[str]:
    with pytest.raises(ContentError) as raised:
        opened(files)
    return [f"{each.place}: {each.message} ({each.hint})" for each in raised.value.problems]


def test_an_edition_that_cannot_be_had_is_an_error_where_it_is_named() -> None:
    files = later(BOTH.replace("2031", "2030"))
    hint = 'did you mean "2031"? editions: 2031; or write last, or git:REVISION'
    assert failing(files) == [f'content/papers/status.md:8:9: there is no edition "2030" ({hint})']
    files["papers/status.md"] = HEAD + BOTH.replace(":changed-since: 2031", ":changed-since: 2030")
    assert failing(files) == [f'content/papers/status.md:12:17: there is no edition "2030" ({hint})']
    other = later(":::{changes}\n:paper: statu\n:::\n")
    assert failing(other)[0].startswith(
        'content/papers/status.md:8:9: there is no paper "statu" (did you mean'
    )
    own = later(":::{changes}\n:paper: status\n:since: 1\n:::\n")
    assert 'there is no edition "1" of the paper "status" (none was issued yet' in failing(own)[0]
    listed = later(BOTH.replace("2031", "2029"))
    listed["editions/history.yaml"] = '- {label: "2029", date: 2029-01-01}\n'
    assert 'there is no file of the edition "2029" (put its file into content/editions;' in failing(listed)[0]


def test_an_edition_that_cannot_be_opened_says_why() -> None:
    files = later(BOTH)
    files["editions/2031.yaml"] = files["editions/2031.yaml"].replace("Report", "Rapport")
    (first, *_) = failing(files)
    assert first.startswith('content/papers/status.md:8:9: "2031" cannot be opened (')
    assert "content/editions/2031.yaml:2:1: this is not what the program wrote" in first


def test_a_git_revision_is_an_edition(tmp_path: Path) -> None:
    where = write_content(tmp_path / "content")
    (where / "plan.yaml").write_text(f"schema: {SCHEMA}\n{PLAN}")
    author = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    for words in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", where, *words], check=True, capture_output=True)
    actions = where / "actions.yaml"
    actions.write_text(actions.read_text().replace(*MEASURED))
    (where / "papers").mkdir()
    (where / "papers/status.md").write_text(HEAD + BOTH.replace("2031", "git:HEAD"))
    document = compose(open_content(paper_folder(DiskFolder(where), "status")).plan)
    assert said(summary(document))[1:] == [
        "Actions",
        "Action 1: “and map” added",
    ]
    assert rows(document) == ["Measure and map the tide (linked priority\xa01,2)"]
    (where / "papers/status.md").write_text(HEAD + BOTH.replace("2031", "git:never"))
    with pytest.raises(ContentError, match='git knows no revision "never"'):
        open_content(paper_folder(DiskFolder(where), "status"))


def test_the_plan_tells_of_itself_and_not_of_its_summary() -> None:
    files = later(plan=f"\n# Changes\n\n{BOTH.replace('2031', 'last')}", actions=MEASURED)
    document = composed(files, "plan")
    # The edition has a summary, too, of itself; neither tells of the other.
    assert said(summary(document))[1:] == [
        "Actions",
        "Action 1: “and map” added",
    ]
    assert opened(files, "plan").standing.draft


# Issued


def on_disk(files: dict[str, str], where: Path) -> Path:
    for name, text in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_text(text)
    return where


@pytest.mark.parametrize("paper", ["plan", "status"])
def test_what_was_issued_says_the_same_without_the_other_edition(
    tmp_path: Path, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f"# Changes\n\n{BOTH}"
    files = later("" if paper == "plan" else words, actions=MEASURED)
    files["plan.md"] += f"\n{words}" * (paper == "plan")
    where = on_disk(files, tmp_path)
    made = issue(DiskFolder(where), "2032" if paper == "plan" else None, None, None, paper)
    for path, data in made.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    text = made.files[made.edition].decode()
    document = compose(made.opened.plan, None, made.opened.standing)
    assert "and map" in " ".join(said(summary(document)))
    assert "From 2031 to 2032" in said(summary(document))[0] or paper != "plan"

    def never(*_: object) -> None:
        raise AssertionError("it was worked out again")

    monkeypatch.setattr("workplan.opening.earlier.earlier", never)
    restored = thaw(text, "it")
    assert not any(name.endswith("2031.yaml") for name in restored)
    for again in (
        open_content(paper_folder(MemoryFolder(restored, "content"), paper)),
        open_content(paper_folder(DiskFolder(where), paper)),
        open_carried(text, "it"),
    ):
        assert compose(again.plan, None, again.standing) == document
        assert again.standing == made.opened.standing
        assert not again.standing.draft


def test_a_draft_says_the_same_where_it_is_restored_and_not_more() -> None:
    opens = opened(later(BOTH, actions=MEASURED))
    restored = thaw(opens.standing.text, "it")
    again = open_content(paper_folder(MemoryFolder(restored, "content"), "status"))
    assert again.standing == opens.standing
    assert compose(again.plan) == compose(opens.plan)
    # What changed since would have to be told, too, and nobody can.
    restored["actions.yaml"] = restored["actions.yaml"].replace(b"map", b"chart")
    with pytest.raises(ContentError) as raised:
        open_content(paper_folder(MemoryFolder(restored, "content"), "status"))
    (problem,) = raised.value.problems
    assert f"{problem.place}" == "content/papers/status.md:10:1"
    assert "there is no plan here" in problem.message


def test_content_that_changed_since_it_was_issued_is_told_anew(tmp_path: Path) -> None:
    where = on_disk(later(BOTH, actions=MEASURED), tmp_path)
    for path, data in issue(DiskFolder(where), None, None, None, "status").files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (where / "actions.yaml").write_text((where / "actions.yaml").read_text().replace("Report", "Tell"))
    again = open_content(paper_folder(DiskFolder(where), "status"))
    assert again.standing.draft
    assert "“Report (linked” changed to “Tell (linked”" in " ".join(said(summary(compose(again.plan))))


def test_an_edition_that_names_itself_and_keeps_nothing_goes_in_no_circle() -> None:
    files = later(plan=f"\n# Changes\n\n{BOTH.replace('2031', 'last')}", actions=MEASURED)
    text = files["editions/2031.yaml"].replace(": last", ": 2031")
    kept = text[text.index("kept:") : text.index("appendices:")]
    schema, _, rest = text.replace(kept, "").split("\n", 2)
    files["editions/2031.yaml"] = sealed(f"{schema}\n{rest}")
    files["plan.md"] = files["plan.md"].replace(": last", ": 2031")
    assert "and map" in " ".join(said(summary(composed(files, "plan"))))


# Formats, redlines and the way back


def test_the_formats_agree() -> None:
    document = composed(later(BOTH, actions=MEASURED, priorities=("waves", "swell")))
    assert resolve(document) == document
    word = write(document, theme())
    assert read(word).document == document
    verify(document, {"html": web_page(document, theme()).encode(), "docx": word, "pdf": print_pdf(document)})


PLAN_ALONE = {
    name: text for name, text in PLAN_FILES.items() if not name.startswith(("papers/", "meetings/"))
}
AMENDED = PLAN_ALONE | {"papers/status.md": HEAD + BOTH.replace("2031", "last")}
BEFORE = {name: text for name, text in issued(PLAN_ALONE).items() if name not in PLAN_ALONE}


@settings(max_examples=5)
@given(st.tuples(amended_content(AMENDED), amended_content(AMENDED)))
def test_redlines_of_papers_that_hold_it_are_exact(both: tuple[dict[str, str], dict[str, str]]) -> None:
    try:
        old, new = (composed({**files, **BEFORE}) for files in both)
    except ContentError:
        return
    assert resolve(new) == new
    assert read(write(new, theme())).document == new
    marked = compare(old, new, TOLD)
    assert accept(marked) == new
    assert reject(marked) == old


def changed(document: Document, old: str, new: str, at: Callable[[Block], bool]) -> Document:
    def words(block: Block) -> Block:
        from workplan.document.walking.walk import map_lines

        if not at(block):
            return block
        return map_lines(
            block,
            lambda inlines: tuple(
                replace(i, text=i.text.replace(old, new)) if isinstance(i, Text) else i for i in inlines
            ),
        )

    return replace(document, blocks=tuple(map(words, document.blocks)))


def test_an_edit_of_the_summary_is_explained() -> None:
    files = later(BOTH, actions=MEASURED)
    where = paper_folder(folder(files), "status")
    edited = changed(composed(files), "and map", "and chart", lambda block: isinstance(block, List))
    written = write_back(where, edited)
    assert not written.files
    (problem,) = written.problems
    assert 'the list "summary-of-changes" cannot be changed' in problem.message
    assert "and chart" in problem.message
    assert "worked out from two editions" in problem.hint
    assert not write_back(where, composed(files)).problems


def test_an_edit_of_an_action_that_changed_is_one_of_the_action() -> None:
    files = later(BOTH, actions=MEASURED)
    where = paper_folder(folder(files), "status")
    edited = changed(composed(files), "and map", "and chart", lambda block: isinstance(block, Table))
    written = write_back(where, edited)
    assert not written.problems
    assert written.files == {"actions.yaml": files["actions.yaml"].replace("and map", "and chart")}
    # As it was in the edition, it has not changed any more.
    back = changed(composed(files), " and map", "", lambda block: isinstance(block, Table))
    written = write_back(where, back)
    assert not written.problems
    assert written.files == {"actions.yaml": files["actions.yaml"].replace(" and map", "")}
