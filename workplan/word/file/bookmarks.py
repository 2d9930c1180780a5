"""Identities as Word bookmark names, and back.

A bookmark name holds letters, digits and underscores, has at most 40 characters and is compared without
regard to case (ECMA-376 Part 1, 17.13.6.2; Word's limits). Word does not list one that begins with an
underscore in its dialog. Behind that, `_p_` keeps ours apart from the ones that Word itself makes and takes
away (`_Toc…`, `_Ref…`, `_Hlk…`, `_GoBack`). Ids are lower-case words joined by hyphens, and dotted:

    measure-1.status   ↔  _p_measure_1__status
    2031-plan          →  _p_n___ and 128 bits of its SHA-256 (it begins with a digit)

Files that were made earlier have the same names without `_p_`. A name of the second sort cannot be turned
back by itself; the custom XML part lists every id (`templates/docx/item1.xml`), and says which names it
goes with.
"""

from __future__ import annotations

import re
from hashlib import sha256

_LONGEST = 40
#: How the names of our bookmarks begin; before, with nothing.
HIDDEN = "_p_"
_PLAIN_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9]*(?:__?[a-z0-9]+)*")
# Three underscores never occur in the name of a plain id, so no id can clash with these.
_HASHED = "n___"
_CALL = "c___"


def bookmark(identity: str, prefix: str = HIDDEN) -> str:
    """The bookmark name of an id. Different ids have different names."""
    name = prefix + identity.replace(".", "__").replace("-", "_")
    if len(name) <= _LONGEST and _PLAIN_ID.fullmatch(identity):
        return name
    return prefix + _HASHED + _digest(identity)


def call_bookmark(note: str, prefix: str = HIDDEN) -> str:
    """The name of the bookmark around the first call of `note`: its other calls refer to it, and it
    survives LibreOffice, which renames the bookmark inside the note."""
    name = prefix + _CALL + bookmark(note, "")
    return name if len(name) <= _LONGEST else prefix + _CALL + _digest(note)


def identity(name: str) -> str | None:
    """The id whose plain bookmark name this is; None for a hashed name, which
    only the list of ids explains, and for anybody else's."""
    bare = name.removeprefix(HIDDEN)
    if len(name) > _LONGEST or not _PLAIN_NAME.fullmatch(bare):
        return None
    return bare.replace("__", ".").replace("_", "-")


def called_note(name: str) -> str | None:
    """The note whose first call stands in the bookmark of this plain name; None for any other name."""
    bare = name.removeprefix(HIDDEN)
    return identity(bare.removeprefix(_CALL)) if bare.startswith(_CALL) else None


def _digest(identity: str) -> str:
    return sha256(identity.encode()).hexdigest()[:32]
