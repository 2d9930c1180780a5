"""What the directives have in common that print the file of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workplan.content.files.papers import HEAD
from workplan.directives.declaration import Declaration
from workplan.errors import Problem
from workplan.text.hints import one_of

if TYPE_CHECKING:
    from workplan.content.sources.sources import Sources


class OfMeeting(Declaration):
    """A directive that only a paper can have whose head names the file of its meeting."""

    def errors(self, sources: Sources) -> Iterator[Problem]:
        if sources.meeting_name or (sources.head is None and HEAD in sources.places):
            return
        for node in sources.directives(self.name):
            known = sources.meetings
            example = known[0] if known else "tenth"
            there = (
                f"there are: {one_of(known)}"
                if known
                else f"and put the meeting into meetings/{example}.yaml"
            )
            yield Problem(
                f":::{{{self.name}}} prints a meeting, and the head of this paper names none",
                node.meta["place"],
                f"write meeting: {example} in the head, which is the name of its file in meetings/; {there}",
            )
