"""Documents to test with: one that has every kind of node, by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from msgspec.structs import replace
from PIL import Image as Pillow

from workplan.content.files.images import Image
from workplan.document.look import BOLD, ITALIC, PLAIN
from workplan.document.tree import (
    Cell,
    ContentsList,
    Document,
    Figure,
    Formatting,
    Former,
    FormerPlace,
    FormerSummary,
    Frame,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Place,
    Properties,
    Reference,
    Revision,
    Row,
    Source,
    Table,
    Terms,
    Text,
)

TERMS = Terms(
    notes="Notes",
    contents="Contents",
    skip_to_content="Skip to the text",
    back_to_text="Back to the text",
    note_call="Note",
    page="Page {page} of {pages}",
    appendix="Appendix",
    draft="Draft",
    inserted="inserted",
    deleted="deleted",
    paragraph="paragraph {number}",
)

PROPERTIES = Properties(
    title="Forward Work Plan: 2031-2033",
    short_title="Forward Work Plan 2031-33",
    edition="2031",
    date=datetime(2031, 3, 1, tzinfo=UTC),
    authors=("Working Group on Tides",),
    subject="A plan for tides",
    keywords=("tides", "currents & <waves>"),
    language="en",
    direction="ltr",
    file_stem="forward-work-plan-2031-2033",
    running_head="Forward Work Plan 2031-33 · Edition 2031",
)


def picture(width: int = 320, height: int = 180) -> Image:
    buffer = BytesIO()
    Pillow.new("RGB", (width, height), "#1F3864").save(buffer, "PNG")
    return Image("chart.png", "image/png", buffer.getvalue(), width, height)


def paragraph(id: str, *words: str) -> Paragraph:
    return Paragraph(id, tuple(Text(w) for w in words))


def sample() -> Document:
    """Every node once: two header notes, a note called twice, nested lists, a figure, references of
    each kind, an empty cell, an appendix."""
    priorities = List(
        "priorities",
        "decimal",
        (
            ListItem(
                "calm",
                "1.",
                (
                    Paragraph(
                        "calm.text",
                        (Text("Calm seas"), NoteReference("note.calm", 1)),
                    ),
                ),
            ),
            ListItem(
                "new-risks",
                "2.",
                (
                    paragraph("new-risks.text", "New risks, including:"),
                    List(
                        "new-risks.items",
                        "lower-alpha",
                        (
                            ListItem("drones", "a.", (paragraph("drones.text", "The role of drones"),)),
                            ListItem(
                                "storms", "b.", (paragraph("storms.text", 'Storms <at> "sea" & shore.'),)
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
    actions = Table(
        "actions",
        "Action items, the members interested in each, and its status",
        (0.6, 0.2, 0.2),
        Row(
            "actions.head",
            (
                Cell("actions.head.action", (paragraph("actions.head.action.1", "Action Item"),)),
                Cell(
                    "actions.head.interest",
                    (
                        Paragraph(
                            "actions.head.interest.text",
                            (Text("Members’ interest"), NoteReference("note.interest", 2)),
                        ),
                    ),
                ),
                Cell(
                    "actions.head.status",
                    (Paragraph("actions.head.status.1", (Text("Status"), NoteReference("note.status", 3))),),
                ),
            ),
        ),
        tuple(
            Row(
                f"measure-{n}",
                (
                    Cell(
                        f"measure-{n}.action",
                        (
                            Paragraph(
                                f"measure-{n}.action.text",
                                (
                                    Text(f"Measure the tide at station {n}, every day, in "),
                                    Text("every season", look=ITALIC),
                                    Text(" (linked priority "),
                                    Reference("calm", "1", "number"),
                                    Text(","),
                                    Reference("new-risks", "2", "number"),
                                    Text(")"),
                                ),
                                label=f"{n}.",
                            ),
                        ),
                    ),
                    Cell(
                        f"measure-{n}.interest",
                        (paragraph(f"measure-{n}.interest.text", "Harbour Office"),) if n % 2 else (),
                    ),
                    Cell(f"measure-{n}.status", ()),
                ),
            )
            for n in range(1, 4)
        ),
    )
    blocks = (
        Paragraph("organisation", (Text("The Tide Process"),), role="organisation"),
        Paragraph("mandate", (Text("on Seas, Tides and Related Currents"),), role="mandate"),
        Paragraph("group", (Text("Working Group on Tides"),), role="group"),
        Paragraph("title", (Text("Forward Work Plan: 2031-2033"),), role="title"),
        Paragraph(
            "introduction.1",
            (
                Text("This plan is a "),
                Text("living", look=BOLD),
                Text(" document: see "),
                Link("https://example.org/tides?a=1&b=2", (Text("the register"),)),
                Text("."),
            ),
        ),
        List(
            "introduction.2",
            "bullet",
            (
                ListItem(
                    "introduction.2.1",
                    "",
                    (Paragraph("introduction.2.1.text", (Text("sharing", look=BOLD), Text(" data, and"))),),
                ),
                ListItem(
                    "introduction.2.2",
                    "",
                    (
                        paragraph("introduction.2.2.text", "building skills."),
                        List(
                            "introduction.2.2.2",
                            "bullet",
                            (
                                ListItem(
                                    "introduction.2.2.2.1",
                                    "",
                                    (paragraph("introduction.2.2.2.1.text", "at sea"),),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        Heading("priority-issues", 1, (Text("Priority issues"),)),
        priorities,
        Heading("action-items", 1, (Text("Action Items"),)),
        actions,
        Figure(
            "action-items.2",
            picture(),
            "A chart of the tides in March",
            Paragraph("action-items.2.caption", (Text("Tides in March"),), role="caption"),
        ),
        Heading("background", 1, (Text("Background"),), label="Appendix A:"),
        Paragraph(
            "background.1",
            (
                Text("See priority "),
                Reference("new-risks", "2", "number"),
                Text(", "),
                Reference("action-items", "Action Items", "title"),
                Text(" and "),
                Reference("measure-2", "the second station", "words"),
                Text("."),
                NoteReference("note.source", 4),
                Text(" As said above"),
                NoteReference("note.calm", 1, repeat=True),
                Text("."),
            ),
        ),
        Heading("background.history", 2, (Text("A history of "), Text("tides", look=ITALIC))),
        paragraph("background.history.1", "ภาษาไทย, Tiếng Việt and العربية are names of languages."),
    )
    notes = (
        Note("note.calm", 1, (Text("Calm means waves of less than 0.5 m."),)),
        Note("note.interest", 2, (Text("To be updated as members indicate interest"),)),
        Note("note.status", 3, (Text("For updating at annual meetings"),)),
        Note(
            "note.source",
            4,
            (
                Text("Tide Tables", look=ITALIC),
                Text(", 2030. "),
                Link("mailto:tides@example.org", (Text("tides@example.org"),)),
            ),
        ),
    )
    return Document(PROPERTIES, TERMS, blocks, notes)


def with_actions(count: int) -> Document:
    """The sample with so many rows in its table, some long."""
    document = sample()
    blocks = tuple(
        replace(block, rows=tuple(_action(number) for number in range(1, count + 1)))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    )
    if count < 2:  # what the appendix refers to is not there
        blocks = tuple(block for block in blocks if block.id not in ("background.1",))
        return replace(document, blocks=blocks, notes=document.notes[:3])
    return replace(document, blocks=blocks)


def _action(number: int) -> Row:
    name = f"measure-{number}"
    words = Text(
        " ".join(["Measure the tide, the current and the wind at every station."] * (1 + number * 7 % 11))
    )
    return Row(
        name,
        (
            Cell(f"{name}.action", (Paragraph(f"{name}.action.text", (words,), label=f"{number}."),)),
            Cell(
                f"{name}.interest",
                (paragraph(f"{name}.interest.text", "Harbour Office"),) if number % 2 else (),
            ),
            Cell(f"{name}.status", ()),
        ),
    )


def with_tall_row(number: int, words: int) -> Document:
    """Twelve rows, one of them of so many words: 700 are more than a page."""
    document = with_actions(12)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    row = table.rows[number - 1]
    many = Text(" ".join(f"word{n}" for n in range(1, words + 1)))
    action = replace(row.cells[0], blocks=(replace(row.cells[0].blocks[0], inlines=(many,)),))
    rows = (*table.rows[: number - 1], replace(row, cells=(action, *row.cells[1:])), *table.rows[number:])
    blocks = (replace(table, rows=rows) if block is table else block for block in document.blocks)
    return replace(document, blocks=tuple(blocks))


def with_paragraph_numbers(count: int) -> Document:
    """So many numbered paragraphs, with a list below the first, and an appendix without."""
    inner = ListItem("introduction.2.1.2.1", "(i)", (paragraph("introduction.2.1.2.1.text", "at sea"),))
    below = List("introduction.2.1.2", "bracketed-roman", (inner,))
    first = ListItem("introduction.2.1", "(a)", (paragraph("introduction.2.1.text", "tides,"), below))
    listed = List("introduction.2", "bracketed-alpha", (first,))
    numbered = [
        Paragraph(
            f"introduction.{n}",
            (
                Text("The review says what it found of the tides. " * (1 + n % 4) + "See "),
                Reference("introduction.1", "paragraph 1", "number"),
                Text("."),
            ),
            label=f"{label}.",
        )
        for label, n in enumerate((1, *range(3, count + 2)), start=1)
    ]
    title = Paragraph("title", (Text("Review of the tides"),), role="title")
    appendix = Heading("more", 1, (Text("More"),), label="Appendix A:")
    blocks = (title, numbered[0], listed, *numbered[1:], appendix, paragraph("more.1", "Words."))
    return Document(replace(PROPERTIES, numbered=True), TERMS, blocks, ())


def with_contents(document: Document) -> Document:
    """`document` with a list of contents before its first heading."""
    first = next(block.id for block in document.blocks if isinstance(block, Heading))
    return replace(document, contents=ContentsList(first, 3))


def with_notes(count: int) -> Document:
    """A document of so many paragraphs, each with a note of its own, some of several lines."""
    blocks = tuple(
        Paragraph(
            f"introduction.{n}",
            (Text(f"Paragraph {n} tells of the tides. " * (1 + n % 4)), NoteReference(f"note.n{n}", n)),
        )
        for n in range(1, count + 1)
    )
    notes = tuple(
        Note(f"note.n{n}", n, (Text(f"The words of note {n}." + " More of them." * (n % 5) * 3),))
        for n in range(1, count + 1)
    )
    return Document(PROPERTIES, TERMS, (paragraph("title", "Notes"), *blocks), notes)


REVISION = Revision("Harbour Office", datetime(2032, 5, 4, tzinfo=UTC))
MOVE, MOVE2 = (replace(REVISION, move=f"move-{n}") for n in (1, 2))


def came(words: str, revision: Revision = REVISION, **looks: bool) -> Text:
    return Text(words, inserted=revision, **looks)


def went(words: str, revision: Revision = REVISION, **looks: bool) -> Text:
    return Text(words, deleted=revision, **looks)


def redlined() -> Document:
    """Marks of every kind: words, formatting, a link's words, references, calls and notes; lines that came,
    went, moved, were split, were joined and went to another level; rows, cells, figures, a summary."""
    by = REVISION
    lines = (
        Paragraph("title", (Text("Forward Work Plan: "), went("2031-2033"), came("2032-2034")), role="title"),
        Paragraph(
            "words",
            (
                Text("The "),
                went("old"),
                came("new"),
                Text(" plan, "),
                Text("important", look=BOLD, former=Formatting(PLAIN, by)),
                came(" with emphasis", look=ITALIC),
                Text(", see "),
                Link("https://example.org/a", (Text("the "), went("old "), came("new "), Text("register"))),
                Text(" and "),
                Link("https://example.org/b", (came("the list"),)),
                Text(". Struck again: "),
                Text("neither here nor there", inserted=by, deleted=by),
                NoteReference("note.gone", 1, deleted=by),
                NoteReference("note.came", 1, inserted=by),
                Text("."),
            ),
        ),
        Paragraph("split", (Text("The first half of what was one paragraph."),), inserted=by),
        paragraph("split.2", "The second half of it."),
        Paragraph("joined", (Text("What goes on"), went(".")), deleted=by),
        Paragraph("joined.2", (came(" "), Text("in the next paragraph."))),
        Paragraph("moved", (went("This paragraph moves down the page.", MOVE),), deleted=MOVE),
        Heading("new-part", 1, (came("A new part"),), inserted=by),
        Heading("old-part", 2, (went("An old part"),), deleted=by),
        Heading(
            "raised", 1, (Text("A part that was raised"),), former=FormerPlace(Place("raised", level=2), by)
        ),
        Paragraph(
            "was.moved",
            (came("This paragraph "), came("moves", MOVE), came(" down the page.", MOVE)),
            inserted=MOVE,
        ),
    )
    frame = Frame("items", "decimal", 1, "third")
    items = List(
        "items",
        "decimal",
        (
            ListItem("first", "1.", (paragraph("first.text", "An item that stays"),)),
            ListItem("second", "2.", (Paragraph("second.text", (went("An item that goes"),), deleted=by),)),
            ListItem(
                "third",
                "2.",
                (
                    Paragraph("third.text", (came("An item that came, with a list"),), inserted=by),
                    List(
                        "third.items",
                        "bullet",
                        (
                            ListItem(
                                "deep",
                                "",
                                (
                                    Paragraph(
                                        "deep.text",
                                        (Text("An item that went down a level"),),
                                        former=FormerPlace(Place("deep.text", frames=(frame,)), by),
                                    ),
                                ),
                            ),
                            ListItem(
                                "deeper", "", (Paragraph("deeper.text", (went("Gone "), Text("deep"))),)
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )
    blocks = (*lines, items, _redlined_table(), *_redlined_figures())
    notes = (
        Note("note.gone", 1, (went("The words of a note that went."),), deleted=by),
        Note("note.came", 1, (came("The words of a note that came."),), inserted=by),
        Note("note.status", 2, (Text("For updating at "), went("annual"), came("all"), Text(" meetings"))),
    )
    before = replace(PROPERTIES, edition="2030", date=datetime(2030, 3, 1, tzinfo=UTC))
    return Document(
        PROPERTIES, TERMS, blocks, notes, Source("after: 1\n"), Former(before, TERMS, Source("before: 1\n"))
    )


def _redlined_table() -> Table:
    by = REVISION

    def row(name: str, *cells: tuple[Text, ...], label: str, mark: str = "", by: Revision = by) -> Row:
        marks = {mark: by} if mark else {}
        action, status = (
            Cell(f"{name}.{n}", (Paragraph(f"{name}.{n}.text", words, **marks),) if words else ())
            for n, words in zip(("action", "status"), cells, strict=True)
        )
        labelled = replace(action, blocks=(replace(action.blocks[0], label=label),))
        return Row(name, (labelled, status), **marks)

    head = Row(
        "table.head",
        (
            Cell("table.head.action", (paragraph("table.head.action.text", "Action Item"),)),
            Cell(
                "table.head.status",
                (
                    Paragraph(
                        "table.head.status.text",
                        (Text("Status"), came(" of it"), NoteReference("note.status", 2)),
                    ),
                ),
            ),
        ),
    )
    rows = (
        row("one", (Text("An action with a new status"),), (came("Begun"),), label="1."),
        row("two", (went("An action that goes"),), (went("Done"),), label="2.", mark="deleted"),
        row("three", (came("An action that came"),), (), label="2.", mark="inserted"),
        row("was.four", (went("An action that moves", MOVE2),), (), label="3.", mark="deleted", by=MOVE2),
        row("five", (Text("An action that "), Text("stays", look=ITALIC)), (), label="3."),
        row("four", (came("An action that moves", MOVE2),), (), label="4.", mark="inserted", by=MOVE2),
    )
    return Table("table", "Actions and status", (0.7, 0.3), head, rows, former=FormerSummary("Actions", by))


def _redlined_figures() -> tuple[Figure, ...]:
    by = REVISION
    caption = Paragraph("gone.caption", (went("Tides in March"),), "caption", deleted=by)
    return (
        Figure("gone", picture(160, 60), "A chart of March", caption, deleted=by),
        Figure("came", picture(160, 90), "A chart of April", inserted=by),
    )


def drafted(document: Document) -> Document:
    """`document` as a draft."""
    return replace(document, properties=replace(document.properties, draft=True))
