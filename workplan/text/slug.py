"""Readable ids and file names out of words."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

#: What an id of the content is.
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
#: Slugs that Windows keeps for devices, whatever suffix a file's name has.
DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def slug(words: str, limit: int = 64) -> str:
    """Lower-case ASCII letters and digits joined by hyphens, cut at a word; empty where the words
    hold no Latin letter and no digit. Accents are folded: "Việt Nam – 2021" is `viet-nam-2021`."""
    folded = unicodedata.normalize("NFKD", words).casefold().replace("đ", "d")
    folded = "".join(c for c in folded if not unicodedata.combining(c)).replace("'", "").replace("’", "")
    name = "-".join(re.findall(r"[a-z0-9]+", folded))
    if len(name) <= limit:
        return name
    return name[: limit + 1].rpartition("-")[0] or name[:limit]


def file_slug(words: str, limit: int) -> str:
    """As `slug`, for the name of a file: letters of other scripts are written in Latin ones, and the name
    ends with six signs of a fingerprint, because different words may then be alike: "План 2024" is
    `plan-2024-` and the fingerprint. Empty where there is no letter and no digit."""
    if not any(map(_is_foreign, words)):
        return slug(words, limit)
    latin = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", "".join(map(_in_latin, unicodedata.normalize("NFC", words))))
    name = slug(latin, limit - 7)
    return "-".join(filter(None, [name, sha256(words.encode()).hexdigest()[:6]]))


def _is_foreign(character: str) -> bool:
    return character.isalpha() and not unicodedata.name(character, "").startswith(
        ("LATIN", "FULLWIDTH LATIN")
    )


def _in_latin(character: str) -> str:
    foreign = _is_foreign(character) or unicodedata.category(character) in ("Mn", "Mc")  # vowel signs
    if not foreign:
        return character
    from anyascii import anyascii  # few names need it

    return re.sub(r"[^A-Za-z0-9]", "", anyascii(character))
