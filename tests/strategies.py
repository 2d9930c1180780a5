"""Documents for property tests: any tree that `workplan.document` may compose, and no other.

    from hypothesis import given
    from tests.strategies import documents

    @given(documents())
    def test_law(document: Document) -> None: ...

A document is drawn in two steps, as composing has two: blocks first, with calls and references
still open; then, once the whole is known, notes are numbered in reading order and references worded.

Promised: ids are unique and without underscore; labels are those that the data implies; no words
begin or end with a space, none has two in a row; neighbouring texts differ in their formatting, and
neighbouring links in their addresses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import TERMS, picture
from workplan.content.paper.roles import MASTHEAD
from workplan.document.ids import by_place
from workplan.document.look import BOLD, ITALIC, PLAIN, SUPERSCRIPT, Look
from workplan.document.tree import (
    LINE_BREAK,
    Block,
    Cell,
    ContentsList,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    ListKind,
    Note,
    NoteReference,
    PageLayout,
    Paragraph,
    ParagraphRole,
    Properties,
    Reference,
    Row,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORDS = (
    *(
        "tide",
        "a",
        "I",
        "Sea,",
        "states:",
        "co-chairs",
        "(2031)",
        "2031-33",
        "“measured”",
        "Members’",
        "0.5",
        "—",
    ),
    *("fi", "office", "ffl", "Æsir", "naïve", "e\u0301te\u0301", "ß", "1.", "a.", "•", "Appendix A:"),
    *("Tiếng", "Việt", "Đường", "ภาษาไทย", "การย้ายถิ่น", "ทั้งน้ำ", "العربية", "لا", "هجرة"),
    *("<b>", "&amp;", "&", "]]>", "<!--", '"', "'", "</w:t>", "{{x}}", "{%", "\\", "%1", "=1+1", "DDEAUTO"),
    *(
        "no\u00a0break",
        "10\u202f000",
        "\u00a0led",
        "ended\u00a0",
        "a\u2009b",
        "non\u2011breaking",
        "_under_",
        "*star*",
    ),
    "https://example.org/a/very/long/address/that/has/no/space/in/it?and=a&query=too#fragment",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
)
_CHINESE = ("移民", "打击贩运人口", "工作计划。")
_HREFS = ("https://example.org/a?b=1&c=%20'x'", "http://example.org", "mailto:tides@example.org")
_KINDS: tuple[ListKind, ...] = (
    *("bullet", "decimal", "lower-alpha", "lower-roman"),
    *("bracketed-alpha", "bracketed-roman"),
)
_PICTURE = picture(8, 4)
_TALL = picture(7, 40)  # higher than the page before it is as wide as the text
RAISED = Look(bold=True, subscript=True)

_B = TypeVar("_B", bound=Block)

_NOW_AND_THEN = st.sampled_from((False, False, False, False, True))


def words(*, chinese: bool = True, most: int = 4) -> st.SearchStrategy[str]:
    """A few words of any script, with single spaces between them and none around them."""
    vocabulary = _WORDS + _CHINESE if chinese else _WORDS
    return st.lists(st.sampled_from(vocabulary), min_size=1, max_size=most).map(" ".join)


#: Letters with what belongs to them, of all scripts that have fonts here, and pieces of such letters.
_LETTERS = (
    *(
        "a",
        "é",
        "e\u0301",
        "ü\u0323",
        "ß",
        "B",
        "7",
        ".",
        ". ",
        ", ",
        " ",
        "-",
        "’",
        "\u2060",
        "\u00ad",
        "\u200b",
    ),
    *("กำ", "ที่", "น้ำ", "เ", "ា", "ប្រ", "ទេ", "ស", "ជុំ", "ລາວ", "ຫຼື", "မြ", "န်", "မာ", "င်္ဂ", "း"),
    *("क्ष", "त्रि", "ি", "ক্ত", "ಕ್ಷ", "ਪ੍ਰ", "ශ්\u200dරී", "த்", "ా", "\u200d", "\u200c"),
    *(
        "שָׁ",
        "לוֹ",
        "ם",
        "بِ",
        "يَّ",
        "لا",
        "\u064b",
        "한",
        "\u1112\u1161\u11ab",
        "\u11ab",
        "移",
        "民",
        "。",
        "カ",
        "か\u3099",
    ),
    *("👩\u200d👩\u200d👧", "👍🏽", "🇹🇭", "🇱", "\ufe0f", "\u0301"),
)


def letters_of_all_scripts() -> st.SearchStrategy[str]:
    """Letters with their signs, and signs that lost their letter, in any order."""
    return st.lists(st.sampled_from(_LETTERS), max_size=12).map("".join)


@st.composite
def documents(
    draw: st.DrawFn, *, chinese: bool = True, sections: int = 3, pages: bool | None = None
) -> Document:
    """Any document of at most `sections` sections besides its appendices.

    `chinese=False` keeps to the scripts whose fonts are always installed, for tests of the PDF; `pages`
    puts page breaks and parts in landscape in: always, never, or else now and then.
    """
    builder = _Builder(draw, words(chinese=chinese))
    blocks = builder.masthead()
    blocks += builder.section(None)
    level = 0
    for _ in range(draw(st.integers(0, sections))):
        level = draw(st.integers(1, min(level + 1, 3)))
        blocks += builder.section(level)
    for letter in "AB"[: draw(st.integers(0, 2))]:
        blocks += builder.section(1, f"Appendix {letter}:")
    document = draw(listed(_Resolver(draw, builder, blocks).document()))
    pages = draw(_NOW_AND_THEN) if pages is None else pages
    return draw(paged(document)) if pages else document


@st.composite
def listed(draw: st.DrawFn, document: Document) -> Document:
    """`document` with a list of contents before some block, or with none."""
    depth = draw(st.sampled_from((0, 0, 0, 1, 2, 3)))
    rest = [b.id for b in document.blocks if not (isinstance(b, Paragraph) and b.role in MASTHEAD)]
    if not depth or not rest:
        return replace(document, contents=None)
    before, new_page = draw(st.sampled_from(rest)), draw(st.booleans())
    return replace(document, contents=ContentsList(before, depth, new_page))


@st.composite
def paged(draw: st.DrawFn, document: Document) -> Document:
    """`document` with a page break before some blocks, and before no others, and with some blocks on pages in
    landscape."""
    rest = [b for b in document.blocks if not (isinstance(b, Paragraph) and b.role in MASTHEAD)]
    begun = dict.fromkeys(b.id for b in rest if draw(st.sampled_from((False, False, False, True))))
    turned: list[str] = []
    landscape = False
    for block in rest:
        landscape ^= draw(st.sampled_from((False, False, True)))  # parts of several blocks, and of one
        turned += [block.id] * landscape
    return replace(document, layout=PageLayout(tuple(begun), tuple(turned)))


@dataclass
class _Builder:
    """Draws blocks; `NoteReference("", …)` and `Reference("", …)` in them are still to be resolved."""

    draw: st.DrawFn
    words: st.SearchStrategy[str]
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def new(self, prefix: str) -> str:
        return f"{prefix}-{next(self.ids)}"

    def masthead(self) -> list[Block]:
        roles: list[ParagraphRole] = ["title"]
        if self.draw(st.booleans()):
            roles = ["organisation", "mandate", "group", "title"]
        return [Paragraph(role, (Text(self.draw(self.words)),), role) for role in roles]

    def section(self, level: int | None, label: str = "") -> list[Block]:
        blocks: list[Block] = []
        prefix = "introduction"
        if level is not None:
            prefix = self.new("section")
            blocks.append(Heading(prefix, level, self.inlines(title=True), label))
        for n in range(1, self.draw(st.integers(0, 3)) + 1):
            blocks.append(self.block(f"{prefix}.{n}"))
        return blocks

    def block(self, name: str) -> Block:
        kinds = ("paragraph", "quotation", "list", "table", "figure", "plain table")
        kind = self.draw(st.sampled_from(kinds))
        if kind == "plain table":
            return self.plain_table(name)
        if kind == "list":
            return self.list(name, 1)
        if kind == "table":
            return self.table(self.new("table"))
        if kind == "figure":
            return self.figure(name)
        if kind == "quotation":
            return Paragraph(name, self.inlines(), "quotation")
        named = self.draw(st.sampled_from((False, False, True)))
        return Paragraph(self.new("paragraph") if named else name, self.inlines())

    def list(self, name: str, depth: int) -> List:
        kind = self.draw(st.sampled_from(_KINDS))
        start = 1 if kind == "bullet" else self.draw(st.sampled_from((1, 1, 3, 9)))
        size = self.draw(st.integers(1, 3))
        items = tuple(self.item(number_label(kind, n), depth) for n in range(start, start + size))
        return List(name, kind, items, start)

    def item(self, label: str, depth: int) -> ListItem:
        name = self.new("item")
        blocks: list[Paragraph | List] = [Paragraph(f"{name}.text", self.inlines())]
        for n in range(2, self.draw(st.sampled_from((0, 0, 0, 1, 2))) + 2):
            if depth < 4 and self.draw(st.booleans()):
                blocks.append(self.list(f"{name}.{n}", depth + 1))
            else:
                blocks.append(Paragraph(f"{name}.{n}", self.inlines()))
        return ListItem(name, label, tuple(blocks))

    def table(self, name: str) -> Table:
        widths = self.draw(st.sampled_from(((1.0,), (0.5, 0.5), (0.6, 0.2, 0.2))))
        numbered = self.draw(st.booleans())
        rows = tuple(
            self.row(len(widths), f"{n}." if numbered else "")
            for n in range(1, self.draw(st.integers(0, 3)) + 1)
        )
        header = Row(
            f"{name}.head",
            tuple(
                Cell(f"{name}.head.{n}", (Paragraph(f"{name}.head.{n}.text", self.inlines()),))
                for n in range(1, len(widths) + 1)
            ),
        )
        return Table(name, self.draw(self.words), widths, header, rows)

    def plain_table(self, name: str) -> Table:
        """A table of a manuscript, with rows and cells that are named by their places."""
        columns = self.draw(st.integers(1, 3))
        rows = [
            self.plain_row(f"{name}.{n or 'head'}", columns, header=not n)
            for n in range(self.draw(st.integers(0, 3)) + 1)
        ]
        summary = self.draw(st.sampled_from(("", "", self.draw(self.words))))
        aligned = st.lists(
            st.sampled_from(("", "left", "center", "right")), min_size=columns, max_size=columns
        )
        alignments = tuple(self.draw(aligned)) if self.draw(st.booleans()) else ()
        widths = (1 / columns,) * columns
        return Table(name, summary, widths, rows[0], tuple(rows[1:]), alignments=alignments)

    def plain_row(self, name: str, columns: int, *, header: bool) -> Row:
        fewest = 1 if header else 0
        cells = (
            Cell(
                f"{name}.{n}",
                tuple(
                    Paragraph(f"{name}.{n}.{'text' if m == 1 else m}", self.inlines())
                    for m in range(1, self.draw(st.integers(fewest, 2)) + 1)
                ),
            )
            for n in range(1, columns + 1)
        )
        return Row(name, tuple(cells))

    def row(self, columns: int, label: str) -> Row:
        name = self.new("row")
        return Row(
            name, tuple(self.cell(f"{name}.{n}", label if n == 1 else "") for n in range(1, columns + 1))
        )

    def cell(self, name: str, label: str) -> Cell:
        fewest = 1 if label else 0
        size = self.draw(st.integers(fewest, 2))
        return Cell(
            name,
            tuple(
                Paragraph(f"{name}.{n}", self.inlines(), label=label if n == 1 else "")
                for n in range(1, size + 1)
            ),
        )

    def figure(self, name: str) -> Figure:
        caption = (
            Paragraph(f"{name}.caption", self.inlines(), "caption") if self.draw(st.booleans()) else None
        )
        width = self.draw(st.sampled_from((None, None, 5.0, 33.3, 60.0, 62.5, 100.0)))
        image = self.draw(st.sampled_from((_PICTURE, _PICTURE, _TALL)))
        return Figure(name, image, self.draw(self.words), caption, width)

    def inlines(self, *, title: bool = False, calls: bool = True) -> tuple[Inline, ...]:
        """At least one inline, none of them a bare space at either end; a `title` holds no reference."""
        kinds = ["text", "text", "link"] + ["reference"] * (not title)
        result = [self.inline(self.draw(st.sampled_from(kinds)), title=title)]
        for kind in self.draw(st.lists(st.sampled_from(kinds + ["note"] * calls), max_size=3)):
            if not (title and kind == "note") and self.draw(st.booleans()):
                result.append(Text(" "))
            result.append(self.inline(kind, title=title))
        return _joined(result)

    def inline(self, kind: str, *, title: bool = False) -> Inline:
        if kind == "note":
            return NoteReference("", 0, repeat=self.draw(st.sampled_from((False, False, True))))
        said = self.draw(self.words)
        look = self.draw(st.sampled_from((PLAIN, PLAIN, BOLD, ITALIC, SUPERSCRIPT, RAISED)))
        if kind != "reference" and not title:  # a title is one line
            said = said.replace(" ", self.draw(st.sampled_from((" ", " ", LINE_BREAK))), 1)
        if kind == "link":
            return Link(self.draw(st.sampled_from(_HREFS)), (Text(said, look),))
        if kind == "reference":
            return Reference("", said, self.draw(st.sampled_from(("number", "title", "words"))), look)
        return Text(said, look)


@dataclass
class _Resolver:
    """Numbers the notes and words the references of a document whose blocks are all known."""

    draw: st.DrawFn
    builder: _Builder
    blocks: list[Block]
    notes: list[Note] = field(default_factory=list)

    def document(self) -> Document:
        numbered = self.draw(st.booleans())
        if numbered:
            self.blocks = list(_with_numbers(self.blocks))
        self.titles = {
            b.id: "".join(_plain(i) for i in b.inlines) for b in self.blocks if isinstance(b, Heading)
        }
        self.numbers = dict(_numbered(self.blocks))
        self.others = [*self.titles, *_named(self.blocks), "title"]
        blocks = tuple(rewritten(block, self.resolved) for block in self.blocks)
        title = next(b for b in blocks if isinstance(b, Paragraph) and b.role == "title")
        return Document(
            replace(
                _properties(self.draw, self.builder.words, "".join(map(_plain, title.inlines))),
                numbered=numbered,
            ),
            TERMS,
            blocks,
            tuple(self.notes),
        )

    def resolved(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(map(self.inline, inlines))

    def inline(self, inline: Inline) -> Inline:
        if isinstance(inline, NoteReference):
            return self.call(inline)
        if isinstance(inline, Reference):
            return self.reference(inline)
        return inline

    def call(self, call: NoteReference) -> NoteReference:
        if call.repeat and self.notes:
            note = self.draw(st.sampled_from(self.notes))
            return NoteReference(note.id, note.number, repeat=True)
        number = len(self.notes) + 1
        inlines = tuple(map(self.inline, self.builder.inlines(calls=False)))
        self.notes.append(Note(f"note.n{number}", number, inlines))
        return NoteReference(f"note.n{number}", number)

    def reference(self, reference: Reference) -> Reference:
        for kind, known in (("number", self.numbers), ("title", self.titles)):
            if reference.kind == kind and known:
                target = self.draw(st.sampled_from(list(known)))
                return replace(reference, target=target, text=known[target])
        return replace(reference, target=self.draw(st.sampled_from(self.others)), kind="words")


def number_label(kind: ListKind, number: int) -> str:
    """The label that a list of `kind` gives its item `number` (up to 26 for letters, 39 for Roman)."""
    if kind == "bullet":
        return ""
    if kind == "decimal":
        return f"{number}."
    tens, ones = divmod(number, 10)
    roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
    counted = "abcdefghijklmnopqrstuvwxyz"[number - 1] if kind.endswith("alpha") else roman
    return f"({counted})" if kind.startswith("bracketed") else f"{counted}."


def rewritten(block: _B, change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]) -> _B:
    """`block` with `change` applied to the inlines of all its paragraphs, in reading order."""

    def row(row: Row) -> Row:
        return replace(
            row,
            cells=tuple(replace(c, blocks=tuple(rewritten(p, change) for p in c.blocks)) for c in row.cells),
        )

    match block:
        case Paragraph() | Heading():
            return replace(block, inlines=change(block.inlines))
        case List():
            items = tuple(
                replace(item, blocks=tuple(rewritten(b, change) for b in item.blocks)) for item in block.items
            )
            return replace(block, items=items)
        case Table():
            header = row(block.header)
            return replace(block, header=header, rows=tuple(map(row, block.rows)))
        case Figure():
            return replace(block, caption=rewritten(block.caption, change) if block.caption else None)


def _properties(draw: st.DrawFn, drawn: st.SearchStrategy[str], title: str) -> Properties:
    short, edition = draw(drawn), draw(st.sampled_from(("2031", "2031-12", "Rev.1")))
    return Properties(
        title=title,
        short_title=short,
        edition=edition,
        date=datetime(2031, 3, 1, tzinfo=UTC),
        authors=tuple(draw(st.lists(drawn, max_size=2))),
        subject=draw(drawn),
        keywords=tuple(draw(st.lists(drawn, max_size=2))),
        language=draw(st.sampled_from(("en", "fr", "vi-VN", "th"))),
        direction="ltr",
        file_stem="plan",
        running_head=f"{short} · Edition {edition}",
    )


def _joined(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts of one formatting as one; a space between two others takes none."""
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        if isinstance(last, Text) and isinstance(inline, Text):
            if last.look == inline.look or inline.text == " ":
                result[-1] = replace(last, text=last.text + inline.text)
                continue
            if last.text == " ":
                result[-1] = replace(inline, text=" " + inline.text)
                continue
        if isinstance(last, Link) and isinstance(inline, Link) and last.href == inline.href:
            continue
        result.append(inline)
    return tuple(result)


