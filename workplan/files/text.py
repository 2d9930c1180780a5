"""Text as it comes out of a file, before anything reads it."""

from __future__ import annotations

from workplan.errors import Place, Problem
from workplan.text.characters import refusal, refused_character

#: What a text says itself of its encoding, in its first bytes.
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded(data: bytes, said: str = "") -> tuple[str, str]:
    """The text in the bytes of a file of unknown origin, and how it was read: as its first bytes say, as is
    `said` elsewhere, as UTF-8, or else as Windows-1252, which old editors write. Bytes that are no letters
    are U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    for encoding in (said, "utf-8"):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace"), "cp1252"


def unreadable(text: str, file: str, limit: int) -> Problem | None:
    """Why nothing should read `text`: over `limit` characters, or one that cannot be printed."""
    if len(text) > limit:
        return Problem(f"the file has more than {limit:,} characters", Place(file), "shorten or divide it")
    if not (found := refused_character(text)):
        return None
    before = text[: found.start()]
    place = Place(file, before.count("\n") + 1, found.start() - before.rfind("\n"))
    return Problem(refusal(found.group()), place, "delete it; most editors do not show it")
