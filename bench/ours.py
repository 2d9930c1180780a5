"""This program, as the bench starts it and asks it."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workplan.document.tree import Document

ROOT = Path(__file__).resolve().parent.parent
#: How it is started: with this Python.
PROGRAM = (sys.executable, str(ROOT / "generate.py"))


@lru_cache(2)
def document(content: Path) -> Document:
    """What a content folder says, as `build` prints it; the folder does not change."""
    from workplan.build.prepare import prepare

    return prepare(content).document
