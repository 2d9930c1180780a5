"""What the papers of a meeting changed where they are a Rev.: for its list of documents."""

from __future__ import annotations

from workplan.content.files.folder import Folder
from workplan.content.files.papers import paper_folder
from workplan.content.models.meeting import Entry, Item, Meeting, SubItem
from workplan.content.values.symbols import parse
from workplan.errors import ContentError
from workplan.opening.plain import open_plain


def with_revisions(folder: Folder, meeting: Meeting) -> Meeting:
    """A meeting whose papers of `folder` say what they changed where they are a Rev. without a note: of one
    that was issued, its edition has that line."""

    def noted(entry: Entry) -> Entry:
        if not entry.id or entry.note or parse(entry.symbol or "").kind != "Rev":
            return entry
        from workplan.opening.revised import revised  # what it compares with takes long to import

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
