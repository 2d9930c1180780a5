"""The papers of a meeting in one tagged PDF, and their files in one ZIP.

    papers     what goes in: papers, papers of others, dividers, lines of the contents without a page
    guests     papers of others: read in a process of their own, and made harmless (`guest_worker`)
    sheets     contents, slip pages and page numbers, laid out by our own PDF process
    source     a finished paper of ours, opened: its pages, tags, names, bookmarks
    tags       many structure trees in one
    names      what has a name in a PDF: destinations, files, form fields
    outlines   one bookmark for each paper; page labels
    numbers    the pack's number on each page
    merge      puts it together, and says what the pack can claim (`claims`)
    files      a ZIP of files, named in the order of the agenda

Tags are merged here because no library does it (see ARCHITECTURE.md). The clock is never asked.
"""

from workplan.pack.merging.merge import Pack, pack
from workplan.pack.parts.claims import Dropped
from workplan.pack.parts.guests import Cleaned, cleaned
from workplan.pack.parts.papers import Absent, Divider, Front, Guest, Item, Paper
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
