"""The paragraphs of a document in their order: the runs of its text (`runs`), each with the table behind it,
the cells of tables, and the list of contents where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from workplan.document.ids import is_made
from workplan.document.resolving.pages import first as first_line
from workplan.document.resolving.pages import starts
from workplan.document.tree import Block, Cell, ContentsList, Document, Figure, Row, Table
from workplan.document.walking.lines import Line, flatten, line
from workplan.word.paragraphs.looks import SEPARATOR, Look, Looks, Side
from workplan.word.paragraphs.paragraph import PLAIN, Paragraphs, Piece, WordParagraph
from workplan.word.paragraphs.runs import goes, goes_on, has_words, of_run, stays


def lay_out(document: Document, looks: Looks, sections: Sequence[Sequence[Block]]) -> Paragraphs:
    """The paragraphs of a document's blocks, which stand in `sections`."""
    before = document.former.properties if document.former else document.properties
    sides = Side(new=True, numbered=document.properties.numbered), Side(new=False, numbered=before.numbered)
    cells: dict[str, tuple[WordParagraph, ...]] = {}
    body: list[WordParagraph | Table] = []
    # A section begins a page anyway, and LibreOffice 7.4 loses styles where a paragraph says it once more.
    first = frozenset(starts(document)) - {first_line(blocks[0]) for blocks in sections[1:]}
    listed = _below_contents(document)
    for run, table, ends in _runs(sections):
        parts = _divided(run, listed, sides)
        paragraphs = [one for part in parts for one in of_run(part, looks, sides, SEPARATOR)]
        paragraphs = _below_titles(_apart_from_lists(paragraphs))
        if body and isinstance(body[-1], Table):
            # Word joins neighbouring tables into one, and wants a paragraph after the last.
            paragraphs = _with_room(paragraphs) or [WordParagraph(SEPARATOR, room=bool(table))]
        if table and paragraphs and not paragraphs[-1].look.separator:
            last = paragraphs[-1]
            paragraphs[-1] = replace(last, keeps=True, below=bool(last.list))
        body += [replace(one, new_page=any(piece.id in first for piece in one.pieces)) for one in paragraphs]
        if table:
            if table.id in first:
                if paragraphs and paragraphs[-1].look.separator:
                    body.pop()
                body.append(WordParagraph(SEPARATOR, new_page=True))
            body.append(table)
            for row in (table.header, *table.rows):
                for n, cell in enumerate(row.cells):
                    style = _cell_style(table, heading=row is table.header, first=not n)
                    align = table.alignments[n] if table.alignments else ""
                    inside = _cell(cell, row, looks, sides, style)
                    keeps = is_made(table.id, row.id)  # the name of a group stays with the first row of it
                    cells[cell.id] = tuple(replace(_aligned(one, align), keeps=keeps) for one in inside)
        if ends is not None and isinstance(body[-1], WordParagraph):
            body[-1] = replace(body[-1], section=ends)
    laid_out = tuple(_with_contents(body, document.contents, listed))
    return Paragraphs(tuple(_upright(laid_out, document)), cells)


def _cell_style(table: Table, *, heading: bool, first: bool) -> str:
    if not heading:
        return "TableText"
    return "CountHeading" if (table.fills or table.matrix) and not first else "TableHeading"


def _below_contents(document: Document) -> str:
    """The id of the line, picture or table right below the list of contents; empty without one."""
    contents = document.contents
    return next((first_line(b) for b in document.blocks if contents and b.id == contents.before), "")


def _divided(
    run: Sequence[Line | Figure], listed: str, sides: tuple[Side, Side]
) -> tuple[Sequence[Line | Figure], ...]:
    """A run as the list of contents above `listed` divides it: not where words go on across that place."""
    at = next((n for n, node in enumerate(run) if Piece(node).id == listed), 0)
    if not at or any(_arrives(run, at, side) for side in sides):
        return (run,)
    return run[:at], run[at:]


def _arrives(run: Sequence[Line | Figure], at: int, side: Side) -> bool:
    """Whether words of lines above go on in this one."""
    for n in reversed(range(at)):
        if not goes(run[n], side) or not goes_on(run, n):
            return False
        if has_words(run[n], side):
            return True
    return False


