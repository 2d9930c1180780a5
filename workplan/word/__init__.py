"""Word files: `write` makes one of a document; `open_word` takes one apart safely."""

from workplan.word.opening import WordFile, open_word
from workplan.word.writer import write
from workplan.word.xml import UnsafeFile

__all__ = ["UnsafeFile", "WordFile", "open_word", "write"]
