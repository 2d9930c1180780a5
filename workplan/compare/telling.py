"""How one change is told: its phrases, filled in and cut to a length that can be read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workplan.compare.sides import Piece, cell_side, flat, sides
from workplan.content.phrases import Phrase
from workplan.document.tree import Cell, Inline, NoteReference, Reference
from workplan.document.walk import plain

_LONGEST = 160
_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class Telling:
    """`linked` is what the plan calls a linked priority."""

    phrases: Mapping[Phrase, str]
    linked: str

    def say(self, phrase: Phrase, **filled: str) -> str:
        """A phrase, long words in it cut short."""
        return self.phrases[phrase].format(**{name: short(words) for name, words in filled.items()})

    def hunks(self, inlines: Sequence[Inline]) -> list[str]:
        """What was put in, taken out, replaced and put in another formatting in one line."""
        parts: list[str] = []
        for state, group in groupby(flat(inlines), _state):
            found = tuple(group)
            if state == "changed":
                parts += self._hunk(found)
            elif state == "formatted":
                parts.append(self.say("formatted", words=plain(found).strip()))
        return parts

    def _hunk(self, found: Sequence[Piece]) -> list[str]:
        parts = [self._by_number(piece) for piece in found if _numbered(piece)]
        old, new = (side.strip() for side in sides([piece for piece in found if not _numbered(piece)]))
        if parts and not any(map(str.isalnum, old + new)):  # the comma between two numbers
            return parts
        if old and new:
            parts.append(self.say("words_replaced", old=old, new=new))
        elif new:
            parts.append(self.say("words_added", new=new))
        elif old:
            parts.append(self.say("words_removed", old=old))
        elif not parts:
            parts.append(self.say("spaces"))
        return parts

    def _by_number(self, piece: Piece) -> str:
        if isinstance(piece, NoteReference):
            note = self.say("note", number=str(piece.number))
            if piece.inserted:
                return self.say("words_added", new=note)
            return self.say("words_removed", old=note)
        phrase: Phrase = "linked_added" if piece.inserted else "linked_removed"
        return self.say(phrase, field=self.linked, number=piece.text)

    def cell_hunks(self, cell: Cell) -> list[str]:
        return [part for paragraph in cell.blocks for part in self.hunks(paragraph.inlines)]

    def cell(self, before: Cell, after: Cell, name: str) -> Iterator[str]:
        """What changed in the column `name` of a row. `before` and `after` are the same cell of a row that
        stays, and the two copies of it of one that moved."""
        old, new = cell_side(before, new=False), cell_side(after, new=True)
        column = after.id.rpartition(".")[2]
        if before is after and (column == "action" or old == new):
            yield from self.cell_hunks(after)
        elif old == new:
            return
        elif column == "interest":
            yield from self._members(old, new, name)
        elif not old:
            yield self.say("set", field=name, new=new)
        elif not new:
            yield self.say("cleared", field=name, old=old)
        else:
            yield self.say("from_to", field=name, old=old, new=new)

    def _members(self, old: str, new: str, name: str) -> list[str]:
        before, after = old.split(", "), new.split(", ")
        came = {_member(entry): entry for entry in after if entry and entry not in before}
        went = {_member(entry): entry for entry in before if entry and entry not in after}
        parts = [
            self.say("member_changed", old=went.pop(member), new=entry, field=name)
            if member in went
            else self.say("member_added", member=entry, field=name)
            for member, entry in came.items()
        ]
        parts += [self.say("member_removed", member=entry, field=name) for entry in went.values()]
        return parts or [self.say("from_to", field=name, old=old, new=new)]


def _member(entry: str) -> str:
    """A member without the role in brackets behind it."""
    return entry.partition(" (")[0]


def short(words: str) -> str:
    """Words to be read in a sentence: a long passage ends in "…"."""
    if len(words) <= _LONGEST:
        return words
    end = words.rfind(" ", 0, _LONGEST)
    return f"{words[: end if end > 0 else _LONGEST]} …"


def beginning(words: str) -> str:
    """The first words of a paragraph, by which a reader finds it."""
    found = words.split()
    return " ".join(found[:_BEGINNING]) + (" …" if len(found) > _BEGINNING else "")


def _state(piece: Piece) -> str:
    if piece.inserted or piece.deleted:
        return "changed"
    return "formatted" if not isinstance(piece, NoteReference) and piece.former else "same"


def _numbered(piece: Piece) -> bool:
    return isinstance(piece, NoteReference) or (isinstance(piece, Reference) and piece.kind == "number")
