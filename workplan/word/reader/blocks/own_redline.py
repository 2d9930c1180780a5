"""What our own redline says of its lines in the outline, as long as its changes are open.

A redline that we wrote has the tree's own marks in the outline where Word's paragraph marks say something
else (`workplan.word.paragraphs.revisions`). An editor who accepts or rejects them leaves the outline as
it was: so nothing in it counts whose revision is not in the text any more.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Marked, Revision
from workplan.word.reader.marks import in_seconds
from workplan.word.reader.parts.nodes import Node
from workplan.word.reader.text.raw import RawLine


class Ours(Struct, frozen=True):
    """`revisions` are those that the outline names, `present` those of them that the text still has. `moves`
    tells whether the editor that saved the file knows moves in tables: LibreOffice does not."""

    revisions: frozenset[Revision]
    present: frozenset[Revision]
    moves: bool = True

    @property
    def is_open(self) -> bool:
        """Whether any of its changes is open still, or there was none to name."""
        return bool(self.present) or not self.revisions

    def trusted(self, node: Node | None) -> bool:
        """Whether what the outline says of the node's changes still counts."""
        if node is None:
            return False
        named = (node.former and node.former.revision, *_marks(node))
        return all(one in self.present for one in named if one)

    def changed(self, line: RawLine) -> bool:
        """Whether a tracked change of the line's properties is of our redline: in Word, none moves."""
        by = line.former and line.former.revision
        return any(by in {one, replace(in_seconds(one), move="")} for one in self.revisions)

    def marks(self, line: RawLine, node: Node | None) -> Marked | None:
        """The tree's marks of a line, where the outline has them."""
        if node is None or node.marks is None or not self.trusted(node):
            return None
        said, read = node.marks, line.marks
        return Marked(
            inserted=read.inserted if said.inserted is None else said.inserted or None,
            deleted=read.deleted if said.deleted is None else said.deleted or None,
        )

    def row_marks(self, read: Marked, node: Node | None) -> Marked:
        """The marks of a row: in Word, a row that moves is one that comes and one that goes."""
        if node is None or node.marks is None or not self.trusted(node):
            return read
        inserted = node.marks.inserted or None if read.inserted else None
        deleted = node.marks.deleted or None if read.deleted else None
        return Marked(inserted=inserted or read.inserted, deleted=deleted or read.deleted)

    def places(self, line: RawLine, node: Node | None) -> bool:
        """Whether the outline says where the line stands: its paragraph, which comes or goes or was another,
        need not."""
        if node is None or not self.trusted(node):
            return False
        changed = (line.marks.inserted, line.marks.deleted, line.former.revision if line.former else None)
        return node.marks is not None or any(revision in self.present for revision in changed)


def _marks(node: Node) -> tuple[Revision | None, ...]:
    return () if node.marks is None else (node.marks.inserted or None, node.marks.deleted or None)
