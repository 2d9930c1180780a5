"""Who sent a copy, as the name of its file says."""

from __future__ import annotations

import re
from pathlib import PurePath

#: What people and mail programs put at the end of a name: versions, dates, "copy", "final", "(1)". Another
#: number tells one copy from the next: "Member 10" is not "Member 11".
_NOISE = re.compile(
    r"(?:[\s_.–-]|\b)+(?:\(\d+\)|v\d+|rev\d*|final|copy|draft|clean|comments?|tracked|edited|"
    r"(?:19|20)\d\d(?:[-.]?\d\d){0,2}|\d\d[-.]?\d\d[-.]?(?:19|20)?\d\d)$",
    re.IGNORECASE,
)
_EDGES = " \t_-–—.,()[]"


def member_of(name: str, *stems: str) -> str:
    """What the name of a file says besides one of the `stems` that the plan's own files have:
    "plan-draft - New Zealand_v2.docx" is from New Zealand. Empty where it says nothing more."""
    words = PurePath(name).stem
    known = (stem for stem in stems if words.casefold().startswith(stem.casefold()))
    words = words[max(map(len, known), default=0) :]
    while (shorter := _NOISE.sub("", f" {words}").strip(_EDGES)) != words:
        words = shorter
    words = words.replace("_", " ").strip(_EDGES)
    return words if any(map(str.isalpha, words)) else ""
