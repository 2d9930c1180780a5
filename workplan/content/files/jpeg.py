"""The bytes of a JPEG picture without what is not the picture (ITU-T T.81, annex B).

[x] baseline, extended and progressive (SOF0–SOF2), which PDF can hold as they are
[-] all other kinds, broken markers: None; the picture has to be written anew
"""

from __future__ import annotations

import re

_EOI, _SOS = 0xD9, 0xDA
_KEPT = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, _SOS})  # frames, tables, restarts, scans
_DROPPED = frozenset({*range(0xE0, 0xF0), 0xFE})  # applications' data, comments
#: The marker that ends a scan: neither a stuffed byte, nor a restart, nor padding.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
#: One and the same for all: version 1.1, square pixels, no thumbnail.
_JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def without_metadata(data: bytes) -> bytes | None:
    """`data` with one JFIF header in place of all application segments, comments and whatever
    follows the picture; None where it cannot be taken apart. Done twice, it changes nothing more.

    What was dropped may have said how to show the picture: compare before use.
    """
    kept, at = [b"\xff\xd8", _JFIF], 2
    if data[:2] != kept[0]:
        return None
    while len(data) >= at + 2 and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker == _EOI:
            return b"".join((*kept, b"\xff\xd9"))
        end = at + 2 + max(int.from_bytes(data[at + 2 : at + 4], "big"), 2)
        if marker == _SOS:
            if not (found := _AFTER_SCAN.search(data, end)):
                return None
            end = found.start()
        if marker in _KEPT:
            kept.append(data[at:end])
        elif marker not in _DROPPED:
            return None
        at = end
    return None
