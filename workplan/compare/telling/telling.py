"""How one change is told: its phrases, filled in and cut to a length that can be read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from workplan.compare.marked.moved_words import besides, came
from workplan.compare.marked.sides import cell_side, leading
from workplan.compare.telling.edits import is_counted, quoted, told_edits
from workplan.compare.telling.enumerations import listed
from workplan.compare.telling.interest import Listing, listing
from workplan.compare.telling.told import Told, fill, joined
from workplan.content.words.phrases import Phrases
from workplan.document.look import changed
from workplan.document.revisions import said
from workplan.document.tree import Cell, Inline, Note, NoteReference, Paragraph
from workplan.document.walking.marked import Piece, flat
from workplan.document.walking.walk import plain
from workplan.text.excerpts import shortened
from workplan.text.segmentation import is_word, words

#: A field whose values are no longer than this is told by them, a longer one by what changed in it.
_VALUE = 60


class Telling(Struct, frozen=True):
    """`linked` is what the plan calls a linked priority, `language` the plan's. `notes` are those of the
    redline, by id; those that were told where they are called are `told`. `left` has the words that moved
    away, by their moves; `members` are the names of members that are known; `head` those of
    the fields of a head."""

    phrases: Phrases
    linked: str = ""
    language: str = "en"
    notes: Mapping[str, Note] = {}
    told: set[str] = set()
    left: Mapping[str, tuple[Inline, ...]] = {}
    members: Sequence[str] = ()
    head: Mapping[str, str] = {}

    def say(self, phrase: str, **filled: str) -> Told:
        """A phrase, long words in it cut short."""
        return fill(phrase, **{name: shortened(words) for name, words in filled.items()})

    def name(self, phrase: str, **filled: str) -> str:
        """The same where a name is made, which has no marks."""
        return "".join(run.text for run in self.say(phrase, **filled))

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row: "IOM, Thailand and Viet Nam"."""
        return listed(names, self.phrases)

    def value(self, name: str, old: str, new: str) -> Told:
        """What became of something that has one value."""
        if not old:
            return self.say(self.phrases.set, field=name, new=new)
        if not new:
            return self.say(self.phrases.cleared, field=name, old=old)
        return self.say(self.phrases.from_to, field=name, old=old, new=new)

    def hunks(self, inlines: Sequence[Inline], *, linking: bool = False) -> list[Told]:
        """What was put in, taken out, replaced and put in another formatting in one line. `linking` is for
        the words of an action, whose numbers are those of its linked priorities."""
        parts = [
            *told_edits(besides(inlines), self.phrases, linking=linking),
            *self.moved(inlines),
            *self._linked(inlines, linking),
            *self._calls(inlines),
            *self._looks(inlines),
        ]
        spaces = self.say(self.phrases.spaces)
        kept = [part for part in parts if part != spaces]
        moved_away = any(piece.deleted and piece.deleted.move for piece in flat(inlines))
        return kept if kept or moved_away else parts[:1]

    def moved(self, inlines: Sequence[Inline]) -> Iterator[Told]:
        """The sentences that moved into a line, each with the marks of what changed in it."""
        return (fill(self.phrases.sentence_moved, words=quoted(each)) for each in came(inlines, self.left))

    def _linked(self, inlines: Sequence[Inline], linking: bool) -> Iterator[Told]:
        """The priorities that an action is linked to, and is no more."""
        counted = [piece for piece in flat(inlines) if linking and is_counted(piece, linking)]
        numbers = [piece for piece in counted if not isinstance(piece, NoteReference)]
        came = [piece.text for piece in numbers if piece.inserted and not piece.deleted]
        went = [piece.text for piece in numbers if piece.deleted]
        for number in came:
            if number in went:  # what had this number is gone, and another one has it
                yield self.say(self.phrases.linked_other, field=self.linked, number=number)
        came, went = [n for n in came if n not in went], [n for n in went if n not in came]
        new, old = self.listed(came), self.listed(went)
        if new and old:
            yield self.say(self.phrases.linked_changed, field=self.linked, old=old, new=new)
        elif new:
            yield self.say(self.phrases.linked_added, field=self.linked, number=new)
        elif old:
            yield self.say(self.phrases.linked_removed, field=self.linked, number=old)

    def _calls(self, inlines: Sequence[Inline]) -> Iterator[Told]:
        """Calls of notes that came, went or moved; a note that came or went with its first call is told in
        its words, and not again among the notes."""
        phrases = self.phrases
        calls = [piece for piece in flat(inlines) if isinstance(piece, NoteReference)]
        here = {said(call.note) for call in calls if call.deleted}
        for call in calls:
            if call.change is None:
                continue
            number, note = str(call.number), self.notes.get(call.note)
            other = self._other_copy(call)
            if other or (not call.deleted and said(call.note) in here):
                if not call.deleted:
                    self.told.add(call.note)
                    yield self.say(phrases.note_moved, number=number)
            elif call.repeat or note is None:
                phrase = phrases.note_removed if call.deleted else phrases.note_added
                yield self.say(phrase, number=number)
            else:
                self.told.add(note.id)
                phrase = phrases.note_removed_words if call.deleted else phrases.note_added_words
                yield self.say(phrase, number=number, words=plain(note.inlines))

    def _other_copy(self, call: NoteReference) -> bool:
        """Whether a note is there twice: it moved with its call."""
        return not call.repeat and sum(said(id) == said(call.note) for id in self.notes) > 1

    def _looks(self, inlines: Sequence[Inline]) -> Iterator[Told]:
        pieces = [(piece, lead) for piece, lead in leading(inlines) if not piece.deleted]
        place = 0
        for hows, group in groupby((piece for piece, _ in pieces), self._look):
            found = list(group)
            text = plain(tuple(found)).strip()
            around = _around([piece for piece, _ in pieces], place, place + len(found)) if hows else ""
            for how in hows if text else ():
                change = self.say(how, words=text)
                if sum(map(is_word, words(text))) == 1 and around != text:
                    change = fill(self.phrases.formatted_in, change=change, words=shortened(around))
                yield change
            place += len(found)

    def _look(self, piece: Piece) -> tuple[str, ...]:
        """The phrases for how words look now, where that is another; none where it is not."""
        if isinstance(piece, NoteReference) or piece.inserted or not piece.former:
            return ()
        phrases, names = self.phrases, changed(piece.former.look, piece.look)
        ends = (f"{name}_{'on' if piece.look.has(name) else 'off'}" for name in names)
        return tuple(getattr(phrases, end, phrases.formatted) for end in ends) or (phrases.formatted,)

    def cell_hunks(self, cell: Cell, holds: str) -> list[Told]:
        """`holds` is what its column does (`directives.declared.holding`)."""
        linking = holds == "linked"
        return [part for found in cell.blocks for part in self.hunks(found.inlines, linking=linking)]

    def cell(self, cell: Cell, name: str, holds: str, *, main: bool) -> Iterator[Told]:
        """What changed in the column `name` of a row that stays; the `main` column needs no name."""
        old, new = cell_side(cell, new=False), cell_side(cell, new=True)
        if holds == "members" and old != new:
            was, is_ = (listing(cell, self.members, new=new) for new in (False, True))
            members = self._members(was, is_, name)
            yield from members or [self.value(name, old, new)]
            return
        short = max(len(old), len(new)) <= _VALUE and len(cell.blocks) == 1
        if not main and old != new and (short or not old or not new):
            yield self.value(name, old, new)
            return
        parts = [*self.cell_hunks(cell, holds), *self._breaks(cell)]
        if main:
            yield from parts
        elif parts:
            yield fill(self.phrases.cell_changed, field=name, changes=joined(parts, ", "))

    def _breaks(self, cell: Cell) -> Iterator[Told]:
        """Breaks that came or went by themselves."""
        return (self.say(phrase) for phrase in map(self._break, cell.blocks) if phrase)

    def _break(self, block: Paragraph) -> str:
        pieces = list(flat(block.inlines))
        if block.inserted and not all(piece.inserted for piece in pieces):
            return self.phrases.split
        if block.deleted and not all(piece.deleted for piece in pieces):
            return self.phrases.joined
        return ""

    def _members(self, before: Listing, after: Listing, name: str) -> list[Told]:
        """Members that came, went and have another role: a sentence for each sort."""
        phrases = self.phrases
        came = [self._member(*each) for each in after.items() if each[0] not in before]
        went = [self._member(*each) for each in before.items() if each[0] not in after]
        roles = [
            self.say(
                phrases.member_changed,
                old=self._member(member, before[member]),
                new=self._member(member, role),
                field=name,
            )
            for member, role in after.items()
            if member in before and before[member].casefold() != role.casefold()
        ]
        parts = [self.say(phrases.member_added, member=self.listed(came), field=name)] if came else []
        if went:
            parts.append(self.say(phrases.member_removed, member=self.listed(went), field=name))
        return [*parts, *roles]

    def _member(self, member: str, role: str) -> str:
        return f"{member} ({uncapitalised(role, self.language)})" if role else member


