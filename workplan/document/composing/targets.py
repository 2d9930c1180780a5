"""What a reference prints."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Target(Struct, frozen=True):
    """`text` is what a reference prints; `kind` as in `tree.Reference`. What is not `printed` in the document
    cannot be led to."""

    text: str
    kind: Literal["number", "title"]
    printed: bool = True
