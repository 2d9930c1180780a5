"""How words can look, and how a manuscript writes it: the one list of looks, and their Markdown.

`document.look` is the value made of these names; `render.looks` and `word.run_looks` write it in HTML and in
WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

LookName = Literal["bold", "italic"]

#: The look of each node of `content.markdown` that is one.
NODES: Mapping[str, LookName] = {"strong": "bold", "em": "italic"}
#: The signs around words in a look, the usual ones first.
MARKS: Mapping[LookName, tuple[str, ...]] = {"bold": ("**", "__"), "italic": ("*", "_")}
