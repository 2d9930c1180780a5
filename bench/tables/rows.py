"""Tables of words, whose first row is the header: for the terminal, and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

Rows = list[list[str]]

#: The name of a column with words.
HOW = "how"


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Numbers stand to the right: all columns but the first, and the one that says how."""
    header, *others = (f"| {' | '.join(row)} |" for row in rows)
    rule = "|".join("---" if _has_words(name) else "--:" for name in rows[0])
    return "\n".join([header, f"|{rule}|", *others])


def shown(rows: Sequence[Sequence[str]], title: str) -> Table:
    """The same for the terminal."""
    header, *others = rows
    table = Table(title=title, title_justify="left")
    for name in header:
        table.add_column(name, justify="left" if _has_words(name) else "right")
    for row in others:
        table.add_row(*row)
    return table


def _has_words(name: str) -> bool:
    return name in ("", HOW)


def seconds(value: float) -> str:
    return f"{value:.2f}\N{NO-BREAK SPACE}s" if value < 10 else f"{value:,.0f}\N{NO-BREAK SPACE}s"


def megabytes(value: float) -> str:
    return f"{value / 1e6:,.0f}\N{NO-BREAK SPACE}MB"
