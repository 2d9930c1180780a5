"""What can be filled in, in a document that is a form: which of its cells and lines have which field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

#: A box to tick, a line to write on, several lines.
Kind = Literal["tick", "line", "lines"]


class FormField(Struct, frozen=True):
    """`name` tells the fields of a file apart, `says` is what it is called for who cannot see it."""

    name: str
    says: str
    kind: Kind


class Fillable(Struct, frozen=True):
    """`fields` by the id of the cell or line in which each is; `about` is what metadata say of the form."""

    fields: Mapping[str, FormField]
    about: Mapping[str, str] = {}
