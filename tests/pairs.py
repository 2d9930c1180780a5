"""Pairs of documents for property tests: a document, and what became of it.

    @given(pairs())
    def test_law(pair: tuple[Document, Document]) -> None: ...

Most are one document before and after a few amendments, as a secretariat makes them: words changed, put in
bold, struck; paragraphs, items, rows and notes added, removed and moved; paragraphs split and joined;
headings and items put on another level. Some are two documents that have nothing to do with each other but
a few ids.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.strategies import documents, listed, paged, words
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import (
    Block,
    Cell,
    Document,
    Frame,
    Inline,
    Link,
    List,
    Note,
    NoteReference,
    ParagraphRole,
    Place,
    Reference,
    Row,
    Table,
    Text,
)
from workplan.document.walking.lines import Line, Unit, flatten, line, nested, paragraph
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import ids, lines, map_lines

B = TypeVar("B", bound=Block)

Units = list[Unit]

_SENTENCES = (
    "Storms are counted by every harbour office.",
    "The Co-Chairs report to every meeting of Senior Officials in writing!",
    "“Tides” are what every station measures.",
)
_SPACES = re.compile(" {2,}")


@st.composite
def paged_pairs(draw: st.DrawFn, *, most: int = 4) -> tuple[Document, Document]:
    """A pair whose pages begin anywhere, in each where it likes."""
    old, new = draw(pairs(most=most))
    return draw(paged(old)), draw(paged(new))


@st.composite
def pairs(draw: st.DrawFn, *, chinese: bool = True, most: int = 4) -> tuple[Document, Document]:
    """A document, and it again after at most so many amendments; both number their paragraphs, or neither: no
    copy in Word decides on that."""
    old = draw(documents(chinese=chinese))
    if draw(st.integers(0, 9)) == 0:
        new = draw(documents(chinese=chinese))
        return old, with_numbers(new, wanted=old.properties.numbered)
    old = draw(planted(old))
    if draw(st.booleans()):
        old = by_place(old)
    new = draw(amended(old, chinese=chinese, most=most))
    return old, draw(listed(new)) if draw(st.booleans()) else new


def with_numbers(document: Document, *, wanted: bool) -> Document:
    """`document`, its paragraphs numbered where that is `wanted`."""
    return resolve(replace(document, properties=replace(document.properties, numbered=wanted)))


def by_place(document: Document) -> Document:
    """`document` with the items of its lists known by their places alone, as those of a manuscript are; but
    for the ones that something refers to."""
    every = chain(chain.from_iterable(map(lines, document.blocks)), document.notes)
    named = {i.target for found in every for i in found.inlines if isinstance(i, Reference)}

    def unnamed(block: B) -> B:
        if not isinstance(block, List):
            return block
        items = (
            replace(item, id=item.id if item.id in named else "", blocks=tuple(map(unnamed, item.blocks)))
            for item in block.items
        )
        return replace(block, items=tuple(items))

    return resolve(replace(document, blocks=tuple(map(unnamed, document.blocks))))


@st.composite
def planted(draw: st.DrawFn, document: Document) -> Document:
    """`document` with a few sentences in its paragraphs, which an amendment can move."""
    editor = _Editor(draw, words(), document)
    for _ in range(draw(st.integers(0, 2))):
        editor.put_sentence()
    return editor.document()


@st.composite
def amended(draw: st.DrawFn, document: Document, *, chinese: bool = True, most: int = 4) -> Document:
    """`document` after one to `most` amendments, resolved."""
    editor = _Editor(draw, words(chinese=chinese), document)
    for _ in range(draw(st.integers(1, most))):
        draw(st.sampled_from(editor.amendments))()
    return editor.document()


class _Editor:
    def __init__(self, draw: st.DrawFn, drawn: st.SearchStrategy[str], document: Document) -> None:
        self.draw, self.words, self.before = draw, drawn, document
        self.units: Units = list(flatten(document.blocks))
        self.notes = list(document.notes)
        every = chain(chain.from_iterable(map(ids, document.blocks)), (note.id for note in document.notes))
        self.made = sum("-new-" in id for id in every)  # by an amendment before this one
        self.amendments: list[Callable[[], None]] = [
            self.change_words,
            self.change_words,
            self.embolden,
            self.insert_line,
            self.remove_unit,
            self.move_unit,
            self.put_sentence,
            self.put_sentence,
            self.split,
            self.join,
            self.change_level,
            self.rename_heading,
            self.quote,
            self.indent_item,
            self.add_item,
            self.change_cell,
            self.add_row,
            self.remove_row,
            self.move_row,
            self.add_note,
            self.change_note,
            self.remove_call,
            self.describe,
        ]

        if self.standing():  # or too few pairs would have a sentence that moved
            self.amendments += [self.put_sentence] * 10

    def standing(self) -> list[str]:
        """The sentences that can move."""
        return [
            s for s in _SENTENCES if any(isinstance(unit, Line) and _says(unit, s) for unit in self.units)
        ]

    def document(self) -> Document:
        blocks = tuple(map_lines(block, single_spaced) for block in nested(self.units))
        notes = (replace(note, inlines=single_spaced(note.inlines)) for note in self.notes)
        return resolve(replace(self.before, blocks=blocks, notes=tuple(notes)))

    def new(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}-new-{self.made}"

    def pick(self, wanted: Callable[[Unit], bool]) -> int | None:
        places = [n for n, unit in enumerate(self.units) if wanted(unit)]
        return self.draw(st.sampled_from(places)) if places else None

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Somewhere in the words, something is put in, taken out or replaced."""
        place = self.draw(st.integers(0, len(inlines) - 1)) if inlines else 0
        new = Text(self.draw(self.words) + " ")
        how = self.draw(st.sampled_from(("insert", "remove", "replace", "inside", "inside")))
        if how == "insert" or not inlines:
            return normal((*inlines[:place], new, *inlines[place:]))
        if how == "remove" and len(inlines) > 1:
            return normal((*inlines[:place], *inlines[place + 1 :]))
        found = inlines[place]
        if how == "inside" and isinstance(found, Text):
            at = self.draw(st.integers(0, len(found.text)))
            pieces = (
                replace(found, text=found.text[:at]),
                replace(found, text=" " + new.text + found.text[at:]),
            )
            return normal((*inlines[:place], *pieces, *inlines[place + 1 :]))
        return normal((*inlines[:place], new, *inlines[place + 1 :]))

    def change_words(self) -> None:
        if (n := self.pick(lambda unit: isinstance(unit, Line))) is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            self.units[n] = replace(found, inlines=self.inlines(found.inlines))

    def rename_heading(self) -> None:
        """Most headings are called by their words: what nothing refers to has another id with other words."""
        every = chain((unit.inlines for unit in self.units if isinstance(unit, Line)), *_cells(self.units))
        lines = chain(every, (note.inlines for note in self.notes))
        named = {i.target for inlines in lines for i in inlines if isinstance(i, Reference)}
        n = self.pick(lambda u: isinstance(u, Line) and bool(u.place.level) and u.place.id not in named)
        if n is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            place = replace(found.place, id=self.new("section"))
            words = normal((*found.inlines, Text(f" again {self.made}")))
            self.units[n] = replace(found, place=place, inlines=words)

    def embolden(self) -> None:
        if (n := self.pick(lambda unit: isinstance(unit, Line))) is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            changed = (
                i
                if isinstance(i, NoteReference | Link) or self.draw(st.booleans())
                else replace(i, look=i.look.but("bold", not i.look.bold))
                for i in found.inlines
            )
            self.units[n] = replace(found, inlines=normal(changed))

    def insert_line(self) -> None:
        place = self.draw(st.integers(1, len(self.units)))
        if place < len(self.units) and _frames(self.units[place]):
            return
        inlines = (Text(self.draw(self.words)),)
        if self.draw(st.booleans()):
            self.units.insert(place, Line(Place(self.new("section"), level=1), inlines))
        else:
            self.units.insert(place, Line(Place("introduction.0"), inlines))

    def remove_unit(self) -> None:
        if (n := self.pick(_removable)) is not None:
            del self.units[n : self.end(n)]

    def end(self, n: int) -> int:
        """Where the item that a line opens ends; of anything else, the next unit."""
        found = self.units[n]
        frames = _frames(found)
        if not frames or not _opens(self.units, n):
            return n + 1
        end = n + 1
        while end < len(self.units) and _frames(self.units[end])[: len(frames)] == frames:
            end += 1
        return end

    def move_unit(self) -> None:
        if (n := self.pick(lambda unit: _removable(unit) and not _frames(unit))) is None:
            return
        unit = self.units.pop(n)
        places = [
            p for p in range(1, len(self.units) + 1) if p == len(self.units) or not _frames(self.units[p])
        ]
        self.units.insert(self.draw(st.sampled_from(places)), unit)

    def put_sentence(self) -> None:
        """A sentence comes into a paragraph, from where it stands if it stands anywhere, perhaps changed."""
        sentence = self.draw(st.sampled_from(self.standing() or _SENTENCES))
        for n, unit in enumerate(self.units):
            if isinstance(unit, Line) and _says(unit, sentence):
                self.units[n] = replace(unit, inlines=_without(unit.inlines, sentence) or (Text("nothing"),))
        if self.draw(st.integers(0, 3)) == 0:
            sentence = sentence.replace(" every ", " each ", 1)
        if (n := self.pick(_plain)) is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            at = self.draw(st.integers(0, len(found.inlines)))
            put = (*found.inlines[:at], Text(f". {sentence} Then "), *found.inlines[at:])
            self.units[n] = replace(found, inlines=_stripped(normal(put)))

    def split(self) -> None:
        n = self.pick(lambda unit: _plain(unit) and not _frames(unit) and len(unit.inlines) > 1)  # type: ignore[union-attr]
        if n is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            at = self.draw(st.integers(1, len(found.inlines) - 1))
            id = (
                found.place.id if "." in found.place.id else ""
            )  # one of the content's own is that of one half
            self.units[n : n + 1] = [
                replace(found, place=replace(found.place, id=id), inlines=found.inlines[:at]),
                replace(found, inlines=found.inlines[at:]),
            ]

    def join(self) -> None:
        places = [
            n
            for n, (one, other) in enumerate(zip(self.units, self.units[1:], strict=False))
            if _plain(one) and _plain(other) and not _frames(one) and not _frames(other)
        ]
        if places:
            n = self.draw(st.sampled_from(places))
            one, other = self.units[n : n + 2]
            assert isinstance(one, Line)
            assert isinstance(other, Line)
            # As in Word, where the second one stays, with its name.
            id = other.place.id if "." not in one.place.id or "." not in other.place.id else one.place.id
            inlines = normal((*one.inlines, Text(" "), *other.inlines))
            self.units[n : n + 2] = [replace(one, place=replace(one.place, id=id), inlines=inlines)]

    def change_level(self) -> None:
        n = self.pick(lambda unit: isinstance(unit, Line) and bool(unit.place.level) and not unit.label)
        if n is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            level = self.draw(st.integers(1, 3))
            self.units[n] = replace(found, place=replace(found.place, level=level))

    def quote(self) -> None:
        """Make a paragraph a quotation, or no longer one."""
        if (n := self.pick(lambda unit: _text(unit) and not _frames(unit))) is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            role: ParagraphRole = "body" if found.place.role == "quotation" else "quotation"
            self.units[n] = replace(found, place=replace(found.place, role=role))

    def indent_item(self) -> None:
        """Put an item that has nothing below it under the one before it."""
        places = [
            n
            for n in range(1, len(self.units))
            if _opens(self.units, n)
            and self.end(n) == n + 1
            and len(_frames(self.units[n - 1])) == len(_frames(self.units[n])) < 5
            and _frames(self.units[n - 1])[-1].list == _frames(self.units[n])[-1].list
        ]
        if places:
            n = self.draw(st.sampled_from(places))
            found, before = self.units[n], self.units[n - 1]
            assert isinstance(found, Line)
            assert isinstance(before, Line)
            last = found.place.frames[-1]
            frames = (
                *before.place.frames,
                Frame(f"{before.place.frames[-1].item}.0", last.kind, 1, last.item),
            )
            self.units[n] = replace(found, place=replace(found.place, frames=frames))

    def add_item(self) -> None:
        if (n := self.pick(lambda unit: bool(_frames(unit)))) is None:
            return
        end = self.end(n) if _opens(self.units, n) else None
        if end is not None:
            frames = _frames(self.units[n])
            last = frames[-1].item
            name = f"{last}{self.made}" if last.rpartition(".")[2].isdigit() else self.new("item")
            self.made += 1
            place = Place(f"{name}.text", frames=(*frames[:-1], replace(frames[-1], item=name)))
            self.units.insert(end, Line(place, (Text(self.draw(self.words)),), item_label="?"))

    def table(self) -> tuple[int, Table] | None:
        n = self.pick(lambda unit: isinstance(unit, Table) and bool(unit.rows))
        return None if n is None else (n, self.units[n])  # type: ignore[return-value]

    def change_rows(self, change: Callable[[list[Row]], None]) -> None:
        if found := self.table():
            n, table = found
            rows = list(table.rows)
            change(rows)
            self.units[n] = replace(table, rows=tuple(rows))

    def change_cell(self) -> None:
        def change(rows: list[Row]) -> None:
            n = self.draw(st.integers(0, len(rows) - 1))
            cells = list(rows[n].cells)
            c = self.draw(st.integers(0, len(cells) - 1))
            blocks = [line(p) for p in cells[c].blocks]
            how = self.draw(st.sampled_from(("words", "add", "remove")))
            if how == "add" or not blocks:
                at = self.draw(st.integers(0, len(blocks)))
                label = "?" if not c and any(p.label for r in rows for x in r.cells for p in x.blocks) else ""
                blocks.insert(at, Line(Place(f"{cells[c].id}.0"), (Text(self.draw(self.words)),), label))
            elif how == "remove":
                del blocks[self.draw(st.integers(0, len(blocks) - 1))]
            else:
                at = self.draw(st.integers(0, len(blocks) - 1))
                blocks[at] = replace(blocks[at], inlines=self.inlines(blocks[at].inlines))
            cells[c] = replace(cells[c], blocks=tuple(map(paragraph, blocks)))
            rows[n] = replace(rows[n], cells=tuple(cells))

        self.change_rows(change)

    def add_row(self) -> None:
        def change(rows: list[Row]) -> None:
            name = self.new("row")
            numbered = any(p.label for r in rows for c in r.cells for p in c.blocks)
            cells = []
            for n, cell in enumerate(rows[0].cells):
                id = f"{name}.{cell.id.rpartition('.')[2]}"
                said = paragraph(Line(Place(f"{id}.1"), (Text(self.draw(self.words)),)))
                cells.append(Cell(id, (replace(said, label="?" if numbered and not n else ""),)))
            rows.insert(self.draw(st.integers(0, len(rows))), Row(name, tuple(cells)))

        self.change_rows(change)

    def remove_row(self) -> None:
        self.change_rows(lambda rows: rows.pop(self.draw(st.integers(0, len(rows) - 1))) and None)

    def move_row(self) -> None:
        def change(rows: list[Row]) -> None:
            row = rows.pop(self.draw(st.integers(0, len(rows) - 1)))
            rows.insert(self.draw(st.integers(0, len(rows))), row)

        self.change_rows(change)

    def add_note(self) -> None:
        if (n := self.pick(_plain)) is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            id = f"note.{self.new('n')}"
            self.notes.append(Note(id, 0, (Text(self.draw(self.words)),)))
            self.units[n] = replace(found, inlines=(*found.inlines, NoteReference(id, 0)))

    def change_note(self) -> None:
        if self.notes:
            n = self.draw(st.integers(0, len(self.notes) - 1))
            self.notes[n] = replace(self.notes[n], inlines=self.inlines(self.notes[n].inlines))

    def remove_call(self) -> None:
        def calls(unit: Unit) -> bool:
            return _plain(unit) and any(isinstance(i, NoteReference) for i in unit.inlines)  # type: ignore[union-attr]

        if (n := self.pick(calls)) is not None:
            found = self.units[n]
            assert isinstance(found, Line)
            rest = tuple(i for i in found.inlines if not isinstance(i, NoteReference))
            self.units[n] = replace(found, inlines=normal(rest) or (Text("nothing"),))

    def describe(self) -> None:
        if found := self.table():
            n, table = found
            self.units[n] = replace(table, summary=self.draw(self.words))


