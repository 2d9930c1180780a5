"""What the folder and the file both changed, and which of the two was chosen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from workplan.errors import Place, Problem
from workplan.text.excerpts import shortened, word_start

#: So many letters are told before the words that differ, and so many in all.
_BEFORE, _MOST = 24, 160

#: The folder's words are kept, or the file's are taken.
Side = Literal["mine", "file"]


class Chosen(Struct, frozen=True):
    """The choices for conflicts, by their numbers; `others` is that for all without one."""

    by_number: Mapping[int, Side]
    others: Side | None = None

    def of(self, number: int) -> Side | None:
        return self.by_number.get(number, self.others)


NOTHING = Chosen({})


class Conflict(Struct, frozen=True):
    """`number` counts them from 1, in the order of the plan; `place` says in words where it is, and `source`
    in which line of the folder. `base` is what the file said when it was imported last, `mine` what the
    folder says, `theirs` what the file says now; empty for nothing at all."""

    number: int
    place: str
    source: Place
    base: str
    mine: str
    theirs: str
    chosen: Side | None

    @property
    def problem(self) -> Problem:
        """A conflict in which nobody has chosen."""
        base, mine, theirs = excerpts(self.base, self.mine, self.theirs)
        message = (
            f"conflict {self.number}, {self.place}: the folder says {_quoted(mine)}, the file says "
            f"{_quoted(theirs)}; before, both said {_quoted(base)}"
        )
        hint = (
            f"--keep-mine {self.number} keeps the folder's words, --take-file {self.number} takes the file's"
        )
        return Problem(message, self.source, hint)


def unknown(chosen: Chosen, conflicts: Collection[Conflict]) -> list[int]:
    """The numbers that were chosen for, and that no conflict has."""
    known = {conflict.number for conflict in conflicts}
    return sorted(number for number in chosen.by_number if number not in known)


def excerpts(*texts: str) -> tuple[str, ...]:
    """Texts without the words that all begin and end with, but for a few."""
    said = [text for text in texts if text]
    if len(said) < 2:
        return tuple(shortened(text, _MOST) for text in texts)
    before, after = _in_common(said), _in_common([text[::-1] for text in said])
    return tuple(_cut(text, before, after) if text else "" for text in texts)


def _in_common(texts: Sequence[str]) -> int:
    return next(
        (n for n, letters in enumerate(zip(*texts, strict=False)) if len({*letters}) > 1),
        min(map(len, texts)),
    )


def _cut(text: str, before: int, after: int) -> str:
    start = word_start(text, max(min(before, len(text) - 1) - _BEFORE, 0))
    end = len(text) - after + _BEFORE
    whole_end = next((n for n in range(max(end, 0), len(text)) if text[n] == " "), len(text))
    cut = text[start:whole_end]
    return f"{'…' if start else ''}{shortened(cut, _MOST)}{'…' if whole_end < len(text) else ''}"


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"