def _with_contents(
    body: Sequence[WordParagraph | Table], contents: ContentsList | None, listed: str
) -> Iterator[WordParagraph | Table | ContentsList]:
    """The list of contents above `listed`, above what begins that block's page, and above paragraphs that are
    joined with it: nothing may stand between these."""
    joined: list[WordParagraph] = []
    for n, one in enumerate(body):
        page = isinstance(one, WordParagraph) and one.new_page and not one.pieces
        here = body[n + 1] if page else one
        names = (here.id,) if isinstance(here, Table) else [piece.id for piece in here.pieces]
        if contents and listed in names:
            yield contents
            contents = None
        if isinstance(one, WordParagraph) and _goes_on_below(one):
            joined.append(one)
            continue
        yield from (*joined, one)
        joined.clear()
    yield from joined


def _upright(
    body: Sequence[WordParagraph | Table | ContentsList], document: Document
) -> Iterator[WordParagraph | Table | ContentsList]:
    """The body. A list of contents right above a part in landscape is on the page before, whose section ends
    below the list."""
    turned = document.contents and document.contents.before in document.layout.landscape
    ends: int | None = None
    for one, next_ in zip(body, (*body[1:], None), strict=False):
        if turned and isinstance(next_, ContentsList) and isinstance(one, WordParagraph):
            ends = one.section
            yield replace(one, section=None)
            continue
        yield one
        if isinstance(one, ContentsList) and ends is not None:
            yield WordParagraph(SEPARATOR, section=ends)


def _goes_on_below(paragraph: WordParagraph) -> bool:
    """Whether words that stay go on in the next paragraph."""
    sides = Side(new=True), Side(new=False)
    return any(
        goes(paragraph.mark, side) and any(stays(one, side) for one in paragraph.inlines) for side in sides
    )


def _aligned(paragraph: WordParagraph, align: str) -> WordParagraph:
    former = paragraph.former and replace(paragraph.former, align=align)
    return replace(paragraph, look=replace(paragraph.look, align=align), former=former)


def _runs(
    sections: Sequence[Sequence[Block]],
) -> Iterator[tuple[list[Line | Figure], Table | None, int | None]]:
    """The runs of the body, each with the table that follows it, and the section that ends with it; of the
    last one, the file says it elsewhere."""
    for number, blocks in enumerate(sections):
        run: list[Line | Figure] = []
        for unit in flatten(blocks):
            if isinstance(unit, Table):
                yield run, unit, None
                run = []
            else:
                run.append(unit)
                if isinstance(unit, Figure) and unit.caption:
                    run.append(line(unit.caption))
        yield run, None, number if number + 1 < len(sections) else None


def _cell(
    cell: Cell, row: Row, looks: Looks, sides: tuple[Side, Side], style: str
) -> tuple[WordParagraph, ...]:
    if not cell.blocks:
        return (WordParagraph(Look(style), (Piece(cell),)),)
    paragraphs = of_run([line(paragraph) for paragraph in cell.blocks], looks, sides, Look(style), style)
    if row.change:  # nothing was another thing in a row that is there on one side alone
        paragraphs = [_of_one_side(paragraph, old=bool(row.deleted)) for paragraph in paragraphs]
    return tuple(paragraphs)


def _of_one_side(paragraph: WordParagraph, *, old: bool) -> WordParagraph:
    look = paragraph.former if old and paragraph.former else paragraph.look
    return replace(paragraph, look=look, former=None, change=None)


def _apart_from_lists(paragraphs: list[WordParagraph]) -> list[WordParagraph]:
    """What follows a list brings the space that stands between paragraphs: the list's last item would have
    another one if an editor added an item behind it."""
    lists = ("", *(paragraph.list for paragraph in paragraphs))
    return [
        replace(one, room=_needs_room(one)) if list_ not in ("", one.list) else one
        for list_, one in zip(lists, paragraphs, strict=False)
    ]


def _below_titles(paragraphs: list[WordParagraph]) -> list[WordParagraph]:
    """The line below a title, which says what edition it is, stands close to it."""
    looks = (*(paragraph.look.style for paragraph in paragraphs[1:]), "")
    return [
        replace(one, tight=one.look.style == "Title" and style == "Edition")
        for one, style in zip(paragraphs, looks, strict=False)
    ]


def _needs_room(paragraph: WordParagraph) -> bool:
    """A heading has more of its own."""
    return not paragraph.look.style.startswith("Heading")


def _with_room(paragraphs: list[WordParagraph]) -> list[WordParagraph]:
    """The first paragraph that stands whatever is decided, and those before it, bring the space."""
    result: list[WordParagraph] = []
    for paragraph in paragraphs:
        certain = not result or result[-1].mark != PLAIN
        result.append(replace(paragraph, room=certain and _needs_room(paragraph)))
        if not certain:
            break
    return result + paragraphs[len(result) :]
