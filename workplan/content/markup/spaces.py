"""White space between inline tokens, and whether anything else is there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from markdown_it.token import Token

from workplan.text.characters import visible


def worded(tokens: list[Token]) -> bool:
    """Whether the tokens print more than white space and note calls."""
    return any(
        token.type == "image" or (token.type == "text" and visible(token.content)) for token in tokens
    ) or any(wordless_references(tokens))


def nothing_printed(kind: str) -> tuple[str, str]:
    """The message and hint for a paragraph, or the like, that is not `worded`."""
    return (
        f"a {kind} that prints no words",
        "write its words, or delete it; spaces and signs that nobody sees do not count, nor does a note call",
    )


def wordless_references(tokens: list[Token]) -> Iterator[Token]:
    """The references without words of their own, which print what they refer to."""
    for token, following in pairwise(tokens):
        if (token.type, following.type) == ("reference_open", "reference_close"):
            yield token


def collapsed(tokens: list[Token]) -> list[Token]:
    """The tokens with one space, or line end, where several meet, whatever markup begins or ends
    between them: it stays where the first of them stood. None is left at either end."""
    kept: list[Token] = []
    last: Token | None = None  # ends with a space, and nothing was printed after it
    at_start = True
    for token in tokens:
        if token.type == "text":
            token.content = token.content.removeprefix(" " if at_start or last else "")
            if not token.content:
                continue
            at_start, last = False, token if token.content.endswith(" ") else None
        elif token.type == "softbreak":
            if at_start or last:
                continue
            last = token
        elif token.type == "hardbreak":
            _end_line(last)
            at_start, last = True, None
        elif token.type in ("note_call", "image") or _closes_wordless(token, kept):
            at_start, last = False, None
        kept.append(token)
    _end_line(last)
    return [token for token in kept if token is not last or token.content]


def _end_line(last: Token | None) -> None:
    if last:
        last.content = last.content.removesuffix(" ")


def _closes_wordless(token: Token, before: list[Token]) -> bool:
    return token.type == "reference_close" and before[-1].type == "reference_open"
