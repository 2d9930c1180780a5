"""What the tests of rules are given: lines, tables, and what one of the hostile files became."""

from __future__ import annotations

from typing import Any

from tests.importing.hostile import FILES
from workplan.importing.bringing_in import Imported, bring_in
from workplan.importing.rules.lines.roles import Around
from workplan.importing.source.model import Cell, Line, Piece, Row, Table
from workplan.importing.source.text import STYLE

BODY = Around(11.0, after=Line("p9", (Piece("Text."),)))


def line(words: str = "Words", **about: Any) -> Line:
    return Line("p1", (Piece(words, size=11.0),), **about)


def rows(*cells: tuple[str, ...]) -> Table:
    made = (Row(tuple(Cell((line(words),) if words else ()) for words in each)) for each in cells)
    return Table("t1", tuple(made))


def imported(name: str, **answers: str) -> Imported:
    return bring_in(FILES[name](), name, answers, "accepted")


def became(name: str, rule: str, **answers: str) -> str:
    """What the first claim of a rule says in one of the hostile files."""
    return next(claim.became for claim in imported(name, **answers).claims if claim.rule == rule)


def draft(words: str) -> Line:
    return Line("p1", (Piece(words),), STYLE)
