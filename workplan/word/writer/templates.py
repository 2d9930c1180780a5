"""What the templates of `templates/docx/` may ask of values."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from jinja2 import Environment
from msgspec.structs import asdict

from workplan.design import templates
from workplan.document.printing.unbroken import NO_BREAK, authors, printed, unbroken
from workplan.document.tree import Terms, Text
from workplan.document.walking.walk import description
from workplan.text.excerpts import shortened
from workplan.word.file.bookmarks import bookmark
from workplan.word.file.hyphens import parts
from workplan.word.file.run_looks import properties
from workplan.word.page.measures import twips
from workplan.word.paragraphs.revisions import LONGEST_AUTHOR, changes, mark_changes
from workplan.word.styles.scripts import pieces
from workplan.word.writer.fields import linked, parted, without_last_calls


@cache
def environment() -> Environment:
    """One environment for the process; templates are compiled once."""
    made = templates.environment("docx")
    made.filters |= {
        "as_text": Text,
        "author": lambda name: shortened(name, LONGEST_AUTHOR),
        "authors_spaces": lambda inlines: sorted(authors(inlines)),
        "bookmark": bookmark,
        "changes": changes,
        "description": description,
        "eighths": lambda points: round(points * 8),
        "fields": _fields,
        "halves": lambda points: round(points * 2),
        "hex": lambda colour: colour.removeprefix("#").upper(),
        "kind": lambda node: type(node).__name__,
        "linked": linked,
        "mark_changes": mark_changes,
        "parts": parts,
        "pieces": pieces,
        "parted": parted,
        "printed": printed,
        "properties": properties,
        "twips": twips,
        "unbroken": unbroken,
        "unbroken_label": lambda text: text.replace(" %", f"{NO_BREAK}%"),
        "w3cdtf": _w3cdtf,
        "without_last_calls": without_last_calls,
    }
    return made


def _fields(terms: Terms) -> list[tuple[str, str]]:
    return list(asdict(terms).items())


def _w3cdtf(date: datetime) -> str:
    """A date and time as OPC wants it (ECMA-376 Part 2, 11.1): UTC, whole seconds."""
    return date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
