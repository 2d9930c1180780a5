"""What a file says: an ordered list of small values that every format can be read back into.

    Heading(…"Background", label="Appendix A:")  →  Passage("heading 1", "Appendix A: Background")

The document's own text comes first, then the notes in the order of their calls. The number or
letter that stands before words is read as a reader does: as the first of them, with one space
after it. The call of a note stands in the words as `⟦4⟧`, inserted words as `⟦+so+⟧`, deleted ones as
`⟦-so-⟧`, and what was first the one and then the other as `⟦±so±⟧`; superscript words as `⟦^2^⟧`, subscript
ones as `⟦_2_⟧`. Nothing is said where there are no words,
so an empty cell has no passage; the cells beside it say which row and column they are.
"""

from __future__ import annotations

import re
from itertools import chain, groupby, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.paper.roles import TITLES
from workplan.document.look import Look
from workplan.document.printing.chart import chart_of
from workplan.document.printing.contents import entries
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    Marked,
    NoteReference,
    Paragraph,
    Row,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: What stands before every item of a list that does not count, whatever sign a format prints.
BULLET = "•"

#: A line break within a paragraph.
BREAK = "\v"

_LINE_END = re.compile(f" *([\n{BREAK}]) *")
#: A space alone in its marks, at the end of a passage.
_MARKED_SPACE = re.compile(r"(?:⟦[-+±^_]+ [-+±^_]+⟧)+$")
_SPACES = re.compile(" +")
#: All spaces of Unicode (category Zs), several of them, and the plain one alone.
_ODD_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
#: The marks around a break alone.
_MARKED_BREAK = re.compile(f"⟦[-+±^_]+({BREAK}+)[-+±^_]+⟧")


class Passage(Struct, frozen=True):
    """One paragraph of a file, and what it is there.

    `kind` is "title", "heading 1" to "heading 3", "paragraph", "quotation", "item 1" (the depth of its list),
    "column 2" (a header cell), "cell 3.2" (row and column, counted from 1), "entry" (of the list of contents,
    without its page number, of which every format has its own), "figure" (its
    alternative text), "caption" or "note".
    """

    kind: str
    text: str


def labelled(label: str, words: str) -> str:
    """`words` as a reader meets them, after their label if they have one."""
    return f"{label} {words}" if label else words


def shown(label: str) -> str:
    """`label` as all formats print it: a sign without letter or digit is a bullet like any other."""
    return label if not label or any(map(str.isalnum, label)) else BULLET


def call(number: int | str) -> str:
    """How the call of a note stands in the words of a passage."""
    return f"⟦{number}⟧"


class Mark(Struct, frozen=True):
    """What a redline says of words: that they came, that they went, or both; and whether they are `raised`
    ("^", as in 10²) or lowered ("_"), without which they would say something else."""

    inserted: bool = False
    deleted: bool = False
    raised: Literal["", "^", "_"] = ""

    @property
    def sign(self) -> str:
        change = (
            "±" if self.inserted and self.deleted else "+" if self.inserted else "-" if self.deleted else ""
        )
        return change + self.raised


PLAIN = Mark()


Stretch = tuple[Mark, str]


def marked(stretches: Iterable[Stretch]) -> str:
    """The words of a line, each stretch of one mark in the brackets of its mark.

    Spaces that are not printed say nothing and are left out, wherever the marks stand: all but the
    first where several meet, and those at the ends of the line.
    """
    printed: list[Stretch] = []
    before = " "
    for mark, words in stretches:
        words = _SPACES.sub(" ", words).removeprefix(" " if before == " " else "")
        if words:
            before = words[-1]
            printed.append((mark, words))
    return bracketed(stripped(printed, " "))


def stripped(stretches: Sequence[Stretch], characters: str) -> list[Stretch]:
    """`stretches` without any of `characters` at the ends of the line that they are."""
    first, last = 0, len(stretches)
    while first < last and not stretches[first][1].strip(characters):
        first += 1
    while first < last and not stretches[last - 1][1].strip(characters):
        last -= 1
    kept = list(stretches[first:last])
    if kept:
        kept[0] = kept[0][0], kept[0][1].lstrip(characters)
        kept[-1] = kept[-1][0], kept[-1][1].rstrip(characters)
    return kept


def bracketed(stretches: Iterable[Stretch]) -> str:
    """The words with the brackets of their marks, and every space as it is."""
    said = ""
    for sign, group in groupby(filter(itemgetter(1), stretches), lambda stretch: stretch[0].sign):
        words = "".join(words for _, words in group)
        said += f"⟦{sign}{words}{sign[::-1]}⟧" if sign else words
    return said


def expected(document: Document) -> tuple[Passage, ...]:
    """What a file made from `document` has to say."""
    notes = (Passage("note", labelled(str(note.number), _words(note.inlines))) for note in document.notes)
    return (*_text(document), *notes)


