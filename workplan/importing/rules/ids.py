"""Ids for what is new: the most telling of its words."""

from __future__ import annotations

from collections.abc import Collection

from workplan.content.manuscript.ids import RESERVED
from workplan.text.slug import slug

_LITTLE = frozenset((
    "a", "an", "the", "and", "or", "of", "on", "in", "to", "for", "with", "by", "from", "at", "as",
    "is", "are", "be", "this", "that", "these", "those", "its", "their", "our", "it", "all", "any",
    "including", "include", "continue", "further", "through", "within", "into", "under", "between",
    "among", "other", "new", "such", "which", "who", "more", "de", "la", "le", "les", "des", "du", "et",
    "en", "el", "los", "las", "y", "un", "une", "der", "die", "das", "und",
))  # fmt: skip
_MOST = 5
_LONGEST = 48


class Ids:
    """Gives each id once."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = {*RESERVED, *taken}

    def of(self, words: str, otherwise: str) -> str:
        telling = [word for word in slug(words, 400).split("-") if word not in _LITTLE]
        name = slug(" ".join(telling[:_MOST]), _LONGEST).strip("-")
        if not name or not name[0].isalpha():
            name = f"{otherwise}-{name}".rstrip("-")
        return self.take(name)

    def take(self, name: str) -> str:
        found, n = name, 1
        while found in self._taken:
            n += 1
            found = f"{name}-{n}"
        self._taken.add(found)
        return found
