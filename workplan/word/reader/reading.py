"""Reading a Word file: its document with revisions, its comments, and what the tree could not hold.

The steps, in order: open it (`file.opening`), read its text (`text.body`, `words.runs`), tell lines apart by
their bookmarks (`blocks.identities`), make blocks of them (`blocks.assemble`), find the notes, settle what
references mean (`references.targets`), which call has which note (`references.calls`), and what follows from
the rest (`document.settle`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.document.revisions import said
from workplan.document.settle import settle
from workplan.document.tree import Block, Cell, Document, Figure, Inline, Note, Revision, Text
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import ids, lines, map_named_lines, plain
from workplan.text.invisible import unmeant
from workplan.word.file.opening import WordFile, open_word
from workplan.word.file.package import Relation
from workplan.word.file.xml import UnsafeFile, w
from workplan.word.reader.blocks.assemble import Assembler, cell_slots
from workplan.word.reader.blocks.identities import Identities
from workplan.word.reader.blocks.known_rows import leads_nowhere, learned, line_ids
from workplan.word.reader.blocks.own_redline import Ours
from workplan.word.reader.blocks.page_layout import page_layout, placed
from workplan.word.reader.blocks.places import Places
from workplan.word.reader.columns import (
    ColumnChange,
    Columns,
    column_id,
    sent_tables,
    with_restored,
    without_deletions_by,
)
from workplan.word.reader.findings import Finding, Findings
from workplan.word.reader.marks import Revisions, in_seconds, revision
from workplan.word.reader.parts.comments import Anchors, Comment, read_comments
from workplan.word.reader.parts.heads import note_heads
from workplan.word.reader.parts.numbering import Counter
from workplan.word.reader.parts.outline import read_outline
from workplan.word.reader.parts.properties import (
    application,
    read_former,
    read_properties,
    read_sources,
    read_terms,
)
from workplan.word.reader.parts.styles import Styles
from workplan.word.reader.references.calls import with_notes
from workplan.word.reader.references.notes import Notes
from workplan.word.reader.references.targets import Targets
from workplan.word.reader.references.wording import reworded
from workplan.word.reader.text import contents
from workplan.word.reader.text.body import Body
from workplan.word.reader.text.memory import Memory, Paragraphs
from workplan.word.reader.text.raw import Raw, RawLine, all_lines
from workplan.word.reader.text.sections import turn
from workplan.word.reader.words import drawings
from workplan.word.reader.words.fields import endless
from workplan.word.reader.words.story import Story


class Reading(Struct, frozen=True):
    """What a Word file says. `ours` tells whether it was made by this program: only such a file knows its
    identities for certain, and carries the content that it was made from (`document.source`)."""

    document: Document
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]
    ours: bool
    columns: tuple[ColumnChange, ...] = ()


def read(file: bytes | BinaryIO, sent: Document | None = None, memory: Memory | None = None) -> Reading:
    """Read a Word file, given as its bytes or a stream of them: nothing is opened by name. Of a copy of what
    was `sent`, characters that nobody sees or meant (`text.invisible`) are left out, unless they were sent,
    and tables have the columns that were sent. Whoever reads several copies of it gives all of them one
    `memory`. Raises `UnsafeFile`, with what is wrong, for one that cannot be read."""
    data = file if isinstance(file, bytes) else file.read()
    try:
        return _Reader(open_word(data, copy=True), sent, memory).reading()
    except _LeadsNowhereError:
        return _Reader(open_word(data, copy=True), sent, None).reading()


class _LeadsNowhereError(Exception):
    """A row that was sent refers to what is not in the copy any more: it is no row that was sent."""


class _Reader:
    def __init__(self, file: WordFile, sent: Document | None, memory: Memory | None) -> None:
        self._file = file
        self._sent = sent
        self._memory = memory
        self._unmeant = None if sent is None else _unmeant_in(sent, memory or Memory())
        self._own_marks: dict[str, str] = {}
        self._outline = memory.outline(file) if memory else read_outline(file)
        self._findings, self._anchors = Findings(), Anchors()
        for message in file.left_out:
            self._findings.add("file", message)
        self._styles = Styles(self._related("styles"))
        endnotes = self._related("endnotes")
        self._endnotes = (
            {} if endnotes is None else {note.get(w("id"), ""): drawings.said(note) for note in endnotes}
        )
        self._root = file.xml(file.main)
        body = self._root.find(w("body"))
        if body is None:
            raise UnsafeFile("the Word file has no text")
        self._body = body

    def reading(self) -> Reading:
        libreoffice = application(self._file).startswith("LibreOffice")
        story = self._story(self._file.main, self._root)
        counter = Counter(self._related("numbering"))
        body = Body(self._file, story, counter, self._outline, self._known(self._file.main))
        units = list(body.blocks(self._body))
        turn(units, body.sections, self._body.find(w("sectPr")), self._findings)
        notes = self._notes(counter)
        identities = Identities(self._outline, chain(all_lines(units), *notes.lines.values()))
        terms = read_terms(self._outline.root)
        ours = Ours(frozenset(self._outline.revisions), self._present(), moves=not libreoffice)
        source, before = read_sources(self._file)
        properties = read_properties(self._file, self._outline.root, self._body)
        former = read_former(self._file, self._outline, self._body, before)
        numbered = properties.numbered or (former is not None and former.properties.numbered)
        places = Places(self._outline, identities, ours, self._findings, terms.appendix, numbered=numbered)
        assembler = Assembler(self._outline, identities, places, self._findings, ours)
        columns = assembler.columns = self._columns(identities)
        blocks = assembler.blocks(units)
        listed = [each.at for each in body.contents]
        layout = page_layout(units, blocks, listed, assembler, self._outline, self._findings)
        at = [(b.id, n) for b, n, _ in placed(units, blocks, assembler.order, assembler.figures)]
        notes.name(blocks, story.calls, self._outline, identities)
        around = {each.paragraph_pieces() for each in (terms, *([former.terms] if former else []))}
        targets = self._targets(units, blocks, notes, story, assembler, around)
        if leads_nowhere(assembler.known, targets.ids):
            raise _LeadsNowhereError
        document = Document(
            properties,
            terms,
            tuple(map_named_lines(block, targets.line) for block in blocks),
            tuple(self._notes_read(notes, targets, columns)),
            source=source,
            former=former,
            layout=layout,
            contents=contents.placed(self._outline.contents, body.contents, at),
            tones=self._outline.tones,
        )
        document = reworded(with_notes(document), assembler.order, self._findings, fresh=libreoffice)
        restored = columns.restored if columns else {}
        document = settle(with_restored(document, self._sent, restored) if self._sent else document)
        self._tell_contents(document, body.contents, at)
        if self._sent and (known := self._known(self._file.main)):
            learned(assembler.rows, document, self._sent, self._findings.lines, known)
        numbers = _numbered(document, assembler, restored) | notes.numbered()
        changes = tuple(columns.changes) if columns else ()
        for n, change in enumerate(changes):
            numbers |= dict.fromkeys(change.lines, column_id(n))
        note_heads(self._file, self._running_head(document), self._statement(), self._findings)
        comments = read_comments(self._file, self._anchors, numbers)
        findings = self._findings.placed(assembler.cells | numbers)  # a cell without words has no line
        return Reading(document, comments, findings, self._outline.root is not None, changes)

    def _columns(self, identities: Identities) -> Columns | None:
        if self._sent is None:
            return None

        def named(line: RawLine) -> Iterator[str]:
            yield identities.of(line, "cell", slots=cell_slots(line))
            yield identities.line(line, slots=cell_slots(line))

        return Columns(sent_tables(self._sent), named)

    def _notes_read(self, notes: Notes, targets: Targets, columns: Columns | None) -> Iterator[Note]:
        took = columns.calls if columns else {}
        authors = {id: took[number] for number, id in notes.ids.items() if number in took}
        marks = {notes.ids[number]: mark for number, mark in self._own_marks.items() if number in notes.ids}
        for id, found in notes.named():
            note = _without_mark(self._note(id, found, targets), marks.get(id, ""))
            yield without_deletions_by(note, authors[id]) if id in authors else note

    def _tell_contents(
        self, document: Document, found: list[contents.RawEntry], at: list[tuple[str, int]]
    ) -> None:
        if self._outline.root is not None:
            sent, entries = self._outline.contents, self._outline.entries
            contents.tell(document, sent, entries, found, at, self._findings)
        elif found:
            self._findings.at = found[0].at
            self._findings.add("contents", "the contents list is left out: formats make their own")

    def _running_head(self, document: Document) -> str | None:
        """What our own header says; None where the file has a house template's, or nothing says which."""
        own = self._outline.root is not None and self._outline.root.get("head") == "own"
        return document.properties.running_head if own else None

    def _statement(self) -> str:
        """What our redline says that it compares, in the header of its first page."""
        return "" if self._outline.root is None else self._outline.root.get("statement", "")

    def _related(self, kind: str) -> _Element | None:
        name = self._file.related(self._file.main, kind)
        return None if name is None or name not in self._file.data else self._file.xml(name)

    def _story(self, name: str, root: _Element) -> Story:
        relations: dict[str, Relation] = {r.id: r for r in self._file.relations.get(name, ())}
        known = Revisions(root, self._outline.revisions)
        return Story(
            self._file,
            self._styles,
            known,
            relations,
            self._findings,
            self._anchors,
            self._languages(),
            endless=endless(root),
            endnotes=self._endnotes,
            sent=self._unmeant,
            own_marks=self._own_marks,
        )

    def _known(self, name: str) -> Paragraphs | None:
        return self._memory.paragraphs(self._file, name) if self._memory else None

    def _languages(self) -> frozenset[str]:
        """The languages that words may be marked with and say nothing: those of the style sheet."""
        sheet = self._related("styles")
        found = () if sheet is None else sheet.iter(w("lang"))
        named = (value for element in found for value in element.attrib.values())
        return frozenset(str(value).partition("-")[0].lower() for value in named)

    def _present(self) -> frozenset[Revision]:
        """The revisions that the outline names and the file still has."""
        if not self._outline.revisions:
            return frozenset()
        roots = (self._root, self._related("footnotes"))
        elements = chain.from_iterable(root.iter() for root in roots if root is not None)
        seen = {revision(element) for element in elements if element.get(w("author")) is not None}
        return frozenset(r for r in self._outline.revisions if replace(in_seconds(r), move="") in seen)

    def _notes(self, counter: Counter) -> Notes:
        """The lines of each footnote; those that only separate are none."""
        notes = Notes()
        root, name = self._related("footnotes"), self._file.related(self._file.main, "footnotes")
        if root is None or name is None:
            return notes
        body = Body(self._file, self._story(name, root), counter, self._outline, self._known(name))
        for element in root.iterfind(w("footnote")):
            if element.get(w("type"), "normal") == "normal":
                notes.lines[f"#{element.get(w('id'), '')}"] = list(body.lines(element))
        return notes

    def _targets(
        self,
        units: list[Raw],
        blocks: tuple[Block, ...],
        notes: Notes,
        story: Story,
        assembler: Assembler,
        around: Collection[tuple[str, str]],
    ) -> Targets:
        places: dict[str, str] = {}
        for line in all_lines(units):
            if id := assembler.stands.get((line.at, line.part)):
                for name in line.bookmarks:
                    places.setdefault(name.lower(), id)
        calls = {
            name.lower(): notes.ids[number]
            for number, names in story.calls.items()
            for name in names
            if number in notes.ids
        }
        known = {*chain.from_iterable(map(ids, blocks)), *notes.ids.values(), *self._outline.former.values()}
        known |= {said(id) for id in known}  # what went refers to what went
        settled = frozenset(chain.from_iterable(map(line_ids, assembler.known)))
        return Targets(
            self._outline, frozenset(known), places, notes.ids, calls, around, self._findings, settled
        )

    def _note(self, id: str, found: list[RawLine], targets: Targets) -> Note:
        """A note of several paragraphs is one of one, with spaces between."""
        words: list[Inline] = []
        for line in found:
            self._findings.at = line.at
            if words and line.inlines:
                self._findings.add("note", "the paragraphs of a note are read as one")
                words.append(Text(" "))
            words += line.inlines
        return Note(id, 0, normal(targets.line(id, normal(words))))


