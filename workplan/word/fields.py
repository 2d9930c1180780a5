r"""The field instructions that a document of ours may hold, and no other.

A reference is a live field where Word, when it updates fields, arrives at the words that the
document says; otherwise it is a link inside the document, which always keeps them.

    [x] number   REF name \n \h        the target's paragraph number, without full stops at its end:
                                      "4", "Appendix A"
    [x]          REF name \w \h        the same in its full context: "4.b"
    [x] title    REF name \h           on the bookmark around the heading's words
    [x] words    a link in the style Hyperlink: the words are the author's
    [-] a number that is typed, not counted by Word, and a title that is not the target's: a link
        in no style
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workplan.document.tree import Document, Heading, Inline, NoteReference, Reference
from workplan.document.walk import plain
from workplan.word.anchors import Anchors
from workplan.word.bookmarks import bookmark
from workplan.word.numbering import Label


@dataclass(frozen=True, slots=True)
class References:
    """Words the fields for the references of one document."""

    anchors: Anchors
    labels: Mapping[str, Label]
    titles: Mapping[str, str]

    def instruction(self, reference: Reference) -> str:
        """The instruction of a field for the reference; empty where it is to be a link."""
        name = bookmark(reference.target)
        if reference.kind == "title" and self.titles.get(reference.target) == reference.text:
            return rf"REF {name} \h{_format(reference)}"
        if reference.kind == "number":
            label = self.labels.get(self.anchors.first.get(reference.target, reference.target))
            for switch, shown in ((r"\n", label.number), (r"\w", label.full)) if label else ():
                if shown == reference.text:
                    return rf"REF {name} {switch} \h{_format(reference)}"
        return ""


def heading_titles(document: Document) -> dict[str, str]:
    """What REF shows for the bookmark of each heading, except one that holds a note's call within it."""
    titles: dict[str, str] = {}
    for block in document.blocks:
        if isinstance(block, Heading):
            words, _ = without_last_calls(block.inlines)
            if not any(isinstance(inline, NoteReference) for inline in words):
                titles[block.id] = plain(words)
    return titles


def without_last_calls(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    """Split off the calls of notes at the end: a REF to a bookmark that holds one would repeat the note."""
    end = len(inlines)
    while end and isinstance(inlines[end - 1], NoteReference):
        end -= 1
    return inlines[:end], inlines[end:]


def _format(reference: Reference) -> str:
    """Words formatted by hand keep it when Word updates the field (17.16.4.3)."""
    return r" \* MERGEFORMAT" if reference.bold or reference.italic else ""
