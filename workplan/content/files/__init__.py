"""The files of a content folder, on a disk or in memory: which there are, which of its papers is shown as the
plan, and its pictures, made harmless."""
