"""Word files: `write` makes one of a document, `read` takes what an editor made of it back into one,
`open_word` takes a file apart safely, and `lost_of` says what a plan does not take from a house template."""

from workplan.word.house import lost_of
from workplan.word.opening import WordFile, open_word
from workplan.word.reader import Comment, Finding, Reading, read
from workplan.word.revisions import LONGEST_AUTHOR
from workplan.word.writer import write
from workplan.word.xml import UnsafeFile

__all__ = [
    "LONGEST_AUTHOR", "Comment", "Finding", "Reading", "UnsafeFile", "WordFile", "lost_of", "open_word",
    "read", "write",
]  # fmt: skip
