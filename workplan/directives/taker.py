"""What a directive is to whoever writes back: what a changed block of it makes of the content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace

from workplan.content.words.wording import Wording
from workplan.directives.declaration import Declaration
from workplan.directives.several import Printed, brought_together, in_scope
from workplan.document.ids import Scope, scope
from workplan.document.tree import Block, List, Table
from workplan.text.hints import quoted
from workplan.writeback.files import Files


class Taker:
    """Where `refusal` is not empty, rows and items cannot be changed, and it says where they are made."""

    declares: ClassVar[Declaration]
    refusal: ClassVar[str] = "its rows are made by the program"
    file: ClassVar[str] = ""  # that of its entries
    cells_are_read: ClassVar[bool] = False  # … but for what stands behind the first cell of each row
    computed: ClassVar[bool] = False  # what it prints follows from other data, and changes with them

    def said(self, block: List | Table, wording: Wording) -> Iterator[tuple[str, str]]:
        """The ids of what a block prints entries of, each with the words of the entry's own."""
        return iter(())

    def take(self, new: Printed, old: Printed, blocks: Sequence[Block], files: Files) -> Printed:
        """Write what `new` says, which was printed as `old`, into the files; what they print then. `blocks`
        are all that is wanted, and what `declares.needs` names was taken before."""
        return new

    def take_all(
        self, new: Sequence[Printed], old: Sequence[Printed], blocks: Sequence[Block], files: Files
    ) -> Sequence[Printed]:
        """The same for all that manuscripts print with it."""
        if len(new) == 1:
            return [self.take(new[0], old[0], blocks, files)]
        if not new or self.refusal:
            return new

        def conflict(at: str, taken: str, other: str) -> None:
            message = f"{at} is changed in two ways: {quoted(taken, 80)} is taken, {quoted(other, 80)} is not"
            hint = f"it is printed {len(new)} times: change it in one place, or alike in all"
            files.findings.add(at, message, self.file, hint=hint)

        own = Scope(self.declares.id)
        before, after = ([in_scope(each, own) for each in versions] for versions in (old, new))
        taken = self.take(brought_together(before, after, conflict), before[0], blocks, files)
        return [self._printed_as(each, taken, files) for each in new]

    def _printed_as(self, block: Printed, taken: Printed, files: Files) -> Printed:
        """`taken`, as it is printed where `block` stands, which keeps its headings."""
        found = in_scope(taken, scope(block.id))
        if not isinstance(block, Table) or not isinstance(found, Table) or not isinstance(taken, Table):
            return found
        for row, own in zip(found.rows, taken.rows, strict=True):
            for cell, read in zip(row.cells, own.cells, strict=True):
                if read.id in files.read:
                    files.read[cell.id] = files.read[read.id]
        return replace(block, rows=found.rows)
