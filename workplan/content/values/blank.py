"""Blanks: what is not known yet and must be filled in, written `[[date of the meeting]]`.

A blank is words in a look of their own (`content.markup.looks`), in single square brackets where they are
printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A blank as it is written. Its words hold no bracket.
WRITTEN = re.compile(r"\[\[(?P<words>[^\[\]]*[^\[\]\s][^\[\]]*)\]\]")
#: One or more blanks as they are printed.
_PRINTED = re.compile(r"(?:\[[^\[\]\n]*[^\[\]\s][^\[\]\n]*\])+")


def is_blank(words: object) -> bool:
    """Whether a value of a field is a blank and nothing else."""
    return isinstance(words, str) and bool(WRITTEN.fullmatch(words))


def printed(found: re.Match[str]) -> str:
    """What is printed of a blank that was found."""
    return f"[{' '.join(found['words'].split())}]"


def is_printed(words: str) -> bool:
    """Whether these are the words of a blank as they are printed, or of several."""
    return bool(_PRINTED.fullmatch(words))


def has_blank(words: str) -> bool:
    """Whether there is a blank in these words."""
    return bool(WRITTEN.search(words))


def as_printed(words: str) -> str:
    """Words with their blanks as they are printed."""
    return "".join(each for each, _ in parts(words))


def written(printed: str) -> str:
    """Printed blanks as they are written: "[date]" as "[[date]]"."""
    return printed.replace("[", "[[").replace("]", "]]")


def parts(words: str) -> Iterator[tuple[str, bool]]:
    """Plain words in pieces, each with whether it is a blank, which has its printed words."""
    end = 0
    for found in WRITTEN.finditer(words):
        if found.start() > end:
            yield words[end : found.start()], False
        yield printed(found), True
        end = found.end()
    if end < len(words):
        yield words[end:], False
