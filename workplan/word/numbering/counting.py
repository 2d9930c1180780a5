"""Word's automatic numbering for the labels of a document.

Word counts where we print: a label goes into the numbering part as a rule ("%1." in lower-case
letters, from 3) and Word works it out. So this module counts as Word does, and a label that
Word would not arrive at is typed instead.

    [x] lists: one `w:num` with its own definition for each list, nested ones as its levels
    [x] nested lists of other kinds, lists that start anywhere, two lists in one item
    [x] numbers in table cells: one sequence for each table and pattern
    [x] numbered paragraphs: one sequence, with the lists of numbered papers as its deeper levels
    [x] headings ("Appendix A:"): "Appendix %1" is counted, ":" is typed (see `_heading_level`)
    [-] labels that Word cannot count: typed before the words, with a tab in lists and cells
    [x] redlines, where what is inserted and what is deleted counts alike: `redline`

Sources: ECMA-376 Part 1, 17.9 (numbering), 17.9.25 (`w:start`), 17.9.10 (levels restart below
every higher one).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from workplan.design.theme import Theme
from workplan.document.tree import Block, Document, Heading, List, ListKind, Paragraph, Row, Table
from workplan.word.numbering.labels import FORMATS, NumberFormat, Pattern, level_text, readings
from workplan.word.numbering.levels import (
    LEVELS,
    STYLE_LEVELS,
    Label,
    Level,
    Numbering,
    computed,
    list_indent,
    referred,
)

_BY_DEPTH: tuple[NumberFormat, ...] = ("decimal", "lowerLetter", "lowerRoman")

#: The sequence of numbered paragraphs, and how its levels count.
PARAGRAPHS = "paragraphs"
PARAGRAPH_LEVELS: tuple[ListKind, ...] = ("decimal", "bracketed-alpha", "bracketed-roman")


def plan_numbering(document: Document, theme: Theme) -> Numbering:
    """Number every labelled paragraph of the document."""
    counter = Counter(theme, document.properties.numbered)
    for block in document.blocks:
        counter.block(block)
    return counter.numbering()


class Counter(Struct):
    """Counts as Word does: in each `w:num`, a level goes on until a higher level has counted."""

    theme: Theme
    indented: bool  # what stands here is a text with numbered paragraphs, whose lists stand below these
    labels: dict[str, Label] = {}
    levels: list[dict[int, Level]] = []
    counts: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    sequences: dict[tuple[str, Pattern], int] = {}

    def __post_init__(self) -> None:
        indented, self.indented = self.indented, False  # the styles know nothing of it
        for style, kind in (("ListBullet", "bullet"), ("ListNumber", "decimal")):
            levels = {n: self.default(n, bullet=kind == "bullet", style=style) for n in range(LEVELS)}
            self.levels.append(levels)
        self.indented = indented

    def numbering(self) -> Numbering:
        num = next((num for (context, _), num in self.sequences.items() if context == PARAGRAPHS), 0)
        paragraph = Label(num) if num else None
        return Numbering(tuple(self._definitions()), self.labels, paragraph=paragraph)

    def _definitions(self) -> Iterator[tuple[Level, ...]]:
        for levels in self.levels:
            first = next(iter(levels.values()))
            bullet = first.format == "bullet"
            yield tuple(levels.get(n) or self.default(n, bullet=bullet) for n in range(LEVELS))

    def block(self, block: Block) -> None:
        match block:
            case List():
                self._list(block, 0, 0)
            case Table():
                for row in (block.header, *block.rows):
                    self.row(block.id, row)
            case Heading(label=label) if label:
                self.heading(block)
            case Paragraph(label=label) if label:
                self.numbered(block)

    def _list(self, node: List, depth: int, parent: int) -> None:
        level = min(depth, LEVELS - 1)
        rule = self._list_level(node, depth, level)
        num = self._shared(parent, level, rule) if rule else 0
        for item in node.items:
            first, *others = item.blocks
            if num and self._agrees(num, level, item.label):
                self.count(first.id, num, level)
            else:
                left, hanging = self.indent(depth)
                self.labels[first.id] = Label(
                    self._without_numbers(), level, f"{item.label}\t", left=left, hanging=hanging
                )
            for block in others:
                if isinstance(block, List):
                    self._list(block, depth + 1, num)
                elif block.label:
                    self.paragraph(node.id, block)

    def _list_level(self, node: List, depth: int, level: int) -> Level | None:
        if node.kind == "bullet":
            return self.default(level, bullet=True, depth=depth)
        left, hanging = self.indent(depth)
        for pattern, number in readings(node.items[0].label) if node.items else ():
            if pattern.format == FORMATS[node.kind] and number == node.start:
                text = f"{pattern.prefix}%{level + 1}{pattern.suffix}"
                return Level(pattern.format, text, number, left, hanging)
        return None

    def row(self, table: str, row: Row) -> None:
        for cell in row.cells:
            for paragraph in cell.blocks:
                if paragraph.label:
                    self.paragraph(table, paragraph)

    def paragraph(self, context: str, paragraph: Paragraph) -> None:
        indent = self.theme.table.label
        self._sequence(
            context,
            paragraph,
            lambda pattern, number: Level(
                pattern.format, f"{pattern.prefix}%1{pattern.suffix}", number, indent, indent
            ),
            Label(typed=f"{paragraph.label}\t", left=indent, hanging=indent),
        )

    def numbered(self, paragraph: Paragraph) -> None:
        """A paragraph of the text, in a sequence whose deeper levels are what Word's Tab key gives."""

        def rule(pattern: Pattern, number: int) -> Level:
            return self.numbered_level(0, PARAGRAPH_LEVELS[0], number)

        self._sequence(PARAGRAPHS, paragraph, rule, Label(typed=f"{paragraph.label}\t"))
        num = self.labels[paragraph.id].num
        for level, kind in enumerate(PARAGRAPH_LEVELS):
            if num:
                self.levels[num - 1].setdefault(level, self.numbered_level(level, kind))

    def numbered_level(self, level: int, kind: ListKind, start: int = 1) -> Level:
        left, hanging = (
            self.indent(level - 1) if level else (self.theme.lists.number, self.theme.lists.number)
        )
        return Level(FORMATS[kind], level_text(kind, level), start, left, hanging)

    def heading(self, heading: Heading) -> None:
        """Count "Appendix %1" and type the colon.

        Word keeps delimiters in a reference to a paragraph number, except full stops at its end
        (ECMA-376 Part 1, 17.16.5.51), so a counted "Appendix A:" could only be referred to as "A:".
        With the colon typed, a reference gives the "A" that the document says (`writer.fields`).
        """
        self.indented = False
        self._sequence(f"heading {heading.level}", heading, _heading_level, Label(typed=f"{heading.label} "))

    def _sequence(
        self,
        context: str,
        node: Paragraph | Heading,
        rule: Callable[[Pattern, int], Level],
        otherwise: Label,
    ) -> None:
        """Go on with a sequence of this context that has arrived at this label, or begin one."""
        found = list(readings(node.label))
        for pattern, number in found:
            num = self.sequences.get((context, pattern), 0)
            if num and self.goes_on(num, number):
                break
        else:
            if not found:
                self.labels[node.id] = otherwise
                return
            pattern, number = found[0]
            num = self.sequences[context, pattern] = self.new(0, rule(pattern, number))
        self.count(node.id, num, 0, pattern.label(self._next(num, 0)))

    def goes_on(self, num: int, number: int) -> bool:
        """Whether a label of this number goes on in a sequence."""
        return self._next(num, 0) == number

    def _shared(self, num: int, level: int, rule: Level) -> int:
        """The parent's `w:num` where this level of it is free, or equal and about to restart."""
        if num and level not in self.counts[num]:
            levels = self.levels[num - 1]
            if levels.setdefault(level, rule) == rule:
                return num
        return self.new(level, rule)

    def new(self, level: int, rule: Level) -> int:
        self.levels.append({level: rule})
        return len(self.levels)

    def _without_numbers(self) -> int:
        """The `w:num` that counts nothing: for items of a numbered style whose label is typed."""
        nothing = {n: Level("none", "", suffix="nothing") for n in range(LEVELS)}
        if nothing not in self.levels:
            self.levels.append(nothing)
        return self.levels.index(nothing) + 1

    def _next(self, num: int, level: int) -> int:
        counted = self.counts[num].get(level)
        return self.levels[num - 1][level].start if counted is None else counted + 1

    def _agrees(self, num: int, level: int, label: str) -> bool:
        rule = self.levels[num - 1][level]
        return computed(rule, level, self._next(num, level)) == label

    def count(self, paragraph: str, num: int, level: int, label: str = "") -> None:
        number, counts = self._next(num, level), self.counts[num]
        counts[level] = number
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        rule = self.levels[num - 1][level]
        typed = ""
        if label:
            rest = label.removeprefix(computed(rule, level, number))
            typed = f"{rest} " if rest else ""
        levels = [referred(self.levels[num - 1][n], n, counts[n]) for n in sorted(counts)]
        full = ".".join(levels) if len(levels) == level + 1 and all(levels) else ""
        self.labels[paragraph] = Label(num, level, typed, levels[-1], full)

    def default(self, level: int, *, bullet: bool, depth: int = -1, style: str = "") -> Level:
        """What Word's Tab key gives below the levels in use, and the levels of the list styles."""
        depth = level if depth < 0 else depth
        left, hanging = self.indent(depth)
        style = f"{style}{level + 1 if level else ''}" if style and level < STYLE_LEVELS else ""
        if bullet:
            bullets = self.theme.lists.bullets
            return Level("bullet", bullets[depth % len(bullets)], 1, left, hanging, style=style)
        format_ = _BY_DEPTH[depth % len(_BY_DEPTH)]
        return Level(format_, f"%{level + 1}.", 1, left, hanging, style=style)

    def indent(self, depth: int) -> tuple[float, float]:
        return list_indent(self.theme, depth, indented=self.indented), self.theme.lists.indent


def _heading_level(pattern: Pattern, number: int) -> Level:
    stops, rest = _split(pattern.suffix)
    return Level(pattern.format, f"{pattern.prefix}%1{stops}", number, suffix="nothing" if rest else "space")


def _split(suffix: str) -> tuple[str, str]:
    """The full stops that Word leaves out of a reference by itself, and the rest."""
    rest = suffix.lstrip(".")
    return suffix[: len(suffix) - len(rest)], rest
