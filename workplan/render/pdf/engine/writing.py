"""Objects of a PDF, written out once: pydyf writes, and compresses, all of them a second time for the
identifier of the file; and asks four questions of each number and each name."""

from __future__ import annotations

from typing import Any

import pydyf

from workplan.render.pdf.engine.replaced import replace

_write: Any = pydyf.PDF.write
_plain_bytes: Any = pydyf._to_bytes


def install() -> None:
    replace(pydyf.PDF, "write", _write_once, "242cd38f92ecd33f")
    replace(pydyf, "_to_bytes", _to_bytes, "1cefd02c285d3aee")


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


def _to_bytes(item: Any) -> bytes:
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is str:
        return str(item).encode("ascii")
    if kind is int:
        return b"%d" % item
    return bytes(_plain_bytes(item))
