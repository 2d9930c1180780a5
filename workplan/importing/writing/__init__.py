"""Writing: what was understood, as the files of a content folder."""
