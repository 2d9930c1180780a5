"""How one change is told: its phrases, filled in and cut to a length that can be read out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from workplan.compare.sides import Piece, cell_side, leading, sides
from workplan.content.looks import LookName
from workplan.content.phrases import Phrase
from workplan.document.look import changed
from workplan.document.tree import Cell, Inline, NoteReference, Reference
from workplan.document.walk import plain

#: How each look that comes and goes is told.
_LOOK_PHRASES: Mapping[LookName, tuple[Phrase, Phrase]] = {
    "bold": ("bold_on", "bold_off"),
    "italic": ("italic_on", "italic_off"),
}
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

    def field(self, name: str, old: str, new: str) -> str:
        """What became of something that has one value."""
        if not old:
            return self.say("set", field=name, new=new)
        if not new:
            return self.say("cleared", field=name, old=old)
        return self.say("from_to", field=name, old=old, new=new)

    def hunks(self, inlines: Sequence[Inline], *, linking: bool = False) -> list[str]:
        """What was put in, taken out, replaced and put in another formatting in one line. `linking` is for
        the words of an action, whose numbers are those of its linked priorities."""
        parts: list[str] = []
        for state, group in groupby(leading(inlines), lambda found: _state(found[0])):
            found = tuple(group)
            if state == "changed":
                parts += self._hunk(found, linking)
            elif state is not None:
                parts.append(self.say(state, words=plain(tuple(piece for piece, _ in found)).strip()))
        return parts

    def _hunk(self, found: Sequence[tuple[Piece, str]], linking: bool) -> list[str]:
        parts = [self._by_number(piece) for piece, _ in found if _numbered(piece, linking)]
        rest = [(piece, lead) for piece, lead in found if not _numbered(piece, linking)]
        old, new = (side.strip() for side in sides([piece for piece, _ in rest]))
        if parts and not any(map(str.isalnum, old + new)):  # the comma between two numbers
            return parts
        led = self._led(rest, new) if old and new else []
        if old and new:
            if old != new or not led:
                parts.append(self.say("words_replaced", old=old, new=new))
            parts += led
        elif new:
            parts.append(self.say("words_added", new=new))
        elif old:
            parts.append(self.say("words_removed", old=old))
        elif not parts:
            parts.append(self.say("spaces"))
        return parts

    def _led(self, found: Sequence[tuple[Piece, str]], words: str) -> list[str]:
        """Whether words lead elsewhere than before, by a link or a cross-reference."""
        before = tuple(dict.fromkeys(lead for piece, lead in found if lead and not piece.inserted))
        after = tuple(dict.fromkeys(lead for piece, lead in found if lead and not piece.deleted))
        if before == after:
            return []
        if before and after and _inside(before) == _inside(after):
            if _inside(before):
                return [self.say("reference_changed", words=words)]
            return [self.say("link_changed", words=words, old=", ".join(before), new=", ".join(after))]
        parts = []
        if before and _inside(before):
            parts.append(self.say("reference_removed", words=words))
        elif before:
            parts.append(self.say("link_removed", words=words, old=", ".join(before)))
        if after and _inside(after):
            parts.append(self.say("reference_added", words=words))
        elif after:
            parts.append(self.say("link_added", words=words, new=", ".join(after)))
        return parts

    def _by_number(self, piece: Piece) -> str:
        came = bool(piece.inserted)
        if isinstance(piece, NoteReference):
            return self.say("note_added" if came else "note_removed", number=str(piece.number))
        phrase: Phrase = "linked_added" if came else "linked_removed"
        return self.say(phrase, field=self.linked, number=piece.text)

    def cell_hunks(self, cell: Cell) -> list[str]:
        linking = cell.id.endswith(".action")
        return [part for found in cell.blocks for part in self.hunks(found.inlines, linking=linking)]

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
        else:
            yield self.field(name, old, new)

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


def within(words: str) -> str:
    """A name as it stands within a sentence; an abbreviation as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def beginning(words: str) -> str:
    """The first words of a paragraph, by which a reader finds it."""
    found = words.split()
    return " ".join(found[:_BEGINNING]) + (" …" if len(found) > _BEGINNING else "")


def _state(piece: Piece) -> Phrase | None:
    """What happened to a piece; None where nothing did."""
    if piece.change:
        return "changed"
    if isinstance(piece, NoteReference) or not piece.former:
        return None
    names = changed(piece.former.look, piece.look)
    if len(names) != 1:
        return "formatted"
    on, off = _LOOK_PHRASES[names[0]]
    return on if piece.look.has(names[0]) else off


def _numbered(piece: Piece, linking: bool) -> bool:
    """Whether a piece is told by its number."""
    return isinstance(piece, NoteReference) or (
        linking and isinstance(piece, Reference) and piece.kind == "number"
    )


def _inside(leads: Sequence[str]) -> bool:
    """Whether all of these lead to places within the document."""
    return all(lead.startswith("#") for lead in leads)
