"""What a PDF is written of: pydyf asks four questions of each number and each name, and writes, and
compresses, all objects a second time for the identifier of the file.

[x] objects: written out once
[x] numbers on a page: written out once, wherever they stand again (dots of a line are at the same places in
    all rows of a table)
[x] operators, entries, what is bytes already: joined with less ado
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

from workplan.render.pdf.engine.replaced import replace

#: So many numbers are known at the most; a page with dots has some hundreds.
_MOST = 1 << 16

_write: Any = pydyf.PDF.write
_plain_bytes: Any = pydyf._to_bytes


def install() -> None:
    replace(pydyf.PDF, "write", _write_once, "242cd38f92ecd33f")
    replace(pydyf, "_to_bytes", _to_bytes, "1cefd02c285d3aee")
    replace(pydyf.Dictionary, "data", property(_of_dictionary), "1a6ebf2b6bc6adcb")
    replace(pydyf.Array, "data", property(_of_array), "136a84494ae7c8cc")
    replace(pydyf.Stream, "data", property(_of_stream), "bdc2bc513f286de7")
    for name, letters, digest in (
        ("move_to", b"m", "27b9d7cbb250e088"),
        ("line_to", b"l", "ae6e8274d2524798"),
        ("curve_to", b"c", "ff0f27f148b82ec8"),
        ("rectangle", b"re", "d7ad963aff13c4ff"),
        ("set_matrix", b"cm", "49cd3742eeb7a7c3"),
        ("set_text_matrix", b"Tm", "af511e392ca2a623"),
    ):
        replace(pydyf.Stream, name, _operator(letters), digest)


def _write_once(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write a file whose objects change no more."""
    kinds = pydyf.Stream, pydyf.Dictionary
    originals = [kind.data for kind in kinds]
    for kind in kinds:
        kind.data = _kept(kind.data)
    try:
        _write(pdf, *arguments, **options)
    finally:
        for kind, original in zip(kinds, originals, strict=True):
            kind.data = original


def _kept(written: Any) -> Any:
    """What objects with a number are written as, from the first time on."""

    def data(item: Any) -> bytes:
        if item.number is None:
            return bytes(written.fget(item))
        known: bytes | None = vars(item).get("written")
        if known is None:
            known = item.written = written.fget(item)
        return known

    return property(data)


class _Numbers(dict[Any, bytes]):
    """Numbers as they are written."""

    def __missing__(self, number: Any) -> bytes:
        if len(self) >= _MOST:
            self.clear()
        written = self[number] = bytes(_plain_bytes(number))
        return written


_written = _Numbers().__getitem__


def _operator(letters: bytes) -> Any:
    """An operator whose operands are numbers."""

    def operator(stream: Any, *numbers: Any) -> None:
        stream.stream.append(b" ".join((*map(_written, numbers), letters)))

    return operator


def _of_stream(stream: Any) -> bytes:
    data = b"\n".join([item if type(item) is bytes else _to_bytes(item) for item in stream.stream])
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        compressing = zlib.compressobj(level=9)
        data = compressing.compress(data) + compressing.flush()
    extra["Length"] = len(data)
    return b"\n".join((extra.data, b"stream", data, b"endstream"))


def _of_dictionary(dictionary: Any) -> bytes:
    return b"<<%b>>" % b"".join(
        [b"/%b %b" % (_to_bytes(key), _to_bytes(value)) for key, value in dictionary.items()]
    )


def _of_array(array: Any) -> bytes:
    return b"[%b]" % b" ".join(map(_to_bytes, array))


def _to_bytes(item: Any) -> bytes:
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is str:
        return str(item).encode("ascii")
    if kind is int:
        return b"%d" % item
    if kind is float:
        return _written(item)
    if isinstance(item, pydyf.Object):
        return bytes(item.data)
    return bytes(_plain_bytes(item))
