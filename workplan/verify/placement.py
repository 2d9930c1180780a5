"""Where the words of a PDF stand on the paper: whoever prints it should find all of them.

    [x] words of a table within their cell, however many pages it has
    [x] all other words within the margins of their page, whatever its size
    [x] running heads, page numbers, repeated heads of tables between the left and the right margin
    [-] letters that lean out of their place a little, as italics do: let through
    [ ] words over words inside of one cell; pictures

What the file says decides: the ArtBox of a page is what lies within its margins, the BBox of a cell is the
cell, and PDFium tells where glyphs are.
"""

from __future__ import annotations

from collections.abc import Iterator

from workplan.errors import OurBug
from workplan.excerpts import shortened
from workplan.verify.pdf_tree import Chunk, Element, Page, Tree

#: How far letters may lean out, in points: less than one letter that a word has too many.
_LEANING = 3.0

#: How many characters of words are shown.
_MOST = 60


def check(tree: Tree) -> None:
    """Raise `OurBug` for the first words of a PDF that stand where no reader expects them."""
    for place, chunk in (*_misplaced(tree.root, tree.pages, ()), *_stray(tree.pages)):
        raise OurBug(
            f"The PDF has words beyond {place} on page {chunk.page + 1}: “{shortened(chunk.text, _MOST)}”.",
            hint="This is a bug of workplan, not of your content; nothing was written.",
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
