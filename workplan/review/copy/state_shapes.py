"""The shapes of states in what a copy proposes: who types "Completed" means "■ Completed", as it is printed.

    [+Completed+]                 →   [+■ Completed+]
    ∞ [-Ongoing-][+Completed+]    →   [-∞ Ongoing-][+■ Completed+]

So a proposal is known again once the content says it, and two that propose one state are alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from workplan.content.models.identity import Identity
from workplan.directives.actions.cells import state_said, without_shape
from workplan.directives.declared import holding
from workplan.document.ids import column
from workplan.document.tree import Block, Cell, Document, Inline, Row, Table, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.same import all_of, each, having


def with_shapes(document: Document, identity: Identity) -> Document:
    """A marked copy in which lines that name a state have its shape; `identity` is as it was sent."""
    return having(document, blocks=each(lambda block: _block(block, identity), document.blocks))


def _block(block: Block, identity: Identity) -> Block:
    if not isinstance(block, Table):
        return block
    at = {n for n, head in enumerate(block.header.cells) if holding(block.id, column(head.id)) == "status"}
    return having(block, rows=each(lambda row: _row(row, at, identity), block.rows)) if at else block


def _row(row: Row, at: set[int], identity: Identity) -> Row:
    cells = (_cell(cell, identity) if n in at else cell for n, cell in enumerate(row.cells))
    return having(row, cells=all_of(row.cells, cells))


def _cell(cell: Cell, identity: Identity) -> Cell:
    lines = (having(line, inlines=_line(line.inlines, identity)) for line in cell.blocks)
    return having(cell, blocks=all_of(cell.blocks, lines))


def _line(inlines: tuple[Inline, ...], identity: Identity) -> tuple[Inline, ...]:
    pieces = [inline for inline in inlines if isinstance(inline, Text)]
    said = "".join(piece.text for piece in pieces if not piece.deleted)
    state = state_said(said, identity)
    if not state or len(pieces) < len(inlines):
        return inlines
    name = without_shape(said, identity)
    shape = identity.shape(state)
    lead = said[: len(said) - len(said.lstrip()) + len(said.strip()) - len(name)]
    if lead == shape:
        return inlines
    typed = next((piece for piece in pieces if piece.inserted and not piece.deleted), None)
    if typed is None and any(piece.deleted for piece in pieces):
        return inlines
    if typed is None:  # nothing was tracked
        return normal((replace(pieces[0], text=shape + said[len(lead) :]),))
    return normal(_with(shape, len(lead), pieces, typed))


def _with(shape: str, lead: int, pieces: list[Text], typed: Text) -> Iterator[Inline]:
    """`pieces`, of which so many letters of the new words go, and whose new words begin with `shape`."""
    put = False
    for piece in pieces:
        if piece.deleted:
            yield piece
            continue
        gone, stays = piece.text[:lead], piece.text[lead:]
        lead -= len(gone)
        if gone and not piece.inserted:
            yield replace(piece, text=gone, deleted=typed.inserted)
        if stays:
            if not put:
                yield replace(typed, text=shape)
                put = True
            yield replace(piece, text=stays)
