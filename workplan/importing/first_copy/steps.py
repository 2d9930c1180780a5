"""The tracked changes of a file in steps, one after the other: each author's, day by day.

What somebody does in the words that another has put in can be told only behind these: so the days go first. A
file in which many worked on many days is told by authors alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec import Struct

from workplan.importing.source.model import Change, Sitting

#: Each step reads the whole file once more.
_MOST = 16


class Step(Struct, frozen=True):
    """What one `author` did, on one day or on all; `date` is that of the last of it, where any is known.
    Whole lines and rows are taken out in a step of their own, before others come: else one would be the
    other, changed."""

    author: str
    date: datetime | None
    sittings: frozenset[Sitting]


def steps(changes: Sequence[Change]) -> tuple[Step, ...]:
    """The steps of these changes, in their order."""
    found = _by(changes, lambda change: change.sitting)
    return found if len(found) <= _MOST else _by(changes, lambda change: (change.author, None, change.whole))


def _by(changes: Sequence[Change], key: Callable[[Change], Sitting]) -> tuple[Step, ...]:
    groups: dict[Sitting, list[Change]] = {}
    for change in changes:
        groups.setdefault(key(change), []).append(change)
    made = [
        (
            Step(
                group[0].author,
                max((change.date for change in group if change.date), default=None),
                frozenset(change.sitting for change in group),
            ),
            (day or date.min, author, not whole),
        )
        for (author, day, whole), group in groups.items()
    ]
    first = {author: n for n, (author, _, _) in reversed([*enumerate(groups)])}
    return tuple(
        step for step, _ in sorted(made, key=lambda each: (each[1][0], first[each[0].author], each[1][2]))
    )
