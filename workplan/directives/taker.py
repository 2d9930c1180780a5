"""What a directive is to whoever writes back: what a changed block of it makes of the content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from workplan.content.models import Wording
from workplan.directives.declaration import Declaration
from workplan.document.tree import Block, List, Table
from workplan.writeback.files import Files


class Taker:
    """Where `refusal` is not empty, rows and items cannot be changed, and it says where they are made."""

    declares: ClassVar[Declaration]
    refusal: ClassVar[str] = "its rows are made by the program"

    def said(self, block: List | Table, wording: Wording) -> Iterator[tuple[str, str]]:
        """The ids of what a block prints entries of, each with the words of the entry's own."""
        return iter(())

    def take(self, new: Block, old: Block, blocks: Sequence[Block], files: Files) -> Block:
        """Write what `new` says, which was printed as `old`, into the files; what they print then. `blocks`
        are all that is wanted, and what `declares.needs` names was taken before."""
        return new
