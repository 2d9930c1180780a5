"""Answers from a form that somebody printed to another PDF, or whose fields are now part of its pages.

Nothing but letters is left. The form is made anew, both are laid over each other, and what stands where a
field was is its answer; every one is to be confirmed, an empty one too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from workplan.returns.answers import Answer, How
from workplan.returns.form import TICKS, Field, Form, Layout
from workplan.returns.naming import read_pdf_name
from workplan.returns.pdf.alignment import Aligned, aligned
from workplan.returns.pdf.changed import missing
from workplan.returns.pdf.facts import Box, Facts, drawn_on
from workplan.returns.pdf.fields import AnyAnswer, printed_words
from workplan.returns.pdf.letters import as_words, within
from workplan.returns.pdf.sent import Sent

_HOW: How = "printed text"
_LAYOUTS: tuple[Layout, ...] = ("table", "list")
#: More of a room than this, and something is drawn there.
_DRAWN = 0.01
#: Letters may stand out of their room so far, in points.
_OUT = 1.0
_PRINTED = "the file was printed: check it against the page"
_MARKED = "there is a mark in the box: look at the page"
_BY_HAND = "something is drawn or written there that is no text: look at the page"


class Laid(Struct, frozen=True):
    """A printed file over the form that was sent."""

    sent: Sent
    pages: list[Aligned]


def laid_over(facts: Facts, form: Form) -> Laid | None:
    """None where the file shows no form of ours clearly."""
    for layout in sorted(_LAYOUTS, key=lambda layout: len(missing(facts, form, layout))):
        sent = Sent.again(form, layout)
        if len(sent.facts.pages) <= len(facts.pages) and (pages := aligned(sent.facts.pages, facts.pages)):
            return Laid(sent, pages)
    return None


def answers(laid: Laid, facts: Facts, data: bytes, name: str) -> Iterator[tuple[Field, AnyAnswer]]:
    rooms = dict(_rooms(laid))
    drawn: Mapping[Field, float] = dict(zip(rooms, drawn_on(data, name, list(rooms.values())), strict=True))
    for field, (page, room) in rooms.items():
        left, bottom, right, top = room
        around = Box(left - _OUT, bottom - _OUT, right + _OUT, top + _OUT)
        words = as_words(within(facts.pages[page].letters, around))
        is_drawn = not words and drawn[field] > _DRAWN
        if field.what in TICKS:
            why = _MARKED if is_drawn else _PRINTED
            yield field, Answer(bool(words) or is_drawn, _HOW, "to be confirmed", why, words)
        elif is_drawn:
            yield field, Answer(None, _HOW, "unreadable", _BY_HAND)
        else:
            yield field, printed_words(words, _PRINTED)


def _rooms(laid: Laid) -> Iterator[tuple[Field, tuple[int, Box]]]:
    """Where the printed file has each field, by pages."""
    for found in laid.sent.facts.fields:
        named = read_pdf_name(found.name)
        if named and found.room and found.page is not None:
            place = laid.pages[found.page]
            yield named[1], (place.page, place.box(found.room))
