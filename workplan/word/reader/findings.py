"""What the reader says of a file, besides its document: what the tree could not hold, and where.

Nothing that an editor did is left out in silence: whatever has no place in the tree is a `Finding`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Set
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "text box",
    "picture",
    "object",
    "chart",
    "equation",
    "nested table",
    "merged cells",
    "tracked cells",
    "break",
    "formatting",
    "language",
    "symbol",
    "character",
    "field",
    "link",
    "list",
    "heading",
    "table",
    "endnote",
    "note",
    "reference",
    "running head",
    "contents",
    "file",
]


class Finding(Struct, frozen=True):
    """Something in the file that the document does not show as the file does.

    `place` is the id of the line (cell, figure, note) where it stands, the nearest before it where it has
    none of its own, and empty before the first; `message` says what it is and what became of it; `words` are
    those that were left out, where any were.
    """

    kind: Kind
    message: str
    place: str
    words: str = ""


#: How many of a kind are told one by one; of the rest, that there are more.
_MOST = 200


class Findings(Struct):
    """Findings as they are made, each at the line that is being read (`at`, counted from 0), or at the next
    one as long as a cell has been opened and no line of it was read (`ahead`). So many were `added`."""

    at: int = -1
    ahead: bool = False
    added: int = 0
    found: dict[tuple[int, Kind, str, str], None] = {}
    told: dict[Kind, int] = {}

    def add(self, kind: Kind, message: str, words: str = "") -> None:
        """Note it once for each line."""
        self.added += 1
        key = (self.at + self.ahead, kind, message, words)
        if key in self.found:
            return
        self.told[kind] = self.told.get(kind, 0) + 1
        if self.told[kind] <= _MOST:
            self.found[key] = None
        elif self.told[kind] == _MOST + 1:
            self.found[self.at + self.ahead, kind, "more of the kind, which are not listed", ""] = None

    @property
    def lines(self) -> Set[int] | None:
        """Those of which something was found; None where it is not listed of each."""
        return {key[0] for key in self.found} if max(self.told.values(), default=0) <= _MOST else None

    def placed(self, ids: dict[int, str]) -> tuple[Finding, ...]:
        """All of them in the order of the file; `ids` has the id of each line that has one."""
        near, found = Nearest(ids), sorted(self.found, key=lambda key: key[0])
        return tuple(Finding(kind, message, near(at), words) for at, kind, message, words in found)


class Nearest:
    """The id of a line, or of the nearest before it that has one; "" before the first."""

    def __init__(self, ids: Mapping[int, str]) -> None:
        self._ids, self._lines = ids, sorted(ids)

    def __call__(self, line: int) -> str:
        place = bisect_right(self._lines, line)
        return self._ids[self._lines[place - 1]] if place else ""
