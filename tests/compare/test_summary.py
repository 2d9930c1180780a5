"""Summaries of changes: every mark is told, in words that a co-chair could have written."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from tests.compare.test_redline import EDITOR, changed, redline, table, with_table
from tests.documents import paragraph, sample
from tests.pairs import pairs
from workplan.compare import compare
from workplan.compare.changes import changes
from workplan.compare.summary import Summary, as_json, as_markdown, sentence, with_summary
from workplan.compare.told import with_signs
from workplan.content.models import Wording
from workplan.document.revisions import is_marked
from workplan.document.tree import Document, Heading, Paragraph, Text
from workplan.verify.passages import expected


def told(found: Document) -> list[str]:
    return [with_signs(sentence(change, Wording().summary)) for change in changes(found, Wording())]


def amended_rows() -> Document:
    first, second, third = table(sample()).rows
    interest = replace(second.cells[1], blocks=(paragraph("measure-2.interest.text", "IOM, Thailand"),))
    status = replace(second.cells[2], blocks=(paragraph("measure-2.status.text", "Ongoing"),))
    second = replace(second, cells=(second.cells[0], interest, status))
    return with_table(replace(table(sample()), rows=(first, second, third)))


def test_an_action_is_told_field_by_field() -> None:
    (only,) = told(redline(amended_rows()))
    assert only == ("Action 2: IOM and Thailand added to members’ interest; status set to “Ongoing”")


def test_what_moves_up_is_told_once() -> None:
    document = with_table(replace(table(sample()), rows=table(sample()).rows[1:]))
    blocks = tuple(block for block in document.blocks if block.id != "background.1")
    found = told(redline(replace(document, blocks=blocks, notes=document.notes[:3])))
    assert found[0].startswith("Action 1 removed: “Measure the tide at station 1")
    assert found[1] == "Actions 2–3 renumbered 1–2"


def test_a_moved_action() -> None:
    first, *others = table(sample()).rows
    found = told(redline(with_table(replace(table(sample()), rows=(*others, first)))))
    assert found == ["Action 3 (formerly 1): moved", "Actions 2–3 renumbered 1–2"] or found == [
        "Actions 2–3 renumbered 1–2",
        "Action 3 (formerly 1): moved",
    ]


def test_a_paragraph_is_known_by_its_first_words() -> None:
    new = paragraph("background.history.1", "ภาษาไทย, Tiếng Việt and العربية are names of old languages.")
    (only,) = told(redline(changed("background.history.1", new)))
    assert only.endswith(" العربية …”: “old” added in “names of old languages”")


def test_the_title() -> None:
    document = changed("title", Paragraph("title", (Text("Forward Work Plan: 2032-2034"),), "title"))
    assert told(redline(document)) == [
        "Title: “Forward Work Plan: 2031-2033” changed to “Forward Work Plan: 2032-2034”"
    ]


def test_nothing_is_told_of_nothing() -> None:
    assert told(compare(sample(), sample(), EDITOR)) == []


@settings(max_examples=60)
@given(pairs())
def test_whatever_is_marked_is_told(pair: tuple[Document, Document]) -> None:
    found = compare(*pair, EDITOR)
    # Who the authors are stands in the masthead of a plan; a generated document may have none.
    old, new = (replace(document.properties, authors=()) for document in pair)
    assert bool(told(found)) == (is_marked(found) or old != new)


def summary() -> Summary:
    found = changes(redline(amended_rows()), Wording())
    return Summary("Forward Work Plan", "2031", "2031-12", found, Wording().summary, EDITOR)


def test_markdown_has_a_section_for_each_section() -> None:
    assert as_markdown(summary()) == (
        "# Summary of changes\n\nForward Work Plan. From edition 2031 to edition 2031-12.\n\n"
        "## Action Items\n\n"
        "- Action 2: IOM and Thailand added to members’ interest; "
        "status set to “Ongoing”\n"
    )


def test_json_has_the_words_in_full() -> None:
    data: dict[str, Any] = json.loads(as_json(summary()))
    (only,) = data["changes"]
    assert (only["id"], only["kind"], only["section"]) == ("measure-2", "changed", "Action Items")
    assert only["after"].endswith("IOM, Thailand; Ongoing")
    assert "Ongoing" not in only["before"]


def test_the_summary_stands_between_masthead_and_text() -> None:
    document = with_summary(redline(amended_rows()), summary())
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [heading.id for heading in headings[:2]] == ["summary.head", "summary.text"]
    texts = [passage.text for passage in expected(document)]
    assert texts.index("Summary of changes") < texts.index("Text with changes marked")


def test_a_translation_keeps_what_is_filled_in() -> None:
    words = Wording.model_validate({"summary": {"removed": "{subject} supprimé : « {words} »"}})
    assert words.summary.removed == "{subject} supprimé : « {words} »"
    assert words.summary.moved == "moved"
    with pytest.raises(ValidationError, match="must hold"):
        Wording.model_validate({"summary": {"removed": "{subject} supprimé"}})
