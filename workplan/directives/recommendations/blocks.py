"""The recommendations of a manuscript, lettered."""

from __future__ import annotations

from workplan.directives.printer import Printer, Use
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.document.composing.lists import list_block, list_kinds
from workplan.document.tree import List


class RecommendationList(Printer):
    declares = RECOMMENDATIONS

    def block(self, use: Use) -> List:
        """Lettered (a), (b), in papers with numbered paragraphs and without."""
        assert use.node, "they stand in a manuscript"
        return list_block(
            use.node.children[0], use.targets, use.scope.id, list_kinds(numbered=True), counted=True
        )