def _text(document: Document) -> Iterator[Passage]:
    """The blocks, and the list of contents before the one that it stands before."""
    before = document.contents.before if document.contents else None
    places = (place for place, block in enumerate(document.blocks) if block.id == before)
    at = next(places, len(document.blocks))
    yield from _blocks(document.blocks[:at])
    if at < len(document.blocks):
        yield Passage("paragraph", document.terms.contents)
        yield from (Passage("entry", each.words) for each in entries(document))
    yield from _blocks(document.blocks[at:])


def with_plain_spaces(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """`passages` with one plain space for each odd one (no-break, thin …) and for several, and line breaks
    without marks.

    Fonts draw several of them with one glyph, and in a PDF a glyph has one meaning: at the ends of a passage,
    none. A line break has none. Of several spaces in a row, PDFium says one, and none at a line end.
    """
    return tuple(Passage(p.kind, _plainly_spaced(p.text)) for p in passages)


def _plainly_spaced(text: str) -> str:
    plain = _ODD_SPACES.sub(" ", text)
    plain = _MARKED_SPACE.sub("", plain).strip(" ")
    return _MARKED_BREAK.sub(r"\1", _LINE_END.sub(r"\1", plain))


def as_typed(
    said: Sequence[Passage], printed: Sequence[Passage], typed: Sequence[Passage]
) -> tuple[Passage, ...]:
    """The passages that a file says, with plain spaces where formats print no-break ones for those of the
    tree (`document.printing.unbroken`); `printed` and `typed` is what is `expected` with and without. A file
    in which an editor typed plain ones says the same, and one that was made before."""
    aligned = zip(said, printed, typed, strict=False)
    found = (replace(a, text=_typed(a.text, b.text, c.text)) for a, b, c in aligned)
    return (*found, *said[len(printed) :])


def _typed(said: str, printed: str, typed: str) -> str:
    """`said` as it is typed, from both ends up to where it says something else."""
    if said in (printed, typed) and len(printed) == len(typed):
        return typed

    def alike(end: bool) -> int:
        words = zip(*(text[::-1] if end else text for text in (said, printed, typed)), strict=False)
        return sum(1 for _ in takewhile(lambda letters: letters[0] in letters[1:], words))

    start = alike(end=False)
    if start == len(said) == len(typed):
        return typed
    rest = min(alike(end=True), len(said) - start, len(typed) - start)
    return typed[:start] + said[start : len(said) - rest] + typed[len(typed) - rest :]


def _blocks(blocks: Sequence[Block]) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block, _ROLES.get(block.role, "paragraph"))
            case Heading():
                yield Passage(f"heading {block.level}", labelled(block.label, _words(block.inlines)))
            case List():
                yield from _list(block, 1)
            case Table():
                if chart := chart_of(block):
                    yield Passage("figure", chart.description)
                yield from _table(block)
            case Figure():
                yield Passage("figure", marked([(_mark(block), block.alternative)]))
                if block.caption:
                    yield _paragraph(block.caption, "caption")


#: Roles that every format tells apart from body text; the rest of the masthead only looks different.
_ROLES = {**dict.fromkeys(TITLES.values(), "title"), "caption": "caption", "quotation": "quotation"}


def _list(block: List, depth: int) -> Iterator[Passage]:
    for item in block.items:
        for n, child in enumerate(item.blocks):
            if isinstance(child, List):
                yield from _list(child, depth + 1)
            elif n == 0:
                # An item of a redline may go on in a second piece of its list, without its number.
                label = BULLET if block.kind == "bullet" else item.label
                yield Passage(f"item {depth}", labelled(label, _words(child.inlines)))
            else:
                yield _paragraph(child, "paragraph")


def _table(table: Table) -> Iterator[Passage]:
    for column, cell in enumerate(table.header.cells, start=1):
        yield from _cell(cell, f"column {column}")
    for number, row in enumerate(table.rows, start=1):
        yield from _row(row, number)


def _row(row: Row, number: int) -> Iterator[Passage]:
    for column, cell in enumerate(row.cells, start=1):
        yield from _cell(cell, f"cell {number}.{column}")


def _cell(cell: Cell, kind: str) -> Iterator[Passage]:
    for paragraph in cell.blocks:
        yield _paragraph(paragraph, kind)


def _paragraph(paragraph: Paragraph, kind: str) -> Passage:
    return Passage(kind, labelled(paragraph.label, _words(paragraph.inlines)))


def _words(inlines: Sequence[Inline]) -> str:
    return marked(chain.from_iterable(map(_said, inlines)))


def _said(inline: Inline) -> Iterator[tuple[Mark, str]]:
    if isinstance(inline, Link):
        for child in inline.children:
            yield from _said(child)
    else:
        yield (
            (_mark(inline), call(inline.number))
            if isinstance(inline, NoteReference)
            else (replace(_mark(inline), raised=_raised(inline.look)), inline.text.replace("\n", BREAK))
        )


def _raised(look: Look) -> Literal["", "^", "_"]:
    return "^" if look.superscript else "_" if look.subscript else ""


def _mark(node: Marked) -> Mark:
    return Mark(bool(node.inserted), bool(node.deleted))
