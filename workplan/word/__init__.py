"""Word files: `write` makes one of a document, `read` takes what an editor made of it back into one,
`open_word` takes a file apart safely, and `lost_of` says what a plan does not take from a house template.

Each is imported when it is asked for: who writes needs no reader, which is half of this package.
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
    "opening": ("WordFile", "open_word"),
    "reader": ("Comment", "Finding", "Reading", "read"),
    "revisions": ("LONGEST_AUTHOR",),
    "writer": ("write",),
    "xml": ("UnsafeFile",),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
