"""Tables as CSV (RFC 4180), safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from workplan.text.characters import printable

#: What a spreadsheet would take for a formula, or for an apostrophe of this kind.
_FORMULA = re.compile(r"[=+\-@\t\r']")


def as_csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Lines below their headings. A byte order mark tells Excel that it is UTF-8."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_safe(printable(words)) for words in line] for line in lines)
    return ("\ufeff" + text.getvalue()).encode()


def _safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if _FORMULA.match(words) else words


def meant(words: str) -> str:
    """What a cell that was written so says."""
    return words[1:] if words.startswith("'") and _FORMULA.match(words[1:]) else words
