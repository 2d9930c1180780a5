"""What a reference prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """`text` is what a reference prints; `kind` as in `tree.Reference`."""

    text: str
    kind: Literal["number", "title"]
