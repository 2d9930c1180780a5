"""What is asked of a thing again and again, and answered once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def once(question: Callable[[S], T]) -> Callable[[S], T]:
    """A question that is asked of each subject once: the answer is kept with the subject (in its `__dict__`),
    which stays as it is. Subjects that share what they know, share the answer."""
    name = f"{question.__module__}.{question.__qualname__}"

    def asked(subject: S) -> T:
        kept = subject.__dict__
        if name not in kept:
            kept[name] = question(subject)
        answer: T = kept[name]
        return answer

    return asked
