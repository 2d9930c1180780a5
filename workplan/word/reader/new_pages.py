"""Which blocks of a file begin a new page, and what an editor changed about that.

Word says it in a paragraph's properties, before or behind its words, in a paragraph without words, and above
a table in the separator. A change of it has no place in a review: it is a finding, with the lines to write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from workplan.document.tree import Block, Figure, Table
from workplan.document.walk import lines
from workplan.word.reader.findings import Findings
from workplan.word.reader.raw import Raw, RawFigure, RawLine, RawTable

_HINT = "in the manuscript, it is the lines :::{page-break} and :::"


def flagged(units: Sequence[Raw], findings: Findings) -> Iterator[int]:
    """The numbers of the lines and tables that begin a new page: what has no words hands it on."""
    waiting = False
    for unit in units:
        line = unit.line if isinstance(unit, RawFigure) else unit
        begins = waiting or (isinstance(line, RawLine) and line.new_page)
        waiting = isinstance(line, RawLine) and line.ends_page
        if isinstance(unit, RawLine) and not unit.inlines:
            waiting = waiting or begins
        elif begins:
            yield line.at
    if waiting:
        findings.add("break", "a page break with nothing behind it is left out")


def new_pages(
    units: Sequence[Raw],
    blocks: Sequence[Block],
    order: Sequence[int],
    figures: Sequence[int],
    sent: Sequence[str],
    findings: Findings,
    *,
    ours: bool,
) -> tuple[str, ...]:
    """The ids of the blocks that begin a new page. `order` and `figures` are the assembler's; `sent`
    are the ids in the document that `ours`, a file of this program, was made from."""
    first: dict[int, list[str]] = defaultdict(list)
    within: set[int] = set()
    where: dict[str, int] = {}
    for block, at, ats in placed(units, blocks, order, figures):
        first[at].append(block.id)
        where.setdefault(block.id, at)
        within.update(ats)
    found: dict[str, None] = {}
    for at in flagged(units, findings):
        findings.at = at
        if ids := first.get(at):
            known = [id for id in ids if id in sent]
            found.update(dict.fromkeys(known or ids[:1]))
        elif at in within:
            findings.add("break", "a page break within a list or a figure is left out")
    for id, at in where.items() if ours else ():
        findings.at = at
        if id in found and id not in sent:
            findings.add("break", f"a page break before this was put in: {_HINT}")
        elif id in sent and id not in found:
            findings.add("break", f"the page break before this was taken out: {_HINT}")
    return tuple(id for id in where if id in found)


def placed(
    units: Sequence[Raw], blocks: Sequence[Block], order: Sequence[int], figures: Sequence[int]
) -> Iterator[tuple[Block, int, list[int]]]:
    """Each block with the number at which it begins, and those of its lines."""
    of_tables = (unit.at for unit in units if isinstance(unit, RawTable))
    of_figures, of_lines = iter(figures), iter(order)
    for block in blocks:
        ats = [next(of_lines) for _ in lines(block)]
        if isinstance(block, Table):
            yield block, next(of_tables), ats
        else:
            yield block, next(of_figures) if isinstance(block, Figure) else ats[0], ats
