"""What people type where a box cannot be ticked, or tick in ways of their own."""

from __future__ import annotations

from collections.abc import Iterable

_TICKED = frozenset(("x", "✓", "✔", "✗", "✘", "☑", "☒", "√", "yes", "y", "true", "1", "×"))
_NOT = frozenset(("", "☐", "□", "no", "n", "false", "0", "-", "–", "—", "none", "n/a"))


def ticked(words: str, yes: Iterable[str] = ()) -> bool | None:
    """Whether words are a tick; None where they may be anything. `yes` are words for it besides: those of the
    plan, and the name of the box."""
    said = " ".join(words.split()).strip("[]()").strip().casefold()
    if said in _TICKED or said in {each.casefold() for each in yes}:
        return True
    return False if said in _NOT else None
