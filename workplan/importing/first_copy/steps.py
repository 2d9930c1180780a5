"""The tracked changes of a file in steps, one after the other: each author's, day by day.

What somebody does in the words that another has put in can be told only behind these: so the days go first. A
file in which many worked on many days is told by authors alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from workplan.importing.source.model import Change, Sitting

#: Each step reads the whole file once more.
_MOST = 12
_NO_DATE = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Step:
    """What one `author` did, on one day or on all; `date` is that of the last of it, where any is known."""

    author: str
    date: datetime | None
    sittings: frozenset[Sitting]


def steps(changes: Sequence[Change]) -> tuple[Step, ...]:
    """The steps of these changes, in their order."""
    found = _by(changes, lambda change: change.sitting)
    return found if len(found) <= _MOST else _by(changes, lambda change: (change.author, None))


def _by(changes: Sequence[Change], key: Callable[[Change], Sitting]) -> tuple[Step, ...]:
    groups: dict[Sitting, list[Change]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    made = [
        Step(
            group[0].author,
            max((change.date for change in group if change.date), default=None),
            frozenset(change.sitting for change in group),
        )
        for group in groups.values()
    ]
    return tuple(sorted(made, key=lambda step: step.date or _NO_DATE))
