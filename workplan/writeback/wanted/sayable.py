"""Words that content cannot say as they are: said as nearly as it can, and told.

Most are nothing that anybody sees: two spaces, a space that is bold. Told are a mark that cannot be bold in
the middle of a word, a picture's caption with markup, a reference to what has no id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Literal

from msgspec.structs import replace

from workplan.content.paper.roles import MASTHEAD
from workplan.directives.declared import printing
from workplan.document.resolving.resolve import resolve, shown
from workplan.document.tree import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    NoteReference,
    Paragraph,
    Reference,
    Table,
    Text,
)
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import lines, map_named_lines, plain
from workplan.text.hints import quoted
from workplan.writeback.losses import Losses
from workplan.writeback.markdown.inline import spelled
from workplan.writeback.markdown.loosened import has_break, on_one_line, unnumbered
from workplan.writeback.wanted.scopes import entries

Inlines = tuple[Inline, ...]
Kind = Literal["number", "title"]


def settled(new: Document, old: Document, findings: Losses) -> Document:
    """`new` with words that content can say. Lines that `old` has as well are taken as they are."""
    settler = _Settler(new, old, findings)
    blocks = tuple(block for block in map(settler.block, new.blocks) if not _blank(block))
    notes = tuple(replace(note, inlines=settler.unbroken(note.id, note.inlines)) for note in new.notes)
    return resolve(replace(new, blocks=blocks, notes=notes))


def _blank(block: Block) -> bool:
    """A line without words, as Word has between paragraphs, prints nothing."""
    return isinstance(block, Paragraph | Heading) and not block.inlines


class _Settler:
    def __init__(self, new: Document, old: Document, findings: Losses) -> None:
        self._findings = findings
        known = [line.inlines for block in old.blocks for line in lines(block)]
        known += [note.inlines for note in old.notes]
        self._known = {unnumbered(inlines): inlines for inlines in known}
        self._kinds: Mapping[str, Kind] = dict(_kinds(new))
        # Lines of the front page with references are made, which `front_page` knows.
        self._made = {
            block.id
            for block in old.blocks
            if isinstance(block, Paragraph)
            and block.role in MASTHEAD
            and any(isinstance(inline, Reference) for inline in block.inlines)
        }

    def block(self, block: Block) -> Block:
        if block.id in self._made:
            return block
        broken = isinstance(block, Paragraph) or (isinstance(block, List) and "." in block.id)
        block = map_named_lines(block, self.line if broken else self.unbroken)
        if isinstance(block, Table) and printing(block.id):
            block = self._with_headings(block)
        if isinstance(block, Figure) and block.caption:
            words = plain(block.caption.inlines)
            if block.caption.inlines != (Text(words),):
                message = f"the caption {quoted(words)} is plain words in the content"
                self._tell(block.id, message, "a caption has no markup")
            caption = replace(block.caption, inlines=(Text(words),) if words else ())
            return replace(block, caption=caption if words else None)
        return block

    def _with_headings(self, table: Table) -> Table:
        """The headings are options of a directive, in which no space before a note's call is printed."""
        headings = {line.id for cell in table.header.cells for line in cell.blocks}

        def closed(id: str, inlines: Inlines) -> Inlines:
            found = tuple(_without_end_space(*pair) for pair in zip_longest(inlines, inlines[1:]))
            if id not in headings or found == inlines:
                return inlines
            self._tell(
                id,
                f"a space before the note's number in {quoted(plain(inlines))} cannot be written down",
                "the number of a note stands right behind a heading",
            )
            return normal(found)

        block = map_named_lines(table, closed)
        assert isinstance(block, Table)
        return block

    def unbroken(self, id: str, inlines: Inlines) -> Inlines:
        """A line of a heading, or of data in YAML, whose lines end where they may."""
        if not has_break(inlines) or unnumbered(inlines) in self._known:
            return self.line(id, inlines)
        words = quoted(plain(inlines))
        hint = "line breaks are for paragraphs and lists of manuscripts; the words are kept, with a space"
        self._tell(id, f"a line break in {words} cannot be written down", hint)
        return self.line(id, on_one_line(inlines))

    def line(self, id: str, inlines: Inlines) -> Inlines:
        wanted = unnumbered(inlines)
        if wanted in self._known or not wanted:
            return self._known.get(wanted, ())
        wanted = unnumbered(self._referring(id, inline) for inline in wanted)
        found = spelled(wanted).inlines
        if _signs(found) != _signs(wanted):
            self._tell(
                id,
                f"in {quoted(plain(wanted))}, some of the formatting cannot be written down",
                "bold and italic end with a letter where one follows; superscript and subscript hold no "
                "space; links lead to https://, http:// or mailto:",
            )
        return found

    def _referring(self, id: str, inline: Inline) -> Inline:
        """A reference that content can make."""
        if not isinstance(inline, Reference):
            return inline
        kind = self._kinds.get(inline.target)
        if kind is None:
            hint = "references lead to headings, priorities, actions and appendices; give it another target"
            self._tell(
                id, f"the reference {quoted(inline.text)} leads to what has no id in the content", hint
            )
            return Text(inline.text, inline.look)
        return inline if inline.kind in (kind, "words") else replace(inline, kind="words")

    def _tell(self, id: str, message: str, hint: str) -> None:
        self._findings.add(id, message, "", hint=hint, warning=True)


def _without_end_space(inline: Inline, following: Inline | None) -> Inline:
    if isinstance(inline, Text) and isinstance(following, NoteReference):
        return replace(inline, text=inline.text.rstrip(" "))
    return inline


def _kinds(new: Document) -> Iterator[tuple[str, Kind]]:
    """What content can refer to, and what a reference without words prints."""
    named: set[str] = set()
    for block in new.blocks:
        if isinstance(block, Heading):
            named.add(block.id)
            yield block.id, "number" if block.label else "title"
        elif isinstance(block, Paragraph) and "." not in block.id:
            named.add(block.id)
        elif isinstance(block, Table | List) and (directive := printing(block.id)) and directive.kinds:
            named |= set(entries(block))
    numbers = (id for (id, kind), _ in shown(new.blocks, new.terms) if kind == "number")
    yield from ((id, "number") for id in numbers if id in named)


def _signs(inlines: Inlines) -> list[tuple[object, ...]]:
    """Each printed sign with its formatting and what it is a part of."""
    return [sign for inline in inlines for sign in _signs_of(inline)]


def _signs_of(inline: Inline) -> Iterator[tuple[object, ...]]:
    match inline:
        case Text():
            yield from ((c, inline.look) for c in inline.text if not c.isspace())
        case Link():
            for child in inline.children:
                yield from ((*sign, inline.href) for sign in _signs_of(child))
        case Reference() | NoteReference():
            yield (inline,)
