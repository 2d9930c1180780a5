"""What people type as they do in a word processor, or in another kind of Markdown, and what would be printed
as it stands: lists inside a paragraph, ends of pages, lists of contents.

A line of a paragraph runs on in the next one, so that items typed on lines of their own would be one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workplan.content.inline import Fault
from workplan.hints import quoted

_PAGE_END = re.compile(r"(?<!\\)\\(?:newpage|pagebreak|clearpage|page)\b")
_CONTENTS = re.compile(r"(?<!\\)\\tableofcontents\b|\[\[?_?TOC_?\]?\]|\{\{ ?TOC ?\}\}", re.IGNORECASE)
#: A line that looks like an item. (One with a star is a fault as it is.)
_ITEM = re.compile(
    r"^[ \t]*(?:(?P<number>[0-9]{1,9}[.)])|(?P<bullet>[-+•])|(?P<dash>[–—])"
    r"|(?P<letter>\(?(?:[a-z]|[ivx]{2,5})[.)]))(?=[ \t])",
    re.MULTILINE,
)
_NO_BREAK = re.compile(r"^[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?=\u00a0)", re.MULTILINE)
_FIRST = ("a", "i")


def typed(words: str) -> Iterator[Fault]:
    """The faults of a paragraph's words; one for each list."""
    if found := _PAGE_END.search(words):
        hint = "write :::{page-break} and ::: on lines of their own"
        yield Fault(f"{quoted(found[0])} ends no page here, and would be printed", hint, found.start())
    if found := _CONTENTS.search(words):
        hint = "write :::{contents} and ::: on lines of their own"
        yield Fault(f"{quoted(found[0])} lists nothing here, and would be printed", hint, found.start())
    if found := _NO_BREAK.search(words):
        message = f"a no-break space behind {quoted(found[0].strip())}, which begins no item of a list so"
        yield Fault(message, "delete it, and type an ordinary space", found.start())
    items = list(_ITEM.finditer(words))
    for at, item in enumerate(items):
        if hint := _hint(item, items[at - 1] if at else None, items[at + 1 :]):
            sign = item[item.lastgroup or 0]
            yield Fault(f"a list inside a paragraph: {quoted(sign)}", hint, item.start(item.lastgroup or 0))
            return


def _hint(item: re.Match[str], before: re.Match[str] | None, after: list[re.Match[str]]) -> str:
    """What to do about a line that looks like an item; nothing where it may be words that run on."""
    sign = item[item.lastgroup or 0]
    match item.lastgroup:
        case "letter":
            letter = sign.strip("(.)")
            begins = letter in _FIRST and ((sign.endswith(")") and item.start()) or _goes_on(letter, after))
            if begins or (before and before["letter"] and _goes_on(before["letter"].strip("(.)"), [item])):
                return (
                    'put an empty line before the list, and write "- " instead of letters; or, to keep them, '
                    "an empty line between all of its lines"
                )
            return ""
        case "dash":
            together = before and before.start() == 0 and before["dash"]
            return 'put an empty line before the list, and write "- " for each dash' if together else ""
        case _ if not item.start():
            return ""
        case _:
            if sign == "•":
                return "put an empty line before the list, and write - instead of •"
            return f'put an empty line before the list; where it is no list, write "\\{sign[-1]}"'


def _goes_on(letter: str, after: list[re.Match[str]]) -> bool:
    """Whether the next item has the next letter, or the next Roman number."""
    following = (after[0]["letter"] or "").strip("(.)") if after else ""
    return following in (
        chr(ord(letter[-1]) + 1),
        {"i": "ii", "ii": "iii", "iii": "iv", "iv": "v"}.get(letter),
    )
