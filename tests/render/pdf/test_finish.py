"""The last touches, on streams made for the purpose."""

from __future__ import annotations

import zlib
from itertools import count
from types import SimpleNamespace

import pydyf
import pytest

from workplan.render.pdf.file.finish import ending_clearly, finisher


def finished(stream: pydyf.Stream) -> bytes:
    pdf = pydyf.PDF()
    pdf.add_object(stream)
    finisher("<x/>", {}, [])(SimpleNamespace(pages=[]), pdf)
    data: bytes = stream.data
    return data


def test_the_metadata_are_ours_alone() -> None:
    data = finished(pydyf.Stream([b"<theirs/>"], {"Type": "/Metadata"}, compress=True))
    assert data == b"<</Type /Metadata/Length 4>>\nstream\n<x/>\nendstream"


@pytest.mark.parametrize("last", [10, 13])
@pytest.mark.parametrize("compress", [True, False])
def test_no_stream_ends_in_a_line_end(last: int, compress: bool) -> None:
    # Found in a plan of 1,000 actions: page-validation took the last byte for part of the line end.
    contents = (f"0 0 9 {n} re f".encode() + (b"" if compress else bytes([last])) for n in count())
    content = next(c for c in contents if (zlib.compress(c, 9) if compress else c)[-1] == last)
    stream = pydyf.Stream([content], {"Length1": len(content)}, compress)
    assert stream.data.removesuffix(b"\nendstream")[-1] == last
    with ending_clearly():
        after = stream.data
        assert stream.data == after
    assert after.removesuffix(b"\nendstream")[-1] not in b"\r\n"
    if compress:
        data = zlib.decompress(after.partition(b"stream\n")[2].removesuffix(b"\nendstream"))
        assert data.rstrip() == content
        assert stream.extra["Length1"] == len(data)


def test_cross_references_that_would_end_so_are_not_compressed() -> None:
    entries = next(
        data for data in (n.to_bytes(3, "big") for n in count()) if zlib.compress(data, 9)[-1] == 13
    )
    with ending_clearly():
        written = pydyf.Stream([entries], {"Type": "/XRef"}, compress=True).data
    assert written.endswith(b"stream\n" + entries + b"\nendstream")
    assert b"Filter" not in written


def test_a_glyph_without_a_letter_is_mapped_to_one_that_does_not_show() -> None:
    data = finished(pydyf.Stream([b"begincmap", b"<0055> <>", b"<0012> <0628>", b"endcmap"]))
    assert b"<0055> <2060>\n<0012> <0628>" in data


def test_pictures_are_not_smoothed() -> None:
    assert b"/Interpolate false" in finished(
        pydyf.Stream([b"x"], {"Subtype": "/Image", "Interpolate": "true"})
    )