def _without_mark(note: Note, mark: str) -> Note:
    """A note without the mark of its own that its words begin with."""
    first = next(iter(note.inlines), None)
    if not (mark and isinstance(first, Text) and first.text.lstrip().startswith(mark)):
        return note
    words = first.text.lstrip().removeprefix(mark).lstrip()
    kept = (replace(first, text=words),) if words else ()
    rest = note.inlines[1:]
    if not words and rest and isinstance(rest[0], Text):
        rest = (replace(rest[0], text=rest[0].text.lstrip()), *rest[1:]) if rest[0].text.strip() else rest[1:]
    return replace(note, inlines=normal((*kept, *rest)))


def _numbered(document: Document, assembler: Assembler, restored: Mapping[str, Cell]) -> dict[int, str]:
    """The ids of lines and figures, by their numbers in the order of the file; none of what is `restored`."""
    others = {paragraph.id for cell in restored.values() for paragraph in cell.blocks}
    read = chain.from_iterable(map(lines, document.blocks))
    ids = dict(zip(assembler.order, (line.id for line in read if line.id not in others), strict=True))
    figures = (block.id for block in document.blocks if isinstance(block, Figure))
    return ids | dict(zip(assembler.figures, figures, strict=True))


def _unmeant_in(sent: Document, memory: Memory) -> frozenset[str]:
    if memory.unmeant is None:
        memory.unmeant = frozenset(_unmeant(sent))
    return memory.unmeant


def _unmeant(document: Document) -> Iterator[str]:
    """The characters that nobody meant which a document holds all the same."""
    found = (line.inlines for line in chain.from_iterable(map(lines, document.blocks)))
    for inlines in chain(found, (note.inlines for note in document.notes)):
        words = plain(inlines)
        yield from (words[n] for n in unmeant(words))
