"""Labels of editions: the names of their files, and what sorts them."""

from __future__ import annotations

import re
from hashlib import sha256

from workplan.text.slug import DEVICES, slug


def label_slug(label: str) -> str:
    """The name of an edition's file, and of its row in the history: "2021/Add.1" is `2021-add-1`.

    Labels that differ in signs alone have the same; one without a Latin letter or digit has a
    fingerprint of its own.
    """
    name = slug(label) or sha256(label.encode()).hexdigest()[:12]
    return f"edition-{name}" if DEVICES.fullmatch(name) or name == "history" else name


def label_key(label: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts labels as a person would: 2021, 2021/Add.1, 2021/Add.2, 2021/Add.10, 2022, Rev.1."""
    parts = re.findall(r"[0-9]+|[^0-9]+", label.casefold())
    return tuple((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts)
