"""Edits of what is not content: where it comes from, and how to change it.

Numbers, "(linked priority 2)", the words of references, running heads, the rows of the table of editions and
tables themselves follow from other content. Where an edit of them can be understood it changes that; where it
cannot, it is explained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workplan.content.files.papers import HEAD
from workplan.content.load import Loaded
from workplan.errors import Place, Problem
from workplan.text.hints import quoted
from workplan.word.reader import Finding
from workplan.writeback.sources import sources


@dataclass(frozen=True, slots=True)
class Explanation(Problem):
    """A problem with an edit of something that is made by the program. `at` is its id in the document, empty
    for what stands on every page; `place` the line of the content that it is made of."""

    at: str = ""


#: The kinds of findings that are edits of what the content implies.
EXPLAINED = frozenset({"running head", "reference"})


def explained(findings: Sequence[Finding], loaded: Loaded) -> Iterator[Explanation]:
    """Those of the reader's `findings` that are edits of what the content implies."""
    places = sources(loaded)
    plan = loaded.places.get(HEAD, loaded.places["plan.yaml"])
    for finding in findings:
        typed = f": {quoted(finding.words, 80)}" if finding.words else ""
        message = f"{finding.message}{typed}"
        match finding.kind:
            case "running head":
                identity = loaded.plan.identity
                field = "short_title" if identity.short_title else "title"
                hint = f"change {field}, group or symbol in plan.yaml; the edition behind it is edition.label"
                yield Explanation(message, plan.value((field,)), hint)
            case "reference":
                hint = (
                    "its number or title follows from what it leads to: move or reword that; for other "
                    "words, delete the reference and type them, or write [words](#id) in the content"
                )
                yield Explanation(
                    message, places.get(finding.place, Place(plan.file)), hint, at=finding.place
                )
