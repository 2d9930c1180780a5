"""The papers of a review: the compilation text with its brackets, and the files for the meeting."""
