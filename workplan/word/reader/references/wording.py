"""The words of references: what they refer to says them, whatever stands in the file.

[x] numbers and titles are worked out anew: an editor's fields show what they showed before
[x] words typed behind a number, within the field: words of their own
[x] the number of a paragraph by itself, as Word's own cross-references have it
[-] other words typed into a field: said, and lost, as they are in Word when it updates fields
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.resolving.resolve import shown
from workplan.document.revisions import accept, is_marked, reject, said
from workplan.document.tree import Document, Inline, Reference, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.same import all_of, having
from workplan.document.walking.walk import map_named_lines
from workplan.word.reader.findings import Findings

_Shown = dict[tuple[str, str], str]


def reworded(document: Document, order: Sequence[int], findings: Findings, *, fresh: bool) -> Document:
    """The document with the words that its references have. `order` has the numbers of its lines, and `fresh`
    says whether the editor works fields out by itself, so that what they show is nobody's."""
    after = accept(document)
    new = dict(shown(after.blocks, after.terms))
    before = reject(document) if is_marked(document) else after
    old = dict(shown(before.blocks, before.terms))
    words = _Words(new, old, after.terms.paragraph_pieces(), None if fresh else findings)
    numbers = iter(order)

    def line(_id: str, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        findings.at = next(numbers)
        return words.of(inlines)

    blocks = tuple(map_named_lines(block, line) for block in document.blocks)
    notes = tuple(replace(note, inlines=words.of(note.inlines)) for note in document.notes)
    return replace(document, blocks=blocks, notes=notes)


class _Words(Struct, frozen=True):
    """What references show in the new document and in the old one; `around` is what stands around the numbers
    of paragraphs."""

    new: _Shown
    old: _Shown
    around: tuple[str, str]
    findings: Findings | None

    def _bare(self, words: str) -> str:
        """The number of a paragraph that `words` refer to; empty where they do not."""
        before, after = self.around
        number = words[len(before) : len(words) - len(after)]
        return number if number != words and number.isdigit() and number.join(self.around) == words else ""

    def of(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return normal(all_of(inlines, chain.from_iterable(map(self._inline, inlines))))

    def _inline(self, inline: Inline) -> Iterator[Inline]:
        if not isinstance(inline, Reference) or inline.kind == "words":
            yield inline
            return
        key = (said(inline.target), inline.kind)
        words = (self.old if inline.deleted else self.new).get(key, inline.text)
        if inline.text.isdigit() and (number := self._bare(words)):
            yield replace(inline, text=number, kind="bare")
            return
        if key not in self.new and inline.text == self._bare(self.old.get(key, "")):
            yield replace(inline, kind="bare")  # of a paragraph that was struck out
            return
        yield having(inline, text=words)
        rest = inline.text.removeprefix(words)
        if inline.kind == "number" and words and rest[:1] in {",", ";", " "} and rest != inline.text:
            yield Text(
                rest,
                inline.look,
                inline.former,
                inserted=inline.inserted,
                deleted=inline.deleted,
            )
        elif self.findings and inline.text not in {"", words, self.old.get(key), self.new.get(key)}:
            message = f"a reference shows other words than {words!r}, which it stands for: it has these again"
            self.findings.add("reference", message, inline.text)
