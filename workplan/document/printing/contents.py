"""The list of contents: what it says, worked out from the headings wherever it is printed or verified.

It stands beside the blocks, as new pages do (`pages`): `Document.contents` knows where and how deep. No entry
is content of its own, so that none can be stale, none is marked in a redline, and none comes back from Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from workplan.document.revisions import accept, is_marked
from workplan.document.tree import Block, Document, Heading
from workplan.document.walking.walk import plain


class Entry(Struct, frozen=True):
    """A line of the list: the id of the heading, its level, and its words after its label."""

    id: str
    level: int
    words: str


def entries(document: Document, depth: int = 0) -> tuple[Entry, ...]:
    """The entries of the document's own list, or down to a level; of a redline, those of the new document."""
    deepest = depth or (document.contents.depth if document.contents else 0)
    present = accept(document) if is_marked(document) else document
    return tuple(_entries(present.blocks, deepest))


def _entries(blocks: Iterable[Block], deepest: int) -> Iterator[Entry]:
    for block in blocks:
        if isinstance(block, Heading) and block.level <= deepest:
            words = f"{block.label} {plain(block.inlines)}".split(" ")
            if any(words):
                yield Entry(block.id, block.level, " ".join(filter(None, words)))
