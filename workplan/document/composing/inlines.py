"""Markup to inlines: the nodes of `workplan.content.manuscript.markdown`, resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from workplan.content.manuscript.markdown import parse_inline
from workplan.content.markup.looks import NODES
from workplan.content.values.blank import parts
from workplan.document.composing.targets import Target
from workplan.document.look import PLAIN, Look
from workplan.document.tree import LINE_BREAK, Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.text.unspaced import line_end

#: Stands in a call until `note_numbers.number_notes` has seen the whole document.
UNNUMBERED = 0

#: Stands for a line end until what is printed around it is known. No content may hold it.
_LINE_END = "\x00"


def inlines(node: SyntaxTreeNode, targets: Mapping[str, Target]) -> tuple[Inline, ...]:
    """The inlines of an `inline` node; neighbouring words in the same formatting are one `Text`."""
    return normal(_unwrapped(tuple(_inlines(node, targets, PLAIN))))


def markup(words: str, targets: Mapping[str, Target]) -> tuple[Inline, ...]:
    """The inlines of a `Markup` string of the YAML files."""
    return inlines(parse_inline(words), targets)


def plain_words(said: str, look: Look = PLAIN) -> tuple[Inline, ...]:
    """Words without markup, in one look, with their blanks."""
    return normal(Text(each, look.but("blank", blank)) for each, blank in parts(said))


def _unwrapped(inlines: tuple[Inline, ...]) -> Iterable[Inline]:
    """`inlines` with what each line end prints between the words around it, whatever markup begins or ends
    there, calls of notes too."""
    before, *others = plain(inlines).split(_LINE_END)
    if not others:
        return inlines
    prints: list[str] = []
    for after in others:
        prints.append(line_end(before, after))
        before = after
    found = iter(prints)

    def unwrapped(words: str) -> str:
        first, *rest = words.split(_LINE_END)
        return first + "".join(next(found) + each for each in rest)

    return [_worded(inline, unwrapped) for inline in inlines]


def _worded(inline: Inline, change: Callable[[str], str]) -> Inline:
    match inline:
        case Link():
            return replace(inline, children=tuple(replace(t, text=change(t.text)) for t in inline.children))
        case NoteReference():
            return inline
        case _:
            return replace(inline, text=change(inline.text))


def _inlines(node: SyntaxTreeNode, targets: Mapping[str, Target], look: Look) -> Iterator[Inline]:
    for child in node.children:
        match child.type:
            case "text":
                yield Text(child.content, look)
            case "softbreak":
                yield Text(_LINE_END, look)
            case "hardbreak":
                yield Text(LINE_BREAK, look)
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
