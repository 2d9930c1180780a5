"""The blocks of a document as the manuscripts that print them; what no manuscript can print is put back.

Put back, and told: titles of appendices that were added, taken out or moved; pictures that are new; tables
without headings; tables and lists of the plan's data that are gone; rows of the table of editions; lists that
do not count as lists here do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.paper.plan import Plan
from workplan.content.paper.roles import MASTHEAD
from workplan.directives.read_back import in_manuscript, taker
from workplan.document.composing.lists import list_kinds
from workplan.document.resolving.counting import label
from workplan.document.tree import (
    Block,
    Document,
    Figure,
    Heading,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Row,
    Table,
)
from workplan.document.walking.walk import description, lines, plain
from workplan.text.hints import quoted
from workplan.writeback.losses import Losses
from workplan.writeback.markdown.pairing import by_directive, key


class Part(Struct, frozen=True):
    """The blocks that one manuscript prints. `appendix` is its id; empty for the plan's own."""

    file: str
    appendix: str
    blocks: tuple[Block, ...]


def parts(document: Document, files: Sequence[str], plan: Plan) -> list[Part]:
    """The document's blocks by manuscript, `files[0]` being the plan's own. The masthead is in none."""
    found: dict[str, list[Block]] = {"": []}
    current = found[""]
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.role in MASTHEAD:
            continue
        if isinstance(block, Heading) and block.label:
            current = found.setdefault(block.id, [])
        current.append(block)
    names = {"": files[0], **{a.id: file for a, file in zip(plan.appendices, files[1:], strict=True)}}
    return [Part(names.get(id, ""), id, tuple(blocks)) for id, blocks in found.items()]


def fitted(new: Sequence[Part], old: Sequence[Part], plan: Plan, findings: Losses) -> list[Part]:
    """The parts of `old`, in their order, with those blocks of `new` that content can print."""
    wanted = {part.appendix: part for part in _of_known_appendices(new, old, findings)}
    return [
        _Fitter(part, plan, findings).part(wanted[part.appendix]) if part.appendix in wanted else part
        for part in old
    ]


def _of_known_appendices(new: Sequence[Part], old: Sequence[Part], findings: Losses) -> list[Part]:
    """`new` with the appendices of `old` and no others: the text below the title of a new one goes on in the
    part before it, and one that lost nothing but its title has it again."""
    known, wanted = [part.appendix for part in old], [part.appendix for part in new]
    found: list[Part] = []
    for part in new:
        if part.appendix in known:
            found.append(part)
            continue
        title, *below = part.blocks
        assert isinstance(title, Heading)
        message = f"the appendix {quoted(plain(title.inlines))} is new: its text is put behind what is before"
        findings.add(title.id, message, "appendices", hint="an appendix is a file: put one into appendices/")
        found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *below))
    for part in old:
        if part.appendix not in wanted:
            hint = f"delete the file {part.file} to take the appendix out"
            findings.add(
                "", f"the title of the appendix {quoted(part.appendix)} is gone", part.file, hint=hint
            )
            found = list(_with_title(found, part))
    if [id for id in wanted if id in known] != [id for id in known if id in wanted]:
        hint = "appendices are printed in the order of their files: change the numbers of the files' names"
        findings.add("", "the appendices are in another order", "appendices", hint=hint)
    return found


def _with_title(parts: Sequence[Part], gone: Part) -> Iterator[Part]:
    """`parts`, in which the text of an appendix that is `gone` is its own again, from its first block on."""
    title, *below = gone.blocks
    first = key(below[0]) if below else None
    for part in parts:
        keys = list(map(key, part.blocks))
        at = keys.index(first) if first in keys else len(keys)
        yield replace(part, blocks=part.blocks[:at])
        if at < len(keys):
            yield replace(gone, blocks=(title, *part.blocks[at:]))


