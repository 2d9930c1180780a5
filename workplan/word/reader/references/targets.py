"""What references and calls mean, once the whole file is known: from names of bookmarks to ids.

[x] bookmarks of ours, and those that Word makes for a cross-reference (`_Ref…`), by where they stand
[x] numbers and titles that are mere links in the file, as the outline has them
[-] references to what is not in the document: their words, and said
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.printing.unbroken import as_said, plain_again
from workplan.document.revisions import said
from workplan.document.tree import (
    Inline,
    Link,
    NoteReference,
    Reference,
    Text,
)
from workplan.document.walking.runs import normal
from workplan.word.file.bookmarks import identity
from workplan.word.reader.findings import Findings
from workplan.word.reader.parts.outline import Outline


class Targets(Struct, frozen=True):
    """`ids` are those of the document, `places` the ids of what other bookmarks stand at, `notes` the ids of
    notes by the number of their `w:footnote`, `calls` by the other bookmarks around their first calls;
    `around` is what stands around the numbers of paragraphs. The lines `settled` refer to ids already."""

    outline: Outline
    ids: frozenset[str]
    places: Mapping[str, str]
    notes: Mapping[str, str]
    calls: Mapping[str, str]
    around: Collection[tuple[str, str]]
    findings: Findings
    settled: Set[str] = frozenset()

    def line(self, id: str, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """The inlines of the line (or note) of this id."""
        if id in self.settled:
            return tuple(inlines)
        node = self.outline.nodes.get(id)
        # Here before numbers that lead nowhere, which are only words afterwards; before the others once it is
        # known which of them are numbers.
        own = node.spaces if node else self.outline.spaces()
        inlines = normal(_with_words_around(inlines, self.around))
        leading = (self._meant(one) for one in inlines if isinstance(one, Reference) and self._leads_to(one))
        inlines = plain_again(inlines, own.union(leading), self._meant)
        found = [one for inline in inlines if (one := self._inline(inline)) is not None]
        if node and node.references:
            found = _listed(found, node.references)
        words = normal(
            replace(one, target=one.target.removeprefix("@"), kind="words")
            if isinstance(one, Reference) and one.target.startswith("@")
            else as_said(one)
            for one in found
        )
        return plain_again(words, own)

    def _meant(self, number: Reference) -> str:
        name = number.target.removeprefix("@")
        return said(self.outline.target(name) or self.places.get(name.lower()) or identity(name) or name)

    def _inline(self, inline: Inline) -> Inline | None:
        match inline:
            case Reference():
                return self._reference(inline)
            case NoteReference():
                return self._call(inline)
            case Link():
                return replace(inline, href=self.outline.href(inline.href))
            case _:
                return inline

    def _reference(self, reference: Reference) -> Inline | None:
        link = "@" if reference.target.startswith("@") else ""
        name = reference.target.removeprefix("@")
        if link and (note := self._called(name)):
            marks = {"inserted": reference.inserted, "deleted": reference.deleted}
            return NoteReference(note, 0, repeat=True, **marks)
        if target := self._leads_to(reference):
            return replace(reference, target=link + target)
        self.findings.add(
            "link", "a reference to what is not in the document is read as words", reference.text
        )
        reference = as_said(reference)
        if not reference.text:
            return None
        return Text(
            reference.text,
            reference.look,
            reference.former,
            inserted=reference.inserted,
            deleted=reference.deleted,
        )

    def _leads_to(self, reference: Reference) -> str:
        """The id of what it refers to; empty for what is not in the document."""
        name = reference.target.removeprefix("@")
        target = self.outline.target(name) or self.places.get(name.lower())
        if reference.deleted and not target:
            target = identity(name)  # of something that has another id by now
        return target if target and (reference.deleted or target in self.ids) else ""

    def _call(self, call: NoteReference) -> NoteReference | None:
        note = self._called(call.note) if call.repeat else self.notes.get(call.note)
        if note is None:
            self.findings.add("note", "a call of a note that is not there is left out")
            return None
        return replace(call, note=note)

    def _called(self, name: str) -> str | None:
        """The note around whose first call this bookmark stands."""
        note = self.outline.note(name) or self.calls.get(name.lower())
        return note if note in self.ids else None


def _with_words_around(inlines: Iterable[Inline], around: Collection[tuple[str, str]]) -> Iterator[Inline]:
    """The inlines with what stands around the number of a paragraph, a link of its own to the same place, put
    together with it."""
    before: Inline | None = None
    for inline in inlines:
        if (
            isinstance(before, Reference)
            and isinstance(inline, Reference)
            and _is_one(before, inline, around)
        ):
            target = inline.target.removeprefix("@")
            before = replace(inline, target=target, text=before.text + inline.text)
            continue
        if before is not None:
            yield before
        before = inline
    if before is not None:
        yield before


def _is_one(one: Reference, other: Reference, around: Collection[tuple[str, str]]) -> bool:
    """Whether of two references side by side one is the number, and the other a link with what stands around
    it."""
    link, place = (one, 0) if one.target.startswith("@") else (other, 1)
    field = other if link is one else one
    return (
        link.target == f"@{field.target}"
        and field.kind == "number"
        and as_said(replace(link, kind="number")).text in {words[place] for words in around}
        and _appearance(one) == _appearance(other)
    )


#: How many different words a line may list for one target: it has a number and a title.
_MOST_WORDS = 8


def _listed(found: list[Inline], references: Sequence[tuple[str, str, str]]) -> list[Inline]:
    """The inlines of a line with the links among them that are numbers and titles, as the outline lists them.
    Of two links with the same words, the one in no link's style is the number."""
    words: dict[str, list[str]] = {}
    for target, text, _ in references:
        listed = words.setdefault(f"@{target}", [])
        if len(listed) < _MOST_WORDS and text not in listed:
            listed.append(text)
    joined = list(_joined(found, words))
    links: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(joined):
        if isinstance(one, Reference) and one.target in words:
            links.setdefault((one.target, one.text), []).append(place)
    for places in links.values():  # the first last, and those in a link's style before all others
        places.sort(key=lambda place: (_is_words(joined[place]), place), reverse=True)
    for target, text, kind in references:
        places = links.get((f"@{target}", text), [])
        if places and kind in {"number", "title"}:
            place = places.pop()
            one = joined[place]
            assert isinstance(one, Reference)
            meant: Literal["number", "title"] = "number" if kind == "number" else "title"
            joined[place] = replace(one, target=target, kind=meant)
    return joined


