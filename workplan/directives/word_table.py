"""A table of plain words: a row for each entry, and headings that are words of the wording unless given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workplan.directives.printer import Use
from workplan.document.composing.inlines import inlines, plain_words
from workplan.document.ids import cell_line
from workplan.document.tree import Cell, Inline, Paragraph, Row, Table, Text


def word_table(
    use: Use, widths: Mapping[str, float], headings: Mapping[str, str], summary: str, rows: Iterable[Row]
) -> Table:
    """The table of a directive; `widths` and `headings` are by the names of the columns, which are those of
    the options for headings."""
    id = use.scope.id
    heads = (
        word_cell(
            f"{id}.head.{column}", inlines(use.options[column], use.targets) or (Text(headings[column]),)
        )
        for column in widths
    )
    summary = use.options["summary"] or summary
    return Table(id, summary, tuple(widths.values()), Row(f"{id}.head", tuple(heads)), tuple(rows))


def word_row(id: str, words: Mapping[str, str | None]) -> Row:
    """A row with the words of each column, and their blanks."""
    return Row(id, tuple(word_cell(f"{id}.{name}", plain_words(said or "")) for name, said in words.items()))


def word_cell(id: str, *lines: tuple[Inline, ...]) -> Cell:
    """A cell of these lines, less those that say nothing."""
    return Cell(id, tuple(Paragraph(cell_line(id, n), words) for n, words in enumerate(lines, 1) if words))
