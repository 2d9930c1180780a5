"""The paragraphs of a Word file, and what each is in the new document and in the old one.

In a document without marks the two are the same. `revisions` has the conventions, and here they are
worked out. A *run* of paragraphs is the text between two tables, in one section, or a cell: its last mark
cannot go.
For each side of a redline this module goes through a run as accepting or rejecting would
(`document.revisions`), notes which paragraph marks stand there and what each is, and compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.ids import is_made
from workplan.document.lines import Line, flatten, line
from workplan.document.pages import first as first_line
from workplan.document.pages import starts
from workplan.document.tree import (
    Block,
    Cell,
    ContentsList,
    Document,
    Figure,
    Inline,
    Link,
    Marked,
    NoteReference,
    Revision,
    Row,
    Table,
)
from workplan.word.paragraphs.looks import SEPARATOR, Look, Looks, Side

_PLAIN = Marked()

#: What stands in a paragraph: a line, a picture, or the bookmarks of an empty cell.
Content = Line | Figure | Cell


class Piece(Struct, frozen=True):
    """What one node puts into a paragraph; `typed` are the words of a label that Word does not count, and
    their marks."""

    content: Content
    typed: tuple[tuple[str, Marked], ...] = ()

    @property
    def id(self) -> str:
        return self.content.place.id if isinstance(self.content, Line) else self.content.id


class WordParagraph(Struct, frozen=True):
    """One `w:p`: its look, and the one that `change` gave up for it; the marks of its end; whether it brings
    the space that a table or list before it lacks (`room`), or has it `below`; whether it has none there
    (`tight`); whether it stays with what follows it, whatever its look says (`keeps`); whether it begins
    a page (`new_page`): a table cannot, so the separator before it does; and the number of the section, from
    0, that ends with it (`section`)."""

    look: Look
    pieces: tuple[Piece, ...] = ()
    mark: Marked = _PLAIN
    former: Look | None = None
    change: Revision | None = None
    room: bool = False
    below: bool = False
    tight: bool = False
    keeps: bool = False
    new_page: bool = False
    section: int | None = None

    @property
    def list(self) -> str:
        """The outermost list that the paragraph stands in; empty where it is in none."""
        first = self.pieces[0].content if self.pieces else None
        frames = first.place.frames if isinstance(first, Line) else ()
        return frames[0].list if frames else ""

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """All of its words."""
        contents = (piece.content for piece in self.pieces)
        return tuple(chain.from_iterable(one.inlines for one in contents if isinstance(one, Line)))

    @property
    def ends_with_call(self) -> bool:
        return isinstance(next(reversed(self.inlines), None), NoteReference)


class Paragraphs(Struct, frozen=True):
    """`body` has the text in order, and the list of contents where it stands; `cells` the paragraphs of each
    cell by its id."""

    body: tuple[WordParagraph | Table | ContentsList, ...]
    cells: dict[str, tuple[WordParagraph, ...]]

    def __iter__(self) -> Iterator[WordParagraph]:
        """Every paragraph; those of the cells come last."""
        yield from (one for one in self.body if isinstance(one, WordParagraph))
        yield from chain.from_iterable(self.cells.values())


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
        paragraphs = [one for part in parts for one in _run(part, looks, sides, SEPARATOR)]
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
        if not _goes(run[n], side) or not _goes_on(run, n):
            return False
        if _has_words(run[n], side):
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
        _goes(paragraph.mark, side) and any(_stays(one, side) for one in paragraph.inlines) for side in sides
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
    paragraphs = _run([line(paragraph) for paragraph in cell.blocks], looks, sides, Look(style), style)
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
        certain = not result or result[-1].mark != _PLAIN
        result.append(replace(paragraph, room=certain and _needs_room(paragraph)))
        if not certain:
            break
    return result + paragraphs[len(result) :]


class _Plan(Struct, frozen=True):
    """A run on one side. `stands`: which marks do; `owners`: whose properties each paragraph has (a place in
    the run, `_NOBODY` for those of an empty paragraph, None where it has no words there); `causes`: who
    took the marks out that do not stand."""

    looks: list[Look | None]
    stands: list[bool]
    owners: list[int | None]
    causes: list[Revision | None]

    def look(self, n: int, empty: Look) -> Look | None:
        owner = self.owners[n]
        if owner is None:
            return None
        return empty if owner == _NOBODY else self.looks[owner]


_NOBODY = -1


def _run(
    run: Sequence[Line | Figure], looks: Looks, sides: tuple[Side, Side], empty: Look, style: str = ""
) -> list[WordParagraph]:
    """The paragraphs of one run. One of which nothing is left on a side looks `empty` there; a break that
    stands on neither side is not written, unless somebody put it in and somebody took it out."""
    if not run:
        return []
    new, old = (_plan(run, looks, side, style) for side in sides)
    result: list[WordParagraph] = []
    pieces: list[Piece] = []
    now = before = None
    for n, node in enumerate(run):
        pieces.append(Piece(node, _typed(node, new.looks[n], old.looks[n])))
        now, before = new.look(n, empty) or now, old.look(n, empty) or before
        if not (new.stands[n] or old.stands[n] or (node.inserted and node.deleted)):
            continue
        mark = Marked(inserted=old.causes[n], deleted=new.causes[n])
        look = now or before or looks.in_passing(node, style)
        changed = now is not None and before is not None and _properties(now) != _properties(before)
        result.append(
            WordParagraph(
                look,
                tuple(pieces),
                mark,
                before if changed else None,
                _author(run, n) if changed else None,
            )
        )
        pieces, now, before = [], None, None
    return result


def _plan(run: Sequence[Line | Figure], looks: Looks, side: Side, style: str) -> _Plan:
    gone = [_goes(node, side) for node in run]
    stands: list[bool] = []
    owners: list[int | None] = []
    waiting: list[int] = []
    for n, node in enumerate(run):
        words = [*waiting, n] if _has_words(node, side) else waiting
        if gone[n] and not (words and not _goes_on(run, n)):
            stands.append(False)
            waiting = words
        else:
            stands.append(True)
            for earlier in waiting:
                owners[earlier] = n
            waiting = []
        owners.append(n if stands[-1] else None)
    plan = _Plan(
        looks.of_run(run, stands, side, style),
        stands,
        owners,
        [None if stand else revision for stand, revision in zip(stands, gone, strict=True)],
    )
    _shift(plan, [None if side.new else _inserted_last(node) for node in run])
    return plan


def _shift(plan: _Plan, inserted_last: Sequence[Revision | None]) -> None:
    """Let lines that end their run go from the end of the last line that is left to the end of theirs; and
    lines that come behind new words at the end of one come from there, as an editor types them."""
    left = _NOBODY  # the line before these, that is left
    for n, stand in enumerate(list(plan.stands)):
        if stand:
            left = n
        elif n + 1 == len(plan.stands) or (
            plan.owners[n] is None  # no old words are on their way to the next line
            and plan.stands[n + 1]
            and left != _NOBODY
            and inserted_last[left] == plan.causes[n]
        ):
            if left != _NOBODY:
                plan.stands[left] = False
                plan.causes[left:n] = plan.causes[left + 1 : n + 1]
            plan.stands[n], plan.owners[n], plan.causes[n] = True, left, None
        elif plan.owners[n] is not None:
            left = _NOBODY


def _inserted_last(node: Line | Figure) -> Revision | None:
    """Who put in the last words of a line. Where the next line is theirs too, LibreOffice 7.4 takes both for
    one insertion, and rejects the break between them with it."""
    if isinstance(node, Figure) or not node.inlines:
        return None
    last = node.inlines[-1]
    return last.children[-1].inserted if isinstance(last, Link) else last.inserted


def _typed(node: Line | Figure, new: Look | None, old: Look | None) -> tuple[tuple[str, Marked], ...]:
    """The typed words of both sides; what is the same on both is not marked."""
    now, before = new.typed if new else "", old.typed if old else ""
    if now == before:
        return ((now, _PLAIN),) if now else ()
    former = node.former.revision if isinstance(node, Line) and node.former else None
    typed = (
        (before, Marked(deleted=node.deleted or former)),
        (now, Marked(inserted=node.inserted or former)),
    )
    return tuple((words, mark) for words, mark in typed if words)


def _properties(look: Look) -> Look:
    return replace(look, typed="")


def _author(run: Sequence[Line | Figure], n: int) -> Revision | None:
    """Who changed the look of a paragraph: its former place says it, else the change next to it does."""
    node = run[n]
    if isinstance(node, Line) and node.former:
        return node.former.revision
    near = (run[n], *reversed(run[:n]), *run[n + 1 :])
    return next((revision for one in near if (revision := one.inserted or one.deleted)), None)


def _goes(node: Marked, side: Side) -> Revision | None:
    """Who takes a line, picture or mark away on this side."""
    return node.deleted if side.new else node.inserted


def _has_words(node: Line | Figure, side: Side) -> bool:
    if isinstance(node, Figure):
        return not _goes(node, side)
    return any(_stays(inline, side) for inline in node.inlines)


def _stays(inline: Inline, side: Side) -> bool:
    if isinstance(inline, Link):
        return any(_stays(text, side) for text in inline.children)
    return not _goes(inline, side)


def _goes_on(run: Sequence[Line | Figure], n: int) -> bool:
    """Whether what is left of a line can go on in the next: a picture and its caption keep to themselves."""
    return n + 1 < len(run) and all(
        isinstance(one, Line) and one.place.role != "caption" for one in run[n : n + 2]
    )
