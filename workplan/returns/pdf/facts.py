"""What `worker` finds in a PDF, within limits, as values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from workplan.errors import GivenFileError
from workplan.processes import limits

#: Those of the worker, which takes long to import.
MEMORY = 2 << 30
_SECONDS = 60
MOST_BYTES = 32 << 20

_WORKER = "workplan.returns.pdf.worker"
_AGAIN = "ask for the form as it was filled in and saved, or for the answers in the words of an e-mail"


class Box(NamedTuple):
    """In points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float


class Letter(NamedTuple):
    sign: str
    box: Box

    def is_in(self, box: Box) -> bool:
        """Whether its middle is."""
        across, up = (self.box.left + self.box.right) / 2, (self.box.bottom + self.box.top) / 2
        return box.left <= across <= box.right and box.bottom <= up <= box.top


class Place(NamedTuple):
    """Where something begins: its upper left corner."""

    page: int
    left: float
    top: float


class Found(Struct, frozen=True):
    """A field. `value` is what the file says and `shown` what a viewer shows, of a box whether it is ticked,
    else words. `page` counts from 0."""

    name: str
    is_tick: bool
    value: bool | str
    shown: bool | str
    page: int | None
    room: Box | None


class Page(Struct, frozen=True):
    letters: tuple[Letter, ...]
    lines: tuple[str, ...]
    has_pictures: bool


class Facts(Struct, frozen=True):
    producer: str
    layout: str  # how our own file says that it is laid out
    fields: tuple[Found, ...]
    places: dict[str, Place]
    remarks: int  # what readers typed or drew on the pages
    pages: tuple[Page, ...]

    def lines(self) -> Iterator[str]:
        for page in self.pages:
            yield from page.lines


def facts_of(data: bytes, name: str) -> Facts:
    """Raises `GivenFileError` where the file cannot be read, or is not safe."""
    if len(data) > MOST_BYTES:
        raise GivenFileError(f"{name}: it has more than {MOST_BYTES >> 20} MB", _AGAIN)
    found = _ask(None, data, name)
    return Facts(
        found["producer"],
        found["layout"],
        tuple(map(_field, found["fields"])),
        {place: Place(*where) for place, *where in found["places"]},
        found["remarks"],
        tuple(map(_page, found["pages"])),
    )


def drawn_on(data: bytes, name: str, rooms: Sequence[tuple[int, Box]]) -> list[float]:
    """How much of each room is drawn on, its frame left out, from 0 to 1. Raises as `facts_of` does."""
    answer: list[float] = _ask([[page, *box] for page, box in rooms], data, name)
    return answer


def _ask(rooms: list[list[float]] | None, data: bytes, name: str) -> Any:
    given = json.dumps(rooms).encode() + b"\n" + data
    try:
        return json.loads(limits.run(_WORKER, given, memory=MEMORY, seconds=_SECONDS))
    except limits.LimitedFailure as error:
        reason = "it takes too long to read" if error.late else str(error)
        reason = reason or "it takes too much time or memory to read"
        raise GivenFileError(f"{name}: {reason}", _AGAIN) from None


def _field(found: dict[str, Any]) -> Found:
    room = found["room"]
    return Found(
        found["name"],
        found["kind"] == "/Btn",
        found["value"],
        found["shown"],
        found["page"],
        room and Box(*room),
    )


def _page(found: dict[str, Any]) -> Page:
    letters = (Letter(sign, Box(*corners)) for sign, *corners in found["letters"])
    return Page(tuple(letters), tuple(found["lines"]), found["pictures"])
