"""The sign of a place where a line may end (`render.breaks`), and words without it: apart, because the PDF's
process needs no document."""

from __future__ import annotations

import re

BREAK = "\u200b"
_RUN = re.compile(f"{BREAK}+")


def without(text: str) -> str:
    """Words from a printed page as the content has them."""
    return _RUN.sub(lambda found: BREAK * (len(found[0]) // 2), text)
