"""What the lines of the baseline say in the content today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from workplan.content.words.matrix import MatrixWords
from workplan.directives.actions.interest_changes import Changed
from workplan.document.revisions import accept
from workplan.document.tree import Document, Table
from workplan.document.walking.walk import all_ids, plain
from workplan.review.content_now.order import Arrangement
from workplan.review.merge.interest import cells_of_members
from workplan.review.rows.amendment import Amendment
from workplan.review.rows.excerpt import touched, words
from workplan.review.rows.touched import Spot, spots
from workplan.text.excerpts import shortened

#: Of more characters than these, the beginning is told.
_MOST = 240


class Now(Struct, frozen=True):
    """A line by its `id` in the content: all its words before and after, and the sentences that changed."""

    id: str
    before: str
    after: str
    changed: str


class Today(Struct, frozen=True):
    """`lines` are those of the baseline that the content has still, `new` what new lines say in its cells,
    and `known` the ids of all that it has; `interest` is what became of the cells that list members."""

    arrangement: Arrangement
    lines: Mapping[str, Now]
    new: Mapping[str, Sequence[str]]
    known: frozenset[str]
    interest: Mapping[str, Changed]
    members: Collection[str] = ()

    def id(self, id: str) -> str:
        """What the content calls something of the baseline; empty where it is no longer there."""
        name = self.arrangement.name(id)
        if line := self.lines.get(name):
            return line.id
        return name if name in self.known else ""

    def has(self, row: Amendment) -> bool:
        """Whether the line of a row says what the row proposes; for a new line, the cell that it is in."""
        if row.kind == "insertion" and not row.extent:
            return row.after in self.new.get(self.arrangement.name(row.id), ())
        line = self.lines.get(self.arrangement.name(row.id))
        if line is None or not row.after or not row.extent:
            return False
        return row.after == line.after if row.present == line.before else row.after in line.after

    def lists(self, row: Amendment) -> bool:
        """Whether a cell of interest lists its members as a row would have it: they are the same wherever
        they stand in it, and whoever stands there besides."""
        name = self.arrangement.name(row.id)
        became = self.interest.get(name) or self.interest.get(name.rpartition(".")[0])
        return became is not None and became.has(Changed.of(row.present, row.after, self.members))

    def told(self, row: Amendment, words: MatrixWords) -> str:
        """What became of a row's words, where the content has changed them."""
        if not self.id(row.id):
            return words.no_longer
        name = self.arrangement.name(row.id)
        line = self.lines.get(name)
        changed = " ".join(self.new.get(name, ())) or (line.changed if line else "")
        if not changed:
            return words.changed_since
        return words.says_now.format(words=shortened(changed, _MOST))


def today(base: Document, since: Document, arrangement: Arrangement, members: Collection[str] = ()) -> Today:
    """`since` are the changes from `base`, which is arranged, to today's content."""
    after = accept(since)
    known = frozenset(all_ids(after))
    found = list(spots(since, base))
    new: dict[str, list[str]] = defaultdict(list)
    for spot in found:
        if spot.new and spot.unit == "cell":
            new[spot.home].append(words(spot.inlines, new=True))
    had, has = dict(_interest(base)), dict(_interest(after))
    interest = {id: Changed.of(words, has[id], members) for id, words in had.items() if id in has}
    return Today(arrangement, dict(_lines(found)), new, known, interest, members)


def _interest(document: Document) -> Iterator[tuple[str, str]]:
    """What the cells of interest say, by their ids."""
    for table in document.blocks:
        if isinstance(table, Table):
            said = {cell.id: cell for row in table.rows for cell in row.cells}
            for id in cells_of_members(table.id, table.rows):
                yield id, "\n".join(plain(each.inlines) for each in said[id].blocks)


def _lines(found: Iterable[Spot]) -> Iterator[tuple[str, Now]]:
    for spot in found:
        if spot.new or spot.whole:
            continue
        before, after = (words(spot.inlines, new=new) for new in (False, True))
        changed = touched(spot.inlines).after if spot.numbers else ""
        yield spot.home, Now(spot.parts[-1].id, before, after, changed)
