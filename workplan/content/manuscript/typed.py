"""What people type as they do in a word processor, or in another kind of Markdown, and what would be printed
as it stands: lists inside a paragraph, ends of pages, lists of contents.

A line of a paragraph runs on in the next one, so that items typed on lines of their own would be one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workplan.content.markup.inline import Fault
from workplan.text.hints import quoted

_PAGE_END = re.compile(r"(?<!\\)\\(?:newpage|pagebreak|clearpage|page)\b")
_CONTENTS = re.compile(r"(?<!\\)\\tableofcontents\b|\[\[?_?TOC_?\]?\]|\{\{ ?TOC ?\}\}", re.IGNORECASE)
#: What makes a word look like the sign of an item; a line that begins with one. (A star is a fault as it is.)
_LETTER = r"\(?(?:[a-z]|[ivx]{2,5})[.)]"
_SIGN = re.compile(rf"[–—•]|{_LETTER}")
_ITEM = re.compile(
    r"^[ \t]*(?:(?P<number>[0-9]{1,9}[.)])|(?P<bullet>[-+•])|(?P<dash>[–—])"
    rf"|(?P<letter>{_LETTER}))(?=[ \t])",
    re.MULTILINE,
)
_NO_BREAK = re.compile(r"^[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?=\u00a0)", re.MULTILINE)
_ROMAN = ("i", "ii", "iii", "iv", "v")


def looks_like_item(word: str) -> bool:
    """Whether a line that begins with `word` looks like an item; which is no reason to refuse it."""
    return _SIGN.fullmatch(word) is not None


def typed(words: str) -> Iterator[Fault]:
    """The faults of a paragraph's words; one for each list. What may be meant as it stands is a warning."""
    if found := _PAGE_END.search(words):
        hint = "write :::{page-break} and ::: on lines of their own; or two backslashes to print it"
        message = f"{quoted(found[0])} ends no page here, and is printed as it stands"
        yield Fault(message, hint, found.start(), warning=True)
    if found := _CONTENTS.search(words):
        hint = "write :::{contents} and ::: on lines of their own"
        message = f"{quoted(found[0])} lists nothing here, and is printed as it stands"
        yield Fault(message, hint, found.start(), warning=True)
    if found := _NO_BREAK.search(words):
        message = f"a no-break space behind {quoted(found[0].strip())}, which begins no item of a list so"
        yield Fault(message, "delete it, and type an ordinary space", found.start(), warning=True)
    items = [item for item in _ITEM.finditer(words) if item["number"] or item["bullet"] or _runs_on(item)]
    for at, item in enumerate(items):
        kind = item.lastgroup or ""
        sign, start = item[kind], item.start(kind)
        if kind in ("number", "bullet"):
            if not item.start():
                continue
            hint = f'put an empty line before the list; where it is no list, write "\\{sign[-1]}"'
            if sign == "•":
                hint = "put an empty line before the list, and write - instead of •"
            yield Fault(f"a list inside a paragraph: {quoted(sign)}", hint, start)
            return
        if at and _follows(items[at - 1], item):
            message = (
                f"the items of a list run on in one paragraph: {quoted(items[at - 1][kind])}, {quoted(sign)}"
            )
            hint = 'put an empty line before the list, and write "- " before each; or "\\" behind each line'
            yield Fault(message, hint, items[at - 1].start(kind), warning=True)
            return


def _runs_on(item: re.Match[str]) -> bool:
    """Whether the line above does not end with a line break."""
    return not item.string[: item.start()].endswith("\\\n")


def _follows(before: re.Match[str], item: re.Match[str]) -> bool:
    """Whether two lines are items, the second the next."""
    if item["dash"]:
        return bool(before["dash"]) and before.start() == 0
    one, other = ((each["letter"] or "").strip("(.)") for each in (before, item))
    roman = (one, other) in pairwise(_ROMAN)
    return roman or (len(one) == len(other) == 1 and ord(other) == ord(one) + 1)
