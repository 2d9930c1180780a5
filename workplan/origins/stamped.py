"""The stamp of a copy (`workplan.stamp`), as its file says it; and the file without it."""

from __future__ import annotations

from msgspec import Struct

from workplan.origins import word
from workplan.origins.carried import Carried
from workplan.stamp.stamped import plain
from workplan.stamp.stamps import Stamp, filled
from workplan.stamp.word import NUMBER, RECIPIENT, without


class Stamped(Struct, frozen=True):
    """`bare` is the file without its stamp; of a PDF in one way of writing it, which `as_bare` gives
    others."""

    stamp: Stamp
    bare: bytes


def stamp_of(file: Carried, template: str) -> Stamped | None:
    """The stamp that the properties of a PDF or Word file name; None where they name none. `template` has the
    words of stamps. Raises `GivenFileError`."""
    if file.kind == "pdf":
        found = plain(file.data, file.name)
        number, recipient = found.number, found.recipient
    elif file.kind == "docx":
        properties = word.properties(file.data, file.name)
        number, recipient = properties.get(NUMBER, ""), properties.get(RECIPIENT, "")
    else:
        return None
    if not (number.isascii() and number.isdecimal() and recipient):
        return None
    stamp = Stamp(int(number), recipient, filled(template, number, recipient))
    return Stamped(stamp, found.data if file.kind == "pdf" else without(file.data, stamp))


def as_bare(data: bytes, file: Carried) -> bytes:
    """A file that was made anew, to be compared with what `file` is without its stamp."""
    return plain(data, file.name).data if file.kind == "pdf" else data
