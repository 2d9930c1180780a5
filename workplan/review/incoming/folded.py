"""Names as people write them in the names of files: compared without accents, capitals, signs and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby

#: A capital behind a small letter begins a word ("NewZealand").
_CAPITAL = re.compile(r"(?<=[a-z\u00df-\u00ff])(?=[A-Z\u00c0-\u00de])|(?<=[A-Z])(?=[A-Z][a-z])")
_APOSTROPHE = re.compile(r"['’ʼ`](?:s\b)?")
#: Letters with a stroke or a hook, which have no accent to be left out.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
#: Stands in the names of some countries, or not.
_ARTICLES = frozenset({"the"})


def words_of(name: str) -> list[str]:
    """The words of a name, folded. A number is a word by itself."""
    apart = _CAPITAL.sub(" ", composed(name).replace("&", " and "))
    folded = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", apart)).casefold().translate(_LETTERS)
    letters = (c for c in folded if not "\u0300" <= c <= "\u036f")  # accents of Latin, Greek and Cyrillic
    return ["".join(found) for kind, found in groupby(letters, _kind) if kind != " "]


def key_of(words: Sequence[str]) -> str:
    """What two names have in common that differ in capitals, accents, signs, spaces and articles alone."""
    return "".join(word for word in words if word not in _ARTICLES)


def any_order(words: Sequence[str]) -> tuple[str, ...]:
    """The same for names whose words may stand in another order: "Korea, Republic of"."""
    return tuple(sorted(word for word in words if word not in _ARTICLES))


def composed(name: str) -> str:
    """Some systems write an accent behind its letter; joiners and marks of direction are nobody's name."""
    return "".join(
        c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in ("Cf", "Cc")
    )


def _kind(character: str) -> str:
    """L for letters, with the marks that are their vowels; N for digits; a space for what stands between."""
    kind = unicodedata.category(character)[0]
    return {"L": "L", "M": "L", "N": "N"}.get(kind, " ")
