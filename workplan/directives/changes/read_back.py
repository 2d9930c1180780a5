"""The summary of changes cannot be read back: it is worked out from two editions."""

from __future__ import annotations

from workplan.directives.changes.declared import CHANGES
from workplan.directives.taker import Taker


class ChangesTaker(Taker):
    declares = CHANGES
    computed = True
    refusal = "it is worked out from two editions: change what the plan says, and it is told anew"
