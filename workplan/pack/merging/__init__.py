"""Many finished PDFs in one: pages, tags, names, bookmarks. `merge` has the steps."""
