"""Where the content calls a note or refers to an id: in manuscripts, and in the YAML files' markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from workplan.content.markup.inline import read_inline
from workplan.content.paper.plan import Manuscript
from workplan.content.sources.sources import Sources
from workplan.directives.declared import FROM_FILES
from workplan.errors import Place
from workplan.files.yaml import Path, Places


class Field(Struct, frozen=True):
    """A field of a YAML file that holds markup."""

    places: Places
    path: Path
    words: str
    is_note: bool = False

    @property
    def node(self) -> SyntaxTreeNode:
        return read_inline(self.words).node

    def place(self, offset: int, snippet: str) -> Place:
        """Where `snippet` stands, which begins `offset` characters into the words. White space in
        the file is not that of the words, so it is found again by how often it stands before."""
        return self.places.inside(self.path, snippet, self.words[:offset].count(snippet))


def fields(sources: Sources) -> Iterator[Field]:
    """Every such field of every sound entry."""
    for directive in FROM_FILES:
        entries = directive.entries(sources)
        for path, entry in entries.items:
            for below, words in directive.markup(entry):
                yield Field(entries.places, (*path, *below), words)
    for path, note in sources.footnotes.items:
        yield Field(sources.footnotes.places, path, note.text, is_note=True)


class Use(Struct, frozen=True):
    """A note call or a reference; `name` is the id of the note or the target. A `wordless` reference prints
    what its target is called or counted."""

    name: str
    place: Place
    in_note: bool = False
    wordless: bool = False


#: The nodes that use something, and the key of their meta that says what.
_NAMED_BY = {"note_call": "id", "reference": "target"}


def uses(sources: Sources, kind: Literal["note_call", "reference"]) -> Iterator[Use]:
    """Every use of one kind, manuscripts first."""
    for manuscript in sources.manuscripts:
        yield from _in_manuscript(manuscript, kind)
    for field in fields(sources):
        for node in _nodes(field.node, kind) if "[" in field.words else ():
            name = node.meta[_NAMED_BY[kind]]
            snippet = f"[^{name}]" if kind == "note_call" else "["
            place = field.place(node.meta["offset"], snippet)
            yield Use(name, place, field.is_note, wordless=not node.children)


@lru_cache(128)  # checks ask for one manuscript after the other, for each paper that has it
def _in_manuscript(manuscript: Manuscript, kind: str) -> tuple[Use, ...]:
    return tuple(_used(manuscript.tree, kind))


def _used(tree: SyntaxTreeNode, kind: str) -> Iterator[Use]:
    for node in tree.walk():
        if node.type == kind:
            yield Use(node.meta[_NAMED_BY[kind]], node.meta["place"], wordless=not node.children)
        elif node.type == "directive":
            markup = (value for value in node.meta["options"].values() if isinstance(value, SyntaxTreeNode))
            for used in (used for option in markup for used in _nodes(option, kind)):
                name, wordless = used.meta[_NAMED_BY[kind]], not used.children
                yield Use(name, node.meta["place"], wordless=wordless)


def _nodes(tree: SyntaxTreeNode, kind: str) -> Iterator[SyntaxTreeNode]:
    return (node for node in tree.walk() if node.type == kind)