def within(name: str, language: str) -> str:
    """A name as it stands within a sentence: a heading ("Members' interest") or a title ("Action Item") in
    small letters. Left as it is: what has names or abbreviations in it ("UNODC status", "Bali Process
    members"), and anything in a language whose nouns have capitals."""
    main = language.partition("-")[0]
    pieces = [piece for piece in words(name) if is_word(piece)]
    capitals = [piece[:1].isupper() for piece in pieces]
    plain_case = all(
        piece[1:] == piece[1:].lower() and len(piece) > 1 for piece in pieces if piece[:1].isupper()
    )
    if main in _NOUNS_HAVE_CAPITALS or not capitals or not capitals[0] or not plain_case:
        return name
    title = main == "en" and all(
        capital or len(piece) <= _LITTLE for piece, capital in zip(pieces, capitals, strict=True)
    )
    if any(capitals[1:]) and not title:
        return name
    return _lowered(name, main) if title else uncapitalised(name, language)


def uncapitalised(name: str, language: str) -> str:
    """One of our own names ("Paragraph 2") as it stands within a sentence."""
    main = language.partition("-")[0]
    if main in _NOUNS_HAVE_CAPITALS or not name[1:2].islower():
        return name
    return _lowered(name[:1], main) + name[1:]


_NOUNS_HAVE_CAPITALS = ("de", "lb", "nds", "gsw", "frr")
#: Words of a title that have small letters all the same: "and", "of", "with".
_LITTLE = 4


def _lowered(text: str, language: str) -> str:
    if language in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _around(pieces: Sequence[Piece], start: int, end: int) -> str:
    """The words of some pieces with the word on either side."""
    before = words(plain(tuple(pieces[:start])))[-4:]
    after = words(plain(tuple(pieces[end:])))[:4]
    left = next((n for n in range(len(before) - 1, -1, -1) if is_word(before[n])), len(before))
    right = next((n + 1 for n, piece in enumerate(after) if is_word(piece)), 0)
    inside = plain(tuple(pieces[start:end]))
    return f"{''.join(before[left:])}{inside}{''.join(after[:right])}".strip()
