"""A summary cannot be read back: its numbers are counted, and its states are those of plan.yaml."""

from __future__ import annotations

from workplan.directives.status_summary.declared import STATUS_SUMMARY
from workplan.directives.taker import Taker


class SummaryTaker(Taker):
    declares = STATUS_SUMMARY
    computed = True
    refusal = (
        "its numbers are counted: change the states of the actions in actions.yaml; the names and "
        "definitions of states are those of plan.yaml"
    )
