"""Our own Word file gives back the content that it was made from: every fixture, and generated content.

Without what it carries, it is read by the rules: no word is lost, and its words are the plan's, in order.
Before, that was tried on the real plan alone, and a paper was read as if it were somebody's plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from tests import libreoffice
from tests.contents import FILES, ROOT_CONTENT
from tests.documents import picture
from tests.importing.made_foreign import made_foreign
from tests.writeback.amending import amended_content, folder
from workplan.build.prepare import prepare
from workplan.content.files.folder import Folder, MemoryFolder
from workplan.content.files.papers import paper_folder
from workplan.content.load import on_disk
from workplan.design.theme import theme
from workplan.document.tree import Document, Text
from workplan.document.walking.walk import with_inlines
from workplan.errors import ContentError, GivenFileError
from workplan.importing.bringing_in import bring_in
from workplan.importing.law import printed
from workplan.word import write

_PAIR = Path(__file__).parents[1] / "compare" / "pair"
_ANSWERS = {"M6": "2024-2026", "H7": "same"}


def _with(**changed: str) -> dict[str, str]:
    return {**FILES, **{name.replace("_", "."): text for name, text in changed.items()}}


def _spoken(language: str, words: str) -> dict[str, str]:
    plan = f"{FILES['plan.yaml']}language: {language}\n"
    return _with(plan_yaml=plan, plan_md=f"{FILES['plan.md']}\n{words}\n")


_NOTES = "".join(f"Note {n} is called here.[^n{n}]\n\n" for n in range(150))
_ACTION = "- {{id: measure-{n}, action: Measure the tide at station {n}, linked_priorities: [calm]}}\n"
CONTENT: dict[str, Mapping[str, str]] = {
    "small": FILES,
    "no-actions": _with(
        actions_yaml="[]\n", plan_md="Words.\n\n:::{priorities}\n:::\n", footnotes_yaml="calm: No wind.\n"
    ),
    "400-actions": _with(
        actions_yaml=FILES["actions.yaml"] + "".join(_ACTION.format(n=n) for n in range(398))
    ),
    "no-appendix": {name: text for name, text in FILES.items() if not name.startswith("appendices/")},
    "150-notes": _with(
        plan_md=FILES["plan.md"] + "\n" + _NOTES,
        footnotes_yaml=FILES["footnotes.yaml"] + "".join(f"n{n}: The note {n}.\n" for n in range(150)),
    ),
    "thai": _spoken("th", "แผนงานกำหนดสิ่งที่คณะทำงานจะทำในปีต่อไป"),
    "arabic": _spoken("ar", "تحدد الخطة ما يتعين على الفريق العامل القيام به."),
    "pages": _with(
        plan_md=FILES["plan.md"]
        + "\n:::{page-break}\n:::\n\n# Wide\n\n::::{landscape}\n| A | B |\n| - | - |\n| 1 | 2 |\n::::\n"
    ),
}  # fmt: skip


def folders() -> dict[str, Folder]:
    on_disks = {"real": ROOT_CONTENT, "before": _PAIR / "before", "after": _PAIR / "after"}
    return {name: folder(files) for name, files in CONTENT.items()} | {
        name: on_disk(path) for name, path in on_disks.items()
    }


REAL = {
    str(path.relative_to(ROOT_CONTENT)): path.read_text("utf-8")
    for path in (
        *ROOT_CONTENT.glob("*.yaml"),
        *ROOT_CONTENT.glob("*.md"),
        *ROOT_CONTENT.glob("appendices/*.md"),
    )
}


def letters(document: Document) -> str:
    return "".join(each.letters for each in printed(document))


_SLOW = "400-actions"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name == _SLOW else name for name in folders()]
)
def test_every_fixture_gives_back_its_content(name: str) -> None:
    document = prepare(folders()[name]).document
    found = bring_in(write(document, theme()), "plan.docx")
    assert [claim.rule for claim in found.claims] == ["O1"]
    assert found.document == document
    assert prepare(MemoryFolder(found.files, "content")).document == document


def test_so_does_one_with_a_picture() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    files["plan.md"] += b"\n![The coast at low tide](coast.png)\n"
    document = prepare(MemoryFolder({**files, "coast.png": picture(8, 4).data}, "content")).document
    found = bring_in(write(document, theme()), "plan.docx")
    assert found.document == document
    assert found.files["coast.png"] == picture(8, 4).data


@settings(max_examples=3)
@given(amended_content(REAL))
def test_so_does_content_after_any_amendments(files: dict[str, str]) -> None:
    try:
        document = prepare(folder(files)).document
    except ContentError:
        assume(False)
    found = bring_in(write(document, theme()), "plan.docx")
    assert [claim.rule for claim in found.claims] == ["O1"] and found.document == document


@settings(max_examples=3)
@given(amended_content(REAL))
def test_without_what_it_carries_its_words_are_the_same(files: dict[str, str]) -> None:
    try:
        document = prepare(folder(files)).document
    except ContentError:
        assume(False)
    found = bring_in(made_foreign(write(document, theme())), "plan.docx", _ANSWERS)
    assert not found.lost
    assert [each for each in found.differences if not each.reason] == []


@pytest.mark.parametrize("name", ["real", "small", "no-appendix", "thai", "arabic", "150-notes"])
def test_without_what_it_carries_a_fixture_says_the_same(name: str) -> None:
    """A note that is called twice has its number as a word there: that it is a call, the bookmark said."""
    document = prepare(folders()[name]).document
    once = with_inlines(document, lambda each: Text("") if getattr(each, "repeat", False) else each)
    found = bring_in(made_foreign(write(once, theme())), "plan.docx", _ANSWERS)
    assert not found.lost
    assert letters(found.document) == letters(once)


def test_a_paper_is_no_plan() -> None:
    paper = prepare(paper_folder(on_disk(ROOT_CONTENT), "agenda")).document
    with pytest.raises(GivenFileError, match="but the paper") as error:
        bring_in(write(paper, theme()), "agenda.docx")
    assert "restore agenda.docx" in error.value.hint


@pytest.mark.slow
def test_what_libreoffice_saved_gives_back_the_content() -> None:
    document = prepare(on_disk(ROOT_CONTENT)).document
    found = bring_in(libreoffice.to_docx(write(document, theme())), "plan.docx")
    assert [claim.rule for claim in found.claims] == ["O1"] and found.document == document
