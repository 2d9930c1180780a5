"""The table of editions, the first one first."""

from __future__ import annotations

from workplan.content.labels import label_slug
from workplan.content.models import Edition
from workplan.directives.edition_history.declared import EDITION_HISTORY
from workplan.directives.printer import Printer, Use
from workplan.document.inlines import inlines
from workplan.document.tree import Cell, Inline, Paragraph, Row, Table, Text

#: The width of each column.
_WIDTHS = {"label": 0.25, "date": 0.2, "note": 0.55}


class EditionTable(Printer):
    declares = EDITION_HISTORY

    def block(self, use: Use) -> Table:
        """Dates are written year-month-day (ISO 8601), which needs no language."""
        wording, id = use.plan.identity.wording, use.scope.id
        words = {"label": wording.edition, "date": wording.edition_date, "note": wording.edition_note}
        heads = (
            _cell(f"{id}.head.{column}", inlines(use.options[column], use.targets) or (Text(words[column]),))
            for column in _WIDTHS
        )
        return Table(
            id,
            use.options["summary"] or wording.edition_history,
            tuple(_WIDTHS.values()),
            Row(f"{id}.head", tuple(heads)),
            tuple(_row(id, edition) for edition in use.plan.history),
        )


def _row(table: str, edition: Edition) -> Row:
    id = f"{table}.{label_slug(edition.label)}"
    values = {"label": edition.label, "date": edition.date.isoformat(), "note": edition.note}
    return Row(
        id,
        tuple(_cell(f"{id}.{column}", (Text(words),) if words else ()) for column, words in values.items()),
    )


def _cell(id: str, words: tuple[Inline, ...]) -> Cell:
    return Cell(id, (Paragraph(f"{id}.text", words),) if words else ())
