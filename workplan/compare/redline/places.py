"""Where the lines of both documents stand in their redline.

A line that stays stands where the new document has it; one that was deleted, where the old one had it, in
the lists that are still there. An id of the old document that the new one uses for something else, or
for the same thing elsewhere, has `was.` before it. A list or an item that is known by its place alone
gets a place that nothing has (`was.introduction.3.0.2`): what stood in the second item before must not
run into what is the second one now, when the changes are rejected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.ids import by_place
from workplan.document.revisions import WAS
from workplan.document.tree import Frame, Place
from workplan.document.walking.lines import Line


class Places(Struct):
    """`taken` are the ids of the new document; `same` leads from an old list or item to the new one that
    it has become."""

    taken: frozenset[str]
    same: dict[str, str] = {}

    def learn(self, pairs: Iterable[tuple[Line, Line]]) -> None:
        """Lists and items go together as most of their lines do: (old line, new line)."""
        votes: Counter[tuple[str, str]] = Counter()
        for old, new in pairs:
            before, after = old.place.frames, new.place.frames
            for depth, (outer, within) in enumerate(zip(before, after, strict=False)):
                votes[outer.list, within.list] += 1
                if len(before) == len(after) or depth + 1 < min(len(before), len(after)):
                    votes[outer.item, within.item] += 1
        used: set[str] = set()
        for (was, now), _ in votes.most_common():
            if was not in self.same and now not in used and (was == now or (by_place(was) and by_place(now))):
                self.same[was] = now
                used.add(now)

    def old(self, id: str) -> str:
        """The id that something has in the redline that is in the old document alone."""
        return f"{WAS}{id}" if id in self.taken else id

    def frames(self, place: Place) -> tuple[Frame, ...]:
        """An old line's lists, as the redline has them."""
        return tuple(
            replace(frame, list=self._container(frame.list), item=self._container(frame.item))
            for frame in place.frames
        )

    def place(self, place: Place) -> Place:
        """The place in the redline of a line that was deleted."""
        return replace(place, id=self.old(place.id), frames=self.frames(place))

    def former(self, old: Place, new: Place) -> Place | None:
        """The place of a line that stays before it changed; None where it has not."""
        frames = self.frames(old)
        follows = "." in old.id and "." in new.id and not (old.level or new.level)
        if (old.id == new.id or follows) and frames == new.frames and old.standing == new.standing:
            return None
        return replace(old, frames=frames)

    def _container(self, id: str) -> str:
        if id in self.same:
            return self.same[id]
        head, _, last = id.rpartition(".")
        return f"{WAS}{head}.0.{last}" if id in self.taken and last.isdigit() else self.old(id)
