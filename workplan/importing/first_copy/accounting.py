"""Whether each tracked change of a file is in the copy: what is not, is told.

Words are counted by authors: those of a change that are among the words with a mark of that author, and that
no earlier change has used, are in the copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from workplan.document.tree import Document, Figure, Inline, Marked, NoteReference, Row, Table
from workplan.document.walking.lines import Line, flatten
from workplan.document.walking.marked import flat
from workplan.document.walking.walk import lines
from workplan.importing.law import inline_texts
from workplan.importing.rules.claims import Claim, rule
from workplan.importing.source.model import Change
from workplan.review.edits.marks import marks

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


@rule("C2")
def in_the_copy(change: Change) -> Claim:
    """With `--as-review`, the text before all tracked changes is the content. The changes are a copy for
    review, by their authors and days, each listed here."""
    said = _said(change)
    return Claim("C2", "understood", "", change.words[:600], f"in the copy: {said}")


@rule("C3")
def not_in_the_copy(change: Change, missing: str) -> Claim:
    """A tracked change, or a part of one, that makes no difference to what content says is not in the copy,
    and is a doubt: words that were typed again as they were, the look of a page, a size, an empty
    paragraph."""
    became = f"not in the copy: {_said(change)}"
    evidence = (
        f"of it: {missing}" if missing and missing != change.words else "content says the same after it"
    )
    return Claim("C3", "guessed", "", change.words[:600], became, evidence)


class _Marked(Struct):
    """What has marks of one author: words that came, went or look otherwise, and how often lines and rows
    do."""

    came: Counter[str] = field(default_factory=Counter)
    went: Counter[str] = field(default_factory=Counter)
    formatted: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    moved: bool = False


def accounted(changes: Sequence[Change], copy: Document) -> Iterator[Claim]:
    """A claim for each change."""
    by_author: dict[str, _Marked] = {}
    for author, kind, words in _marks(copy):
        found = by_author.setdefault(author, _Marked())
        getattr(found, kind).update(words)
    for _, mark in marks(copy):
        by_author.setdefault(mark.author, _Marked()).moved |= bool(mark.move)
    for change in changes:
        found = by_author.get(change.author, _Marked())
        missing = _missing(change, found)
        yield in_the_copy(change) if missing is None else not_in_the_copy(change, missing)


def _missing(change: Change, found: _Marked) -> str | None:
    """What of a change is not in the copy; nothing where all of it is."""
    if change.kind == "laid out":
        return ""
    if change.kind in ("moved here", "moved away") and found.moved:
        return None  # that of two lines the other one moved is the same
    kind = (
        "ends"
        if change.what
        else "formatted"
        if change.kind == "formatted"
        else "came"
        if change.kind in ("inserted", "moved here")
        else "went"
    )
    left: Counter[str] = getattr(found, kind)
    words = [_plainly(change.words)] if change.what else words_of(change.words)
    missing = Counter(words) - left
    left.subtract(Counter(words) - missing)
    # letters that change a word are part of it
    rest = [word for word in missing.elements() if change.what or not any(word in each for each in left)]
    return " ".join(rest) if rest else None


def _said(change: Change) -> str:
    what = f"{change.what} " if change.what else ""
    day = f", {change.date:%Y-%m-%d}" if change.date else ""
    return f"{what}{change.kind}, by {change.author or 'nobody named'}{day}"


# The marks of a copy


def _marks(copy: Document) -> Iterator[tuple[str, str, list[str]]]:
    """Who, how, and which words."""
    for block in copy.blocks:
        if isinstance(block, Figure | Table):
            yield from _of_other(block)
    for unit in flatten(copy.blocks):
        if isinstance(unit, Line):
            yield from _of_line(unit)
    for note in copy.notes:
        yield from _of_words(note.inlines)


def _of_other(block: Figure | Table) -> Iterator[tuple[str, str, list[str]]]:
    if isinstance(block, Table):
        for row in (block.header, *block.rows):
            yield from _of_row(row)
    else:
        yield from _of_whole(block, "")
    for line in lines(block):
        yield from _of_words(line.inlines)
        yield from _of_whole(line, _text(line.inlines))


def _of_line(unit: Line) -> Iterator[tuple[str, str, list[str]]]:
    yield from _of_words(unit.inlines)
    yield from _of_whole(unit, _text(unit.inlines))
    for who, how in _changes(unit):
        yield who, how, words_of(unit.item_label or unit.label)
    if unit.former:
        yield unit.former.revision.author, "ends", [_plainly(_text(unit.inlines))]


def _of_row(row: Row) -> Iterator[tuple[str, str, list[str]]]:
    inside = [line for cell in row.cells for line in cell.blocks]
    for who, how in _changes(row):
        yield who, how, words_of(" ".join(line.label for line in inside))
        yield who, "ends", [_plainly(" ".join(_text(line.inlines) for line in inside))]
        yield who, "ends", [_plainly(" ".join(f"{line.label} {_text(line.inlines)}" for line in inside))]


def _of_whole(node: Marked, words: str) -> Iterator[tuple[str, str, list[str]]]:
    for who, _ in _changes(node):
        yield who, "ends", [_plainly(words)]


def _of_words(inlines: Sequence[Inline]) -> Iterator[tuple[str, str, list[str]]]:
    for piece in flat(tuple(inlines)):
        words = [] if isinstance(piece, NoteReference) else words_of(_text((piece,)))
        for who, how in _changes(piece):
            yield who, how, words
        former = getattr(piece, "former", None)
        if former:
            yield former.revision.author, "formatted", words


def _changes(node: Marked) -> Iterator[tuple[str, str]]:
    if node.inserted:
        yield node.inserted.author, "came"
    if node.deleted:
        yield node.deleted.author, "went"


def words_of(text: str) -> list[str]:
    """The words and signs of a text, in order."""
    return _WORD.findall(unicodedata.normalize("NFC", text))


def _text(inlines: Sequence[Inline]) -> str:
    """The words, without the numbers of notes."""
    return " ".join(
        inline_texts(each for each in flat(tuple(inlines)) if not isinstance(each, NoteReference))
    )


def _plainly(words: str) -> str:
    """Words to be compared as a whole: whatever spaces are between them."""
    return "".join(words_of(words))
