"""What a report tells, whatever it is shown as: doubts, what was left out, what differs, what was
understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workplan.document.tree import Table
from workplan.importing.bringing_in import Imported
from workplan.importing.rules.claims import Claim


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
    rows = sum(
        len(block.rows)
        for block in document.blocks
        if isinstance(block, Table) and re.fullmatch(r"actions(-[0-9]+)?", block.id)
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
