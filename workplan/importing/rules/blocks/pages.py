"""Pages: where one begins, and which are in landscape."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from workplan.document.tree import Block
from workplan.importing.rules.blocks.building import Builder, Directive
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.lines.sections import Item, Part
from workplan.importing.source.model import Line, Table, all_lines

PAGE_BREAK = Directive("page-break")
LANDSCAPE, UPRIGHT = Directive("landscape"), Directive("upright")


@rule("G1")
def new_page(block: Line | Table) -> bool:
    """A page begins where one begins in the original: behind a page break or a section break, or where a
    paragraph says so. A page break inside a list or a table is left out, and a doubt; an appendix begins a
    page anyway."""
    return block.new_page


@rule("G2")
def landscape(block: Line | Table) -> bool:
    """What stands in a section in landscape is on pages in landscape. Where the whole file is, that is left
    out, and a doubt: the pages of a plan are upright."""
    return block.landscape


def all_landscape(parts: Sequence[Part], claims: Claims) -> bool:
    """Whether no page is upright."""
    blocks = [_block(item) for part in parts for item in part.items]
    found = bool(blocks) and all(map(landscape, blocks))
    if found:
        became = "upright pages: put wide tables between ::::{landscape} and ::::"
        claims.add("G2", "guessed", blocks[0].address, "", became, "the whole file is in landscape")
    return found


def laid_out(
    part: Part, builder: Builder, actions: Collection[str], *, turns: bool
) -> list[Block | Directive]:
    """The blocks of a part on their pages; tables of `actions`, by their addresses, are directives. `turns`
    says whether there are pages in landscape."""
    found: list[Block | Directive] = []
    waiting: list[Item] = []
    turned = False

    def flush() -> None:
        found.extend(builder.blocks(Part(items=waiting)))
        waiting.clear()

    for n, item in enumerate(part.items):
        block = _block(item)
        inside = bool(n) and _is_listed(item) and _is_listed(part.items[n - 1])
        if turns and landscape(block) != turned and not inside:
            flush()
            turned = not turned
            found.append(LANDSCAPE if turned else UPRIGHT)
        elif new_page(block) and (n or not part.title):
            words = block.text if isinstance(block, Line) else ""
            became = "no new page: it is inside a list" if inside else "a new page begins"
            builder.claims.add("G1", "guessed" if inside else "understood", block.address, words, became)
            if not inside:
                flush()
                found.append(PAGE_BREAK)
        _broken_cells(block, builder.claims)
        if isinstance(item, Table) and item.address in actions:
            flush()
            found.append(Directive("action-items", (item.address,)))
        else:
            waiting.append(item)
    flush()
    return [*_needed([*found, UPRIGHT] if turned else found)]


def _broken_cells(block: Line | Table, claims: Claims) -> None:
    for line in all_lines([block]) if isinstance(block, Table) else ():
        if line.new_page:
            claims.add("G1", "guessed", line.address, line.text, "no new page: it is inside a table")


def _needed(blocks: Sequence[Block | Directive]) -> Iterator[Block | Directive]:
    """The blocks, without breaks that nothing stands behind, and parts in landscape with nothing in them."""
    kept: list[Block | Directive] = []
    for block in reversed(blocks):
        behind = kept[-1] if kept else UPRIGHT
        if block == PAGE_BREAK and behind in (PAGE_BREAK, LANDSCAPE, UPRIGHT):
            continue
        if block == LANDSCAPE and behind == UPRIGHT:
            kept.pop()
            continue
        kept.append(block)
    yield from reversed(kept)


def _block(item: Item) -> Line | Table:
    return item if isinstance(item, Table) else item[0]


def _is_listed(item: Item) -> bool:
    return not isinstance(item, Table) and item[1].kind in ("item", "more")
