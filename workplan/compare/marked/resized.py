"""Pictures of another width: in a redline, the same picture goes and comes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from workplan.document.tree import Figure, Table
from workplan.document.walking.lines import Unit


def resized(units: Sequence[Unit], n: int) -> Figure | None:
    """The same picture of another width, in whose place the one at `n` came, or that came in its place."""
    one = units[n]
    if not isinstance(one, Figure) or not one.change:
        return None
    beside = units[n + 1 :] if one.deleted else reversed(units[:n])
    changed = takewhile(lambda unit: not isinstance(unit, Table) and unit.change, beside)
    other = next((unit for unit in changed if isinstance(unit, Figure)), None)
    return other if other and _is_resized(one, other) else None


def _is_resized(one: Figure, other: Figure) -> bool:
    marks, others = (bool(one.inserted), bool(one.deleted)), (bool(other.deleted), bool(other.inserted))
    if not one.change or not other.change or marks != others or all(marks):
        return False
    if one.change.author != other.change.author or one.change.move or other.change.move:
        return False
    shown = (one.image.data, one.alternative, bool(one.caption))
    return shown == (other.image.data, other.alternative, bool(other.caption)) and one.width != other.width
