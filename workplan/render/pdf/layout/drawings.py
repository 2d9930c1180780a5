"""Words of a drawing (SVG), shaped as one line.

WeasyPrint 70 draws them letter by letter: Arabic letters do not join and stand in the wrong order, vowels of
Thai, Khmer and Burmese stand beside their letter. Nothing of ours places letters one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import svg


class _Line(str):
    """A line whose only letter is itself, to whoever goes through its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter((str(self),))


@contextmanager
def shaped() -> Iterator[None]:
    """Within this, WeasyPrint draws the words of drawings whole."""
    plain: Any = svg.Node.text

    def text(node: Any) -> str | None:
        words: str | None = plain.fget(node)
        return _Line(words) if words else words

    svg.Node.text = property(text)
    try:
        yield
    finally:
        svg.Node.text = plain
