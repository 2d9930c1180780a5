"""Finished PDFs in one: pages, tags, names, bookmarks."""
