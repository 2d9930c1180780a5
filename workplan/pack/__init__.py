"""The papers of a meeting in one tagged PDF, and their files in one ZIP.

    meeting   from a meeting's agenda to what goes in; nothing below knows content
    merging   finished PDFs in one (`merge`): a paper opened (`source`), tags, names, bookmarks
    pages     the pack's own: contents, slip pages (`sheets`), and a number on each page (`numbers`)
    parts     what goes in (`papers`), papers of others made harmless (`guests`), claims, a ZIP (`zipped`)

Tags are merged here because no library does it (see ARCHITECTURE.md). The clock is never asked.
"""

from workplan.pack.merging.merge import Pack, pack
from workplan.pack.parts.claims import Dropped
from workplan.pack.parts.guests import cleaned
from workplan.pack.parts.papers import Absent, Cleaned, Divider, Front, Guest, Item, Paper
from workplan.pack.parts.zipped import named, zipped

__all__ = [
    "Absent",
    "Cleaned",
    "Divider",
    "Dropped",
    "Front",
    "Guest",
    "Item",
    "Pack",
    "Paper",
    "cleaned",
    "named",
    "pack",
    "zipped",
]
