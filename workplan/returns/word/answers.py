"""What stands in the place of an answer, taken for an answer or not."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct

from workplan.document.printing.directions import unisolated
from workplan.returns.answers import Answer, How, Sure
from workplan.returns.form import Field, Form
from workplan.returns.page import TO_WRITE, named
from workplan.returns.ticks import ticked
from workplan.returns.word.places import Line
from workplan.text.excerpts import shortened
from workplan.text.hints import quoted

_EMPTY = "☐□◻❏❑❒▢"
_TICKED = "☑☒✓✔✗✘√"
#: Of words that stand where a box was.
_MOST = 60
#: More than a comment ever needs; a line of a hostile file may have millions.
MOST_LETTERS = 20_000


class Spot(Struct, frozen=True):
    """The lines in the place of an answer, and how they were found."""

    lines: tuple[Line, ...]
    how: How
    doubt: str = ""  # why it may be the wrong place

    @property
    def boxes(self) -> set[bool]:
        return set(chain.from_iterable(line.boxes for line in self.lines))

    def words(self, name: str) -> str:
        """What stands there, without the name of the answer before it, and without what held its place."""
        said = "\n".join(unisolated(line.words).replace("\xa0", " ").strip() for line in self.lines).strip()
        label = name.strip().rstrip(":").strip()
        if said[: len(label)].casefold() == label.casefold():
            rest = said[len(label) :].lstrip()
            in_cell = any(line.row >= 0 for line in self.lines)
            if rest[:1] in tuple(":：") or (rest and rest[0] in _EMPTY + _TICKED) or not (rest or in_cell):
                said = rest.removeprefix(":").removeprefix("：").lstrip()
        return said[:MOST_LETTERS]


def tick(spots: Sequence[Spot], form: Form, field: Field) -> Answer[bool]:
    """Whether a box is ticked, in whatever way."""
    found = [_tick(spot, form, field) for spot in spots]
    if len(found) > 1 and len({each.value for each in found}) > 1:
        ticks = [each for each in found if each.value]
        if len(ticks) == 1 and not any(each.value is None for each in found):
            why = "its place is there twice, and ticked once"
            return Answer(True, ticks[0].how, "to be confirmed", why, ticks[0].said)
        return Answer(None, found[0].how, "unreadable", "its place is there twice, and says different things")
    return found[0]


def _tick(spot: Spot, form: Form, field: Field) -> Answer[bool]:
    said = spot.words(named(form, field))
    typed, why = _typed(said, form, field)
    boxes = spot.boxes
    if len(boxes) > 1:
        return Answer(None, spot.how, "unreadable", "one box is ticked, and another is not", said)
    if not boxes:
        how: How = "text at the bookmark" if spot.how == "the form's fields" else spot.how
        return _answer(typed, how, why or spot.doubt, said)
    state = boxes == {True}
    shown = said.strip()
    if state and (typed is False or shown == ""):
        return _answer(True, spot.how, "the box is ticked, but does not show it", said)
    if state:
        return _answer(True, spot.how, why or spot.doubt, said)
    if typed and set(shown) & set(_EMPTY):  # typed beside the box
        return _answer(True, "text at the bookmark", why or spot.doubt, said)
    if typed:
        return _answer(True, spot.how, "it shows a tick, but the box is not ticked", said)
    return _answer(typed, spot.how, why or spot.doubt, said)


def _answer(value: bool | None, how: How, why: str, said: str) -> Answer[bool]:
    sure: Sure = "certain" if not why else "to be confirmed" if value is not None else "unreadable"
    return Answer(value, how, sure, why, said if why else "")


def _typed(said: str, form: Form, field: Field) -> tuple[bool | None, str]:
    """What words say where a box is: whether they are a tick, and what is not certain of it."""
    plain = "".join(each for each in said if each not in "\ufe0e\ufe0f")
    words = plain.translate(dict.fromkeys(map(ord, _EMPTY))).strip()
    if not words:
        return False, ""
    wording = form.wording
    names = {"lead": wording.lead, "contributing": wording.contributing}
    own = {names[field.what], form.member or "", form.member_name} - {""}
    if (found := ticked(words, own)) is not None:
        return found, ""
    about = f"{quoted(shortened(said, _MOST))} stands where a box was"
    other = {name for what, name in names.items() if what != field.what}
    if any(name.casefold() in words.casefold() for name in other):
        return None, f"{about}, which says something else"
    marks = [each for each in words if each in _TICKED]
    if marks and "?" not in words:
        return True, f"{about}: a tick, and more"
    return None, about


def written(spots: Sequence[Spot], form: Form, field: Field) -> Answer[str]:
    """What is written in a place for words."""
    said = [_written(spot, form, field) for spot in spots]
    words = "\n".join(dict.fromkeys(filter(None, said)))
    doubt = next((spot.doubt for spot in spots if spot.doubt), "") if words else ""
    how = spots[0].how
    return Answer(words, how, "to be confirmed" if doubt else "certain", doubt)


def _written(spot: Spot, form: Form, field: Field) -> str:
    said = spot.words(named(form, field))
    if said in (TO_WRITE, "..."):
        return ""
    if spot.how != "the form's fields" and (said.startswith(f"{TO_WRITE} ") or said.endswith(f" {TO_WRITE}")):
        return said.strip(f"{TO_WRITE} ")
    return said
