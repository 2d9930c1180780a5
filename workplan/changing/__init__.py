"""Putting files into a content folder: a new one, a paper, an edition; one command at a time."""
