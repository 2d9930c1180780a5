"""What references and calls mean, once the whole file is known: from names of bookmarks to ids.

[x] bookmarks of ours, and those that Word makes for a cross-reference (`_Ref…`), by where they stand
[x] numbers and titles that are mere links in the file, as the outline has them
[-] references to what is not in the document: their words, and said
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workplan.document.lines import Line, Unit, flatten, nested
from workplan.document.runs import normal
from workplan.document.tree import (
    Block,
    Figure,
    Inline,
    Link,
    NoteReference,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.word.bookmarks import identity
from workplan.word.reader.findings import Findings
from workplan.word.reader.outline import Outline


@dataclass(frozen=True, slots=True)
class Targets:
    """`ids` are those of the document, `places` the ids of what other bookmarks stand at, `notes` the ids of
    notes by the number of their `w:footnote`, `calls` by the other bookmarks around their first calls."""

    outline: Outline
    ids: frozenset[str]
    places: Mapping[str, str]
    notes: Mapping[str, str]
    calls: Mapping[str, str]
    findings: Findings

    def line(self, id: str, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        """The inlines of the line (or note) of this id."""
        node = self.outline.nodes.get(id)
        found = [one for inline in inlines if (one := self._inline(inline)) is not None]
        for target, words, kind in node.references if node else ():
            self._listed(found, target, words, kind)
        return normal(
            replace(one, target=one.target.removeprefix("@"), kind="words")
            if isinstance(one, Reference) and one.target.startswith("@")
            else one
            for one in found
        )

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
        target = self.outline.target(name) or self.places.get(name.lower())
        if reference.deleted and not target:
            target = identity(name)  # of something that has another id by now
        if target and (reference.deleted or target in self.ids):
            return replace(reference, target=link + target)
        self.findings.add(
            "link", "a reference to what is not in the document is read as words", reference.text
        )
        if not reference.text:
            return None
        return Text(
            reference.text,
            reference.bold,
            reference.italic,
            reference.former,
            inserted=reference.inserted,
            deleted=reference.deleted,
        )

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

    def _listed(self, found: list[Inline], target: str, words: str, kind: str) -> None:
        """One of the links is a number or a title: the one in no link's style, if there are two."""
        _join(found, f"@{target}", words)
        matching = [
            (one.kind == "words", place, one)
            for place, one in enumerate(found)
            if isinstance(one, Reference) and (one.target, one.text) == (f"@{target}", words)
        ]
        if matching and kind in {"number", "title"}:
            _, place, one = min(matching, key=lambda match: match[:2])
            meant: Literal["number", "title"] = "number" if kind == "number" else "title"
            found[place] = replace(one, target=target, kind=meant)


def _join(found: list[Inline], target: str, words: str) -> None:
    """Put a link together again whose words are known: LibreOffice 7.4 ends one where the script changes, and
    what follows is text of the same look."""
    for place, one in enumerate(found):
        if not isinstance(one, Reference) or one.target != target or not words.startswith(one.text):
            continue
        missing, end = words.removeprefix(one.text), place + 1
        while missing and end < len(found) and _continues(one, found[end], missing):
            missing = missing.removeprefix(found[end].text)  # type: ignore[union-attr]
            end += 1
        if missing and end < len(found) and _continues(one, found[end], missing, whole=False):
            last = found[end]
            assert isinstance(last, Text)
            found[end] = replace(last, text=last.text.removeprefix(missing))
            missing = ""
        if not missing:
            found[place:end] = [replace(one, text=words)]


def _continues(one: Reference, next_: Inline, missing: str, *, whole: bool = True) -> bool:
    """Whether a text begins with the words that a link misses; the `whole` of it, or more."""
    if not isinstance(next_, Text) or _appearance(one) != _appearance(next_):
        return False
    return missing.startswith(next_.text) if whole else next_.text.startswith(missing)


def _appearance(node: Reference | Text) -> tuple[object, ...]:
    return node.bold, node.italic, node.former, node.inserted, node.deleted


Change = Callable[[str, tuple[Inline, ...]], tuple[Inline, ...]]


def rewritten(blocks: Sequence[Block], change: Change) -> tuple[Block, ...]:
    """The blocks with the inlines of every line changed; `change` is given the line's id as well."""

    def paragraph(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, inlines=change(paragraph.id, paragraph.inlines))

    def row(row: Row) -> Row:
        cells = (replace(cell, blocks=tuple(map(paragraph, cell.blocks))) for cell in row.cells)
        return replace(row, cells=tuple(cells))

    def unit(unit: Unit) -> Unit:
        match unit:
            case Line():
                return replace(unit, inlines=change(unit.place.id, unit.inlines))
            case Table():
                return replace(unit, header=row(unit.header), rows=tuple(map(row, unit.rows)))
            case Figure():
                return replace(unit, caption=unit.caption and paragraph(unit.caption))

    return nested(tuple(map(unit, flatten(blocks))))


def ids(blocks: Sequence[Block]) -> Iterator[str]:
    """What a reference may lead to: lines, lists and their items, tables and their rows, figures."""
    for unit in flatten(blocks):
        match unit:
            case Line():
                yield unit.place.id
                for frame in unit.place.frames:
                    yield from (frame.list, frame.item)
            case Table():
                yield unit.id
                for row in (unit.header, *unit.rows):
                    yield row.id
                    for cell in row.cells:
                        yield cell.id
                        yield from (paragraph.id for paragraph in cell.blocks)
            case Figure():
                yield unit.id
                yield from [unit.caption.id] if unit.caption else []
