"""Marks in the cells of a matrix: a sign that is seen, and the words that a screen reader says with it.

The words are part of the text, so that every format says the same. They stand behind a no-break space, by
which renderers know them: in print they are what is said of the sign, on the web and in Word letters that
nobody sees.
"""

from __future__ import annotations

from workplan.document.tree import Document, Table, Text

SIGNS = "●○□"
_BETWEEN = "\u00a0"


def mark(sign: str, words: str) -> str:
    return f"{sign}{_BETWEEN}{words}"


def in_words(text: str) -> str:
    """A mark with both its parts to be seen."""
    return text.replace(_BETWEEN, " ", 1)


def marks_of(document: Document) -> frozenset[str]:
    """The marks that the matrices of a document print."""
    texts = (
        inline.text
        for block in document.blocks
        if isinstance(block, Table) and block.matrix
        for row in block.rows
        for cell in row.cells[1:]
        for line in cell.blocks
        for inline in line.inlines
        if isinstance(inline, Text)
    )
    return frozenset(text for text in texts if text[0] in SIGNS and text[1:2] == _BETWEEN)


def parted(node: object, marks: frozenset[str]) -> tuple[str, str] | None:
    """The sign of a mark, and what is behind it; None for any other node."""
    if isinstance(node, Text) and node.text in marks:
        return node.text[0], node.text[1:]
    return None
