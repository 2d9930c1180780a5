"""Whether content is an edition that was issued, or a draft of the next one."""

from __future__ import annotations

from msgspec import Struct


class Standing(Struct, frozen=True):
    """`text` is the content as a frozen edition: the file's own where it was issued. Every PDF and Word
    file carries it."""

    draft: bool
    text: str
