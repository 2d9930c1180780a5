"""What a PDF gives away, in words; `pdf_worker` finds it, within limits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from workplan.circulation.examination.findings import Finding, Line, in_words, unnamed
from workplan.circulation.examination.pdf_worker import MEMORY, MOST_PAGES
from workplan.circulation.examination.pictures import PICTURE_HINT
from workplan.errors import GivenFileError
from workplan.processes import limits
from workplan.text.hints import one_of, quoted

_WORKER, _SECONDS = "workplan.circulation.examination.pdf_worker", 60
_AGAIN = "make the PDF anew from the document, and not by printing it"


def examined(data: bytes) -> Iterator[Finding]:
    """What is found in a PDF. Raises `GivenFileError` where it cannot be read, and says why."""
    try:
        said = limits.run(_WORKER, data, memory=MEMORY, seconds=_SECONDS)
    except limits.LimitedFailure as error:
        reason = "it takes too long to read" if error.late else str(error)
        raise GivenFileError(reason or "it takes too much time or memory to read", _AGAIN) from None
    yield from _found(json.loads(said))


def _found(facts: dict[str, Any]) -> Iterator[Finding]:
    lines = [Line(words, f"page {page}") for page, words in facts["lines"]]
    if facts["comments"]:
        hint = "delete them in the program that they were made with"
        yield Finding("comments or marks of a reader", _pages(facts["comments"]), hint)
    if facts["scripts"]:
        yield Finding("scripts or actions that run by themselves", "", _AGAIN)
    if facts["attached"]:
        yield Finding(f"attached files: {one_of(map(quoted, facts['attached']), 5)}", "", "take them out")
    if facts["links"]:
        links = one_of(map(quoted, facts["links"]), 3)
        yield Finding(f"links to other files, programs or somebody's own disk: {links}", "", "take them away")
    yield from _inside(facts)
    words = " ".join(line.words for line in lines)
    if found := list(unnamed(facts["names"], words)):
        message = f"its metadata name {one_of(map(quoted, found))}, which the paper does not"
        yield Finding(
            message, "document properties", "empty the author in the document, and make the PDF anew"
        )
    if facts["left"]:
        left = one_of(map(quoted, facts["left"]), 5)
        yield Finding(f"metadata that a program left: {left}", "document properties", _AGAIN)
    if facts["status"]:
        hint = "make the file from what was issued"
        yield Finding(f"it calls itself {quoted(facts['status'])}", "document properties", hint)
    yield from in_words(lines)
    yield from _readable(facts, words)


def _inside(facts: dict[str, Any]) -> Iterator[Finding]:
    """What is in it and is not seen."""
    if facts["nowhere"]:
        places = one_of(map(quoted, facts["nowhere"]), 3)
        yield Finding(f"links to places that are not there: {places}", "", "link them again")
    if facts["unseen"]:
        hint = "take them out; of a scan with its text, look whether the text is right"
        yield Finding("words that nobody sees", _pages(facts["unseen"]), hint)
    if facts["earlier"]:
        yield Finding("an earlier state of it is inside, which anybody can bring back", "", _AGAIN)
    if facts["pictures"]:
        said = one_of(facts["pictures"], 6)
        yield Finding(f"a picture says more than it shows: {said}", "", PICTURE_HINT)


def _readable(facts: dict[str, Any], words: str) -> Iterator[Finding]:
    """What keeps people from reading it."""
    for name, is_wrong, message, hint in (
        ("locked", True, "it is locked, and may be so against screen readers", "unlock it"),
        ("xfa", True, "a form of the kind XFA, which only Adobe's program can show", "make a PDF without it"),
        ("layers", True, "layers that are switched off: others can see what they hide", "take them out"),
        ("title", False, "it has no title, which a screen reader says first", "give it one"),
        ("language", False, "it does not say which language it is in", _AGAIN),
    ):
        if bool(facts[name]) is is_wrong:
            yield Finding(message, "document properties", hint)
    if facts["fonts"]:
        message = f"fonts that are not in the file: {one_of(facts['fonts'], 5)}; elsewhere it looks otherwise"
        yield Finding(message, "", _AGAIN)
    yield from _tags(facts, words)
    if facts["pages"] > MOST_PAGES:
        message = f"it has {facts['pages']:,} pages, of which the first {MOST_PAGES:,} were looked at"
        yield Finding(message, "", "divide it")


def _tags(facts: dict[str, Any], words: str) -> Iterator[Finding]:
    if not words:
        yield Finding("it has no words, only pictures of them", "", "make the PDF from the document itself")
    elif not facts["tagged"]:
        yield Finding("it has no tags, so that a screen reader has to guess", "", _AGAIN)
    elif facts["untagged"]:
        message = "words that no tag owns, which a screen reader leaves out"
        yield Finding(message, _pages(facts["untagged"]), _AGAIN)


def _pages(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (" …" if len(numbers) > 8 else "")
    return f"page{'s' * (len(numbers) != 1)} {shown}"
