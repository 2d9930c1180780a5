"""The pattern of a line: words with fields in braces, filled in, and taken apart again.

Agenda item {agenda_item}               not printed where the field is not given
{place}, {dates}                        pieces between commas, semicolons, dots and dashes: each is left
                                        out, with what stands before it, where its field is not given
**{label.purpose}:** {purpose}          bold words; a label is what the field is called (wording.head)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Literal, TypeAlias

from msgspec import Struct

_TOKEN = re.compile(r"\*\*|\{[^{}]*\}|[^*{}]+|[*{}]")
#: Between two pieces.
_SEPARATOR = re.compile(r"(,\s|;\s|،\s?|؛\s?|、|，|\s[·–—|]\s|\.\s)")
LABEL = "label."
#: More combinations than this are not tried.
_MAX_PIECES = 8


class Token(Struct, frozen=True):
    """Words as they stand, the name of a label, or that of a field."""

    kind: Literal["words", "label", "field"]
    text: str
    bold: bool = False


class Piece(Struct, frozen=True):
    """`before` separates it from the piece before it."""

    before: Token
    tokens: tuple[Token, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(token.text for token in self.tokens if token.kind == "field")


#: What words are to be, and the fields that say what they said before.
_Attempts: TypeAlias = Iterator[tuple[list[Token], set[str]]]


class Pattern(Struct, frozen=True):
    text: str
    pieces: tuple[Piece, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for piece in self.pieces for token in piece.tokens)

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for piece in self.pieces for name in piece.fields))

    def filled(self, values: Mapping[str, str], labels: Mapping[str, str]) -> list[tuple[str, bool]]:
        """The words with what is bold; none where none of the fields has words."""
        found: list[tuple[str, bool]] = []
        for token in self._printed([piece for piece in self.pieces if _has_all(piece, values)]):
            words = {"words": token.text, "label": labels.get(token.text, "")}.get(token.kind)
            found.append((values[token.text] if words is None else words, token.bold))
        return found

    def read(self, words: str, values: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, str]:
        """The values of the fields of which `words` would be printed, where `values` were before: an empty
        one for what is not there any more. Raises `AmbiguousError` where there is no such reading, or
        more than one.

        The fewest changes go first: one field that says something else, then pieces that are gone, then any
        values that the pattern can be divided into in one way alone."""
        here = [piece for piece in self.pieces if _has_all(piece, values)]
        attempts: tuple[_Attempts, ...]
        if here:
            attempts = (self._one_changed(here), self._shorter(here), self._any(here))
        else:
            attempts = tuple(self._some())
        for attempt in attempts:
            readings = {
                tuple(sorted(found.items())) for form, fixed in attempt
                if (found := _read(form, fixed, words, values, labels)) is not None
            }  # fmt: skip
            if len(readings) == 1:
                found = dict(readings.pop())
                return {name: found.get(name, "") for name in self.fields}
            if readings:
                break
        raise AmbiguousError(words)

    def _printed(self, pieces: Sequence[Piece]) -> Iterator[Token]:
        for n, piece in enumerate(pieces):
            if n:
                yield piece.before
            yield from piece.tokens

    def _some(self) -> Iterator[_Attempts]:
        """Some of the pieces, the most of them first."""
        pieces = [piece for piece in self.pieces if piece.fields][:_MAX_PIECES]
        for count in range(len(pieces), 0, -1):
            yield chain.from_iterable(map(self._any, combinations(pieces, count)))

    def _one_changed(self, here: Sequence[Piece]) -> _Attempts:
        names = [name for piece in here for name in piece.fields]
        form = list(self._printed(here))
        for name in names:
            yield form, set(names) - {name}

    def _shorter(self, here: Sequence[Piece]) -> _Attempts:
        if len(here) > _MAX_PIECES:
            return
        for count in range(len(here) - 1, 0, -1):
            for kept in combinations(here, count):
                yield list(self._printed(kept)), {name for piece in kept for name in piece.fields}

    def _any(self, here: Sequence[Piece]) -> _Attempts:
        yield list(self._printed(here)), set()


class AmbiguousError(ValueError):
    """Words that cannot be taken apart, or not in one way."""


def _has_all(piece: Piece, values: Mapping[str, str]) -> bool:
    return bool(piece.fields) and all(values.get(name) for name in piece.fields)


def _read(
    form: Sequence[Token], fixed: set[str], words: str, values: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, str] | None:
    """The values of the fields in `words`, which have the form; None where they have not, or where it can be
    found in them in several ways."""
    ways = []
    for any_words in (r"\S(?:.*?\S)??", r"\S(?:.*\S)?"):
        names: list[str] = []
        pattern = ""
        for token in form:
            if token.kind != "field":
                literal = token.text if token.kind == "words" else labels.get(token.text, "")
                spaced = r"\s*".join(re.escape(part) for part in re.split(r"\s+", literal))
                pattern += f"(?i:{spaced})"
            elif token.text in fixed:
                pattern += re.escape(values[token.text])
            elif token.text in names:
                pattern += f"(?P=f{names.index(token.text)})"
            else:
                pattern += f"(?P<f{len(names)}>{any_words})"
                names.append(token.text)
        found = re.fullmatch(rf"\s*{pattern}\s*", words)
        if not found:
            return None
        ways.append({name: found[f"f{n}"] for n, name in enumerate(names)})
    if ways[0] != ways[1]:
        return None
    return {name: values[name] for name in fixed} | ways[0]


def parse(text: str) -> Pattern:
    """Raises `ValueError`, saying what is wrong with it."""
    bold = False
    tokens: list[Token] = []
    for part in _TOKEN.findall(text):
        if part == "**":
            bold = not bold
        elif part in "*{}":
            raise ValueError(f'"{part}" cannot stand in it alone')
        elif part.startswith("{"):
            name = part[1:-1].strip()
            label = name.startswith(LABEL)
            tokens.append(Token("label" if label else "field", name.removeprefix(LABEL), bold))
        else:
            tokens += [Token("words", each, bold) for each in _SEPARATOR.split(part) if each]
    if bold:
        raise ValueError("** opens bold words that do not end")
    return Pattern(text, tuple(_pieces(tokens)))


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """The tokens between separators; what has no field belongs to the piece behind it, or else before."""
    none = Token("words", "")
    pieces: list[Piece] = []
    before, current = none, list[Token]()
    for n, token in enumerate(tokens):
        separates = token.kind == "words" and (token.text.isspace() or _SEPARATOR.fullmatch(token.text))
        fields_follow = any(each.kind == "field" for each in tokens[n + 1 :])
        if separates and fields_follow and any(each.kind == "field" for each in current):
            pieces.append(Piece(before, tuple(current)))
            before, current = token, []
        else:
            current.append(token)
    yield from pieces
    if current:
        yield Piece(before, tuple(current))
