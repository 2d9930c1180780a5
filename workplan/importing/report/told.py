"""What a report tells, whatever it is shown as: doubts, what was left out, what differs, what was
understood."""

from __future__ import annotations

import re

from msgspec import Struct

from workplan.compare.telling.told import Run, Told
from workplan.document.tree import Heading, Table
from workplan.importing.again.conflict import Conflict
from workplan.importing.again.merging import Merged
from workplan.importing.bringing_in import Imported
from workplan.importing.rules.claims import Claim
from workplan.importing.source.model import Source


class Section(Struct, frozen=True):
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


def taken(conflict: Conflict) -> str:
    """What was chosen, in words."""
    return "the file's words were taken" if conflict.chosen == "file" else "the folder's words were kept"


class Part(Struct, frozen=True):
    """What an import into a folder with content tells besides: a heading, what it is about, and its lines,
    each with its place and its words, with their marks."""

    title: str
    about: str
    lines: tuple[tuple[str, Told], ...]


def parts(merged: Merged) -> tuple[Part, ...]:
    left = ((str(each.place), (Run(f"{each.message}: {each.hint}"),)) for each in merged.left)
    return (
        Part("From the file", "What the folder says otherwise than before.", merged.came),
        Part("Kept of the folder", "What was edited by hand, and the file says otherwise.", merged.kept),
        Part("Not brought in", "What of the file only you can put into the folder.", tuple(left)),
    )


#: What is said of a difference for which nothing is a reason.
UNEXPLAINED = "not explained: look at it"


def proof(imported: Imported) -> str:
    """What came of comparing the original with the built plan, in one line."""
    count = len(imported.differences)
    if not count:
        return "the built plan says what the original says, word for word"
    unexplained = sum(not each.reason for each in imported.differences)
    told = f"{unexplained} of them not explained" if unexplained else "each with its reason"
    return f"{count} difference{'s' * (count != 1)} between the original and the built plan, {told}"


def counts(imported: Imported) -> str:
    """What was brought in, in one line."""
    document = imported.document
    appendices = sum(isinstance(block, Heading) and bool(block.label) for block in document.blocks)
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


def amount(source: Source) -> str:
    """How many tracked changes and comments a file has, and of whom."""
    changes, comments = sum(source.changed.values()), len(source.comments)
    authors = dict.fromkeys((*source.changed, *(comment.author for comment in source.comments)))
    told = [
        f"{n} {word}{'s' * (n != 1)}" for n, word in ((changes, "tracked change"), (comments, "comment")) if n
    ]
    return f"{' and '.join(told)}, of {', '.join(filter(None, authors)) or 'nobody named'}"
