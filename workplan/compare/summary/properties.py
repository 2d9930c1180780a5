"""What changed about a document besides its text: in its running head, its files' properties, and the words
that formats add ("Page 1 of 9")."""

from __future__ import annotations

from collections.abc import Iterator

from workplan.compare.telling.telling import Telling
from workplan.compare.telling.told import Told
from workplan.document.tree import Document, Former, Properties, Terms

#: The title and the group stand in the masthead, and are told there. That an edition, its date and whether
#: it is a draft are others is what a redline is about.
_PROPERTIES = ("short_title", "subject", "keywords", "language")


def told(redline: Document, telling: Telling) -> Iterator[tuple[Told, str, str]]:
    """Each change in words, with what was and what is."""
    before = redline.former or Former(redline.properties, redline.terms)
    for name in _PROPERTIES:
        old, new = _property(before.properties, name), _property(redline.properties, name)
        if name == "short_title" and (old, new) == (before.properties.title, redline.properties.title):
            continue  # there is none of its own
        if old != new:
            yield telling.value(getattr(telling.phrases, name), old, new), old, new
    for term in Terms.__struct_fields__:
        old, new = getattr(before.terms, term), getattr(redline.terms, term)
        if old != new:
            yield telling.say(telling.phrases.wording, old=old, new=new), old, new


def _property(properties: Properties, name: str) -> str:
    value = getattr(properties, name)
    return value if isinstance(value, str) else ", ".join(value)
