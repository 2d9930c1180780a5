"""Pictures that content brings in, made harmless: real PNG or JPEG, of bounded size, no metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, cleaned of metadata. `width` and `height` are in pixels."""

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    data: bytes
    width: int
    height: int
