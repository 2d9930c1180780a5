"""The directive `:::{edition-history}`: the table of editions, the first one first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workplan.content.labels import label_slug
from workplan.content.models import Edition, Plan
from workplan.document.inlines import inlines
from workplan.document.targets import Target
from workplan.document.tree import Cell, Inline, Paragraph, Row, Table, Text

#: The columns, by the names of their options and of their cells, and the width of each.
_COLUMNS = {"label": 0.25, "date": 0.2, "note": 0.55}


def edition_table(plan: Plan, targets: Mapping[str, Target], options: Mapping[str, Any]) -> Table:
    """`options` are the directive's: the columns' headings, and `summary` for a screen reader. Dates
    are written year-month-day (ISO 8601), which needs no language."""
    wording = plan.identity.wording
    words = {"label": wording.edition, "date": wording.edition_date, "note": wording.edition_note}
    heads = (
        _cell(f"editions.head.{column}", inlines(options[column], targets) or (Text(words[column]),))
        for column in _COLUMNS
    )
    return Table(
        "editions",
        options["summary"] or wording.edition_history,
        tuple(_COLUMNS.values()),
        Row("editions.head", tuple(heads)),
        tuple(map(_row, plan.history)),
    )


def _row(edition: Edition) -> Row:
    id = f"editions.{label_slug(edition.label)}"
    values = {"label": edition.label, "date": edition.date.isoformat(), "note": edition.note}
    return Row(
        id,
        tuple(_cell(f"{id}.{column}", (Text(words),) if words else ()) for column, words in values.items()),
    )


def _cell(id: str, words: tuple[Inline, ...]) -> Cell:
    return Cell(id, (Paragraph(f"{id}.text", words),) if words else ())