def _is_words(one: Inline) -> bool:
    return isinstance(one, Reference) and one.kind == "words"


def _joined(found: Sequence[Inline], words: Mapping[str, Sequence[str]]) -> Iterator[Inline]:
    """The inlines with links put together again whose words are known, by their targets: LibreOffice 7.4 ends
    one where the script changes, and what follows is text of the same look."""
    place, rest = 0, 0  # `rest`: how much of the next text a link has taken
    while place < len(found):
        one, place = found[place], place + 1
        if rest and isinstance(one, Text):
            one, rest = replace(one, text=one.text[rest:]), 0
        if isinstance(one, Reference) and one.text not in (listed := words.get(one.target, ())):
            for whole in listed:
                if ends := _ends(one, whole, found, place):
                    one, (place, rest) = replace(one, text=whole), ends
                    break
        yield one


def _ends(one: Reference, whole: str, found: Sequence[Inline], place: int) -> tuple[int, int] | None:
    """Where a link ends whose `whole` words go on in the texts from `place` on: behind how many, and how much
    of the next. None where they do not go on so."""
    if len(one.text) >= len(whole) or not whole.startswith(one.text):
        return None
    at = len(one.text)
    for next_ in range(place, len(found)):
        text = found[next_]
        if not isinstance(text, Text) or _appearance(one) != _appearance(text):
            return None
        missing = len(whole) - at
        if missing < len(text.text):
            return (next_, missing) if text.text.startswith(whole[at:]) else None
        if not whole.startswith(text.text, at):
            return None
        at += len(text.text)
        if at == len(whole):
            return next_ + 1, 0
    return None


def _appearance(node: Reference | Text) -> tuple[object, ...]:
    return node.look, node.former, node.inserted, node.deleted
