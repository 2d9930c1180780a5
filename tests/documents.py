"""Documents to test with: one that has every kind of node, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image as Pillow

from workplan.content.images import Image
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Properties,
    Reference,
    Row,
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
                            "actions.head.interest.1",
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
                                    Text("every season", italic=True),
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
                Text("living", bold=True),
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
                    (Paragraph("introduction.2.1.text", (Text("sharing", bold=True), Text(" data, and"))),),
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
        Heading("background.history", 2, (Text("A history of "), Text("tides", italic=True))),
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
                Text("Tide Tables", italic=True),
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
