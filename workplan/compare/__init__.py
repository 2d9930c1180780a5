"""Compare: two documents in, one with revisions out. `compare(old, new, revision)` is the way in."""

from workplan.compare.redline import compare

__all__ = ["compare"]
