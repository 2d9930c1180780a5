"""Numbers that follow from other changes: told in one line for all that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def runs(numbers: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Old and new numbers, neighbours together: ("5", "4"), ("6", "5") are ("5–6", "4–5")."""
    run: list[tuple[str, str]] = []
    for pair in (*numbers, ("", "")):
        if run and not (_follows(run[-1][0], pair[0]) and _follows(run[-1][1], pair[1])):
            (first_old, first_new), (last_old, last_new) = run[0], run[-1]
            yield _range(first_old, last_old), _range(first_new, last_new)
            run = []
        run.append(pair)


def is_range(numbers: str) -> bool:
    return "–" in numbers


def _follows(one: str, other: str) -> bool:
    return one.isdigit() and other.isdigit() and int(other) == int(one) + 1


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"
