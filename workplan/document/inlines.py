"""Markup to inlines: the nodes of `workplan.content.markdown`, resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markdown_it.tree import SyntaxTreeNode

from workplan.content.looks import NODES
from workplan.content.markdown import parse_inline
from workplan.document.look import PLAIN, Look
from workplan.document.runs import normal
from workplan.document.targets import Target
from workplan.document.tree import Inline, Link, NoteReference, Reference, Text

#: Stands in a call until `notes.number_notes` has seen the whole document.
UNNUMBERED = 0


def inlines(node: SyntaxTreeNode, targets: Mapping[str, Target]) -> tuple[Inline, ...]:
    """The inlines of an `inline` node; neighbouring words in the same formatting are one `Text`."""
    return normal(_inlines(node, targets, PLAIN))


def markup(words: str, targets: Mapping[str, Target]) -> tuple[Inline, ...]:
    """The inlines of a `Markup` string of the YAML files."""
    return inlines(parse_inline(words), targets)


def _inlines(node: SyntaxTreeNode, targets: Mapping[str, Target], look: Look) -> Iterator[Inline]:
    for child in node.children:
        match child.type:
            case "text":
                yield Text(child.content, look)
            case "softbreak":
                yield Text(" ", look)
            case name if name in NODES:
                yield from _inlines(child, targets, look.but(NODES[name], True))
            case "link":
                texts = normal(_inlines(child, targets, look))
                yield Link(str(child.attrs["href"]), tuple(text for text in texts if isinstance(text, Text)))
            case "reference":
                yield from _references(child, targets, look)
            case "note_call":
                yield NoteReference(f"note.{child.meta['id']}", UNNUMBERED)
            case unknown:
                raise AssertionError(f"markdown.py let through a node that nobody prints: {unknown}")


def _references(node: SyntaxTreeNode, targets: Mapping[str, Target], look: Look) -> Iterator[Reference]:
    """One reference; or, where the author's own words change their formatting, one for each change."""
    name = node.meta["target"]
    if not node.children:
        target = targets[name]
        yield Reference(name, target.text, target.kind, look)
    for text in normal(_inlines(node, targets, look)):
        if isinstance(text, Text):
            yield Reference(name, text.text, "words", text.look)
