"""Items of a part as blocks of the tree: headings, paragraphs, lists, plain tables, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.manuscript.ids import RESERVED
from workplan.document.composing.lists import list_kinds
from workplan.document.look import PLAIN
from workplan.document.resolving.counting import label
from workplan.document.tree import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    ListKind,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.importing.rules.blocks.pictures import described, plain_caption, readable
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Inliner, Target
from workplan.importing.rules.lines.roles import Role
from workplan.importing.rules.lines.sections import Item, Part
from workplan.importing.rules.pieces import behind, level_looks, stripped, with_label
from workplan.importing.rules.tables.shape import apart, merged, unmarked
from workplan.importing.source.model import Line, Piece, all_lines
from workplan.importing.source.model import Row as SourceRow
from workplan.importing.source.model import Table as SourceTable
from workplan.text.characters import visible
from workplan.text.slug import slug
from workplan.writeback.markdown.loosened import on_one_line


class Directive(Struct, frozen=True):
    """Where data of the plan are printed, with the options as they are written."""

    name: str
    options: tuple[str, ...] = ()


class Builder(Struct):
    """Makes blocks. `pictures` are the bytes of the source's, `images` those that the content gets, by their
    names; `numbered` where the paragraphs have numbers."""

    inliner: Inliner
    claims: Claims
    ids: Ids
    pictures: Mapping[str, bytes]
    images: dict[str, bytes] = {}
    names: dict[str, str] = {}
    count: int = 0
    headings: int = 0
    numbered: bool = False
    marks: dict[str, tuple[str, ...]] = {}
    drawn: set[tuple[str, str]] = set()

    def blocks(self, part: Part) -> list[Block]:
        found: list[Block] = []
        items = list(part.items)
        while items:
            item = items[0]
            if isinstance(item, SourceTable):
                found += self.table(item)
                items.pop(0)
            elif item[1].kind == "caption" and found and isinstance(found[-1], Figure):
                found[-1] = self.captioned(found[-1], item[0])
                items.pop(0)
            elif item[1].kind == "item":
                size = next((n for n, each in enumerate(items) if not _is_listed(each)), len(items))
                listed = [each for each in items[:size] if not isinstance(each, SourceTable)]
                found += self.lists(listed)
                found += (figure for line, _ in listed for figure in self.figures(line))
                del items[:size]
            else:
                found += self.line(*item)
                items.pop(0)
        return found

    def id(self) -> str:
        self.count += 1
        return f"imported.{self.count}"

    def line(self, line: Line, role: Role) -> Iterator[Block]:
        if role.kind == "heading":
            pieces = numbered(level_looks(line), role, self.claims)
            id = self.heading_id(line)
            inlines = tuple(map(worded, on_one_line(self.inliner.inlines(stripped(pieces), line.address))))
            yield Heading(id, role.level, inlines)
        elif role.kind == "quotation":
            yield Paragraph(self.id(), self.words(level_looks(line)), "quotation")
        elif inlines := self.words(replace(line, pieces=behind(line.pieces, role.skip))):
            yield Paragraph(self.id(), inlines)
        yield from self.figures(line)

    def captioned(self, figure: Figure, line: Line) -> Figure:
        """A picture with its caption, which has plain words alone."""
        words = plain_caption(line, self.claims)
        return replace(figure, caption=Paragraph(self.id(), (Text(words),), "caption"))

    def heading_id(self, line: Line) -> str:
        """The id of a heading; references lead there by the bookmarks in it."""
        self.headings += 1
        label = f"{line.counting.label} " if line.counting and line.counting.label != "•" else ""
        name = slug(f"{label}{line.text}") or f"section-{self.headings}"
        id = self.ids.take(f"{name}-section" if name in RESERVED else name)
        title = " ".join(line.text.split())
        self.inliner.found |= {mark: Target(id, "", title) for mark in line.bookmarks}
        return id

    def words(self, line: Line) -> tuple[Inline, ...]:
        return self.inliner.inlines(stripped(line.pieces), line.address)

    def figures(self, line: Line) -> Iterator[Figure]:
        for piece in line.pieces:
            if piece.picture:
                self.drawn.add((line.address, piece.picture))
            if piece.picture and (figure := self.figure(piece.picture, piece.text, line)):
                yield figure

    def figure(self, part: str, alternative: str, line: Line) -> Figure | None:
        image = readable(part, self.pictures[part], alternative, line, self.claims)
        if image is None:
            return None
        if part not in self.names:
            suffix = ".png" if image.media_type == "image/png" else ".jpg"
            self.names[part] = f"picture-{len(self.names) + 1}{suffix}"
            self.images[self.names[part]] = image.data
        words = described(alternative, len(self.names), line, self.claims)
        return Figure(self.id(), replace(image, name=self.names[part]), words)

    # Lists

    def lists(self, items: Sequence[tuple[Line, Role]]) -> Iterator[List]:
        """Lists of consecutive items; another list at the outermost depth is a list of its own."""
        rest = list(items)
        while rest:
            yield self.list_(rest, rest[0][1].level, 0)

    def list_(self, rest: list[tuple[Line, Role]], depth: int, ordered: int) -> List:
        first = rest[0][1]
        found: list[ListItem] = []
        counted_lines: list[tuple[Line, Role]] = []
        bullet = first.count.startswith("bullet")
        while rest and rest[0][1].level >= depth:
            line, role = rest[0]
            if found and role.level > depth and role.kind == "item":
                below = self.list_(rest, role.level, ordered + (not bullet))
                found[-1] = replace(found[-1], blocks=(*found[-1].blocks, below))
                continue
            if (
                found
                and (role.list != first.list or role.count.split(" ")[0] != first.count.split(" ")[0])
                and role.kind == "item"
            ):
                break
            rest.pop(0)
            self.marks[f"imported.{self.count + 1}"] = line.bookmarks
            paragraph = Paragraph(
                self.id(), self.inliner.inlines(stripped(behind(line.pieces, role.skip)), line.address)
            )
            if role.kind == "more" and found:
                found[-1] = replace(found[-1], blocks=(*found[-1].blocks, paragraph))
            else:
                found.append(ListItem(self.id(), role.label, (paragraph,)))
                counted_lines.append((line, role))
        kind = self.kind(first, ordered)
        counted(counted_lines, 1 if bullet else max(first.number, 1), kind, self.claims)
        start = 1 if bullet else max(first.number, 1)
        return List(self.id(), self.kind(first, ordered), tuple(found), start)

    def kind(self, role: Role, ordered: int) -> ListKind:
        kinds = list_kinds(numbered=self.numbered)
        return "bullet" if role.count.startswith("bullet") else kinds[ordered % len(kinds)]

    # Tables

    def table(self, table: SourceTable) -> Iterator[Block]:
        """The table, and behind it the pictures that stand in its cells."""
        if any(line.worded for line in all_lines([table])):
            yield self.worded_table(table)
        for line in all_lines([table]):
            yield from self.figures(line)

    def worded_table(self, table: SourceTable) -> Table:
        if merged(table):
            self.claims.add("T8", "guessed", table.address, "", "merged cells are taken apart")
        rows = apart(table).rows
        rows = rows[next(n for n, row in enumerate(rows) if any(cell.text for cell in row.cells)) :]
        unmarked(table, rows, self.claims)
        made = [self.row(row, header=n == 0) for n, row in enumerate(rows)]
        widths = (1.0,)
        return Table(self.id(), " ".join(table.summary.split()), widths, made[0], tuple(made[1:]))

    def row(self, row: SourceRow, *, header: bool) -> Row:
        cells = []
        for cell in row.cells:
            lines = [level_looks(line) if header else line for line in cell.lines if not line.empty]
            if any(isinstance(block, SourceTable) for block in cell.blocks):
                self.claims.add(
                    "T8",
                    "guessed",
                    lines[0].address if lines else "",
                    cell.text,
                    "paragraphs: a table inside a table",
                )
            made = (
                Paragraph(self.id(), self.inliner.inlines(stripped(with_label(line).pieces), line.address))
                for line in lines
            )
            cells.append(Cell(self.id(), tuple(each for each in made if says(each.inlines))))
        return Row(self.id(), tuple(cells))


@rule("L4")
def counted(items: Sequence[tuple[Line, Role]], start: int, kind: ListKind, claims: Claims) -> None:
    """Numbered lists count 1., a., i. by their depth. Where the original counts in another way (1), (a), A.,
    1.1), or not one after the other, the labels are made anew, and that is a doubt."""
    if kind == "bullet":
        return
    other = [
        (line, role.label)
        for n, (line, role) in enumerate(items, start)
        if role.label and "".join(role.label.split()) != label(n, kind)
    ]
    if other:
        line, shown = other[0]
        labels = [each for _, each in other]
        became = f"counted {label(start, kind)} and so on, not {', '.join(labels[:4])}"
        also = [each.address for each, _ in other[1:]]
        words = line.text if line.text.lstrip().startswith(shown) else f"{shown} {line.text}"
        claims.add("L4", "guessed", line.address, words, became, lost=labels, also=also)


@rule("H9")
def numbered(line: Line, role: Role, claims: Claims) -> tuple[Piece, ...]:
    """Headings are not numbered: the number that the word processor shows before one becomes words of it, and
    is a doubt. One that is typed is its words anyway."""
    if not role.label:
        return line.pieces
    shown = f"{role.label} {line.text}"
    claims.add("H9", "guessed", line.address, shown, "the number is words of the heading", "counted by Word")
    return (Piece(f"{role.label} "), *line.pieces)


def says(inlines: Sequence[Inline]) -> bool:
    """Whether inlines print words, and not only the call of a note."""
    texts = (each.children if isinstance(each, Link) else (each,) for each in inlines)
    return any(
        not isinstance(each, Text) or visible(each.text)
        for inner in texts
        for each in inner
        if not isinstance(each, NoteReference)
    )


def blank(words: str) -> tuple[Inline, ...]:
    """Words that nobody has said yet."""
    return (Text(f"[{words}]", PLAIN.but("blank", True)),)


def worded(inline: Inline) -> Inline:
    """A reference in a heading has words of its own: headings are what references print."""
    return replace(inline, kind="words") if isinstance(inline, Reference) else inline


def _is_listed(item: Item) -> bool:
    return not isinstance(item, SourceTable) and item[1].kind in ("item", "more")
