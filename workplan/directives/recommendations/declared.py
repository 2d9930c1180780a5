"""The recommendations of a paper: a list of its manuscript, whose items begin with verbs of the wording.

They stand in the text, and in a paper with numbered paragraphs below one of these: its number is what the
head says of the action to be taken (`content.paper.recommended`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workplan.directives.declaration import Declaration
from workplan.directives.recommendations.checks import check_action, check_purpose, check_verbs, check_where

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources
    from workplan.errors import Problem


class Recommendations(Declaration):
    name = "recommendations"
    id = "list-of-recommendations"  # the shorter one is that of many a heading
    around = True
    noun, nouns = "recommendation", "recommendations"

    def errors(self, sources: Sources) -> Iterator[Problem]:
        yield from check_where(sources)
        yield from check_verbs(sources)
        yield from check_purpose(sources)
        yield from check_action(sources)

    def terms(self, sources: Sources, *, used: bool) -> Iterator[str]:
        if used:
            yield from ("verbs", *(("paragraph", "paragraphs") if _numbered(sources) else _SECTIONS))


#: The words that name sections, where paragraphs have no numbers.
_SECTIONS = ("recommendations", "recommendations_in", "section")


def _numbered(sources: Sources) -> bool:
    return sources.identity is not None and sources.identity.numbered


RECOMMENDATIONS = Recommendations()
