"""Quotations and line breaks in manuscripts that are written back: before, a document could hold none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.contents import FILES
from tests.writeback.amending import folder
from workplan.content.load import load
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Block, Paragraph, Text
from workplan.writeback.write import write_back

BEFORE = (
    "First paragraph.\n\n> Words that\n> somebody wrote.\n>\n> Second part.\n\nLast paragraph.[^source]\n\n"
)
REST = FILES["plan.md"][FILES["plan.md"].index("(steps)=") :]
CONTENT = {**FILES, "plan.md": BEFORE + REST}
OLD = compose(load(folder(CONTENT)).plan)
AT = next(n for n, block in enumerate(OLD.blocks) if block.id == "introduction.1")
FIRST, QUOTED, SECOND, LAST = OLD.blocks[AT : AT + 4]


def said(block: Block, words: str) -> Block:
    assert isinstance(block, Paragraph)
    return replace(block, inlines=(Text(words),))


def quoted(block: Block, on: bool = True) -> Block:
    assert isinstance(block, Paragraph)
    return replace(block, role="quotation" if on else "body")


NEW = Paragraph("new", (Text("Something new"),), "quotation")
CASES: dict[str, tuple[tuple[Block, ...], str]] = {
    "other words": (
        (FIRST, said(QUOTED, "Words that she wrote."), SECOND, LAST),
        BEFORE.replace("somebody wrote", "she wrote"),
    ),
    "a paragraph becomes one": (
        (quoted(FIRST), QUOTED, SECOND, LAST),
        BEFORE.replace("First paragraph.\n\n", "> First paragraph.\n>\n"),
    ),
    "one becomes a paragraph": (
        (FIRST, QUOTED, quoted(SECOND, on=False), LAST),
        BEFORE.replace(">\n> Second part.", "\nSecond part."),
    ),
    "one more": (
        (FIRST, QUOTED, SECOND, NEW, LAST),
        BEFORE.replace("Second part.\n", "Second part.\n>\n> Something new\n"),
    ),
    "a line break": (
        (said(FIRST, "First\nparagraph."), said(QUOTED, "Words that\n- somebody wrote."), SECOND, LAST),
        BEFORE.replace("First p", "First\\\np").replace("that\n> some", "that\\\n> \\- some"),
    ),
    "one is gone": ((FIRST, SECOND, LAST), BEFORE.replace("> Words that\n> somebody wrote.\n>\n", "")),
}


@pytest.mark.parametrize("title", CASES)
def test_written(title: str) -> None:
    blocks, expected = CASES[title]
    new = replace(OLD, blocks=(*OLD.blocks[:AT], *blocks, *OLD.blocks[AT + 4 :]))
    found = write_back(folder(CONTENT), resolve(new))
    assert not found.problems
    assert found.files == {"plan.md": expected + REST}
