"""Resolve: what follows from a tree alone, worked out again after something in it has changed.

The steps, in order: name what is named by its place (`introduction.3`); label lists, rows and
appendices; number the notes in reading order and put them in that order; word the references.

A document that `compose` made is its own resolution. One whose revisions were accepted or rejected, or
that came back from Word, is not: an item is gone, so the next has its letter. For marked documents see
`workplan.document.revisions.settle`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from workplan.content.paper.roles import MASTHEAD
from workplan.directives.declared import holding, printing
from workplan.directives.recommendations.declared import RECOMMENDATIONS
from workplan.document.ids import by_place, cell_line, column, in_group, lead
from workplan.document.resolving.counting import count, label
from workplan.document.resolving.note_numbers import number_notes
from workplan.document.resolving.pages import carried_over, contents_over
from workplan.document.resolving.paragraph_numbers import numbered
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    ListItem,
    Paragraph,
    Reference,
    Row,
    Table,
    Terms,
)
from workplan.document.walking.same import all_of, each, having
from workplan.document.walking.walk import map_inlines, plain
from workplan.text.slug import slug


def resolve(document: Document) -> Document:
    """`document`, which holds no marks, with all that its content implies. Ids that the content gave stay;
    an empty id is given one. Notes that are not called any more are left out."""
    blocks = tuple(_labelled(tuple(_named(document.blocks)), document.terms.appendix))
    blocks = numbered(blocks, wanted=document.properties.numbered)
    layout = carried_over(document.layout, document.blocks, document.blocks, blocks)
    contents = contents_over(document.contents, document.blocks, document.blocks, blocks)
    blocks, numbers = number_notes(blocks)
    words = dict(shown(blocks, document.terms))

    def word(inline: Inline) -> Inline:
        if not isinstance(inline, Reference) or inline.kind == "words":
            return inline
        return having(inline, text=words.get((inline.target, inline.kind), inline.text))

    found = {note.id: note for note in document.notes}
    notes = tuple(
        having(found[id], number=number, inlines=each(word, found[id].inlines))
        for id, number in numbers.items()
        if id in found
    )
    return having(
        document,
        blocks=all_of(document.blocks, (map_inlines(block, word) for block in blocks)),
        notes=all_of(document.notes, notes),
        layout=layout,
        contents=contents,
    )


def _named(blocks: Sequence[Block]) -> Iterator[Block]:
    """A block below a heading is named after it and its place there; so is everything inside."""
    section, place = "introduction", 0
    taken = dict.fromkeys((block.id for block in blocks if "." not in block.id), 1)
    for block, below in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading):
            section, place = block.id or _new_section(block, taken), 0
            yield having(block, id=section)
        elif isinstance(block, Paragraph) and block.role in MASTHEAD:
            yield having(block, id=block.id or block.role)
        else:
            place += 1
            id = _below(section, block.id, str(place))
            yield _renamed(block, _lead_name(block, below) or id)


def _lead_name(block: Block, below: Block | None) -> str:
    """The id of a paragraph that has none of its own, and that recommendations `below` go on from."""
    if not isinstance(block, Paragraph) or block.role != "body" or (block.id and "." not in block.id):
        return ""
    return lead(below.id) if isinstance(below, List) and printing(below.id) is RECOMMENDATIONS else ""


def _new_section(heading: Heading, taken: dict[str, int]) -> str:
    """An id from the heading's words, as a manuscript's headings have. `taken` has with each id the last
    number that was tried behind it."""
    stem = name = slug(plain(heading.inlines), limit=64) or "section"
    while name in taken:
        taken[stem] += 1
        name = f"{stem}-{taken[stem]}"
    taken[name] = 1
    return name


def _below(parent: str, id: str, place: str) -> str:
    """The id of something at `place` below `parent`: its own where the content gave it one or where it says
    what it is ("status.text"), else that of the place."""
    _head, dot, last = id.rpartition(".")
    if id and not dot:
        return id
    return f"{parent}.{place if not last or last.isdigit() else last}"


def _renamed(block: Block, id: str) -> Block:
    match block:
        case List():
            return _renamed_list(block, id)
        case Table() if by_place(id):
            header = _by_place_row(block.header, f"{id}.head")
            rows = (_by_place_row(row, f"{id}.{n}") for n, row in enumerate(block.rows, 1))
            return having(block, id=id, header=header, rows=all_of(block.rows, rows))
        case Table():
            names = [column(cell.id) for cell in block.header.cells]
            members = [holding(id, name) == "members" for name in names]
            header = _renamed_row(block.header, f"{id}.head", names, members)
            rows = (
                _renamed_row(row, _row_name(block.id, id, row.id, n), names, members)
                for n, row in enumerate(block.rows, 1)
            )
            return having(block, id=id, header=header, rows=all_of(block.rows, rows))
        case Figure():
            caption = block.caption and having(block.caption, id=f"{id}.caption")
            return having(block, id=id, caption=caption)
        case _:
            return having(block, id=id)


def _renamed_list(node: List, id: str) -> List:
    items = (_renamed_item(item, _below(id, item.id, str(n))) for n, item in enumerate(node.items, 1))
    return having(node, id=id, items=all_of(node.items, items))


def _renamed_item(item: ListItem, id: str) -> ListItem:
    blocks: list[Paragraph | List] = []
    for n, block in enumerate(item.blocks, 1):
        if isinstance(block, List):
            blocks.append(_renamed_list(block, _below(id, block.id, str(n))))
        else:
            blocks.append(having(block, id=f"{id}.text" if n == 1 else f"{id}.{n}"))
    return having(item, id=id, blocks=all_of(item.blocks, blocks))


def _row_name(table: str, renamed: str, id: str, place: int) -> str:
    """The id of a row of a `table` that has another id now; one in a group keeps its path."""
    if in_group(table, id):
        return f"{renamed}{id.removeprefix(table)}"
    return _below(renamed, id, str(place))


def _renamed_row(row: Row, id: str, names: Sequence[str], members: Sequence[bool]) -> Row:
    """`names` are those of the columns, and `members` says which of them list members."""
    cells = (
        _renamed_cell(cell, f"{id}.{column(cell.id) or name}", lists_members=lists)
        for cell, name, lists in zip(row.cells, names, members, strict=True)
    )
    return having(row, id=id, cells=all_of(row.cells, cells))


def _by_place_row(row: Row, id: str) -> Row:
    """A row of a manuscript's table, all of it named by its place."""
    cells = (
        _with_lines(
            cell,
            f"{id}.{place}",
            (having(p, id=cell_line(f"{id}.{place}", n)) for n, p in enumerate(cell.blocks, 1)),
        )
        for place, cell in enumerate(row.cells, 1)
    )
    return having(row, id=id, cells=all_of(row.cells, cells))


