"""The recommendations stand in the manuscript itself: whoever writes that back writes them, too."""

from __future__ import annotations

from collections.abc import Sequence

from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.directives.several import Printed
from workplan.directives.taker import Taker
from workplan.document.tree import Block
from workplan.writeback.files import Files


class RecommendationTaker(Taker):
    declares = RECOMMENDATIONS
    refusal = ""

    def take_all(
        self, new: Sequence[Printed], old: Sequence[Printed], blocks: Sequence[Block], files: Files
    ) -> Sequence[Printed]:
        """Each list is one of its own."""
        return new