def single_spaced(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same without a space after a space, which no manuscript can hold."""
    result: list[Inline] = []
    ends = False
    for inline in inlines:
        texts = inline.children if isinstance(inline, Link) else (inline,)
        pieces: list[Text] = []
        for text in texts:
            if isinstance(text, Text):
                words = _SPACES.sub(" ", text.text)
                words = words[1:] if ends and words.startswith(" ") else words
                ends = words.endswith(" ") if words else ends
                pieces.append(replace(text, text=words))
            else:
                ends = False
        if isinstance(inline, Link):
            result.append(replace(inline, children=tuple(pieces)))
        else:
            result += pieces or [inline]
    return normal(result)


def _says(line: Line, sentence: str) -> bool:
    return any(sentence in inline.text for inline in line.inlines if isinstance(inline, Text))


def _without(inlines: tuple[Inline, ...], sentence: str) -> tuple[Inline, ...]:
    without = (
        replace(inline, text=inline.text.replace(sentence, "")) if isinstance(inline, Text) else inline
        for inline in inlines
    )
    return _stripped(single_spaced(normal(without)))


def _stripped(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same without spaces at both ends, which no manuscript can hold."""
    result = list(inlines)
    if result and isinstance(result[0], Text):
        result[0] = replace(result[0], text=result[0].text.lstrip(" "))
    if result and isinstance(result[-1], Text):
        result[-1] = replace(result[-1], text=result[-1].text.rstrip(" "))
    return normal(result)


def _cells(units: Units) -> Iterator[list[tuple[Inline, ...]]]:
    """The lines of the tables and the captions."""
    for unit in units:
        if not isinstance(unit, Line):
            yield [line.inlines for line in lines(unit)]


def _frames(unit: Unit) -> tuple[Frame, ...]:
    return unit.place.frames if isinstance(unit, Line) else ()


def _opens(units: Units, n: int) -> bool:
    """Whether a line is the first of its item."""
    frames = _frames(units[n])
    return bool(frames) and (n == 0 or _frames(units[n - 1])[: len(frames)] != frames)


def _plain(unit: Unit) -> bool:
    return isinstance(unit, Line) and unit.place.role == "body" and not unit.place.level


def _text(unit: Unit) -> bool:
    return isinstance(unit, Line) and unit.place.role in ("body", "quotation") and not unit.place.level


def _removable(unit: Unit) -> bool:
    return not isinstance(unit, Line) or unit.place.role in ("body", "quotation")
