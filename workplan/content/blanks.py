"""Blanks of a paper, each with its place: in the head, in plan.yaml, in manuscripts, and in the data that it
prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from workplan.content.blank import WRITTEN
from workplan.content.meetings import meeting_file
from workplan.content.papers import HEAD
from workplan.content.sources import Sources
from workplan.content.uses import Field, fields, uses
from workplan.directives.declared import FROM_FILES, of_agenda
from workplan.errors import Place, Problem
from workplan.hints import quoted
from workplan.yaml import Path

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
            for n, found in enumerate(WRITTEN.finditer(words)):
                yield found["words"], sources.places[name].inside(path, "[[", n)


def _of_meeting(sources: Sources) -> Found:
    """Those that the front page prints of the meeting, and its directives of the agenda. A paper that has a
    name says its own in its head: they stand where the agenda names it."""
    if not sources.meeting:
        return
    places = sources.places[meeting_file(sources.meeting_name)]
    meeting, prints = sources.meeting, of_agenda(each.tree for each in sources.manuscripts)
    printed: list[tuple[Path, str]] = [(("name",), meeting.name), (("place",), meeting.place or "")]
    for _, path, item in meeting.items():
        if "titles" in prints:
            printed += [((*path, "title"), item.title)]
        if "annotations" in prints:
            printed += [((*path, "annotation"), item.annotation or "")]
        for n, entry in enumerate(item.papers if "papers" in prints else ()):
            said = entry.model_dump(include={"title", "symbol", "action", "note"}, exclude_none=True)
            printed += [((*path, "papers", n), words) for words in said.values()]
    for at, words in printed:
        for n, found in enumerate(WRITTEN.finditer(words)):
            yield found["words"], places.inside(at, "[[", n)


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
        for node in manuscript.tree.walk():
            if node.type == "blank":
                yield _words(node), node.meta["place"]
            elif node.type == "directive":
                options = node.meta["options"].values()
                for option in (each for each in options if isinstance(each, SyntaxTreeNode)):
                    yield from (
                        (_words(each), node.meta["place"]) for each in option.walk() if _is_blank(each)
                    )


def _of_data(sources: Sources) -> Found:
    """Those in files whose directives stand in the manuscripts, and in the notes that are called."""
    written = {node.meta["name"] for node in sources.directives()}
    files = {d.entries(sources).places.file for d in FROM_FILES if d.name in written}
    called = {call.name for call in uses(sources, "note_call")}
    for field in fields(sources):
        if field.places.file in files or (field.is_note and field.path[0] in called):
            yield from _of_field(field)


def _of_field(field: Field) -> Found:
    for node in field.node.walk():
        if _is_blank(node):
            yield _words(node), field.place(node.meta["offset"], "[[")


def _is_blank(node: SyntaxTreeNode) -> bool:
    return node.type == "blank"


def _words(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.walk() if child.type == "text").strip("[]")
