"""The summary of changes as a list: a section of the paper in each item, and below it a line for each change.

Words that were added are in bold, those that were removed in brackets: nothing of it is a tracked change,
since it is what this paper says. Where a line has such words, the first item explains them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workplan.content.paper.since import Marked, Part, Since
from workplan.content.words.wording import Wording
from workplan.directives.changes.declared import CHANGES
from workplan.directives.printer import Printer, Use
from workplan.document.look import BOLD
from workplan.document.tree import Inline, List, ListItem, Paragraph, Text
from workplan.document.walking.runs import normal


class SummaryOfChanges(Printer):
    declares = CHANGES

    def block(self, use: Use) -> List | None:
        earlier = use.plan.earlier
        known = earlier.of(use.options["since"], use.options["paper"]) if earlier else None
        if not known:
            return None
        lines = _made(known, use.plan.identity.wording)
        return _list(use.scope.id, lines)


#: What an item says, and what the items below it say.
_Item = tuple[tuple[Inline, ...], Sequence[tuple[Inline, ...]]]


def _made(known: Since, wording: Wording) -> list[_Item]:
    if not known.edition:
        return [((Text(wording.no_edition),), ())]
    parts = known.changes or ()
    if not parts:
        return [((Text(wording.no_change.format(edition=known.edition)),), ())]
    between = wording.summary.editions.format(old=known.edition, new=known.present)
    marked = any(isinstance(piece, Marked) for part in parts for each in part.sentences for piece in each)
    signs = f" {wording.marked_changes}" if marked else ""
    return [((Text(f"{between}.{signs}"),), ()), *map(_part, parts)]


def _part(part: Part) -> _Item:
    return (Text(part.section, BOLD),), [tuple(_sentence(each)) for each in part.sentences]


def _sentence(pieces: str | Sequence[str | Marked]) -> Sequence[Inline]:
    if isinstance(pieces, str):
        return (Text(pieces),)
    return normal(inline for piece in pieces for inline in _piece(piece))


def _piece(piece: str | Marked) -> Iterator[Text]:
    """Words with their signs; spaces at their ends stand outside of these."""
    if isinstance(piece, str):
        yield Text(piece)
        return
    words = piece.text.strip()
    before, _, after = piece.text.partition(words) if words else (piece.text, "", "")
    if before:
        yield Text(before)
    if words:
        yield Text(words, BOLD) if piece.mark == "added" else Text(f"[{words}]")
    if after:
        yield Text(after)


def _list(id: str, items: Sequence[_Item]) -> List:
    return List(id, "bullet", tuple(_item(f"{id}.{n}", *item) for n, item in enumerate(items, 1)))


def _item(id: str, words: tuple[Inline, ...], below: Sequence[tuple[Inline, ...]]) -> ListItem:
    blocks: list[Paragraph | List] = [Paragraph(f"{id}.text", words)]
    if below:
        blocks.append(_list(f"{id}.2", [(each, ()) for each in below]))
    return ListItem(id, "", tuple(blocks))
