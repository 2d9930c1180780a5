"""New blocks as Markdown, and what may not stand at the start of a line. (CommonMark 0.31, 4 and 5.)"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from workplan.content.files.images import width_text
from workplan.content.manuscript.typed import looks_like_item
from workplan.directives.declared import printing
from workplan.document.tree import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Row,
    Table,
)
from workplan.document.walking.walk import plain
from workplan.writeback.lines.manner import Manner
from workplan.writeback.lines.wrapping import Shape, is_broken, joined, split, wrapped
from workplan.writeback.markdown.inline import escaped, spelled
from workplan.writeback.markdown.tables import is_short, pipe_text

#: Words that Markdown, MyST or our loader takes for the start of a block.
_OPENS = re.compile(r"#|>|%|\||\+\+\+|~~~|:::|\(\S*\)=|(?:[-=_]+|\+|\*+|[-:|]+)$")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])$")
#: Stands before each line of a quotation.
QUOTED = "> "
#: Stands between two lists that would otherwise be one.
PARTING = "% another list"


def opens_block(word: str) -> bool:
    """Whether a line cannot go on with `word` after a line end, or would look like another block."""
    return bool(_OPENS.match(word) or _NUMBER.match(word) or looks_like_item(word))


def as_words(words: Sequence[str], known: Collection[str] = ()) -> list[str]:
    """`words`, of which the first, and those behind a line break, open a paragraph and no other block. Those
    `known` stood at the start of a line."""
    return [
        word if word in known or (n and not is_broken(words[n - 1])) else _as_words(word)
        for n, word in enumerate(words)
    ]


def _as_words(first: str) -> str:
    if _OPENS.match(first):
        first = f"\\{first}"
    number = _NUMBER.match(first)  # a reference may end in a number and a bracket, too: [](#section-1)
    return f"{number[1]}\\{number[2]}" if number else first


def of_heading(words: str) -> str:
    """The words of a heading; `#` at their end is no markup."""
    return re.sub(r"(?<!\\)(#+)$", r"\\\1", words)


def paragraph_text(inlines: tuple[Inline, ...], indent: int, manner: Manner, marker: str = "") -> str:
    """A paragraph's lines; `marker` ("- ") stands before the first, and the others below its words; that of a
    quotation stands before each."""
    margin = QUOTED if marker == QUOTED else " " * (indent + len(marker))
    words = as_words(split(spelled(inlines).words))
    lines = wrapped(words, Shape(len(margin), len(margin), manner, opens_block))
    first, *rest = map(joined, lines or [[]])
    return "\n".join([f"{' ' * indent}{marker}{first}", *(margin + line for line in rest)])


def block_text(block: Block, indent: int, manner: Manner, paths: dict[Figure, str]) -> str:
    """A new block. `paths` are those of the pictures, behind the folder of the manuscript."""
    match block:
        case Heading():
            return f"{'#' * block.level} {of_heading(spelled(block.inlines).words)}"
        case List():
            if around := printing(block.id):
                items = item_texts(replace(block, kind="bullet", start=1), indent, manner)
                return "\n".join((f":::{{{around.name}}}", *items, ":::"))
            return "\n".join(item_texts(block, indent, manner))
        case Figure():
            return figure_text(block, paths[block])
        case Paragraph():
            return paragraph_text(block.inlines, indent, manner, QUOTED if block.role == "quotation" else "")
        case Table():
            return (pipe_text(block) if is_short(block) else None) or list_table_text(block, manner)


def list_table_text(table: Table, manner: Manner) -> str:
    """A table as the directive for long cells."""
    options = [f":summary: {table.summary}"] if table.summary else []
    if any(table.alignments):
        options.append(f":alignment: {' '.join(alignment or 'left' for alignment in table.alignments)}")
    rows = (row_text(row, manner) for row in (table.header, *table.rows))
    return "\n".join([":::{list-table}", *options, *([""] if options else []), *rows, ":::"])


def row_text(row: Row, manner: Manner, outer: str = "* ", inner: str = "- ") -> str:
    """A row of a list-table."""
    markers = [outer + inner, *[" " * len(outer) + inner] * (len(row.cells) - 1)]
    return "\n".join(cell_text(cell, manner, marker) for marker, cell in zip(markers, row.cells, strict=True))


def cell_text(cell: Cell, manner: Manner, marker: str) -> str:
    """A cell of a list-table, behind its marker."""
    if not cell.blocks:
        return marker.rstrip()
    first, *others = cell.blocks
    texts = [paragraph_text(first.inlines, 0, manner, marker)]
    texts += (paragraph_text(block.inlines, len(marker), manner) for block in others)
    return "\n\n".join(texts)


def item_texts(node: List, indent: int, manner: Manner) -> Iterator[str]:
    """The items of a new list."""
    for number, item in enumerate(node.items, node.start):
        yield item_text(item, indent, manner, "- " if node.kind == "bullet" else f"{number}. ")


def item_text(item: ListItem, indent: int, manner: Manner, marker: str) -> str:
    first, *below = item.blocks
    assert isinstance(first, Paragraph)
    text = paragraph_text(first.inlines, indent, manner, marker)
    before: Paragraph | List = first
    for block in below:
        gap = gap_before(before, block, indent + len(marker))
        text += gap + block_text(block, indent + len(marker), manner, {})
        before = block
    return text


def gap_before(before: Block | None, block: Block, indent: int) -> str:
    """What has to stand between two blocks, indented, that are new neighbours."""
    if parted(before, block):
        return f"\n\n{' ' * indent}{PARTING}\n\n"
    if quoted(before) and quoted(block):
        return f"\n{QUOTED.rstrip()}\n"
    tight = indent and isinstance(block, List) and (block.kind == "bullet" or block.start == 1)
    return "\n" if tight else "\n\n"


def quoted(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role == "quotation"


def parted(before: Block | None, block: Block) -> bool:
    """Whether Markdown would take two neighbours for one list. What a directive prints has its own id."""
    if (
        not isinstance(before, List)
        or not isinstance(block, List)
        or "." not in before.id
        or "." not in block.id
    ):
        return False
    return (before.kind == "bullet") == (block.kind == "bullet")


def figure_text(figure: Figure, path: str) -> str:
    caption = plain(figure.caption.inlines) if figure.caption else ""
    title = ' "' + re.sub(r'(["\\])', r"\\\1", escaped(caption)) + '"' if caption else ""
    address = f"<{path}>" if re.search(r"[\s()]", path) else path
    width = "" if figure.width is None else f"{{width={width_text(figure.width)}}}"
    return f"![{escaped(figure.alternative)}]({address}{title}){width}"
