"""The values of options: each function makes one of words, or raises ValueError with what it wants."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from workplan.text.hints import did_you_mean, join, one_of, quoted


def fractions(words: str) -> tuple[float, ...]:
    """Fractions of the whole."""
    if not words:
        return ()
    if not all(re.fullmatch(r"[0-9]{1,4}", part) and int(part) for part in words.split()):
        raise ValueError("write a whole number for each column, such as 30 50 20")
    numbers = [int(part) for part in words.split()]
    return tuple(number / sum(numbers) for number in numbers)


def day(words: str) -> date | None:
    if not words:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            raise ValueError
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError("write a day as year-month-day, such as 2021-12-01") from None


def several(words: str) -> tuple[str, ...]:
    """Names with commas between them."""
    found = tuple(" ".join(part.split()) for part in words.split(",")) if words else ()
    if not all(found):
        raise ValueError("write names with commas between them")
    if len(set(found)) < len(found):
        raise ValueError(f"{quoted(next(each for each in found if found.count(each) > 1))} is there twice")
    return found


def choice(*known: str) -> Callable[[str], str]:
    """One of these, or nothing."""

    def chosen(words: str) -> str:
        if words and words not in known:
            raise ValueError(join(did_you_mean(words, known), f"write {one_of(known)}"))
        return words

    return chosen


def choices(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Some of these, in an order of the author's."""

    def chosen(words: str) -> tuple[str, ...]:
        found = several(words)
        for each in found:
            if each not in known:
                hint = join(did_you_mean(each, known), f"there are {one_of(known)}")
                raise ValueError(f"{quoted(each)} is none of them; {hint}")
        return found

    return chosen
