"""Where the comments of a file stand in the copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workplan.document.revisions import accepted_blocks, rejected_blocks
from workplan.document.tree import Block, Document, Note
from workplan.importing.bringing_in import Imported
from workplan.importing.pairing import different
from workplan.importing.proof import Unit, units_of, units_of_source
from workplan.importing.rules.claims import Claim, rule
from workplan.importing.source.model import Comment
from workplan.word.reader.parts.comments import Comment as OfWord


@rule("C4")
def without_a_place(comment: Comment) -> Claim:
    """Comments are in the copy on the words that they are about. One whose line is not found there is on the
    first line of the copy, and a doubt."""
    words = f"{comment.author}: {comment.words}"
    became = "a comment on the first line of the copy"
    return Claim("C4", "guessed", comment.address, words[:600], became, "its line is not there")


@rule("C5")
def in_the_copy(comment: Comment) -> Claim:
    """With `--as-review`, comments and the answers to them are in the copy, each with its author and date."""
    words = f"{comment.author}: {comment.words}"
    lost = (comment.words, comment.author)
    return Claim("C5", "understood", comment.address, words[:600], "a comment in the copy", "", (), lost)


def placed(base: Imported, after: Imported, copy: Document) -> tuple[tuple[OfWord, ...], tuple[Claim, ...]]:
    """The comments of a file as those of its copy, and what there is to say of them."""
    old = [note for note in copy.notes if not note.inserted]
    new = [note for note in copy.notes if not note.deleted]
    lines = {
        **_places(after, accepted_blocks(copy), new),
        **_places(base, rejected_blocks(copy), old),
    }
    every = [*units_of(copy.blocks, copy.notes)]
    known = {comment.address: n for n, comment in enumerate(base.source.comments)}
    others = {comment.address: comment for comment in after.source.comments}
    found: list[OfWord] = []
    claims: list[Claim] = []
    for comment in base.source.comments:
        later = others.get(comment.address, comment)
        id = lines.get(comment.about) or lines.get(later.about, "")
        words = comment.on or later.on
        if not id and words:
            id = next((unit.at for unit in every if words in unit.words), "")
        claims += [in_the_copy(comment)] if id else [without_a_place(comment), in_the_copy(comment)]
        found.append(
            OfWord(
                comment.author,
                comment.initials,
                comment.date,
                tuple(filter(None, comment.words.split("\n"))),
                id,
                id,
                words,
                comment.resolved,
                known.get(comment.parent),
            )
        )
    return tuple(found), tuple(claims)


def _places(imported: Imported, blocks: Iterable[Block], notes: Sequence[Note]) -> dict[str, str]:
    """The ids of lines in the copy by their addresses in the file."""
    one = [*units_of_source(imported.source, imported.claims)]
    other = [*units_of(blocks, notes)]
    return {a.at: b.at for a, b in _equal(one, other) if a.at and b.at}


def _equal(one: Sequence[Unit], other: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The units that say the same; of as many that say otherwise in one place, each with the one there."""
    last = 0, 0
    ends = (len(one), len(one), len(other), len(other))
    for a, a_end, b, b_end in [*different([u.bare for u in one], [u.bare for u in other]), ends]:
        yield from zip(one[last[0] : a], other[last[1] : b], strict=True)
        if a_end - a == b_end - b:
            yield from zip(one[a:a_end], other[b:b_end], strict=True)
        last = a_end, b_end
