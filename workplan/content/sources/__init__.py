"""All files of a content folder, each read on its own (`sources`), and what papers share: meetings,
circulars, and the symbols that are taken."""
