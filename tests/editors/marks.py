"""A marked document as text: what changed on which node, by whom.

{+Ann: words}  {-Bo: words}     came, went           {~Ann: words}  another formatting
^note.calm                      the call of a note   [target: words] a reference
… ¶+Ann  … ¶-Bo                 the break at the end came, went
> words                         in a list, one sign for each level
"""

from __future__ import annotations

from collections.abc import Iterator

from workplan.document.tree import (
    Block,
    Document,
    Heading,
    Inline,
    Link,
    List,
    Marked,
    NoteReference,
    Paragraph,
    Reference,
    Table,
    Text,
)
from workplan.document.walking.walk import lines


def nodes(document: Document) -> dict[str, str]:
    """The lines, rows and notes of a document by their ids."""
    found = dict(pair for block in document.blocks for pair in _block(block, 0))
    return found | {note.id: _words(note.inlines) for note in document.notes}


def changes(before: Document, after: Document) -> dict[str, str]:
    """The nodes of `after` that are others than in `before`; those that are not there any more say "gone"."""
    old, new = nodes(before), nodes(after)
    gone = {id: "gone" for id in old if id not in new}
    return {id: said for id, said in new.items() if old.get(id) != said} | gone


def _block(block: Block, depth: int) -> Iterator[tuple[str, str]]:
    match block:
        case List():
            for item in block.items:
                for child in item.blocks:
                    yield from _block(child, depth + 1)
        case Table():
            for row in (block.header, *block.rows):
                yield row.id, f"row{_ends(row)}"
            for line in lines(block):
                yield line.id, _line(line, 0)
        case _:
            for line in lines(block):
                yield line.id, _line(line, depth)


def _line(line: Paragraph | Heading, depth: int) -> str:
    words = _words(line.inlines) + _ends(line)
    return f"{'>' * depth} {words}" if depth else words


def _ends(node: Marked) -> str:
    came = f" ¶+{node.inserted.author}" if node.inserted else ""
    return came + (f" ¶-{node.deleted.author}" if node.deleted else "")


def _words(inlines: tuple[Inline, ...]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Link():
            return f"<{_words(inline.children)}>"
        case NoteReference():
            words = f"^{inline.note}"
        case Reference():
            words = f"[{inline.target}: {inline.text}]"
        case Text():
            words = inline.text
            words = f"**{words}**" if inline.look.bold else f"*{words}*" if inline.look.italic else words
    former = None if isinstance(inline, NoteReference) else inline.former
    if former:
        words = f"{{~{former.revision.author}: {words}}}"
    for mark, sign in ((inline.inserted, "+"), (inline.deleted, "-")):
        words = f"{{{sign}{mark.author}: {words}}}" if mark else words
    return words
