"""Compare: two documents in, one with revisions out. `compare(old, new, revision)` is the way in.

The rooms are a pipeline, which `lint-imports` holds:

words, pairs    which words of a line stay; which things of two sequences belong together
lines           lines beside lines, sentence by sentence
marked          what is marked, as it was and as it is
redline         the redline of two documents
telling         how one change is told in words
names           what places are called, for summary, matrix and findings
summary         a redline told as a list
"""

from workplan.compare.redline.redline import compare

__all__ = ["compare"]
