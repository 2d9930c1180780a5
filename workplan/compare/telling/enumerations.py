"""Enumerations of names in a line: which names came or went, where the others stand as they stood.

    Indonesia and Fiji  →  Indonesia, Cambodia, Thailand and Fiji        Cambodia and Thailand came

Signs and "and" between names follow from which names there are, and are nothing of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from workplan.content.words.phrases import Phrases
from workplan.directives.actions.interest import SEPARATORS

#: What else than words in capitals may stand inside of a name: "the Republic of Korea", "Korea (Rep. of)".
_WITHIN = frozenset(("of", "the", "and", "de", "del", "du", "da", "la", "-", "’", "'", "(", ")", ".", "&"))
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


class Renewed(Struct, frozen=True):
    """The names that came, or else those that went; never both."""

    came: tuple[str, ...]
    went: tuple[str, ...]


def listed(names: Sequence[str], phrases: Phrases) -> str:
    """Names in a row: "IOM, Thailand and Viet Nam"."""
    if len(names) < 2:
        return "".join(names)
    first = names[0]
    for each in names[1:-1]:
        first = phrases.comma.format(first=first, next=each)
    return phrases.both.format(first=first, last=names[-1])


def is_between(text: str, last: str) -> bool:
    """Whether a token stands between names."""
    return text in SEPARATORS or text.casefold() == last


def may_belong(text: str, last: str) -> bool:
    """Whether a token may stand in an enumeration whose last name follows the word `last`."""
    is_name = text[:1].isupper() or text.casefold() in _WITHIN
    return is_name or text.isspace() or is_between(text, last)


def renewed(old: str, new: str, last: str) -> Renewed | None:
    """What came to an enumeration, or went from it; None where it is none, or more was done to it."""
    before, after = _names(old, last), _names(new, last)
    if not before or not after or max(len(before), len(after)) < 2:
        return None
    came = tuple(name for name in after if name not in before)
    went = tuple(name for name in before if name not in after)
    stay = [name for name in before if name in after]
    if bool(came) == bool(went) or not stay or stay != [name for name in after if name in before]:
        return None
    return Renewed(came, went)


def _names(words: str, last: str) -> Sequence[str]:
    """The names that words enumerate; none where one of them is not written as a name."""
    between = rf"\s*[{SEPARATORS}]\s*(?:{re.escape(last)}\s+)?|\s+{re.escape(last)}\s+"
    names = re.split(between, words.strip(f" {SEPARATORS}"), flags=re.IGNORECASE)
    are_names = all(_ARTICLE.sub("", name, count=1)[:1].isupper() for name in names)
    return names if are_names and len(set(names)) == len(names) else ()