def _renamed_cell(cell: Cell, id: str, *, lists_members: bool) -> Cell:
    """A cell that lists members has its lines named by their places, whatever the roles in them."""
    paragraphs = (
        having(
            paragraph,
            id=_below(id, paragraph.id, str(n)) if paragraph.id and not lists_members else cell_line(id, n),
        )
        for n, paragraph in enumerate(cell.blocks, 1)
    )
    return _with_lines(cell, id, paragraphs)


def _with_lines(cell: Cell, id: str, paragraphs: Iterable[Paragraph]) -> Cell:
    return having(cell, id=id, blocks=all_of(cell.blocks, paragraphs))


def _labelled(blocks: Sequence[Block], appendix: str) -> Iterator[Block]:
    appendices = 0
    for block in blocks:
        match block:
            case Heading(label=labelled) if labelled:
                appendices += 1
                yield having(block, label=f"{appendix} {count(appendices, 'lower-alpha').upper()}:")
            case List():
                yield _labelled_list(block)
            case Table():
                yield _labelled_table(block)
            case _:
                yield block


def _labelled_list(node: List) -> List:
    items = (
        having(item, label=label(number, node.kind), blocks=each(_labelled_part, item.blocks))
        for number, item in enumerate(node.items, node.start)
    )
    return having(node, items=all_of(node.items, items))


def _labelled_part(block: Paragraph | List) -> Paragraph | List:
    return _labelled_list(block) if isinstance(block, List) else having(block, label="")


def _labelled_table(table: Table) -> Table:
    """Rows are numbered all or none, before the first words of their first cells."""
    if not any(paragraph.label for row in table.rows for cell in row.cells for paragraph in cell.blocks):
        return table
    rows = (_labelled_row(row, f"{n}.") for n, row in enumerate(table.rows, 1))
    return having(table, rows=all_of(table.rows, rows))


def _labelled_row(row: Row, number: str) -> Row:
    first, *others = row.cells
    words = (having(paragraph, label="" if n else number) for n, paragraph in enumerate(first.blocks))
    labelled = having(first, blocks=all_of(first.blocks, words))
    return having(row, cells=all_of(row.cells, (labelled, *others)))


def shown(blocks: Sequence[Block], terms: Terms) -> Iterator[tuple[tuple[str, str], str]]:
    """What a reference to each id prints, by the kind of the reference."""
    for block in blocks:
        match block:
            case Paragraph(label=labelled) if labelled:
                bare = labelled.rstrip(".")
                yield (block.id, "number"), bare.join(terms.paragraph_pieces())
                yield (block.id, "bare"), bare
            case Heading():
                yield (block.id, "title"), plain(block.inlines)
                if block.label:
                    yield (block.id, "number"), block.label.rstrip(":")
            case List():
                yield from _shown_items(block, "")
            case Table():
                for row in block.rows:
                    words = row.cells[0].blocks if row.cells else ()
                    if words and words[0].label:
                        yield (row.id, "number"), words[0].label.rstrip(".")
            case _:
                pass


def _shown_items(node: List, outer: str) -> Iterator[tuple[tuple[str, str], str]]:
    """An item below a numbered one is "2.b", or "(a)(ii)"."""
    for item in node.items:
        number = item.label.rstrip(".")
        stop = "." if outer and number and not number.startswith("(") else ""
        number = f"{outer}{stop}{number}" if number else number
        if number:
            yield (item.id, "number"), number
        for block in item.blocks:
            if isinstance(block, List):
                yield from _shown_items(block, number)
