"""Directives that print none of the plan's data: `content.manuscript.blocks` turns each into what it stands
for."""

from __future__ import annotations

from typing import ClassVar

from workplan.directives.declaration import Declaration
from workplan.directives.option import Option
from workplan.directives.values import fractions


def _alignments(words: str) -> tuple[str, ...]:
    if not set(words.split()) <= {"left", "center", "right"}:
        raise ValueError("write left, center or right for each column")
    return tuple(words.split())


def _one(words: str) -> int:
    if words not in ("", "1"):
        raise ValueError("a table has one header row: write 1, or leave the option out")
    return 1


def _depth(words: str) -> int:
    if words not in ("1", "2", "3"):
        raise ValueError("write 1, 2 or 3: the lowest level of headings to list")
    return int(words)


class ListTable(Declaration):
    name = "list-table"
    options: ClassVar = {
        "header-rows": Option(typed=_one),
        "widths": Option(typed=fractions),
        "alignment": Option(typed=_alignments),
        "summary": Option(markup=False),
    }
    holds_text = True


class Contents(Declaration):
    name = "contents"
    options: ClassVar = {"depth": Option("3", typed=_depth)}


class PageBreak(Declaration):
    name = "page-break"


class Landscape(Declaration):
    name = "landscape"
    around = True


LIST_TABLE = ListTable()
CONTENTS = Contents()
PAGE_BREAK = PageBreak()
LANDSCAPE = Landscape()
