"""A chart: the drawing of a table of numbers. It says what its table says, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """What bars are divided into: `words` name it, `fill` is its place in the theme's list of fills, and
    `values` has a number for each bar."""

    words: str
    fill: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that are divided: one for each of `names`."""

    title: str
    names: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """How long each bar is."""
        return tuple(sum(each.values[n] for each in self.series) for n in range(len(self.names)))

    @property
    def description(self) -> str:
        """All that it shows, in words: "Priority 2: 0 completed, 2 in progress"."""
        bars = (
            f"{name}: {', '.join(f'{each.values[n]} {_within(each.words)}' for each in self.series)}"
            for n, name in enumerate(self.names)
        )
        return ". ".join((self.title, *bars)) + "."


def _within(words: str) -> str:
    """Words that began a sentence, within one; not those in capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
