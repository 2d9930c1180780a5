"""The table of editions, the first one first."""

from __future__ import annotations

from workplan.content.models.identity import Edition
from workplan.content.values.labels import label_slug
from workplan.directives.edition_history.declared import EDITION_HISTORY
from workplan.directives.printer import Printer, Use
from workplan.directives.word_table import word_row, word_table
from workplan.document.tree import Row, Table

#: The width of each column.
_WIDTHS = {"label": 0.25, "date": 0.2, "note": 0.55}


class EditionTable(Printer):
    declares = EDITION_HISTORY

    def block(self, use: Use) -> Table | None:
        """Nothing before the first edition is issued. Dates are written year-month-day (ISO 8601), which
        needs no language."""
        if not use.plan.history:
            return None
        wording = use.plan.identity.wording
        words = {"label": wording.edition, "date": wording.edition_date, "note": wording.edition_note}
        rows = (_row(use.scope.id, edition) for edition in use.plan.history)
        return word_table(use, _WIDTHS, words, wording.edition_history, rows)


def _row(table: str, edition: Edition) -> Row:
    words = {"label": edition.label, "date": edition.date.isoformat(), "note": edition.note}
    return word_row(f"{table}.{label_slug(edition.label)}", words)
