"""Word files: `write` makes one of a document, `read` takes what an editor made of it back into one, and
`open_word` takes a file apart safely."""

from workplan.word.opening import WordFile, open_word
from workplan.word.reader import Comment, Finding, Reading, read
from workplan.word.writer import write
from workplan.word.xml import UnsafeFile

__all__ = ["Comment", "Finding", "Reading", "UnsafeFile", "WordFile", "open_word", "read", "write"]
