"""Which way each line of a document runs: as the document does, unless it is written the other way.

A paragraph in Arabic in an English plan begins at the right, and its full stop stands at its left; an English
one in an Arabic plan the other way round. No node says so: it follows from the words (UAX #9, 3.3.1). Where
they are of both kinds, the first letter alone would turn an Arabic line that begins with "UNODC": so the
words are counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from workplan.content.values.languages import Direction
from workplan.document.tree import (
    Block,
    Document,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Table,
)
from workplan.document.walking.walk import plain, plain_present

_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}

#: What of the words has to run the other way where the first of them does, and where it does not.
_MOST, _NEARLY_ALL = 0.5, 0.75

#: First strong isolate and pop directional isolate: what is between has an order of its own (UAX #9, 2.4).
ISOLATE, END = "\u2068", "\u2069"


def base_direction(inlines: Iterable[Inline], around: Direction) -> Direction:
    """The direction of a line in a text that runs as `around` does; of a redline's, by what is left."""
    whole = tuple(inlines)
    return words_direction(plain_present(whole) or plain(whole), around)


def words_direction(words: str, around: Direction) -> Direction:
    """The direction of words that stand alone in a text that runs as `around` does."""
    if around == "ltr" and words.isascii():
        return around
    found = [direction for word in words.split() if (direction := _strong(word))]
    other = [direction for direction in found if direction != around]
    enough = _MOST if found and found[0] != around else _NEARLY_ALL
    return other[0] if len(other) > enough * len(found) else around


def isolated(words: str, around: Direction) -> str:
    """`words` with signs around them that keep their order together where something in them runs the other
    way, or would in a text from the right: "2021-12" and "A/CONF.1"."""
    found = {direction for character in words if (direction := _strong(character))}
    other = found - {around} or (around == "rtl" and not found and any(map(str.isdigit, words)))
    return f"{ISOLATE}{words}{END}" if other and not words.isdecimal() else words


def filled_in(pattern: str, name: str, words: str, around: Direction) -> str:
    """`pattern` with `words` in the place of {name}; the whole isolated, or else the words in it."""
    said = pattern.replace(f"{{{name}}}", "")
    if isolated(said, around) != said:
        return isolated(pattern.replace(f"{{{name}}}", words), around)
    return pattern.replace(f"{{{name}}}", isolated(words, around))


def apart(words: str) -> Iterator[tuple[str, Direction | None]]:
    """What is isolated in `words`, each with its direction, and what stands between, without one."""
    for n, part in enumerate(re.split(f"{ISOLATE}([^{ISOLATE}{END}]*){END}", words)):
        if part:
            yield part, words_direction(part, "ltr") if n % 2 else None


def unisolated(words: str) -> str:
    """`words` without signs of direction."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", words)


def turned(document: Document) -> dict[str, Direction]:
    """The lines, items and notes that do not run as what they stand in does, by their ids."""
    around = document.properties.direction
    found: dict[str, Direction] = {}
    for block in document.blocks:
        found |= _turned(block, around)
    notes = {note.id: base_direction(note.inlines, around) for note in document.notes}
    # A note inherits from the line that calls it.
    found |= notes if found else {id: direction for id, direction in notes.items() if direction != around}
    return found


def _turned(block: Block, around: Direction) -> dict[str, Direction]:
    match block:
        case Paragraph() | Heading():
            direction = base_direction(block.inlines, around)
            return {} if direction == around else {block.id: direction}
        case List():
            found: dict[str, Direction] = {}
            for item in block.items:
                first = item.blocks[0] if item.blocks else None
                inlines = first.inlines if isinstance(first, Paragraph) else ()
                direction = base_direction(inlines, around)
                if direction != around:
                    found[item.id] = direction
                for inner in item.blocks:
                    found |= _turned(inner, direction)
            return found
        case Table():
            rows = (block.header, *block.rows)
            lines = (line for row in rows for cell in row.cells for line in cell.blocks)
            return {id: way for line in lines for id, way in _turned(line, around).items()}
        case Figure():
            return _turned(block.caption, around) if block.caption else {}


def _strong(word: str) -> Direction | None:
    """The direction of the first letter that has one."""
    return next((_STRONG[kind] for kind in map(unicodedata.bidirectional, word) if kind in _STRONG), None)
