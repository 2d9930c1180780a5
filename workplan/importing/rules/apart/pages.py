"""What is guessed in a source of draft quality: a bare text, or the words of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.labels import ENDS, typed_label
from workplan.importing.source.model import Block, Line, Piece, Table


@rule("D2")
def table_goes_on(above: Table, below: Table) -> bool:
    """Two tables of as many columns with nothing between them but notes are one table that went over the end
    of a page. It is a doubt."""
    return above.columns == below.columns


@rule("D3")
def goes_on(above: Line, below: Line) -> bool:
    """A paragraph that ends without a full stop, and one behind notes that begins with a small letter, are
    one paragraph that went over the end of a page. It is a doubt."""
    words = below.text.lstrip()
    return bool(words[:1].islower() and not typed_label(below.text) and not ENDS.search(above.text))


def over_pages(before: Sequence[Block], blocks: Sequence[Block], claims: Claims) -> tuple[Block, ...]:
    """The `blocks` that are left of those `before`, once the notes between them are gone: what these parted
    is one again."""
    parted = {*_behind_notes(before, blocks), *_on_the_next_page(blocks)}
    kept: list[Block] = []
    for block in blocks:
        if kept and block.address in parted and (whole := _whole(kept[-1], block, claims)):
            kept[-1] = whole
        else:
            kept.append(block)
    return tuple(kept)


def _whole(above: Block, below: Block, claims: Claims) -> Block | None:
    """Both as one, where they went over the end of a page."""
    also = [above.address]
    if isinstance(above, Table) and isinstance(below, Table) and table_goes_on(above, below):
        words = " | ".join(cell.text for cell in below.rows[0].cells)
        claims.add("D2", "guessed", below.address, words, "more rows of the table above", also=also)
        return replace(above, rows=(*above.rows, *below.rows))
    if isinstance(above, Line) and isinstance(below, Line) and goes_on(above, below):
        words = f"{above.text[-60:]} | {below.text[:60]}"
        claims.add("D3", "guessed", below.address, words, "joined with the paragraph above", also=also)
        return replace(above, pieces=(*above.pieces, Piece(" "), *below.pieces))
    return None


def _behind_notes(before: Sequence[Block], blocks: Sequence[Block]) -> set[str]:
    """The addresses of blocks that stood right behind something that is gone."""
    left = {block.address for block in blocks}
    found: set[str] = set()
    gone = False
    for block in before:
        if block.address in left:
            found |= {block.address} if gone else set()
            gone = False
        else:
            gone = True
    return found


def _on_the_next_page(blocks: Sequence[Block]) -> Iterator[str]:
    """The addresses of blocks that begin a page, where addresses tell pages: p2.1."""
    for above, below in pairwise(blocks):
        pages = [block.address.partition(".") for block in (above, below)]
        if all(dot for _, dot, _ in pages) and pages[0][0] != pages[1][0]:
            yield below.address
