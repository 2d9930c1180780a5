"""How words can look, and how a manuscript writes it: the one list of looks, and their Markdown.

`document.look` is the value made of these names; `render.looks` and `word.file.run_looks` write it in
HTML and in WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

LookName = Literal["bold", "italic", "superscript", "subscript", "blank"]

#: Those that are above or below the line: one at a time, and without a space.
RAISED: tuple[LookName, ...] = ("superscript", "subscript")
#: The look of each node of `content.manuscript.markdown` that is one.
NODES: Mapping[str, LookName] = {
    "strong": "bold",
    "em": "italic",
    "sup": "superscript",
    "sub": "subscript",
    "blank": "blank",
}
#: The signs around words in a look, the usual ones first. Those above or below the line are pandoc's, and
#: those of markdown-it's plugins.
MARKS: Mapping[LookName, tuple[str, ...]] = {
    "bold": ("**", "__"),
    "italic": ("*", "_"),
    "superscript": ("^",),
    "subscript": ("~",),
    "blank": ("",),  # its words have brackets of their own
}
