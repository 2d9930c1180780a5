"""Links that nobody could hit, or would meet twice: what a line's end leaves of one, without a word in it;
and bold words or the like within one, of which WeasyPrint makes another, over the first."""

from __future__ import annotations

from typing import Any

from workplan.render.pdf.page.reading import has_class


def drop_empty(page: Any) -> None:
    """Take the links off a page of a WeasyPrint document where they hold no words on their line. A link
    that is broken over two lines keeps the parts that do. Each part is one
    link: what is in it needs none of its own."""
    page.links[:] = [link for link in page.links if link[-1].link and _has_words(link[-1])]


def _has_words(box: Any) -> bool:
    if has_class(box, "sign"):
        return False  # a sign is drawn as a shape, and belongs to the redline
    if text := getattr(box, "text", ""):
        return bool(text.strip(" \u200b"))
    return any(map(_has_words, getattr(box, "children", ())))
