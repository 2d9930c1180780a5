"""A `Document` as pandoc's Markdown, so that the peers print exactly the same content.

[x] paragraphs, headings, nested lists, tables with relative widths, notes (in header cells too)
[x] bold, italic, links, references (as links)
[-] labels: a list's are pandoc's own, a paragraph's and a heading's are printed as words
[-] figures: the alternative text alone, so that no file besides the Markdown is needed
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workplan.content.markup.looks import MARKS
from workplan.document.look import Look
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

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~^$@\"'])")

#: Dashes under a pipe table's head: pandoc takes their number as the column's width.
_DASHES = 100


def markdown(document: Document) -> str:
    """The whole document; its title is pandoc's metadata, so that every writer knows it."""
    notes = (f"[^{note.number}]: {_inlines(note.inlines)}" for note in document.notes)
    head = f"---\ntitle: '{document.properties.title.replace(chr(39), chr(39) * 2)}'\nlang: en\n---"
    return "\n\n".join([head, *map(_block, document.blocks), *notes]) + "\n"


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading():
            return f"{'#' * block.level} {_labelled(block.label, block.inlines)} {{#{block.id}}}"
        case List():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            return _escape(block.alternative)


def _paragraph(paragraph: Paragraph) -> str:
    return _labelled(paragraph.label, paragraph.inlines)


def _labelled(label: str, inlines: Iterable[Inline]) -> str:
    return " ".join(filter(None, (_escape(label), _inlines(inlines))))


def _list(block: List) -> str:
    lines: list[str] = []
    for number, item in enumerate(block.items, block.start):
        marker = {"bullet": "-", "lower-alpha": f"{chr(96 + number)}."}.get(block.kind, f"{number}.")
        first, *rest = map(_block, item.blocks)
        body = "\n\n".join([_anchored(first, item.id), *rest])
        lines.append(f"{marker:<4}" + body.replace("\n", "\n    "))
    return "\n\n".join(lines)


def _table(table: Table) -> str:
    rule = "|".join("-" * max(3, round(width * _DASHES)) for width in table.widths)
    return "\n".join([_row(table.header), f"|{rule}|", *map(_row, table.rows)])


def _row(row: Row) -> str:
    first, *rest = map(_cell, row.cells)
    return f"| {' | '.join([_anchored(first, row.id), *rest])} |"


def _anchored(words: str, name: str) -> str:
    """Words that a reference leads to. Around them, not before: Typst's labels follow what they name."""
    return f"[{words}]{{#{name}}}" if words else ""


def _cell(cell: Cell) -> str:
    return " ".join(map(_paragraph, cell.blocks))


def _inlines(inlines: Iterable[Inline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return _marked(inline.text, inline.look)
        case Link():
            return f"[{_inlines(inline.children)}](<{inline.href}>)"
        case Reference():
            return f"[{_marked(inline.text, inline.look)}](#{inline.target})"
        case NoteReference():
            return f"[^{inline.number}]"


def _marked(text: str, look: Look) -> str:
    """Markdown's marks must touch the words: spaces at the ends stay outside."""
    mark = "".join(MARKS[name][0] for name in look.names)
    words = text.strip(" ")
    if not mark or not words:
        return _escape(text)
    start = text.index(words)
    return f"{text[:start]}{mark}{_escape(words)}{mark[::-1]}{text[start + len(words) :]}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
