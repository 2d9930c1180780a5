"""What a font says of its characters: which it has, and how wide each is (ISO/IEC 14496-22, 5.2).

    [x] `cmap` of the formats 4 and 12, in which fonts have Unicode; `hmtx`, `hhea`, `head`
    [-] collections, variation sequences: no font of ours has them, or nobody asks

fontTools says the same (a test compares all our fonts), and takes longer to import than `check` has for all
papers. Only tables that are needed are read from the disk.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from sys import byteorder
from typing import BinaryIO

#: Platforms and encodings of Unicode, the one that knows more first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


def glyphs(path: Path) -> dict[int, int]:
    """The number of the glyph of each character that the font has."""
    with path.open("rb") as file:
        return _glyphs(_table(file, b"cmap"))


def widths(path: Path) -> dict[int, float]:
    """How wide each character is that the font has, in type sizes."""
    with path.open("rb") as file:
        unit = _number(_table(file, b"head"), 18)
        many = _number(_table(file, b"hhea"), 34)
        advances = _numbers(_table(file, b"hmtx"), 0, 2 * many)[::2]
        found = _glyphs(_table(file, b"cmap"))
    return {code: advances[min(glyph, many - 1)] / unit for code, glyph in found.items()}


def _table(file: BinaryIO, name: bytes) -> bytes:
    file.seek(4)
    count = _number(file.read(8), 0)
    directory = file.read(16 * count)
    for at in range(0, len(directory), 16):
        if directory[at : at + 4] == name:
            start, length = unpack_from(">II", directory, at + 8)
            file.seek(start, os.SEEK_SET)
            return file.read(length)
    raise ValueError(f"the font has no table {name.decode()}")


def _glyphs(cmap: bytes) -> dict[int, int]:
    places: dict[tuple[int, int], int] = {}
    for at in range(4, 4 + 8 * _number(cmap, 2), 8):
        platform, encoding, start = unpack_from(">HHI", cmap, at)
        places[platform, encoding] = start
    start = next(places[each] for each in _UNICODE if each in places)
    read = {4: _segments, 12: _groups}[_number(cmap, start)]
    return {code: glyph for code, glyph in read(cmap, start) if glyph}


def _segments(cmap: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 4: segments of up to 65,536 characters; glyphs are counted on, or listed."""
    count = _number(cmap, start + 6) // 2
    ends = _numbers(cmap, start + 14, count)
    firsts, deltas, offsets = (_numbers(cmap, start + 16 + 2 * count * nth, count) for nth in (1, 2, 3))
    last = start + 16 + 6 * count  # where the offsets begin, from which each counts
    for nth, (first, end, delta, offset) in enumerate(zip(firsts, ends, deltas, offsets, strict=True)):
        if not offset:
            yield from ((code, (code + delta) & 0xFFFF) for code in range(first, end + 1) if code != 0xFFFF)
            continue
        listed = _numbers(cmap, last + 2 * nth + offset, end - first + 1)
        yield from (
            (code, (glyph + delta) & 0xFFFF if glyph else 0)
            for code, glyph in zip(range(first, end + 1), listed, strict=False)
            if code != 0xFFFF
        )


def _groups(cmap: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 12: groups of characters whose glyphs are counted on."""
    (count,) = unpack_from(">I", cmap, start + 12)
    for nth in range(count):
        first, end, glyph = unpack_from(">III", cmap, start + 16 + 12 * nth)
        yield from zip(range(first, end + 1), range(glyph, glyph + end - first + 1), strict=True)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big")


def _numbers(data: bytes, at: int, count: int) -> array[int]:
    found = array("H", data[at : at + 2 * count])
    if byteorder == "little":
        found.byteswap()
    return found
