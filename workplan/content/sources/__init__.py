"""All files of a content folder (`sources`), each read on its own (`reading`), and what papers share:
meetings, circulars, and the symbols that are taken."""
