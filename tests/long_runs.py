"""Words without a place to break, of every script and in every look, wherever a document prints words."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.documents import REVISION, sample
from tests.strategies import number_label
from workplan.document.look import BOLD, ITALIC, PLAIN
from workplan.document.tree import (
    Cell,
    Document,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Revision,
    Row,
    Table,
    Text,
)

#: Letters of which words are made, a few of each script that has fonts here.
LETTERS = (
    ("W", "i", "é"), ("_", "v1", ".docx"), ("https://", "a/", "b-", "?q=", "%20"), ("1", "234", "5,", "."),
    ("\u00a0", "no", "break"), ("Ω", "λ"), ("Ж", "и"), ("א", "ב"), ("ع", "ر", "ب", "ي"),
    ("e\u0301", "o\u0323"),
    ("ก", "า", "ที่", "น้ำ"), ("ประเทศ", "สมาชิก", "องค์การ"), ("ក", "ប្រ", "ទេ", "ស"),
    ("សមាជិក", "អង្គការ", "អន្តរជាតិ"), ("ລ", "າ", "ວ"), ("မြ", "န်", "မာ"), ("क्ष", "त्रि", "य"),
    ("த", "மி", "ழ்"), ("移", "民", "。"), ("한", "국"),
)  # fmt: skip


@st.composite
def run(draw: st.DrawFn, longest: int) -> str:
    """One long word, or a short one, or a few."""
    letters = draw(st.sampled_from(LETTERS))
    size = draw(st.sampled_from([size for size in (1, 2, 7, 20, 60, 166, 300) if size <= longest]))
    start = draw(st.integers(0, len(letters) - 1))
    word = "".join(letters[(start + n * n) % len(letters)] for n in range(size))[:400].strip("\u00a0 ")
    return draw(st.sampled_from(("", "", "", "and ", "— "))) + (word or "W")


@st.composite
def line(draw: st.DrawFn, *, marked: bool, longest: int = 300) -> tuple[Inline, ...]:
    """Runs side by side in different looks, links and, if `marked`, marks."""
    inlines: list[Inline] = []
    for n in range(draw(st.integers(1, 4))):
        look = (PLAIN, BOLD, ITALIC)[(n + draw(st.integers(0, 1))) % 3]
        marks: dict[str, Revision] = {}
        if marked:
            marks = draw(st.sampled_from(({}, {"inserted": REVISION}, {"deleted": REVISION})))
        text = Text(draw(run(longest)), look=look, **marks)  # type: ignore[arg-type]
        is_link = draw(st.booleans()) and n % 2
        inlines.append(Link(f"https://example.org/{n}", (text,)) if is_link else text)
    return tuple(inlines)


@st.composite
def documents(draw: st.DrawFn, *, marked: bool = False, lines: int = 12) -> Document:
    """Long runs in headings, paragraphs, lists in lists, head and cells of narrow columns, and notes."""
    numbers = count(1)
    notes: list[Note] = []

    def words(*, called: bool = True, longest: int = 300) -> tuple[Inline, ...]:
        inlines = draw(line(marked=marked, longest=longest))
        if called and draw(st.booleans()):
            notes.append(note := Note(f"note.n{len(notes) + 1}", len(notes) + 1, draw(line(marked=False))))
            inlines = (
                *inlines,
                NoteReference(note.id, note.number),
                *draw(line(marked=marked, longest=longest)),
            )
        return inlines

    def paragraph(label: str = "", *, called: bool = True, longest: int = 300) -> Paragraph:
        return Paragraph(f"p-{next(numbers)}", words(called=called, longest=longest), label=label)

    def row(name: str, longest: int, label: str = "") -> Row:
        cells = (
            Cell(f"{name}.{n}", (paragraph("" if n else label, called=n == 1, longest=longest),))
            for n in range(4)
        )
        return Row(name, tuple(cells))

    def items(depth: int) -> List:
        kind = draw(st.sampled_from(("bullet", "decimal")))
        made = []
        for n in (1, 2):
            first = paragraph()
            below = (items(depth + 1),) if depth < 3 and n == 1 else ()
            made.append(ListItem(f"i-{next(numbers)}", number_label(kind, n), (first, *below)))
        return List(f"l-{next(numbers)}", kind, tuple(made))

    title = next(b for b in sample().blocks if isinstance(b, Paragraph) and b.role == "title")
    heads = (Heading("h-1", 1, words(called=False)), Heading("h-2", 2, words(called=False)))
    paragraphs = tuple(paragraph() for _ in range(lines))
    list_, header = items(1), row("r-head", 7)
    rows = tuple(row(f"r-{n}", 60, f"{n}.") for n in (9, 10, 100))
    table = Table("t-1", "Long runs", (0.55, 0.25, 0.12, 0.08), header, rows)
    return replace(sample(), blocks=(title, *heads, *paragraphs, list_, table), notes=tuple(notes))