class _Fitter:
    """Fits blocks into one manuscript, whose blocks are `old`."""

    def __init__(self, old: Part, plan: Plan, findings: Losses) -> None:
        self._old, self._plan, self._findings = old, plan, findings
        self._kinds = list_kinds(numbered=plan.identity.numbered and not old.appendix)
        self._printed = {b.id: b for b in old.blocks if by_directive(b) and not in_manuscript(b)}

    def part(self, new: Part) -> Part:
        blocks: list[Block] = []
        missing = dict(self._printed)
        for block in new.blocks:
            if in_manuscript(block):
                block = self._counted(block, kinds=list_kinds(numbered=True))
            elif by_directive(block):
                printed = missing.pop(block.id, None)
                if printed is None:
                    hint = "the plan's data are printed by directives such as :::{action-items}: write one"
                    self._tell(block.id, "there is another table or list of the plan's data", hint)
                    continue
                block = self._data(printed, block)
            elif isinstance(block, Figure) and block.image not in self._plan.images.values():
                hint = "save it in the content folder and show it with ![what it shows](name.png)"
                self._tell(block.id, f"there is a new picture: {quoted(block.alternative)}", hint)
                continue
            elif isinstance(block, List):
                block = self._counted(block)
            elif isinstance(block, Table):
                fitting = self._with_headings(block)
                if fitting is None:
                    continue
                block = fitting
            blocks.append(block)
        for block in missing.values():
            self._put_back(blocks, block)
        return replace(self._old, blocks=tuple(blocks))

    def _data(self, old: Block, new: Block) -> Block:
        if isinstance(old, List) and isinstance(new, List):
            return self._list_of_data(old, new)
        if not isinstance(old, Table) or not isinstance(new, Table):
            return new
        headings = [cell.blocks for cell in new.header.cells]
        if len(headings) != len(old.header.cells) or any(len(blocks) != 1 for blocks in headings):
            hint = (
                "headings are options of the directive; a column cannot be added, taken out or left unnamed"
            )
            self._tell(old.header.id, f"the columns of the table {quoted(old.id)} cannot be changed so", hint)
            return old
        reads = taker(old)
        if reads and reads.computed and _said(old.header) != _said(new.header):
            self._tell(
                old.header.id, f"the headings of the table {quoted(old.id)} cannot be changed", reads.refusal
            )
            new = replace(new, header=old.header)
        rows = _first_cells if reads and reads.cells_are_read else _said
        if reads and reads.refusal and list(map(rows, old.rows)) != list(map(rows, new.rows)):
            at, edit = _edit(old, new)
            self._tell(at, f"the rows of the table {quoted(old.id)} cannot be changed{edit}", reads.refusal)
            new = replace(new, rows=tuple(_rows(old, new)) if reads.cells_are_read else old.rows)
        return replace(new, summary=" ".join(new.summary.split()) or old.summary)

    def _list_of_data(self, old: List, new: List) -> List:
        reads = taker(old)
        before, after = ([plain(line.inlines) for line in lines(each)] for each in (old, new))
        if not (reads and reads.refusal) or list(map(key, lines(old))) == list(map(key, lines(new))):
            return new
        differ = [(was, now) for was, now in zip(before, after, strict=False) if was != now]
        edit = f": {quoted(differ[0][1], 80)} in place of {quoted(differ[0][0], 80)}" if differ else ""
        self._tell(old.id, f"the list {quoted(old.id)} cannot be changed{edit}", reads.refusal)
        return old

    def _with_headings(self, table: Table) -> Table | None:
        """A table of the manuscript; one that has lost all its headings has those of the table that stood in
        its place, and a new one that never had any is none."""
        if any(cell.blocks for cell in table.header.cells):
            return table
        was = next((b for b in self._old.blocks if isinstance(b, Table) and b.id == table.id), None)
        hint = "screen readers and phones say the heading of its column with each cell: write them"
        said = description(was) if was else plain(next(lines(table), Paragraph("", ())).inlines)
        self._tell(table.header.id, f"a table has no headings: {quoted(said)}", hint)
        fits = was is not None and len(was.header.cells) == len(table.header.cells)
        return replace(table, header=was.header) if was and fits else None

    def _put_back(self, blocks: list[Block], block: Block) -> None:
        hint = "to take it out, delete its directive, from ::: to :::, and what it prints"
        self._tell(block.id, f"{quoted(block.id)} is gone, which the plan's data are printed in", hint)
        after = self._old.blocks[self._old.blocks.index(block) + 1 :]
        named = {b.id for b in after if isinstance(b, Heading) or by_directive(b)}
        place = next((n for n, other in enumerate(blocks) if other.id in named), len(blocks))
        blocks.insert(place, block)

    def _counted(self, node: List, depth: int = 0, kinds: Sequence[ListKind] = ()) -> List:
        """A list that counts as Markdown's do: in numbers, then letters, by the lists around it; or in these
        `kinds`, the outermost always."""
        ordered = node.kind != "bullet" or (bool(kinds) and not depth)
        counts = kinds or self._kinds
        kind = counts[depth % len(counts)] if ordered else "bullet"
        start = node.start if ordered else 1
        if (kind, start) != (node.kind, node.start):
            labels = ", ".join(label(1, kind) for kind in counts[:3])
            hint = f"lists inside lists are numbered {labels}; which is not a choice of the content"
            self._findings.add(
                node.id, "a list is counted in another way", self._old.file, hint=hint, warning=True
            )
        items = (self._item(item, depth + ordered, kinds) for item in node.items)
        return replace(node, kind=kind, start=start, items=tuple(item for item in items if item.blocks))

    def _item(self, item: ListItem, depth: int, kinds: Sequence[ListKind]) -> ListItem:
        blocks = tuple(self._inside(item, depth, kinds))
        if blocks and not isinstance(blocks[0], Paragraph):
            self._tell(item.id, "a list item without words of its own", "an item begins with its words")
            return replace(item, blocks=())
        return replace(item, blocks=blocks)

    def _inside(self, item: ListItem, depth: int, kinds: Sequence[ListKind]) -> Iterator[Paragraph | List]:
        for block in item.blocks:
            if isinstance(block, List):
                yield self._counted(block, depth, kinds)
            elif block.inlines:
                yield block

    def _tell(self, at: str, message: str, hint: str) -> None:
        self._findings.add(at, message, self._old.file, hint=hint)


def _edit(old: Table, new: Table) -> tuple[str, str]:
    """The id of the first cell that was changed, and the end of what is told of it; of the table, and
    nothing, where rows came or went."""
    if [row.id for row in old.rows] != [row.id for row in new.rows]:
        return old.id, ""
    for before, after in zip(old.rows, new.rows, strict=True):
        for was, now in zip(before.cells, after.cells, strict=True):
            if list(map(key, was.blocks)) != list(map(key, now.blocks)):
                then, words = (" / ".join(plain(p.inlines) for p in cell.blocks) for cell in (was, now))
                return was.id, f": {quoted(words, 80)} in place of {quoted(then, 80)}"
    return old.id, ""


def _first_cells(row: Row) -> object:
    """Which row it is, and what its first cell says."""
    return row.id, _said(replace(row, cells=row.cells[:1]))


def _rows(old: Table, new: Table) -> Iterator[Row]:
    """The rows of `old`, with what the cells of `new` say that stand in them."""
    now = {row.id: row for row in new.rows}
    for row in old.rows:
        cells = now[row.id].cells if row.id in now else row.cells
        yield replace(row, cells=(row.cells[0], *cells[1:]))


def _said(row: object) -> object:
    cells = getattr(row, "cells", ())
    return tuple(tuple(map(key, cell.blocks)) for cell in cells)
