"""The table of editions cannot be read back: it is made of what was issued."""

from __future__ import annotations

from workplan.directives.edition_history.declared import EDITION_HISTORY
from workplan.directives.taker import Taker


class EditionTaker(Taker):
    declares = EDITION_HISTORY
    refusal = "its rows are made of the editions that were issued: `issue` adds one"
