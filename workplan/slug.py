"""Readable ids and file names out of words."""

from __future__ import annotations

import re
import unicodedata

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
