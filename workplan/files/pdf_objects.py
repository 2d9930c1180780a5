"""Small questions about a PDF's objects, which may miss at each step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, PasswordError, Pdf, Stream

LOCKED = "the PDF is locked with a password"


def within(item: Any, *keys: str) -> Any:
    """What a dictionary has under a key, in that under the next, and so on; None where it has not."""
    for key in keys:
        if not isinstance(item, (Dictionary, Stream)):
            return None
        item = item.get(key)
    return item


def listed(found: Any) -> list[Any]:
    """What may be nothing, one thing, or an array of them."""
    if found is None:
        return []
    return list(found) if isinstance(found, Array) else [found]


def dictionaries(pdf: Pdf) -> Iterator[Any]:
    """All dictionaries and streams of a file that are objects of their own, and the links on its pages, which
    may be none."""
    for item in pdf.objects:
        if isinstance(item, (Dictionary, Stream)):
            yield item
    for page in pdf.pages:
        yield from (each for each in listed(page.obj.get("/Annots")) if not each.is_indirect)


def copied(items: Iterable[Any], source: Pdf, target: Pdf) -> list[Any]:
    """Objects of one file as objects of another, all at once. What was copied before is not copied again."""
    return list(target.copy_foreign(source.make_indirect(Array(items))))


def has_scripts(pdf: Pdf) -> bool:
    """Whether a file would do something by itself when it is opened."""
    root = pdf.Root
    return "/OpenAction" in root or "/AA" in root or within(root, "/Names", "/JavaScript") is not None


def unreadable(error: Exception) -> str:
    """Why a PDF cannot be read, of which a library says that."""
    return LOCKED if isinstance(error, PasswordError) else "the PDF is damaged, or no PDF"
