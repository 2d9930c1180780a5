"""Lines beside lines: what of one stays in another.

sentences  are matched before words are
lines      those that belong together, as one stream of words and breaks
groups     which units of two bodies, rows and lines of cells belong together
"""
