r"""The field instructions that a document of ours may hold, and no other.

A reference is a live field where Word, when it updates fields, arrives at the words that the
document says; otherwise it is a link inside the document, which always keeps them.

    [x] number   REF name \n \h        the target's paragraph number, without full stops at its end
    [x]          name \n \t \h         the same where the label has words ("Appendix A" gives "A")
    [x] title    REF name \h           on the bookmark around the heading's words
    [x] words    a link in the style Hyperlink: the words are the author's
    [-] a number that is typed, not counted by Word, and a title that is not the target's: a link
        in no style

The second form leaves the word REF out, as ECMA-376 Part 1, 17.16.5.51 allows: LibreOffice (7.4,
measured) passes over `\t` and would show "Appendix A" for the REF it knows; a field that it does
not know it shows, and saves, as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workplan.document.tree import Document, Heading, Inline, NoteReference, Reference
from workplan.document.walk import plain
from workplan.word.anchors import Anchors
from workplan.word.bookmarks import bookmark
from workplan.word.numbering import Label

#: The names of Word's fields (17.16.5 and MS-OI29500): a bookmark of such a name needs its REF.
_FIELD_NAMES = re.compile(
    "addin|addressblock|advance|ask|author|autonum|autonumlgl|autonumout|autotext|"
    "autotextlist|barcode|bibliography|bidioutline|citation|comments|compare|control|"
    "createdate|data|database|date|dde|ddeauto|displaybarcode|docproperty|docvariable|"
    "edittime|embed|eq|filename|filesize|fillin|formcheckbox|formdropdown|formtext|formula|"
    "ftnref|glossary|goto|greetingline|hyperlink|if|import|include|includepicture|"
    "includetext|index|info|keywords|lastsavedby|link|listnum|macrobutton|mergebarcode|"
    "mergefield|mergerec|mergeseq|next|nextif|noteref|numchars|numpages|numwords|page|"
    "pageref|print|printdate|private|quote|rd|ref|revnum|savedate|section|sectionpages|seq|"
    "set|shape|skipif|styleref|subject|subscriber|symbol|ta|tc|template|time|title|toa|toc|"
    "useraddress|userinitials|username|xe|htmlcontrol|htmlactivex"
)


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
            if label and label.number == reference.text:
                if not label.prefixed:
                    return rf"REF {name} \n \h{_format(reference)}"
                if not _FIELD_NAMES.fullmatch(name):
                    return rf"{name} \n \t \h{_format(reference)}"
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
