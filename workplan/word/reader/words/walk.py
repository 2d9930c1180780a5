"""Going through a paragraph, whatever wraps its runs, without climbing the stack.

[x] insertions, deletions, moves, links, content controls, smart tags, custom XML, directions
[x] simple fields, shown as the complex ones that they stand for
[x] alternatives (`mc:AlternateContent`): the first choice that this reader knows
[x] ruby: the base text
[-] the placeholder words of an empty content control: they are Word's
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import Marked
from workplan.word.file.xml import w
from workplan.word.reader.marks import DELETED, INSERTED, PLAIN, Revisions

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LINK, _RUN, _SIMPLE = w("hyperlink"), w("r"), w("fldSimple")
#: Word's way to write an emoji, beside a plain character as the fallback.
_UNKNOWN = frozenset({"http://schemas.microsoft.com/office/word/2015/wordml/symex"})
_CHANGES = INSERTED | DELETED
#: What has runs, or further wrappers, in it and says nothing of its own.
_WRAPPERS = frozenset(
    {
        *map(w, ("sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase")),
        *(_MC + name for name in ("AlternateContent", "Choice", "Fallback")),
    }
)
_PROPERTIES = frozenset(
    map(w, ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "rt"))
)


class Context(Struct, frozen=True):
    """What stands around an element: its marks, the link, the run's properties."""

    marks: Marked = PLAIN
    link: _Element | None = None
    properties: _Element | None = None


class Simple(Struct, frozen=True):
    """Where a simple field begins (with its instruction) or ends (without)."""

    instruction: str | None


Event = _Element | Simple


def inside(parent: _Element, revisions: Revisions) -> Iterator[tuple[Event, Context]]:
    """What a paragraph holds, in order: the contents of its runs, and what stands between runs."""
    stack: list[tuple[Iterator[Event], Context]] = [(iter(parent), Context())]
    while stack:
        children, context = stack[-1]
        for child in children:
            if isinstance(child, Simple):
                yield child, context
            elif (below := _entered(child, context, revisions)) is not None:
                stack.append((_children(child), below))
                break
            elif child.tag not in _PROPERTIES:
                yield child, context
        else:
            stack.pop()


def _entered(element: _Element, context: Context, revisions: Revisions) -> Context | None:
    """The context within an element that only wraps; None for anything else."""
    tag = element.tag
    if tag == _RUN:
        return replace(context, properties=element.find(w("rPr")))
    if tag in _CHANGES:
        return replace(context, marks=revisions.marked(context.marks, element))
    if tag == _LINK:
        return replace(context, link=element)
    if tag == _SIMPLE or (tag in _WRAPPERS and not is_placeholder(element)):
        return context
    return None


def _children(element: _Element) -> Iterator[Event]:
    if element.tag == _SIMPLE:
        yield Simple(element.get(w("instr"), ""))
        yield from element
        yield Simple(None)
    elif element.tag == _MC + "AlternateContent":
        known = (choice for choice in element if not _requires(choice) & _UNKNOWN)
        yield from [choice] if (choice := next(known, None)) is not None else []
    else:
        yield from element


def _requires(choice: _Element) -> set[str | None]:
    """The namespaces that a choice is for (ECMA-376 Part 3, 7.6); none for the fallback."""
    return {choice.nsmap.get(prefix) for prefix in choice.get("Requires", "").split()}


def is_placeholder(element: _Element) -> bool:
    """Whether it is a content control that shows no words but "Click here to enter text"."""
    return element.tag == w("sdt") and element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None
