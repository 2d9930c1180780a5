"""What a reference prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """`text` is what a reference prints; `kind` as in `tree.Reference`. What is not `printed` in the document
    cannot be led to."""

    text: str
    kind: Literal["number", "title"]
    printed: bool = True
