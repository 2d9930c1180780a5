"""The lines of an agenda, each with what it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from workplan.content.models.meeting import Entry, Item, SubItem
from workplan.content.words.wording import Wording
from workplan.document.composing.inlines import markup, plain_words
from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import Inline, Text
from workplan.document.walking.runs import normal
from workplan.files.yaml import Path


class Line(Struct, frozen=True):
    """A line of an item: its title or its annotation, which `path` has in the meeting's file; or what is made
    of the head of a paper (`entry`), or of there being none."""

    inlines: tuple[Inline, ...]
    path: Path
    kind: Literal["title", "annotation", "made"]
    entry: Entry | None = None


def lines_of(item: SubItem, path: Path, wording: Wording, *, annotated: bool) -> Iterator[Line]:
    """The lines of an item, without those of its sub-items."""
    yield Line(title_words(item.title, annotated=annotated), (*path, "title"), "title")
    if not annotated:
        return
    if item.annotation:
        yield Line(markup(item.annotation, {}), (*path, "annotation"), "annotation")
    for n, entry in enumerate(item.papers):
        at = (*path, "papers", n)
        yield Line(normal(_paper(entry, wording)), at, "made", entry)
        if entry.action:
            label = Text(f"{wording.head['action']}: ", BOLD)
            yield Line(normal((label, *plain_words(entry.action))), at, "made", entry)
    if not item.papers and not (isinstance(item, Item) and item.items):
        yield Line((Text(wording.no_document),), path, "made")


def title_words(title: str, *, annotated: bool) -> tuple[Inline, ...]:
    """The title of an item, which is bold where more stands under it."""
    return plain_words(title, BOLD if annotated else PLAIN)


def _paper(entry: Entry, wording: Wording) -> Iterator[Inline]:
    """A paper as it is cited: its symbol, its title, and what it is for."""
    if entry.symbol:
        yield from plain_words(entry.symbol, BOLD)
        yield Text(" ")
    yield from plain_words(entry.title or "")
    if entry.purpose:
        yield Text(f" ({wording.purpose[entry.purpose]})")
