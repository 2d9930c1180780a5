"""The Word reader: a Word file as a document with revisions, comments, and what the tree could not hold.

Each module says what of its part of WordprocessingML is read [x], read as something else or left out, and
said so in a `Finding` [-].
"""

from workplan.word.reader.comments import Comment
from workplan.word.reader.findings import Finding
from workplan.word.reader.marks import read_date
from workplan.word.reader.reading import Reading, read

__all__ = ["Comment", "Finding", "Reading", "read", "read_date"]
