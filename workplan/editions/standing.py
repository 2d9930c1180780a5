"""Whether content is an edition that was issued, or a draft of the next one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """`text` is the content as a frozen edition: the file's own where it was issued. Every PDF and Word
    file carries it."""

    draft: bool
    text: str
