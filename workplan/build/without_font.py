"""Characters that no font here has: what is said of them, and where the content first has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from workplan.content.load import Loaded
from workplan.errors import Place, Problem
from workplan.render.pdf import fonts

#: A character written by its number in YAML: "\U00013000".
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")


def without_font(words: Iterable[str], files: Mapping[str, str]) -> Iterator[tuple[Problem, bool]]:
    """A problem for each character of these words that no installed font has, where the texts of `files`
    first have it, and whether they do: if none does, the first file is its place."""
    for character, (message, hint) in fonts.lacking("".join(words)).items():
        place = _first_place(character, files)
        yield Problem(message, place or Place(next(iter(files))), hint), place is not None


def texts(loaded: Loaded) -> dict[str, str]:
    """The text of each file of the content, by its name in messages; the manuscript is the first."""
    plan = loaded.plan
    manuscripts = (plan.manuscript, *(appendix.manuscript for appendix in plan.appendices))
    found = {manuscript.file: manuscript.source for manuscript in manuscripts}
    return found | {places.file: places.text for places in loaded.places.values()}


def _first_place(character: str, files: Mapping[str, str]) -> Place | None:
    """As it is, or in lower case (a watermark is in capitals), or else as an escape."""
    for file, text in files.items():
        found = (n for n, letter in enumerate(text) if character in (letter, letter.upper()))
        if (offset := next(found, _escaped(character, text))) is not None:
            return Place(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
    return None


def _escaped(character: str, text: str) -> int | None:
    found = (each for each in _ESCAPE.finditer(text) if int(each[0][2:], 16) in _numbers(character))
    return next((each.start() for each in found), None)


def _numbers(character: str) -> set[int]:
    return {ord(letter) for letter in (character, character.lower()) if len(letter) == 1}
