"""Markup in a line of words, wherever it stands: its grammar, what may stand in it, how words can look."""