def _plain(inline: Inline) -> str:
    if isinstance(inline, Link):
        return "".join(t.text for t in inline.children)
    return "" if isinstance(inline, NoteReference) else inline.text


def _lists(blocks: Iterator[Block] | tuple[Block, ...] | list[Block]) -> Iterator[List]:
    for block in blocks:
        if isinstance(block, List):
            yield block
            for item in block.items:
                yield from _lists(item.blocks)


def _named(blocks: list[Block]) -> Iterator[str]:
    for found in _lists(blocks):
        yield from (item.id for item in found.items)
    for block in blocks:
        if isinstance(block, Table) and not by_place(block.id):
            yield from (row.id for row in block.rows)


def _with_numbers(blocks: list[Block]) -> Iterator[Block]:
    """The paragraphs of the text numbered, up to the first appendix."""
    numbers, behind = count(1), False
    for block in blocks:
        behind = behind or (isinstance(block, Heading) and bool(block.label))
        if isinstance(block, Paragraph) and block.role == "body" and not behind:
            yield replace(block, label=f"{next(numbers)}.")
        else:
            yield block


def _numbered(blocks: list[Block]) -> Iterator[tuple[str, str]]:
    """Whatever has a number of its own: `(id, number)`, the number without punctuation at its end."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.label and "." not in block.id:
            yield block.id, f"paragraph {block.label.rstrip('.')}"
        if isinstance(block, Heading) and block.label:
            yield block.id, block.label.rstrip(":")
        if isinstance(block, Table):
            for row in block.rows:
                label = row.cells[0].blocks[0].label if row.cells[0].blocks else ""
                if label:
                    yield row.id, label.rstrip(".")
    yield from _numbered_items([block for block in blocks if isinstance(block, List)], "")


def _numbered_items(lists: list[List], outer: str) -> Iterator[tuple[str, str]]:
    for item in (item for found in lists for item in found.items):
        number = item.label.rstrip(".")
        stop = "." if outer and number and not number.startswith("(") else ""
        number = f"{outer}{stop}{number}" if number else number
        if number:
            yield item.id, number
        yield from _numbered_items([block for block in item.blocks if isinstance(block, List)], number)
