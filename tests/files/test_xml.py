"""XML that is not believed: how many nodes there are at most is known before anything is read."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.word.conftest import packed
from workplan.files import archive, xml
from workplan.files.archive import BadArchive, unpack

_NAMES = st.sampled_from(["a", "b", "n:c"])
_WORDS = st.text("x=<>&'\"é水 ", max_size=6)


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> etree._Element:
    tag = draw(_NAMES).replace("n:", "{urn:n}")
    element = etree.Element(tag, draw(st.dictionaries(st.sampled_from("pqr"), _WORDS, max_size=2)))
    element.text = draw(_WORDS)
    if depth:
        element.extend(draw(st.lists(elements(depth=depth - 1), max_size=3)))
    return element


@settings(max_examples=30)
@given(elements(), st.sampled_from(["UTF-8", "US-ASCII", "UTF-16", "ISO-8859-1"]), st.booleans())
def test_there_are_no_more_nodes_than_signs_tell(root: etree._Element, encoding: str, declared: bool) -> None:
    try:
        data = etree.tostring(root, encoding=encoding, xml_declaration=declared or encoding != "UTF-8")
    except UnicodeEncodeError:
        return
    assert xml.scan(data, 10_000) <= xml.most_nodes(data)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a b+AD0AIg-c+ACI-/+AD4-',
        "\ufeff<a/>".encode("utf-16"),
        b"<" + b"a" * 9 + b"".join(b' xmlns:n%d="urn:%d"' % (n, n) for n in range(600)) + b"/>",
        b" <a/>",
    ],
)
def test_where_signs_do_not_tell_nodes_are_counted(data: bytes) -> None:
    assert xml.most_nodes(data) == inf


@pytest.mark.parametrize("signs", [2, 100_000])
def test_what_is_not_well_formed_is_refused_counted_or_not(
    monkeypatch: pytest.MonkeyPatch, signs: int
) -> None:
    monkeypatch.setattr(archive, "MOST_NODES", signs)
    with pytest.raises(BadArchive, match="is not well-formed XML"):
        unpack(packed({"a.xml": b"<a><b></a>"}), "Word file")
    with pytest.raises(BadArchive, match="document type"):
        unpack(packed({"a.xml": b"<!DOCTYPE a><a/>"}), "Word file")


def test_as_many_nodes_as_there_may_be_are_accepted_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"a.xml": b"<a>" + b"<b>=</b>" * 9 + b"</a>", "b.xml": b"<a c='1'/>"}
    monkeypatch.setattr(archive, "MOST_NODES", 12)
    assert unpack(packed(parts), "Word file") == parts
    monkeypatch.setattr(archive, "MOST_NODES", 11)
    with pytest.raises(BadArchive, match="too many elements and attributes"):
        unpack(packed(parts), "Word file")
