"""The numbers of a chart cannot be read back: they are counted."""

from __future__ import annotations

from workplan.directives.chart.declared import CHART
from workplan.directives.taker import Taker


class ChartTaker(Taker):
    declares = CHART
    refusal = "its numbers are counted: change the states in actions.yaml, or delete the directive"
