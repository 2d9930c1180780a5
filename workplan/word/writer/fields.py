r"""The field instructions that a document of ours may hold, and no other.

A reference is a live field where Word, when it updates fields, arrives at the words that the
document says; otherwise it is a link inside the document, which always keeps them.

    [x] number   REF name \n \h        the target's paragraph number, without full stops at its end:
                                      "4", "Appendix A"
    [x]          REF name \w \h        the same in its full context: "4.b"
    [x]          the same, between links in no style: "paragraph 14"
    [x] bare     the same alone: "14"
    [x] title    REF name \h           on the bookmark around the heading's words
    [x] words    a link in the style Hyperlink: the words are the author's
    [-] a number that is typed, not counted by Word, and a title that is not the target's: a link
        in no style
    [x] redlines: as in the document that the reference belongs to
    [-] in a redline, a reference that stays while its target comes, goes, moves or has another id: a link
        in no style
    [-] in a note of a redline, before a mark or within one: a link in no style (`linked`)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

from workplan.design.theme import Theme
from workplan.document.look import PLAIN
from workplan.document.revisions import accept, reject, said
from workplan.document.tree import (
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    NoteReference,
    Paragraph,
    Reference,
)
from workplan.document.walking.lines import Line
from workplan.document.walking.marked import flat
from workplan.document.walking.walk import plain
from workplan.word.file.bookmarks import bookmark
from workplan.word.numbering.counting import plan_numbering
from workplan.word.numbering.levels import Label, Numbering
from workplan.word.writer.anchors import Anchors, place_anchors


class References(Struct, frozen=True):
    """Words the fields for the references of one document."""

    anchors: Anchors
    labels: Mapping[str, Label]
    titles: Mapping[str, str]
    paragraph: tuple[str, str]  # what stands around the number of a paragraph
    numbered: Collection[str]  # the paragraphs that have one

    def around(self, reference: Reference) -> tuple[str, str]:
        """What a reference says before and behind what its field shows: a link in no style."""
        counted = reference.kind == "number" and reference.target in self.numbered
        return self.paragraph if counted else ("", "")

    def instruction(self, reference: Reference, name: str = "") -> str:
        """The instruction of a field for the reference; empty where it is to be a link. `name` is the
        target's bookmark, where that is not the one of its id."""
        name = name or bookmark(reference.target)
        if reference.kind == "title" and self.titles.get(reference.target) == reference.text:
            return rf"REF {name} \h{_format(reference)}"
        if reference.counts:
            label = self.labels.get(self.anchors.first.get(reference.target, reference.target))
            around = self.around(reference)
            for switch, shown in ((r"\n", label.number), (r"\w", label.full)) if label else ():
                if shown and shown.join(around) == reference.text:
                    return rf"REF {name} {switch} \h{_format(reference)}"
        return ""


class RedlineReferences(Struct, frozen=True):
    """Words the fields of a redline: `new` and `old` are the references of its two documents; `marks` are
    those of what stands in the paragraphs, by id."""

    anchors: Anchors
    labels: Mapping[str, Label]
    new: References
    old: References
    marks: Mapping[str, Line | Figure | Cell]

    def around(self, reference: Reference) -> tuple[str, str]:
        """As `References.around`."""
        if reference.deleted:
            return self.old.around(replace(reference, target=said(reference.target)))
        return self.new.around(reference)

    def instruction(self, reference: Reference) -> str:
        """As `References.instruction`."""
        target = self.anchors.first.get(reference.target, reference.target)
        node, label = self.marks.get(target), self.labels.get(target)
        if node is None or not _stands_with(node, reference):
            return ""
        name = bookmark(reference.target)
        if reference.deleted:
            there = replace(reference, target=said(reference.target))
            words = self.old.instruction(there, name)
        else:
            words = self.new.instruction(reference, name)
        in_full = r" \w " in words
        return "" if in_full and not (label and label.full) else words


def _stands_with(target: Line | Figure | Cell, reference: Reference) -> bool:
    """Whether the target is there wherever the reference is."""
    if isinstance(target, Cell):
        return True
    return not ((target.deleted and not reference.deleted) or (target.inserted and not reference.inserted))


def parted(
    reference: Reference, around: tuple[str, str]
) -> tuple[Reference | None, Reference, Reference | None]:
    """A reference as what stands before its number, the number, and what stands behind it."""
    text, (start, end) = reference.text, (len(words) for words in around)
    number = replace(reference, text=text[start : len(text) - end])
    before = replace(reference, text=text[:start]) if start else None
    return before, number, replace(reference, text=text[len(text) - end :]) if end else None


def references(document: Document, anchors: Anchors, labels: Mapping[str, Label]) -> References:
    """The references of a document without marks."""
    numbered = {block.id for block in document.blocks if isinstance(block, Paragraph) and block.label}
    around = document.terms.paragraph_pieces()
    return References(anchors, labels, heading_titles(document), around, numbered)


def redline_references(
    document: Document,
    theme: Theme,
    anchors: Anchors,
    numbering: Numbering,
    marks: Mapping[str, Line | Figure | Cell],
) -> RedlineReferences:
    """The references of a redline."""
    new, old = (
        references(side, place_anchors(side), plan_numbering(side, theme).labels)
        for side in (accept(document), reject(document))
    )
    return RedlineReferences(anchors, numbering.labels, new, old, marks)


def heading_titles(document: Document) -> dict[str, str]:
    """What REF shows for the bookmark of each heading, except one that holds a note's call within it."""
    titles: dict[str, str] = {}
    for block in document.blocks:
        if isinstance(block, Heading):
            words, _ = without_last_calls(block.inlines)
            if not any(isinstance(inline, NoteReference) for inline in words):
                titles[block.id] = plain(words)
    return titles


def linked(note: tuple[Inline, ...]) -> int:
    """How many inlines from the start of a note hold links alone, no fields: those up to its last mark. In a
    note, LibreOffice 7.4 puts each mark behind a field, or around one, at another place: "old" and "new" in
    "see Appendix A, old" would be marked some letters too late, and others go when that is decided. Where a
    whole note comes or goes, nothing is beside it."""
    pieces = [(n, piece) for n, inline in enumerate(note, 1) for piece in flat((inline,))]
    if len({(piece.inserted, piece.deleted) for _, piece in pieces}) <= 1:
        return 0
    return max(n for n, piece in pieces if piece.change)


def without_last_calls(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Split off the calls of notes at the end: a REF to a bookmark that holds one would repeat the note."""
    end = len(inlines)
    while end and isinstance(inlines[end - 1], NoteReference):
        end -= 1
    return inlines[:end], inlines[end:]


def _format(reference: Reference) -> str:
    """Words formatted by hand keep it when Word updates the field (17.16.4.3)."""
    return r" \* MERGEFORMAT" if reference.look != PLAIN else ""
