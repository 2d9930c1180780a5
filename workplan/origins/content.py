"""What stands in a file of ours, as the readers of each kind find it."""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct


class Content(Struct, frozen=True):
    """Content that a file carries; `intact` tells whether it is the one that was put in."""

    text: str
    intact: bool

    @classmethod
    def stated(cls, text: str, digest: str) -> Content:
        """Of a file that says what the SHA-256 of its content is."""
        return cls(text, digest == sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


class Found(Struct, frozen=True):
    """The content of a file; of a redline that of AFTER, and that of BEFORE. `producer` is what the file says
    of the program that made it, `saved` of another that saved it since."""

    content: Content
    before: Content | None
    producer: str
    saved: str = ""
