"""Identities as Word bookmark names, and back.

A bookmark name begins with a letter, holds letters, digits and underscores, has at most 40
characters and is compared without regard to case (ECMA-376 Part 1, 17.13.6.2; Word's limits). Ids
are lower-case words joined by hyphens, and dotted:

    measure-1.status   ↔  measure_1__status
    2031-plan          →  n___ and 128 bits of its SHA-256 (it begins with a digit)

A name of the second sort cannot be turned back by itself; the custom XML part lists every id
(`templates/docx/item1.xml`).
"""

from __future__ import annotations

import re
from hashlib import sha256

_LONGEST = 40
_PLAIN_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9]*(?:__?[a-z0-9]+)*")
# Three underscores never occur in the name of a plain id, so no id can clash with these.
_HASHED = "n___"
_CALL = "c___"


def bookmark(identity: str) -> str:
    """The bookmark name of an id. Different ids have different names."""
    name = identity.replace(".", "__").replace("-", "_")
    if len(name) <= _LONGEST and _PLAIN_ID.fullmatch(identity):
        return name
    return _HASHED + _digest(identity)


def call_bookmark(note: str) -> str:
    """The name of the bookmark around the first call of `note`: its other calls refer to it, and it
    survives LibreOffice, which renames the bookmark inside the note."""
    name = bookmark(note)
    return _CALL + (name if len(_CALL + name) <= _LONGEST else _digest(note))


def identity(name: str) -> str | None:
    """The id whose plain bookmark name this is; None for a hashed name, which
    only the list of ids explains, and for anybody else's."""
    if len(name) > _LONGEST or not _PLAIN_NAME.fullmatch(name):
        return None
    return name.replace("__", ".").replace("_", "-")


def _digest(identity: str) -> str:
    return sha256(identity.encode()).hexdigest()[:32]
