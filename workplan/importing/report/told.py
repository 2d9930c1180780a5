"""What a report tells, whatever it is shown as: doubts, what was left out, what differs, what was
understood."""

from __future__ import annotations

from dataclasses import dataclass

from workplan.importing.bringing_in import Imported
from workplan.importing.rules.claims import Claim
from workplan.importing.source.model import Source


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its heading, what it is about, and its claims."""

    title: str
    about: str
    claims: tuple[Claim, ...]


def sections(imported: Imported) -> tuple[Section, ...]:
    """The claims, those that somebody should look at first."""
    return (
        Section(
            "Doubts",
            "What was guessed: look at each, and correct the content, or the file and import it again.",
            tuple(c for c in imported.claims if c.verdict == "guessed"),
        ),
        Section(
            "Left out",
            "What is no part of the plan's text.",
            tuple(c for c in imported.claims if c.verdict == "left out"),
        ),
        Section(
            "Understood",
            "What the file itself says: nobody needs to look.",
            tuple(c for c in imported.claims if c.verdict == "understood"),
        ),
    )


def counts(imported: Imported) -> str:
    """What was brought in, in one line."""
    files = imported.files
    appendices = sum(name.startswith("appendices/") for name in files)
    document = imported.document
    rows = next(
        (len(block.rows) for block in document.blocks if block.id == "actions" and hasattr(block, "rows")), 0
    )
    items = next(
        (
            len(block.items)
            for block in document.blocks
            if block.id == "priorities" and hasattr(block, "items")
        ),
        0,
    )
    return f"{items} priorities, {rows} actions, {len(document.notes)} notes, {appendices} appendices"


def amount(source: Source) -> str:
    """How many tracked changes and comments a file has, and of whom."""
    changes, comments = sum(source.changed.values()), len(source.comments)
    authors = dict.fromkeys((*source.changed, *(comment.author for comment in source.comments)))
    told = [
        f"{n} {word}{'s' * (n != 1)}" for n, word in ((changes, "tracked change"), (comments, "comment")) if n
    ]
    return f"{' and '.join(told)}, of {', '.join(filter(None, authors)) or 'nobody named'}"
