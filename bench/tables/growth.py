"""How a time grows with the number of actions: 1 is linear, 2 quadratic."""

from __future__ import annotations

from math import log
from statistics import linear_regression
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Of fewer actions, the time says more of what is the same for every plan.
FITTED = 100


def exponent(times: Iterable[tuple[int, float]]) -> float | None:
    """The slope of the line that fits best, in logarithms, through the seconds of so many actions; None of
    fewer than two sizes from `FITTED` on."""
    fitted = [(log(actions), log(seconds)) for actions, seconds in times if actions >= FITTED and seconds > 0]
    return linear_regression(*zip(*fitted, strict=True)).slope if len(fitted) > 1 else None


def last_exponent(times: Iterable[tuple[int, float]]) -> float | None:
    """That of the two largest sizes, where a part that grows faster than the rest shows first."""
    return exponent(sorted(times)[-2:])
