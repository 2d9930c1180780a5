"""Text as it comes out of a file, before anything reads it."""

from __future__ import annotations

import re

from workplan.errors import Place, Problem

#: What XML 1.0 (section 2.2) cannot hold, and the line ends that only some editors show as such.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def with_plain_line_ends(text: str) -> str:
    """`text` without a byte order mark, each line end a line feed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def unreadable(text: str, file: str, limit: int) -> Problem | None:
    """Why nothing should read `text`: over `limit` characters, or one that cannot be printed."""
    if len(text) > limit:
        return Problem(f"the file has more than {limit:,} characters", Place(file), "shorten or divide it")
    if not (found := _UNREADABLE.search(text)):
        return None
    before = text[: found.start()]
    place = Place(file, before.count("\n") + 1, found.start() - before.rfind("\n"))
    message = f"control character U+{ord(found.group()):04X} cannot be printed"
    return Problem(message, place, "delete it; most editors do not show it")
