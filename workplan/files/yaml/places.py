"""Where each key and value of a YAML text stands."""

from __future__ import annotations

import re

from msgspec import Struct

from workplan.errors import Place

#: Keys and list indices from the root: `(3, "linked_priorities", 1)`.
Path = tuple[str | int, ...]

MAX_OCCURRENCES = 100

_COMMENT = re.compile(r"[ \t]+(?=#)")


class Spot(Struct, frozen=True):
    """Where a key, or a whole scalar, stands: its line and column, from 1, and its characters in
    the text, from 0."""

    line: int
    column: int
    start: int
    end: int
    words: str = ""  # of a scalar, as written


class Places(Struct, frozen=True):
    """Where each key and value of one YAML text stands."""

    file: str
    text: str = ""
    keys: dict[Path, Spot] = {}
    values: dict[Path, Spot] = {}

    def value(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest value around it that exists."""
        return self._place(self._nearest(self.values, path))

    def key(self, path: Path) -> Place:
        """The place of the key that `path` ends with; of the value where that is a list's entry."""
        return self._place(self.keys[path]) if path in self.keys else self.value(path)

    def inside(self, path: Path, snippet: str, nth: int = 0) -> Place:
        """The place of the `nth` occurrence of `snippet` in the words at `path`; the place of the
        words where it does not stand there as such (because of an escape, or of a line break), or
        only behind `MAX_OCCURRENCES` others. Takes time by the length of these words alone."""
        if (spot := self.values.get(path)) is None or nth > MAX_OCCURRENCES:
            return self.value(path)
        at = spot.start - 1
        for _ in range(nth + 1):
            at = self.text.find(snippet, at + 1, spot.end)
            if at < 0:
                return self._place(spot)
        line = spot.line + self.text.count("\n", spot.start, at)
        return Place(self.file, line, at - self.text.rfind("\n", 0, at))

    def comment(self, path: Path) -> Place | None:
        """The place of the comment that ends the last line of unquoted words."""
        spot = self.values.get(path)
        if spot is None or self.text[spot.start : spot.start + 1] in ('"', "'", "|", ">"):
            return None
        if not (found := _COMMENT.match(self.text, spot.end)):
            return None
        line = spot.line + self.text.count("\n", spot.start, spot.end)
        return Place(self.file, line, found.end() - self.text.rfind("\n", 0, found.end()))

    def words(self, path: Path) -> str:
        """The scalar at `path` as it is written, without quotes; empty where there is none."""
        spot = self.values.get(path)
        return spot.words if spot else ""

    def _place(self, spot: Spot | None) -> Place:
        return Place(self.file, spot.line, spot.column) if spot else Place(self.file)

    @staticmethod
    def _nearest(spots: dict[Path, Spot], path: Path) -> Spot | None:
        for length in range(len(path), -1, -1):
            if spot := spots.get(path[:length]):
                return spot
        return None
