"""What words say: the file as a copy of the base that somebody sent back, and the folder as what the content
has become since. Each change is made, or is part of a conflict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.compare import compare
from workplan.compare.summary import page_layouts
from workplan.compare.telling.telling import Telling
from workplan.document.revisions import select
from workplan.document.tree import AmendmentNumber, Document, Revision
from workplan.errors import ContentError, Place, Problem
from workplan.importing.again.conflict import Chosen, Conflict
from workplan.importing.again.texts import texts
from workplan.opening import Opened
from workplan.review.consolidate import Consolidated, Copy, consolidate
from workplan.review.deciding.decide import Decided, decide
from workplan.review.deciding.of_rows import RowProblem
from workplan.review.rows.amendment import Amendment
from workplan.word.reader import Reading
from workplan.writeback.sources import sources


class Deciding(Struct):
    """The changes of the file `name` in the content `mine`, whose text is shown as `text`; `members` are all
    that base, folder and file know. `left` is what could not be brought in."""

    name: str
    mine: Opened
    text: Place
    members: Collection[str]
    chosen: Chosen
    left: list[Problem] = []

    def decided(
        self, base: Document, today: Document, theirs: Document, first: int
    ) -> tuple[Decided, tuple[Conflict, ...]]:
        """Today's document with what the file says otherwise than the base, but for conflicts,
        whose numbers follow the `first` ones."""
        copy = compare(base, theirs, Revision(self.name))
        self.left += self.pages(copy)
        reading = Reading(copy, (), (), ours=False)
        found = consolidate(base, today, [Copy(self.name, "", reading)], members=self.members)
        wording = self.mine.plan.identity.wording
        places = sources(self.mine.loaded)
        rows = found.rows(wording, places)
        groups = list(_groups(found, rows))
        said = [texts(each) for each in (base, today, theirs)]
        conflicts = [self.conflict(first + n, each, found, said) for n, (each, _) in enumerate(groups, 1)]
        mine_kept: set[int] = set()
        dropped: set[AmendmentNumber] = set()
        for conflict, (met, of_folder) in zip(conflicts, groups, strict=True):
            if conflict.chosen == "file":
                dropped |= of_folder
            else:
                mine_kept |= {row.number for row in met}
        if dropped:
            since = select(found.since, lambda revision: revision.amendment not in dropped)
            found = replace(found, since=since)
        decided = self.applied(found, today, rows, mine_kept)
        return decided, tuple(conflicts)

    def pages(self, copy: Document) -> Iterator[Problem]:
        """New pages and parts in landscape, which no change of words can say."""
        wording = self.mine.plan.identity.wording
        telling = Telling(wording.summary, wording.linked_priority, copy.properties.language)
        hint = "it stays as it is in the folder: change the lines :::{page-break} or :::{landscape} there"
        for said, _ in page_layouts.told(copy, telling):
            words = "".join(run.text for run in said)
            yield Problem(f"the pages of the file are others: {words}", self.text, hint, warning=True)

    def applied(
        self,
        found: Consolidated,
        today: Document,
        rows: Sequence[Amendment],
        kept: Collection[int],
    ) -> Decided:
        """What the rows make of today's document, but for those that are `kept` as the folder has them, and
        those that cannot be made, which are told."""
        out = set(kept)
        places = {row.number: Place(self.name) for row in rows}
        while True:
            wanted = [replace(row, disposition="reject" if row.number in out else "accept") for row in rows]
            try:
                return decide(found, today, wanted, places, self.mine.plan.identity.wording)
            except ContentError as error:
                stuck = [each for each in error.problems if isinstance(each, RowProblem)]
                numbers = {number for each in stuck for number in each.rows} - out
                if not numbers:
                    raise
                out |= numbers
                self.left += [self.not_made(row) for row in rows if row.number in numbers]

    def not_made(self, row: Amendment) -> Problem:
        words = f": “{row.after or row.present}”" if row.after or row.present else ""
        hint = "put it into the content by hand"
        return Problem(
            f"{row.place} could not be changed{words}", row.source or Place(self.name), hint, warning=True
        )

    def conflict(
        self,
        number: int,
        rows: Sequence[Amendment],
        found: Consolidated,
        said: Sequence[Mapping[str, str]],
    ) -> Conflict:
        """The rows of the file that meet the same change of the folder, as one conflict."""
        id = rows[0].id
        base, today, theirs = said
        now = found.today.lines.get(found.today.arrangement.name(id))
        own = now.after if now else today.get(found.today.id(id), "")
        source = next((row.source for row in rows if row.source), None)
        return Conflict(
            number,
            rows[0].place,
            source or self.text,
            base.get(id, ""),
            own,
            theirs.get(id, ""),
            self.chosen.of(number),
        )


def _groups(
    found: Consolidated, rows: Sequence[Amendment]
) -> Iterator[tuple[list[Amendment], set[AmendmentNumber]]]:
    """The rows that meet changes of the folder, each with those: all that hang together."""
    row_of = {number: row for row in rows if not found.is_made(row) for number in row.revisions}
    groups: list[tuple[set[int], set[AmendmentNumber]]] = []
    for mine, other in sorted(found.met):
        if other not in row_of:
            continue
        numbers, own = {row_of[other].number}, {mine}
        for group in [each for each in groups if each[0] & numbers or each[1] & own]:
            groups.remove(group)
            numbers, own = numbers | group[0], own | group[1]
        groups.append((numbers, own))
    for numbers, own in sorted(groups, key=lambda each: min(each[0])):
        yield [row for row in rows if row.number in numbers], own
