"""Functions of WeasyPrint in whose place stand some of ours, and what was in them when ours were written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NamedTuple


class Replaced(NamedTuple):
    """A function that was replaced, and the first letters of the SHA-256 of its text."""

    original: Callable[..., Any]
    digest: str


REPLACED: dict[str, Replaced] = {}


def replace(owner: Any, name: str, ours: Any, digest: str) -> None:
    """Put a function or a property of ours in the place of one that a module or a class has, wherever else
    WeasyPrint has imported it, too; once in a process."""
    full = f"{owner.__name__}.{name}"
    if full in REPLACED:
        return
    original = vars(owner)[name]
    REPLACED[full] = Replaced(getattr(original, "fget", original), digest)
    setattr(owner, name, ours)
    for place, module in list(sys.modules.items()):
        if place.startswith("weasyprint.") and vars(module).get(name) is original:
            setattr(module, name, ours)
