"""Where the words of a PDF stand on the paper: whoever prints it should find all of them.

    [x] words of a table within their cell, however many pages it has
    [x] all other words within the margins of their page, whatever its size
    [x] running heads, page numbers, repeated heads of tables between the left and the right margin
    [x] no words over other words, in a cell or anywhere
    [-] letters that lean out of their place a little, as italics do: let through; so are signs above and
        below a letter, which fonts may draw by themselves
    [ ] pictures, words of drawings

What the file says decides: the ArtBox of a page is what lies within its margins, the BBox of a cell is the
cell, and PDFium tells where glyphs are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from workplan.errors import OurBug
from workplan.text.excerpts import shortened
from workplan.verify.pdf_tree import Element, Tree
from workplan.verify.pdf_words import Chunk, Page

#: How far letters may lean out, in points: less than one letter that a word has too many.
_LEANING = 3.0

#: In sizes of the type: how high the room is in which no other letters may stand, less than what is between
#: two lines; and how much of it others may have, less than a digit: where scripts put letters below letters,
#: fonts draw them one by one.
_HEIGHT, _SHARED = 0.35, 0.5

#: How many characters of words are shown.
_MOST = 60

_HINT = "This is a bug of workplan, not of your content; nothing was written."


def check(tree: Tree) -> None:
    """Raise `OurBug` for the first words of a PDF that stand where no reader expects them."""
    for place, chunk in (*_misplaced(tree.root, tree.pages, ()), *_stray(tree.pages)):
        raise OurBug(
            f"The PDF has words beyond {place} on page {chunk.page + 1}: “{shortened(chunk.text, _MOST)}”.",
            hint=_HINT,
        )
    for below, above in (pair for page in tree.pages for pair in _over_others(page.drawn)):
        raise OurBug(
            f"The PDF has words over others on page {above.page + 1}: “{shortened(above.text, _MOST)}” "
            f"over “{shortened(below.text, _MOST)}”.",
            hint=_HINT,
        )


def _misplaced(element: Element, pages: list[Page], cell: tuple[float, ...]) -> Iterator[tuple[str, Chunk]]:
    """Words below an element that stand outside the `cell` around it, or outside the margins."""
    cell = () if element.type == "Note" else element.box or cell
    for kid in element.kids.values():
        if isinstance(kid, Element):
            yield from _misplaced(kid, pages, cell)
        elif kid.text.strip() and kid.is_painted:
            left, bottom, right, top = pages[kid.page].frame
            if not (_within(kid, left, right) and bottom - _LEANING < kid.baseline < top + _LEANING):
                yield "the margins", kid
            elif cell and not _within(kid, cell[0], cell[2]):
                yield "their cell", kid


def _stray(pages: list[Page]) -> Iterator[tuple[str, Chunk]]:
    for page in pages:
        left, _, right, _ = page.frame
        yield from (("the margins", chunk) for chunk in page.artifacts if not _within(chunk, left, right))


def _within(chunk: Chunk, left: float, right: float) -> bool:
    return left - _LEANING < chunk.left and chunk.right < right + _LEANING


def _over_others(drawn: Sequence[Chunk]) -> Iterator[tuple[Chunk, Chunk]]:
    """Words that stand in the room of others, each with these: from the foot of the page upwards."""
    lines = sorted((each for each in drawn if _has_letters(each.text)), key=lambda each: each.baseline)
    for n, one in enumerate(lines):
        for other in lines[n + 1 :]:
            if other.baseline - one.baseline > _HEIGHT * one.size:
                break
            shared = min(one.right, other.right) - max(one.left, other.left)
            if shared > max(_LEANING, _SHARED * min(one.size, other.size)):
                yield one, other


def _has_letters(text: str) -> bool:
    """Whether it is more than spaces and what belongs to the letter before it, above or below."""
    return bool(words := text.strip()) and unicodedata.category(words[0])[0] not in "MC"
