"""An option of a directive: what its value is, and what it is where the author gave none."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


def yes_or_no(wanted: str) -> Callable[[str], bool]:
    """What reads an option that says yes or no; `wanted` says what it is about."""

    def read(words: str) -> bool:
        if words not in ("yes", "no"):
            raise ValueError(f"write yes or no: {wanted}")
        return words == "yes"

    return read


class Option(Struct, frozen=True):
    """`typed` makes the value of what is neither markup nor plain words; it raises ValueError, with what it
    wants, for what it does not take."""

    default: str = ""  # empty where it follows from the plan's wording
    markup: bool = True  # else plain words
    typed: Callable[[str], object] | None = None
