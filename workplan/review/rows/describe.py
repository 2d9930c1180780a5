"""What a row of the comment matrix shows of one amendment: its words and those around them, and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare.lines.lines import merge_inlines
from workplan.document.tree import AmendmentNumber, Inline, Link, NoteReference, Revision, Text
from workplan.document.walking.marked import Piece, flat, revisions_of
from workplan.document.walking.runs import normal
from workplan.review.rows.amendment import Kind
from workplan.review.rows.excerpt import PILCROW, Extent, first_touched, only, touched, whole, words
from workplan.review.rows.touched import Otherwise, Spot


class Shown(Struct, frozen=True):
    """One amendment at `spot`, of all its `authors`, whoever put something in before whoever changed
    it. `extent` has its words; `of_line` tells whether they are words of a line of the baseline.
    `target` is where what moved stands now, `otherwise` how a line stands now."""

    spot: Spot
    revision: Revision
    authors: tuple[str, ...]
    kind: Kind
    extent: Extent
    of_line: bool
    target: Spot | None = None
    otherwise: Otherwise | None = None
    at: int = 0


def shown(number: AmendmentNumber, spots: Sequence[Spot]) -> Shown:
    """The amendment `number`, which has marks at these spots, in document order."""
    found = [_only(spot, number) for spot in spots]
    if moved := _moved(found):
        return moved
    body = [spot for spot in found if spot.unit != "note"] or found[:1]
    if all(spot.otherwise and spot.otherwise.of_list for spot in body):
        body = body[:1]  # a list that is counted otherwise is told with its first item
    notes = [spot for spot in found if spot.unit == "note" and spot not in body]
    first = body[0]
    extents = [_extent(spot) for spot in body]
    extent = extents[0] if len(extents) == 1 and not notes else _joined(extents, notes)
    revisions = list(_revisions(found))
    target = body[-1] if len(body) > 1 and revisions[0].move else None
    return Shown(
        first,
        revisions[0],
        _authors(revisions),
        _kind(found),
        extent,
        of_line=len(body) == 1 and not first.new and first.unit in ("line", "cell", "note"),
        target=target,
        otherwise=next((spot.otherwise for spot in found if spot.otherwise), None),
        at=first_touched(first.inlines),
    )


def _only(spot: Spot, number: AmendmentNumber) -> Spot:
    """The spot with the marks of one amendment alone."""

    def mine(revision: Revision | None) -> Revision | None:
        return revision if revision and revision.amendment == number else None

    parts = tuple(replace(part, inlines=only(part.inlines, (number,))) for part in spot.parts)
    other = spot.otherwise if spot.otherwise and mine(spot.otherwise.revision) else None
    return replace(spot, parts=parts, whole=mine(spot.whole), end=mine(spot.end), otherwise=other)


def _moved(found: Sequence[Spot]) -> Shown | None:
    """A line, row or picture that moved as a whole; its words, with what changed on the way marked."""
    halves = [spot for spot in found if spot.whole and spot.whole.move and spot.unit != "note"]
    left, come = ([spot for spot in halves if spot.new is new] for new in (False, True))
    if not left or not come:
        return None
    spot, target = left[0], come[0]
    revision = spot.whole
    assert revision is not None
    old, new = _plain(spot.inlines), _plain(target.inlines)
    extent = whole(merge_inlines(old, new, replace(revision, move="")))
    authors = _authors(_revisions(found))
    return Shown(spot, revision, authors, "move", extent, False, target, target.otherwise or spot.otherwise)


def _plain(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Words without marks, whichever they had."""
    return normal(map(_bare, inlines))


def _bare(inline: Inline) -> Inline:
    match inline:
        case Link():
            children = (replace(text, inserted=None, deleted=None, former=None) for text in inline.children)
            return replace(inline, children=tuple(children))
        case NoteReference():
            return replace(inline, inserted=None, deleted=None)
        case _:
            return replace(inline, inserted=None, deleted=None, former=None)


def _extent(spot: Spot) -> Extent:
    found = whole(spot.inlines) if spot.whole or spot.new else touched(spot.inlines)
    if spot.end:
        return _with(found, Text(PILCROW, deleted=spot.end))
    if spot.whole and not spot.inlines:
        return _with(found, _marked(PILCROW, spot))
    return found


def _marked(words: str, spot: Spot) -> Text:
    """Words that came or went with all of a spot."""
    return Text(words, inserted=spot.whole) if spot.new else Text(words, deleted=spot.whole)


def _with(extent: Extent, *more: Inline) -> Extent:
    """The extent, with something more shown behind it."""
    proposed = normal((*extent.proposed, *more))
    return replace(extent, proposed=proposed, after=words(proposed, new=True))


def _joined(extents: Sequence[Extent], notes: Sequence[Spot]) -> Extent:
    """What stands in several places, as one; the words of notes in brackets."""
    first, *others = extents
    for other in others:
        put_in = None if other.present else _mark(other)
        present = " … ".join(filter(None, (first.present, other.present)))
        first = replace(_with(first, Text(" … ", inserted=put_in), *other.proposed), present=present)
    for note in notes:
        first = _with(first, _marked(" [", note), *note.inlines, _marked("]", note))
    return first


def _mark(extent: Extent) -> Revision | None:
    """The mark of words that are new."""
    return next((piece.inserted for piece in flat(extent.proposed)), None)


def _revisions(found: Sequence[Spot]) -> Iterator[Revision]:
    for spot in found:
        yield from spot.revisions
        for piece in flat(spot.inlines):
            last, *others = revisions_of(piece) or (None,)
            yield from filter(None, (*others, last) if piece.inserted and piece.deleted else (last, *others))


def _authors(found: Iterable[Revision]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(revision.author for revision in found))


def _kind(found: Sequence[Spot]) -> Kind:
    pieces: list[Piece] = [piece for spot in found for piece in flat(spot.inlines)]
    put = any(piece.inserted and not piece.deleted for piece in pieces)
    put = put or any(spot.whole and spot.new for spot in found)
    gone = any(piece.deleted for piece in pieces) or any(spot.end for spot in found)
    gone = gone or any(spot.whole and not spot.new for spot in found)
    if put and gone:
        return "move" if any(revision.move for revision in _revisions(found)) else "replacement"
    if put or gone:
        return "insertion" if put else "deletion"
    return "formatting"
