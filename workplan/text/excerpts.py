"""How text is cut for people: at words, never inside of what a reader takes for one letter.

ICU, with its rules for all scripts, is imported when a text has to be cut: all errors need this module, and
few are that long.
"""

from __future__ import annotations

from itertools import accumulate

#: A passage that is quoted in a sentence is cut after so many characters.
QUOTED = 300
#: A paragraph is known by so many of its first words.
FIRST_WORDS = 6


def shortened(text: str, most: int = QUOTED) -> str:
    """`text`, or its beginning with "…" behind it, of `most` characters in all. It is cut between two words
    where one ends in its second half, else between two letters."""
    if len(text) <= most:
        return text
    from workplan.text.segmentation import clusters, words

    room = most - 2
    for pieces in (words, clusters):
        kept = _fitting(pieces(text[: most + 100]), room)
        if len(kept) > room // 2:
            break
    return f"{kept} …" if text[len(kept) : len(kept) + 1].isspace() else f"{kept}…"


def _fitting(pieces: list[str], room: int) -> str:
    """As many whole pieces as there is room for."""
    length = 0
    for count, piece in enumerate(pieces):
        length += len(piece)
        if length > room:
            return "".join(pieces[:count]).rstrip()
    return "".join(pieces).rstrip()


def word_start(text: str, at: int) -> int:
    """Where the word begins that the letter at `at` is in; the words before it are left out of an excerpt."""
    from workplan.text.segmentation import words

    starts = accumulate(map(len, words(text)), initial=0)
    return max(start for start in starts if start <= at)


def beginning(text: str, count: int = FIRST_WORDS) -> str:
    """The first words of a paragraph, by which a reader finds it."""
    from workplan.text.segmentation import is_word, words

    kept: list[str] = []
    pieces = words(text)
    for piece in pieces:
        if is_word(piece):
            if not count:
                start = "".join(kept).rstrip()
                between = " " if "".join(kept) != start else ""
                return f"{shortened(start)}{between}…"
            count -= 1
        kept.append(piece)
    return shortened("".join(kept).strip())
