"""Notes: those of the word processor, and typed ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.pieces import behind
from workplan.importing.source.model import Block, Line, Note, Piece, Source, all_lines, with_lines

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_SIGN = re.compile(f"[{_RAISED}]{{1,3}}")
#: What a raised digit is a power of, and no note.
_UNIT = re.compile(r"(?:^|[\s\d])(?:[kcdm]?m|ft|in|s|10)$")


@rule("N1")
def real(source: Source, claims: Claims) -> tuple[Note, ...]:
    """Footnotes and endnotes of the word processor are notes; all are printed at the foot of the page, and
    numbered anew in the order of their first calls. A note that nobody calls is left out, and listed."""
    called = {piece.note for line in all_lines(source.blocks) for piece in line.pieces if piece.note}
    kept = []
    for note in source.notes:
        words = " ".join(line.text for line in note.lines)
        if note.address in called and any(line.worded for line in note.lines):
            kept.append(note)
        elif words.strip():
            claims.left_out("N1", note.address, words, "left out: a note that nobody calls")
    ends = [note for note in kept if note.address.startswith("e")]
    if ends:
        claims.add("N1", "guessed", ends[0].address, ends[0].lines[0].text, "endnotes became footnotes")
    return tuple(kept)


@rule("N2")
def typed(blocks: Sequence[Block], claims: Claims) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """A raised number in the text, with one line below that begins with the same raised number, is a typed
    note. Only pairs that nobody can mistake are taken: a number that two lines begin with, or that nobody
    calls, stays as words. Each pair is a doubt."""
    texts = _note_lines(blocks)
    calls: dict[str, list[str]] = defaultdict(list)  # the lines that call a number
    for line in all_lines(blocks):
        if line.address not in set(texts.values()):
            for number in _called(line):
                calls[number].append(line.address)
    doubled = {
        number for number, count in Counter(n for n, _ in _all_note_lines(blocks)).items() if count > 1
    }
    pairs = {n: at for n, at in texts.items() if calls.get(n) and n not in doubled}
    for number in sorted(doubled, key=int):
        claims.add(
            "N3", "guessed", texts[number], f"{number} …", "kept as words: two lines begin with this number"
        )
    for number, at in texts.items():
        if number not in doubled and number not in calls:
            claims.add(
                "N3", "guessed", at, f"{number} …", "kept as words: nothing calls a note of this number"
            )
    notes: list[Note] = []
    by_address = {at: number for number, at in pairs.items()}
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Line) and block.address in by_address:
            number = by_address[block.address]
            words = behind(block.pieces, len(_own_number(block)))
            notes.append(Note(f"typed{number}", (replace(block, pieces=words),)))
            often = f", called {len(calls[number])} times" if len(calls[number]) > 1 else ""
            claims.add(
                "N2",
                "guessed",
                block.address,
                block.text,
                f"note {number}{often}",
                f"raised “{number}” in the text and here",
                lost=[number] * (len(calls[number]) + 1),  # all notes are numbered anew
                also=calls[number],
            )
        else:
            kept.append(_with_calls(block, pairs))
    return tuple(kept), tuple(notes)


@rule("N3")
def alone(number: str, pairs: Mapping[str, str]) -> bool:
    """A raised number without its line, or a line without its call, stays as it is, in words. It is a
    doubt."""
    return number not in pairs


def without_calls(pieces: Sequence[Piece], at: str, claims: Claims) -> tuple[Piece, ...]:
    """The pieces of a note without calls of other notes."""
    if any(piece.note for piece in pieces):
        words = "".join(piece.text for piece in pieces)
        claims.add("N4", "guessed", at, words, "the call of a note inside a note is left out")
    plain = (replace(each, field="") if each.field == "NOTEREF" else each for each in pieces)
    return tuple(each for each in plain if not each.note)


def _own_number(line: Line) -> str:
    """The raised number that a line begins with, as it stands there; empty where it begins with none."""
    for piece in line.pieces:
        if piece.note or piece.picture:
            return ""
        if not (words := piece.text).strip():
            continue
        if piece.look.superscript and words.strip().isdecimal():
            return words.strip() if words == words.lstrip() else words.rstrip()
        found = _SIGN.match(words.lstrip())
        return found[0] if found and words == words.lstrip() else ""
    return ""


def _all_note_lines(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Line) and (own := _own_number(block)):
            number = own.strip().translate(_DIGITS)
            if len(block.text.strip()) > len(own.strip()):
                yield number, block.address


def _note_lines(blocks: Sequence[Block]) -> dict[str, str]:
    """The lines that begin with a raised number, by the number."""
    found: dict[str, str] = {}
    for number, at in _all_note_lines(blocks):
        found.setdefault(number, at)
    return found


def _called(line: Line) -> Iterator[str]:
    """The raised numbers in a line."""
    before = ""
    for piece in line.pieces:
        if piece.look.superscript and piece.text.strip().isdecimal() and not _UNIT.search(before):
            yield piece.text.strip()
        yield from (each.group().translate(_DIGITS) for each in _SIGN.finditer(piece.text)
                    if not _UNIT.search(before + piece.text[: each.start()]))  # fmt: skip
        before = piece.text


def _with_calls(block: Block, pairs: Mapping[str, str]) -> Block:
    """A block with calls of notes for the raised numbers that have a line."""
    return with_lines([block], lambda line: replace(line, pieces=tuple(_calls(line.pieces, pairs))))[0]


def _calls(pieces: Sequence[Piece], pairs: Mapping[str, str]) -> Iterator[Piece]:
    before = ""
    for piece in pieces:
        number = piece.text.strip()
        if (
            piece.look.superscript
            and number.isdecimal()
            and not alone(number, pairs)
            and not _UNIT.search(before)
        ):
            yield Piece(number, note=f"typed{number}")
            continue
        at = 0
        for each in _SIGN.finditer(piece.text):
            number = each.group().translate(_DIGITS)
            if not alone(number, pairs) and not _UNIT.search(before + piece.text[: each.start()]):
                if each.start() > at:
                    yield replace(piece, text=piece.text[at : each.start()])
                yield Piece(each.group(), note=f"typed{number}")
                at = each.end()
        if at < len(piece.text) or piece.note or piece.picture or not piece.text:
            yield replace(piece, text=piece.text[at:])
        before = piece.text
