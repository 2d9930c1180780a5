"""Functions of WeasyPrint in whose place stand some of ours, and what was in them when ours were written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Replaced(NamedTuple):
    """A function that was replaced, and the first letters of the SHA-256 of its text."""

    original: Callable[..., Any]
    digest: str


REPLACED: dict[str, Replaced] = {}


def replace(owner: Any, name: str, ours: Callable[..., Any], digest: str) -> None:
    """Put a function of ours in the place of one that a module or a class has; once in a process."""
    full = f"{owner.__name__}.{name}"
    if full not in REPLACED:
        REPLACED[full] = Replaced(vars(owner)[name], digest)
        setattr(owner, name, ours)
