"""How the blocks of a file stand on pages, and what an editor changed about that: which begin a new page, and
which stand on pages in landscape.

Of a new page, Word says it in a paragraph's properties, before or behind its words, in a paragraph without
words, and above a table in the separator. Of landscape, sections say it (`sections`). A change of either has
no place in a review: it is a finding, with the lines to write. What an editor put beside a block in
landscape, in its section, stands there with it, and is none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise

from workplan.document.tree import Block, Figure, PageLayout, Table
from workplan.document.walking.walk import lines
from workplan.word.reader.blocks.assemble import Assembler
from workplan.word.reader.findings import Findings
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.text.raw import Raw, RawFigure, RawLine, RawTable

_HINT = "in the manuscript, it is the lines :::{page-break} and :::"
_TURNED_HINT = "in the manuscript, such a part stands between the lines ::::{landscape} and ::::"


def _line(unit: Raw) -> RawLine | RawTable:
    return unit.line if isinstance(unit, RawFigure) else unit


def flagged(units: Sequence[Raw], listed: Collection[int], findings: Findings) -> Iterator[int]:
    """The numbers of the lines and tables that begin a new page: what has no words hands it on. A break
    before the list of contents, whose paragraphs are `listed`, is the list's."""
    waiting = False
    last = 0
    for unit in units:
        line = _line(unit)
        waiting = waiting and not any(last < at < line.at for at in listed)
        last = line.at
        begins = waiting or (isinstance(line, RawLine) and line.new_page)
        waiting = isinstance(line, RawLine) and line.ends_page
        if isinstance(unit, RawLine) and not unit.inlines:
            waiting = waiting or begins
        elif begins:
            yield line.at
    if waiting:
        findings.add("break", "a page break with nothing behind it is left out")


def page_layout(
    units: Sequence[Raw],
    blocks: Sequence[Block],
    listed: Collection[int],
    read: Assembler,
    outline: Outline,
    findings: Findings,
) -> PageLayout:
    """The layout of the blocks, which `read` has made of the units. `outline` says what was sent, `listed`
    are the numbers of the paragraphs of the list of contents."""
    found = tuple(placed(units, blocks, read.order, read.figures))
    begun = tuple(flagged(units, listed, findings))
    return PageLayout(
        _new_pages(units, found, begun, outline, findings), _landscape(units, found, outline, findings)
    )


def _new_pages(
    units: Sequence[Raw],
    found_at: Sequence[_Placed],
    begun: Sequence[int],
    outline: Outline,
    findings: Findings,
) -> tuple[str, ...]:
    """The ids of the blocks that begin a new page: those at the numbers of `begun`."""
    first: dict[int, list[str]] = defaultdict(list)
    within: set[int] = set()
    where: dict[str, int] = {}
    sent = outline.layout.new_pages
    for block, at, ats in found_at:
        first[at].append(block.id)
        where.setdefault(block.id, at)
        within.update(ats)
    found: dict[str, None] = {}
    for at in begun:
        findings.at = at
        if ids := first.get(at):
            known = [id for id in ids if id in sent]
            found.update(dict.fromkeys(known or ids[:1]))
        elif at in within:
            findings.add("break", "a page break within a list or a figure is left out")
    turned = {_line(unit).at: _line(unit).landscape for unit in units}
    # A section begins a page anyway: whether there is a page break, too, the file does not say.
    for (_, before), (id, at) in pairwise(where.items()):
        if turned.get(before) != turned.get(at):
            found.pop(id, None)
            found.update({id: None} if id in sent else {})
    for id, at in where.items() if outline.root is not None else ():
        findings.at = at
        if id in found and id not in sent:
            findings.add("break", f"a page break before this was put in: {_HINT}")
        elif id in sent and id not in found:
            findings.add("break", f"the page break before this was taken out: {_HINT}")
    return tuple(id for id in where if id in found)


def _landscape(
    units: Sequence[Raw], found_at: Sequence[_Placed], outline: Outline, findings: Findings
) -> tuple[str, ...]:
    """The ids of the blocks that stand on pages in landscape."""
    turned = {_line(unit).at for unit in units if _line(unit).landscape}
    where: dict[str, int] = {}
    for block, at, _ in found_at:
        where.setdefault(block.id, at)
    sent = frozenset(outline.layout.landscape)
    if not outline.turns:  # the file cannot tell: all of its pages are wider than high
        return tuple(id for id in where if id in sent)
    found = frozenset(id for id, at in where.items() if at in turned)
    if outline.root is not None:
        _say_what_was_turned(where, found, sent, outline, findings)
    return tuple(id for id in where if id in found)


def _say_what_was_turned(
    where: dict[str, int], found: Collection[str], sent: Collection[str], outline: Outline, findings: Findings
) -> None:
    """One finding for each part that an editor turned. What is new in a part that stood in landscape has not
    been turned, but a part of nothing else has."""

    def told(part: Sequence[str], words: str) -> None:
        findings.at = where[part[0]]
        findings.add("break", f"{words}: {_TURNED_HINT}")

    for landscape, group in groupby(where, lambda id: id in found):
        part = list(group)
        known = [id for id in part if id in outline.nodes]
        if landscape and not known:
            told(part, "this was put on pages in landscape")
        for changed, run in groupby(known, lambda id: (id in sent) != (id in found)):
            if changed and landscape:
                told(list(run), "this was put on pages in landscape")
            elif changed:
                told(list(run), "this was taken off pages in landscape")


_Placed = tuple[Block, int, list[int]]


def placed(
    units: Sequence[Raw], blocks: Sequence[Block], order: Sequence[int], figures: Sequence[int]
) -> Iterator[_Placed]:
    """Each block with the number at which it begins, and those of its lines."""
    of_tables = (unit.at for unit in units if isinstance(unit, RawTable))
    of_figures, of_lines = iter(figures), iter(order)
    for block in blocks:
        ats = [next(of_lines) for _ in lines(block)]
        if isinstance(block, Table):
            yield block, next(of_tables), ats
        else:
            yield block, next(of_figures) if isinstance(block, Figure) else ats[0], ats
