"""What a Rev. changed in the paper that it replaces, in one line: for editions and lists of documents."""

from __future__ import annotations

from workplan.compare.summary.summary import sentence
from workplan.compare.telling.told import with_signs
from workplan.content.folder import Folder
from workplan.content.masthead import is_of_paper
from workplan.content.meeting import Entry, Item, Meeting, SubItem
from workplan.content.papers import paper_folder
from workplan.content.symbols import parse
from workplan.document.compose import compose
from workplan.editions.history import edition_file
from workplan.errors import ContentError
from workplan.excerpts import shortened
from workplan.opening.frozen import issued_edition
from workplan.opening.plain import Opened, open_plain
from workplan.redline import NothingInCommonError, known, redline

#: The lines of a front page that change with each edition.
_FRONT = frozenset({"symbol", "edition"})
#: So many letters say what a Rev. changed.
_NOTE = 200


def revised(folder: Folder, opened: Opened) -> str | None:
    """What a Rev. changed in the paper that it replaces, in one line; None where that was never issued, or
    nothing is left of it. Its front page, which always changes, is not told of."""
    symbol = parse(opened.plan.identity.symbol or "")
    before = next((each for each in opened.plan.history if each.label == symbol.before), None)
    if symbol.kind != "Rev" or not before:
        return None
    if edition_file(before.label) not in folder.files("editions", ".yaml"):
        return None
    plans = (issued_edition(folder, before.label).plan, opened.plan)
    old, new = (compose(plan) for plan in plans)
    wording = opened.plan.identity.wording
    try:
        found = redline(old, new, wording, summarised=False, members=known(*plans)).summary
    except NothingInCommonError:
        return None
    told = [
        with_signs(sentence(change, found.phrases))
        for change in found.changes
        if not is_of_paper(change.id) and change.id not in _FRONT
    ]
    return shortened("; ".join(told), _NOTE) or None


def with_revisions(folder: Folder, meeting: Meeting) -> Meeting:
    """A meeting whose papers of `folder` say what they changed where they are a Rev. without a note: of one
    that was issued, its edition has that line."""

    def noted(entry: Entry) -> Entry:
        if not entry.id or entry.note or parse(entry.symbol or "").kind != "Rev":
            return entry
        try:
            paper = paper_folder(folder.whole, entry.id)
            note = revised(paper, open_plain(paper))
        except ContentError:
            return entry  # whoever opens that paper hears of it
        return entry.model_copy(update={"note": note}) if note else entry

    def papers(item: SubItem) -> dict[str, object]:
        return {"papers": tuple(map(noted, item.papers))}

    def whole(item: Item) -> Item:
        below = tuple(inner.model_copy(update=papers(inner)) for inner in item.items)
        return item.model_copy(update={**papers(item), "items": below})

    return meeting.model_copy(update={"agenda": tuple(map(whole, meeting.agenda))})
