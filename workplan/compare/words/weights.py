"""How much it matters that a token stays as it is: names, numbers and calls more than "and"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from workplan.text.segmentation import clusters, is_word

#: Words of so many letters are too common to be kept on their own, if they are no names or numbers.
_COMMON_LETTERS = 3
_COMMON = 1.0
_SIGN = 0.25
#: The call of a note, a reference, the end of a line: less than two words, more than one small one.
_CALL = 7.0
#: What a name or number weighs more than its letters.
_NAMES_MORE = 4.0
#: A sign of Chinese or Japanese says about as much as so many letters.
_SIGN_OF_MANY = 2.0
_NOT_IN_NAMES = frozenset(
    ("the", "a", "an", "this", "that", "these", "in", "on", "at", "of", "and", "or", "to", "for", "from")
)


class Comparable(Protocol):
    """What is compared: equal when the `key` is."""

    @property
    def key(self) -> tuple[str, ...]: ...

    @property
    def words(self) -> str: ...

    @property
    def blank(self) -> bool: ...


def weight(token: Comparable) -> float:
    """How much it matters that a token is kept; nothing for a blank."""
    if is_firm(token):
        return _CALL
    words = token.words
    if token.blank:
        return 0.0
    if not is_word(words):
        return _SIGN
    letters = float(len(words) if words.isascii() else len(clusters(words)))
    if "\u2e80" <= words[0] <= "\u9fff":
        letters *= _SIGN_OF_MANY
    if is_name(token) or any(map(str.isdigit, words)):
        return letters + _NAMES_MORE
    return _COMMON if letters <= _COMMON_LETTERS else letters


def weigh(tokens: Iterable[Comparable]) -> float:
    return sum(map(weight, tokens))


def is_firm(token: Comparable) -> bool:
    """Whether a token is no word: a call, a reference, the end of a line."""
    return token.key[0] not in ("text", "link")


def is_name(token: Comparable) -> bool:
    """Whether a token is written as names are."""
    words = token.words
    return not is_firm(token) and words[:1].isupper() and words.lower() not in _NOT_IN_NAMES
