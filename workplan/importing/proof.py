"""The proof: what the original says beside what the built plan says, line by line and word by word.

Lines are compared with their labels and without spaces, so that "1. Words", typed, and "Words", counted 1.,
are the same. What differs has the claims of its lines as its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from workplan.compare.telling.told import Run, Told, normal
from workplan.document.tree import Block, Document, Figure, List, Note, Paragraph
from workplan.document.walking.walk import lines
from workplan.importing.law import inline_texts
from workplan.importing.pairing import different
from workplan.importing.rules.claims import Claim
from workplan.importing.source.model import Line, Source, all_lines
from workplan.text.segmentation import words

_BULLET = re.compile(r"^[•·▪◦●○■□➢✓❖►‣⁃∙\-–—*]\s*(?=\S)")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")


class Unit(Struct, frozen=True):
    """A line as it is shown, with its label; `at` is its address in the source, or its id in the document."""

    words: str
    at: str = ""

    @property
    def bare(self) -> str:
        plain = _RAISED.sub(lambda raised: unicodedata.normalize("NFKC", raised[0]), self.words)
        return "".join(_BULLET.sub("", plain).split())


class Difference(Struct, frozen=True):
    """What the original says, what the built plan says, and why; `reason` is empty where nothing explains
    it."""

    original: str
    ours: str
    reason: str

    @property
    def told(self) -> Told:
        """The words of both as one text, with marks."""
        one, other = words(self.original), words(self.ours)
        found: list[Run] = []
        last = 0
        for a, a_end, b, b_end in [*different(one, other), (len(one),) * 2 + (len(other),) * 2]:
            found += [Run("".join(one[last:a])), Run("".join(one[a:a_end]), "removed")]
            found.append(Run("".join(other[b:b_end]), "added"))
            last = a_end
        return normal(found)

    @property
    def gone(self) -> str:
        """What the built plan does not say."""
        return " ".join(run.text for run in self.told if run.mark == "removed")


def differences(source: Source, document: Document, claims: Sequence[Claim]) -> Iterator[Difference]:
    """What is said otherwise, in order."""
    old, new = [*units_of_source(source, claims)], [*units_of(document.blocks, document.notes)]
    added = [(claim, "".join(each.split())) for claim in claims for each in claim.added]
    by_line: dict[str, list[Claim]] = {}
    for claim in claims:
        for at in (claim.at, *claim.also):
            by_line.setdefault(at, []).append(claim)
    for a, b, c, d in different([unit.bare for unit in old], [unit.bare for unit in new]):
        one, other = old[a:b], new[c:d]
        if "".join(u.bare for u in one) == "".join(u.bare for u in other):
            continue  # only divided otherwise
        found = [claim for unit in one for claim in by_line.get(unit.at, ()) if claim.rule != "B1"]
        said = "".join(unit.bare for unit in other)
        found += [claim for claim, each in added if each in said]
        reason = "; ".join(dict.fromkeys(f"{claim.rule}: {claim.became}" for claim in found))
        yield Difference(" ¶ ".join(u.words for u in one), " ¶ ".join(u.words for u in other), reason)


def units_of_source(source: Source, claims: Sequence[Claim]) -> Iterator[Unit]:
    """The lines of a source that are no part of what is left out, notes last."""
    notes = {claim.at for claim in claims if claim.rule == "N2"}
    gone = {at for claim in claims if claim.verdict == "left out" for at in (claim.at, *claim.also)}
    numbers: dict[str, int] = {}
    behind: list[Unit] = []
    for line in all_lines(source.blocks):
        if line.empty or line.address in gone:
            continue
        unit = Unit(_shown(line, numbers), line.address)
        if not unit.bare:
            continue
        if line.address in notes:
            behind.append(unit)
        else:
            yield unit
    for note in sorted(source.notes, key=lambda note: numbers.get(note.address, 0)):
        if note.address in numbers:
            text = "\n".join(_shown(line, numbers) for line in note.lines)
            behind.append(Unit(f"{numbers[note.address]} {text}", note.address))
    yield from behind


def _shown(line: Line, numbers: dict[str, int]) -> str:
    text = f"{line.counting.label} " if line.counting and line.counting.label != "•" else ""
    for piece in line.pieces:
        if piece.note and not piece.text:
            text += str(numbers.setdefault(piece.note, len(numbers) + 1))
        elif not piece.picture:
            text += piece.text
    return text.strip()


def units_of(blocks: Iterable[Block], notes: Iterable[Note]) -> Iterator[Unit]:
    """The lines of a document, notes last."""
    for block in blocks:
        yield from _units(block)
    for note in notes:
        yield Unit(f"{note.number} {''.join(inline_texts(note.inlines))}", note.id)


def _units(block: Block) -> Iterator[Unit]:
    if isinstance(block, List):
        for item in block.items:
            first, *below = item.blocks
            if isinstance(first, Paragraph):
                yield Unit(f"{item.label} {''.join(inline_texts(first.inlines))}", first.id)
            for inner in below if isinstance(first, Paragraph) else item.blocks:
                yield from _units(inner)
    elif not isinstance(block, Figure) or block.caption:
        for line in lines(block):
            yield Unit(f"{line.label} {''.join(inline_texts(line.inlines))}".strip(), line.id)
