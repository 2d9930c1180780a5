"""The lines of a file that are kept: the order of pieces, where words are wrapped, how lines end."""
