"""Blanks of a paper, each with its place: in the head, in plan.yaml, in manuscripts, and in the data that it
prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from workplan.content.checks.uses import Field, fields, uses
from workplan.content.files.papers import HEAD, paper_key
from workplan.content.paper.plan import Manuscript
from workplan.content.sources.sources import Sources
from workplan.content.values.blank import WRITTEN
from workplan.directives.declared import FROM_FILES, of_agenda
from workplan.errors import Place, Problem
from workplan.files.yaml import Path, Places
from workplan.text.hints import quoted

_HINT = "write what it is; an edition cannot be issued before"


def blanks(sources: Sources) -> Iterator[Problem]:
    """A warning for each blank."""
    for words, place in (
        *_of_front(sources),
        *_of_meeting(sources),
        *_of_manuscripts(sources),
        *_of_data(sources),
    ):
        yield Problem(f"a blank: {quoted(' '.join(words.split()), 80)}", place, _HINT, warning=True)


Found = Iterator[tuple[str, Place]]


def _of_front(sources: Sources) -> Found:
    named = [("plan.yaml", sources.group or sources.identity), (HEAD, sources.head)]
    for name, model in named:
        if model is None:
            continue
        for path, words in _strings(model.model_dump(by_alias=True, exclude_defaults=True), ()):
            yield from _found(words, sources.places[name], path)


#: What is printed of a paper where the agenda is, and where its head says it.
_OF_ENTRY: Mapping[str, Path] = {
    "title": ("title",),
    "symbol": ("symbol",),
    "date": ("date",),
    "action": ("action",),
    "note": ("edition", "note"),
}


def _of_meeting(sources: Sources) -> Found:
    """Those that the front page prints of the meeting, and its directives of the agenda: what they print of
    a paper of ours stands in its head."""
    if not sources.meeting:
        return
    places = sources.places[sources.meeting_file]
    meeting, prints = sources.meeting, of_agenda(each.tree for each in sources.manuscripts)
    printed: list[tuple[Path, str]] = [
        (("name",), meeting.name),
        (("ordinal",), meeting.printed_ordinal),
        (("place",), meeting.place or ""),
        (("dates",), meeting.dates.open or "" if meeting.dates else ""),
    ]
    for _, path, item in meeting.items():
        if "titles" in prints:
            printed += [((*path, "title"), item.title)]
        if "annotations" in prints:
            printed += [((*path, "annotation"), item.annotation or "")]
    for at, words in printed:
        yield from _found(words, places, at)
    for _, path, entry in meeting.entries() if "papers" in prints else ():
        head = sources.places.get(paper_key(entry.id)) if entry.id else None
        for name, field in _OF_ENTRY.items():
            words = getattr(entry, name)
            if isinstance(words, str):
                yield from _found(words, head or places, field if head else (*path, name))


def _found(words: str, places: Places, path: Path) -> Found:
    for n, found in enumerate(WRITTEN.finditer(words)):
        yield found["words"], places.inside(path, "[[", n)


def _strings(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    match value:
        case str():
            yield path, value
        case Mapping():
            for key, each in value.items():
                yield from _strings(each, (*path, key))
        case tuple():
            for n, each in enumerate(value):
                yield from _strings(each, (*path, n))


def _of_manuscripts(sources: Sources) -> Found:
    for manuscript in sources.manuscripts:
        if "[[" in manuscript.source:
            yield from _of_manuscript(manuscript)


@lru_cache(64)  # asked for twice of each paper, and of one manuscript for each paper that has it
def _of_manuscript(manuscript: Manuscript) -> tuple[tuple[str, Place], ...]:
    return tuple(_written_in(manuscript.tree))


def _written_in(tree: SyntaxTreeNode) -> Found:
    for node in tree.walk():
        if node.type == "blank":
            yield _words(node), node.meta["place"]
        elif node.type == "directive":
            options = node.meta["options"].values()
            for option in (each for each in options if isinstance(each, SyntaxTreeNode)):
                yield from ((_words(each), node.meta["place"]) for each in option.walk() if _is_blank(each))


def _of_data(sources: Sources) -> Found:
    """Those in files whose directives stand in the manuscripts, and in the notes that are called."""
    written = {node.meta["name"] for node in sources.directives()}
    files = {d.entries(sources).places.file for d in FROM_FILES if d.name in written}
    called = {call.name for call in uses(sources, "note_call")}
    for field in fields(sources):
        if field.places.file in files or (field.is_note and field.path[0] in called):
            yield from _of_field(field)


def _of_field(field: Field) -> Found:
    for node in field.node.walk() if "[[" in field.words else ():
        if _is_blank(node):
            yield _words(node), field.place(node.meta["offset"], "[[")


def _is_blank(node: SyntaxTreeNode) -> bool:
    return node.type == "blank"


def _words(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.walk() if child.type == "text").strip("[]")
