"""A `Document` as somebody types it in Typst.

Titles, lists with Typst's own labels, links to labels, notes where they are called, a table whose header is
repeated and whose rows may break, page numbers. PDF/UA-1 is asked of the compiler where it can make it: Typst
0.15 refuses it for a table whose repeated header calls a note ("PDF artifacts may not contain links").
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.document.walking.walk import lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=sys.argv[3:])"

_HEAD = """\
#set document(title: {title})
#set page(paper: "a4", margin: 2.5cm, numbering: "1 / 1")
#set text(lang: "en", size: 11pt)
#set par(spacing: 0.9em)
#show table.cell.where(y: 0): strong
#show figure: set block(breakable: true)
"""
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-/.=!|<>~^$@\"':])")
_LISTS = {"lower-alpha": "a.", "lower-roman": "i."}


def typst(document: Document, *, notes: bool = True) -> str:
    """The whole document, with its notes or without."""
    return _Writer(document, notes).document()


def compiling(document: Document, source: Path, pdf: Path, *, notes: bool = True) -> tuple[str, ...]:
    """The command that makes the PDF of what `typst` wrote to `source`."""
    headers = (block.header for block in document.blocks if isinstance(block, Table))
    cells = (cell for header in headers for cell in header.cells)
    calls = any(isinstance(inline, NoteReference) for cell in cells for inline in cell.blocks[0].inlines)
    return (sys.executable, "-c", _COMPILE, str(source), str(pdf), *(() if calls and notes else ("ua-1",)))


class _Writer:
    def __init__(self, document: Document, notes: bool) -> None:
        self._document = document
        self._with_notes = notes
        self._notes = {note.number: note for note in document.notes}
        self._called: set[int] = set()
        self._targets = {
            inline.target
            for block in document.blocks
            for line in lines(block)
            for inline in line.inlines
            if isinstance(inline, Reference)
        }

    def document(self) -> str:
        title = self._document.properties.title.replace('"', "'")
        head = _HEAD.format(title=f'"{title}"')
        return "\n\n".join([head, *map(self._block, self._document.blocks)]) + "\n"

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return f"{self._anchor(block.id)}{self._paragraph(block)}"
            case Heading():
                return f"{'=' * block.level} {self._labelled(block.label, block.inlines)} {_label(block.id)}"
            case List():
                return self._list(block)
            case Table():
                return self._table(block)
            case Figure():
                return _escape(block.alternative)

    def _paragraph(self, paragraph: Paragraph) -> str:
        return self._labelled(paragraph.label, paragraph.inlines)

    def _labelled(self, label: str, inlines: Iterable[Inline]) -> str:
        return " ".join(filter(None, (_escape(label), self._inlines(inlines))))

    def _list(self, block: List) -> str:
        items = ", ".join(
            f"[{self._anchor(item.id)}{chr(10).join(map(self._block, item.blocks))}]" for item in block.items
        )
        if block.kind == "bullet":
            return f"#list({items})"
        return f'#enum(start: {block.start}, numbering: "{_LISTS.get(block.kind, "1.")}", {items})'

    def _table(self, table: Table) -> str:
        widths = ", ".join(f"{width * 100:.2f}fr" for width in table.widths)
        rows = "\n".join(f"  {self._row(row)}," for row in table.rows)
        return f"#table(columns: ({widths},),\n  table.header({self._row(table.header)}),\n{rows}\n)"

    def _row(self, row: Row) -> str:
        first, *rest = map(self._cell, row.cells)
        return ", ".join(f"[{cell}]" for cell in (f"{self._anchor(row.id)}{first}", *rest))

    def _cell(self, cell: Cell) -> str:
        return "\n\n".join(map(self._paragraph, cell.blocks))

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                words = _escape(inline.text)
                words = f"#emph[{words}]" if inline.look.italic else words
                return f"#strong[{words}]" if inline.look.bold else words
            case Link():
                return f"#link({_string(inline.href)})[{self._inlines(inline.children)}]"
            case Reference():
                return f"#link({_label(inline.target)})[{_escape(inline.text)}]"
            case NoteReference():
                return self._note(inline.number)

    def _note(self, number: int) -> str:
        if not self._with_notes:
            return ""
        if number in self._called:
            return f"#footnote(<note-{number}>)"
        self._called.add(number)
        return f"#footnote[{self._inlines(self._notes[number].inlines)}] <note-{number}>"

    def _anchor(self, name: str) -> str:
        """What a label is attached to, where it names no heading; nothing where nobody refers to it."""
        return f"#metadata(none) {_label(name)} " if name in self._targets else ""


def _label(name: str) -> str:
    return f"<{name}>"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
