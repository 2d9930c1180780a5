"""Word files: `write` makes one of a document, `read` takes what an editor made of it back into one,
`open_word` takes a file apart safely, and `lost_of` says what a plan does not take from a house template.

Each is imported when it is asked for: who writes needs no reader, which is half of this package.

Its rooms, each of which uses the ones above it alone:

    file        a Word file as a package of parts, and the names that writer and reader agree on
    numbering   which labels Word arrives at when it counts
    styles      the styles of our files
    page        the measures of the page, and what must fit on it
    paragraphs  what each paragraph is on either side of a redline
    house       what a house template lends
    writer      a document as a Word file
    reader      a Word file as a document
    commented   comments in a file of ours
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workplan.word.file.opening import WordFile, open_word
    from workplan.word.file.xml import UnsafeFile
    from workplan.word.house import lost_of
    from workplan.word.paragraphs.revisions import LONGEST_AUTHOR
    from workplan.word.reader import Comment, Finding, Reading, read
    from workplan.word.writer.writing import write

__all__ = [
    "LONGEST_AUTHOR", "Comment", "Finding", "Reading", "UnsafeFile", "WordFile", "lost_of", "open_word",
    "read", "write",
]  # fmt: skip

#: The modules that have them.
_MODULES = {
    "house": ("lost_of",),
    "file.opening": ("WordFile", "open_word"),
    "reader": ("Comment", "Finding", "Reading", "read"),
    "paragraphs.revisions": ("LONGEST_AUTHOR",),
    "writer.writing": ("write",),
    "file.xml": ("UnsafeFile",),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
