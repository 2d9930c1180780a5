"""What a comment matrix has a row for: an amendment, or a comment that stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workplan.document.tree import Inline
from workplan.errors import Place

Kind = Literal["insertion", "deletion", "replacement", "formatting", "move", "comment", "untracked"]

#: What was decided: the words as proposed, as they were, or as amended at the meeting; or merely noted.
Disposition = Literal["", "accept", "reject", "amend", "note"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment of a thread, the first or an answer."""

    author: str
    date: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One row. `number` counts in document order from 1; `id` is that of the paragraph, row or note, and
    `place` says in words where it is ("Action 4, status"); `source` is the line of the content that it would
    change.

    `proposed` are the marked words, with a little of what stands around them: a redline; `present` and
    `after` the same without marks, before and after. `group` is the letter of the conflict that it is part
    of; empty for none. `amended` are the words that a disposition "amend" puts in the place of the proposed
    ones.
    """

    number: int
    id: str
    place: str
    source: Place | None
    members: tuple[str, ...]
    date: datetime | None
    kind: Kind
    present: str
    proposed: tuple[Inline, ...]
    after: str
    thread: tuple[Remark, ...] = ()
    group: str = ""
    disposition: Disposition = ""
    amended: str = ""
    remark: str = ""
