"""A manuscript without its comments, which are nobody's but its authors'."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from workplan.content.markup.syntax import block_tokens
from workplan.editions.writing import literal
from workplan.text.characters import with_plain_line_ends


@lru_cache(64)  # an edition of each paper holds the plan's manuscripts, too
def without_comments(source: str) -> str:
    """The text of a checked manuscript without comments, in the one form that editions have it in.

    It says the same: where a comment is all that keeps two lists apart, a bare % stays in its place.
    """
    source = with_plain_line_ends(source)
    lines = source.split("\n")
    kept = list(map(str.strip, lines))  # nothing but whether a line is empty
    for first, end, needed in _comments(source, lines):
        for at in range(first, end):
            words = lines[at].lstrip()
            lines[at] = lines[at][: -len(words)] + "%" if needed and at == first else ""
            kept[at] = lines[at] or "\0"  # it goes, and not only its words
    return literal("\n".join(_squeezed(lines, kept)))


def _comments(source: str, lines: list[str]) -> Iterator[tuple[int, int, bool]]:
    """The lines of each comment, from the first, counted from 0, to the one behind it; and whether it ends
    a list."""
    if not any(line.lstrip().startswith("%") for line in lines):
        return  # nothing to parse it for
    before = ""
    for token in block_tokens(source):
        first, end = token.map or (0, 0)
        if token.type == "myst_line_comment":
            yield first, end, before.endswith("list_close")
        elif token.type == "colon_fence":
            for at in range(first + 1, end):
                if lines[at].lstrip().startswith("%"):
                    yield at, at + 1, False
        before = token.type


def _squeezed(lines: list[str], kept: list[str]) -> Iterator[str]:
    """The lines without those that went, nor the empty ones that stood on both sides of them."""
    gone, empty = False, True
    for line, stays in zip(lines, kept, strict=True):
        if stays == "\0":
            gone = True
        elif line.strip():
            yield line
            gone = empty = False
        elif not (gone and empty):
            yield line
            empty = True
