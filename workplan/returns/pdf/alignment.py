"""Where a page that was printed has what the page that was sent has: smaller, larger, moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from msgspec import Struct

from workplan.returns.pdf.facts import Box, Letter, Page
from workplan.returns.pdf.letters import bare

#: So many letters that stand in both pages once are the same ones.
_LONG = 8
#: So many of these are needed, and this part of them has to fit, to so many points.
_FEWEST, _PART, _OFF = 8, 0.8, 3.0


class Aligned(Struct, frozen=True):
    """The printed page that shows a page, and how it does: `scale` of it, moved."""

    page: int
    scale: float
    across: float
    up: float

    def box(self, sent: Box) -> Box:
        left, bottom, right, top = sent
        return Box(
            self.scale * left + self.across,
            self.scale * bottom + self.up,
            self.scale * right + self.across,
            self.scale * top + self.up,
        )


def aligned(sent: Sequence[Page], printed: Sequence[Page]) -> list[Aligned] | None:
    """For each page that was sent, where it is; None where that is not clear for all of them."""
    ours, theirs = ([_runs(page.letters) for page in pages] for pages in (sent, printed))
    if len(ours) == len(theirs):
        in_order = [_fitted(runs, theirs[number], number) for number, runs in enumerate(ours)]
        if all(in_order):
            return list(filter(None, in_order))
    found: list[Aligned] = []
    for runs in ours:
        number = max(range(len(theirs)), key=lambda n: len(runs.keys() & theirs[n].keys()))
        fit = _fitted(runs, theirs[number], number)
        if fit is None or any(fit.page == each.page for each in found):
            return None
        found.append(fit)
    return found


def _runs(letters: Sequence[Letter]) -> dict[str, Box]:
    """Each run of letters that stands on a page once, with its first letter's box."""
    signs = [(sign, letter.box) for letter in letters for sign in bare(letter.sign)]
    words = "".join(sign for sign, _ in signs)
    starts: dict[str, list[int]] = {}
    for start in range(len(words) - _LONG + 1):
        starts.setdefault(words[start : start + _LONG], []).append(start)
    return {run: signs[where[0]][1] for run, where in starts.items() if len(where) == 1}


def _fitted(ours: Mapping[str, Box], theirs: Mapping[str, Box], page: int) -> Aligned | None:
    pairs = sorted((ours[run], theirs[run]) for run in ours.keys() & theirs.keys())
    if len(pairs) < _FEWEST:
        return None
    scales = sorted(_scales(pairs))
    if not scales:
        return None
    scale = median(scales)
    across = median(there.left - scale * here.left for here, there in pairs)
    up = median(there.bottom - scale * here.bottom for here, there in pairs)
    fits = sum(
        abs(scale * here.left + across - there.left) <= _OFF
        and abs(scale * here.bottom + up - there.bottom) <= _OFF
        for here, there in pairs
    )
    return Aligned(page, scale, across, up) if fits >= _PART * len(pairs) and scale > 0 else None


def _scales(pairs: Sequence[tuple[Box, Box]]) -> Iterator[float]:
    """What each two that are far apart say of the scale."""
    half = len(pairs) // 2
    by_height = sorted(pairs, key=lambda pair: pair[0].bottom)
    for (low, low_there), (high, high_there) in zip(by_height, by_height[half:], strict=False):
        for far, far_there in (
            (high.bottom - low.bottom, high_there.bottom - low_there.bottom),
            (high.left - low.left, high_there.left - low_there.left),
        ):
            if abs(far) > 40:
                yield far_there / far
