"""What a comment matrix has a row for: an amendment, or a comment that stands alone."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from workplan.document.tree import AmendmentNumber, Inline
from workplan.errors import Place

Kind = Literal["insertion", "deletion", "replacement", "formatting", "move", "comment", "untracked", "column"]

#: What was decided: the words as proposed, as they were, or as amended at the meeting; or merely noted.
Disposition = Literal["", "accept", "reject", "amend", "note"]


class Remark(Struct, frozen=True):
    """One comment of a thread, the first or an answer; `resolved` where its author's editor says so."""

    author: str
    date: datetime | None
    words: str
    resolved: bool = False


class Amendment(Struct, frozen=True):
    """One row. `number` counts in document order from 1; `id` is that of the paragraph, row, picture or note
    of the baseline, of the one before where something new comes, and `place` says in words where it is
    ("Action 4, status"); `source` is the line of the content that it would change.

    `revisions` are the amendment's own numbers (`Revision.amendment`), one for each copy that proposes it;
    none for a comment.

    `proposed` are the words that it touches, marked, with the rest of their sentences: a redline that shows
    this amendment alone; `present` and `after` are the same without marks, before and after, where `[^2]` is
    the call of note 2, and a pilcrow the end of a paragraph. `how` says what words cannot show ("put on
    another level"). `extent` is the place of `present` in the line `id` of the baseline, in its letters (a
    note call or a reference is one): what `amended`, the words of the disposition "amend", stand in place
    of; None where not words of a line, but a whole row, picture or note comes or goes, or a new line comes.

    `value` tells rows apart that say the same of the same words: how a line is to stand,
    what a list is to count from.

    `group` is the letter of the conflict that it is part of; empty for none.
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
    how: str = ""
    revisions: tuple[AmendmentNumber, ...] = ()
    extent: tuple[int, int] | None = None
    value: str = ""
