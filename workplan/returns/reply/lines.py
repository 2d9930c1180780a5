"""The lines of a reply: which are the member's own, which are quoted, and which are what we sent.

What we sent is known: it is taken out wherever it stands, however a mail program has broken its lines, so
that no example of ours is read as an answer. Of quoted lines only those with a label of ours are read, since
people fill these in where they find them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

_QUOTED = re.compile(r"\s*(?:[>＞]\s?)+")
#: What stands above a message that is quoted without marks.
_ORIGINAL = re.compile(r"\s*[-_]{5,}\s*\S.*[-_]{5,}\s*$|\s*_{10,}\s*$")
_HEADER = re.compile(r"\s*\*?[^\W\d_][\w -]{1,30}\*?\s?[:：]\*?\s+\S")
_SIGNATURE = re.compile(r"--\s?$")
#: Written otherwise by programs that mean well.
_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "‐": "-", "…": "...", "\u00ad": ""}
)


class Line(Struct, frozen=True):
    """A line of a reply, without the marks of quoting; `depth` says how deep it is quoted."""

    number: int
    words: str
    depth: int = 0


def folded(words: str) -> str:
    """Words as they are compared: without white space, signs that programs exchange for each other made
    alike."""
    alike = unicodedata.normalize("NFC", words).translate(_ALIKE)
    return "".join(alike.split()).replace("*", "").replace("\u200b", "")


def lines_of(text: str) -> list[Line]:
    """The lines of a reply: none below a signature, those below the head of a quoted message as quoted."""
    found: list[Line] = []
    below = 0
    signed = False
    numbered = list(enumerate(text.split("\n"), 1))
    for number, raw in numbered:
        marks = _QUOTED.match(raw)
        depth = marks[0].count(">") + marks[0].count("＞") if marks else 0
        words = raw[marks.end() :] if marks else raw
        if not depth and (_ORIGINAL.match(words) or _is_head(numbered, number)):
            below, signed = 1, False
        signed = not depth and (signed or (not below and bool(_SIGNATURE.fullmatch(words))))
        if not signed:
            found.append(Line(number, words.strip(), depth + below))
    return found


def _is_head(numbered: Sequence[tuple[int, str]], number: int) -> bool:
    """Whether the head of a message begins here: three lines or more, one of them with an address."""
    rows = [words for _, words in numbered[number - 1 : number + 4]]
    count = next((n for n, words in enumerate(rows) if not _HEADER.match(words)), len(rows))
    return count >= 3 and any("@" in words for words in rows[:count])


def without(lines: Sequence[Line], ours: Iterable[str]) -> tuple[list[Line], frozenset[str]]:
    """The lines without what we sent, and those of `ours` that were found. A passage stands in whole lines,
    or it is not ours."""
    pieces = [folded(line.words) for line in lines]
    starts: dict[int, int] = {}
    at = 0
    for n, piece in enumerate(pieces):
        if piece:
            starts[at] = n
        at += len(piece)
    text, ends = "".join(pieces), {*starts, at}
    found: set[str] = set()
    gone: set[int] = set()
    for passage in ours:
        wanted = folded(passage)
        for place in _places(text, wanted):
            if place in starts and place + len(wanted) in ends:
                found.add(passage)
                gone |= set(_between(pieces, starts[place], len(wanted)))
    return [replace(line, words="") if n in gone else line for n, line in enumerate(lines)], frozenset(found)


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _between(pieces: Sequence[str], first: int, length: int) -> Iterator[int]:
    while length > 0:
        yield first
        length -= len(pieces[first])
        first += 1
