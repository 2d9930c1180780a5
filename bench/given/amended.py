"""A plan with changed words, as after a meeting."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: One action in so many is amended.
_EVERY = 10


def amend(content: Path) -> None:
    """Put words into every tenth action of a content folder."""
    file, number = content / "actions.yaml", count()
    text = re.sub(
        r"(?m)^  action: >-\n    ",
        lambda found: found[0] + ("As agreed, " if next(number) % _EVERY == 0 else ""),
        file.read_text(encoding="utf-8"),
    )
    file.write_text(text, encoding="utf-8")
