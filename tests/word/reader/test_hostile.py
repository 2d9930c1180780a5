"""Files that nobody should be able to do harm with: one exception, bounded memory and time, never a crash."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents import sample
from tests.pairs import pairs
from tests.word.conftest import packed
from tests.word.reader.files import change, p, r, word_file
from tests.word.reader.test_round_trip import REVISION
from workplan.compare import compare
from workplan.document.revisions import accept, reject
from workplan.theme import theme
from workplan.word import UnsafeFile, write
from workplan.word.reader import read

_SAMPLE = write(sample(), theme())
_TAG = re.compile(rb"<[^<>]*>")
_VALUE = re.compile(rb'"[^"<>]*"')
INSERTED = "<w:rPr>" + change("ins") + "</w:rPr>"
_STRANGE = (b"", b"-1", b"0", b"99999999999", b"n___", b"\xc2\xa0", b"x" * 300, b"%1%2%3", b"true", b"rId1")


def entries(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_or_refused(file: bytes) -> None:
    """Read it, or refuse it; whatever is read can be accepted, rejected and written."""
    try:
        document = read(file).document
    except UnsafeFile as error:
        assert error.message
        return
    accept(document)
    reject(document)
    write(document, theme())


@settings(max_examples=60)
@given(st.data())
def test_packages_with_elements_and_values_changed(data: st.DataObject) -> None:
    parts = entries(_SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        name = data.draw(st.sampled_from(sorted(parts)))
        parts[name] = _mutated(data, parts[name])
    read_or_refused(packed(parts))


@settings(max_examples=30)
@given(pairs(most=2), st.data())
def test_redlines_with_elements_and_values_changed(pair, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    parts = entries(write(compare(*pair, REVISION), theme()))
    for name in ("word/document.xml", "customXml/item1.xml"):
        parts[name] = _mutated(data, parts[name])
    read_or_refused(packed(parts))


def _mutated(data: st.DataObject, part: bytes) -> bytes:
    """A part with elements dropped, repeated or put elsewhere, or with another value."""
    found = list((_VALUE if data.draw(st.booleans()) else _TAG).finditer(part))
    if not found:
        return part
    one, other = (data.draw(st.sampled_from(found)) for _ in range(2))
    if one.group().startswith(b'"'):
        value = data.draw(st.sampled_from((*_STRANGE, other.group()[1:-1])))
        return part[: one.start()] + b'"' + value + b'"' + part[one.end() :]
    start, end = sorted((one.start(), other.end()))
    piece = part[start:end]
    match data.draw(st.sampled_from(("drop", "repeat", "swap"))):
        case "drop":
            return part[:start] + part[end:]
        case "repeat":
            return part[:end] + piece + part[end:]
        case _:
            return part[: one.start()] + other.group() + part[one.end() :]


@settings(max_examples=60)
@given(st.data())
def test_well_formed_parts_with_elements_moved(data: st.DataObject) -> None:
    """As above, but always XML, so that the reader gets to see it."""
    parts = entries(_SAMPLE)
    name = data.draw(
        st.sampled_from(
            (
                "word/document.xml",
                "word/footnotes.xml",
                "word/numbering.xml",
                "word/styles.xml",
                "customXml/item1.xml",
            )
        )
    )
    root = etree.fromstring(parts[name])
    for _ in range(data.draw(st.integers(1, 6))):
        elements = list(root.iterdescendants())
        if not elements:
            break
        one, other = (data.draw(st.sampled_from(elements)) for _ in range(2))
        match data.draw(st.sampled_from(("drop", "move", "rename", "unset"))):
            case "drop":
                one.getparent().remove(one)
            case "move" if one not in list(other.iterancestors()) and one is not other:
                other.append(one)
            case "rename":
                one.tag = other.tag
            case _:
                one.attrib.clear()
    parts[name] = etree.tostring(root)
    read_or_refused(packed(parts))


@pytest.mark.parametrize("file", [b"", b"PK", b"not a file", packed({}), packed({"a.txt": b"a"})])
def test_what_is_no_word_file_is_refused(file: bytes) -> None:
    with pytest.raises(UnsafeFile):
        read(file)


def test_the_main_part_without_a_body_is_refused() -> None:
    parts = entries(word_file(""))
    parts["word/document.xml"] = re.sub(rb"<w:body>.*</w:body>", b"", parts["word/document.xml"])
    with pytest.raises(UnsafeFile, match="no text"):
        read(packed(parts))


@pytest.mark.parametrize(
    "body",
    [
        p("<w:smartTag>" * 200 + r("deep") + "</w:smartTag>" * 200),
        "<w:sdt><w:sdtContent>" * 100 + p(r("deep")) + "</w:sdtContent></w:sdt>" * 100,
        "<w:tbl><w:tr><w:tc>" * 60 + p(r("deep")) + "</w:tc></w:tr></w:tbl>" * 60,
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000),
        p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 5_000 + r("x")),
        "".join(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') for _ in range(2_000)),
        "".join(p(f'<w:commentRangeStart w:id="{n}"/>' + r("words")) for n in range(2_000)),
        p("".join(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(20_000)) + r("x")),
        "".join(p(change("ins", r(f"{n**9}")), INSERTED) for n in range(1_000)),
        f"<w:tbl><w:tr>{'<w:tc/>' * 5_000}</w:tr>{'<w:tr><w:tc/></w:tr>' * 5_000}</w:tbl>",
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:tcPr>'
        '<w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>',
        p(r("x"), '<w:numPr><w:ilvl w:val="-999999999999"/><w:numId w:val="1"/></w:numPr>'),
        p(r("x"), '<w:numPr><w:ilvl w:val="77"/><w:numId w:val="1"/></w:numPr>'),
        "".join(p(r("x", '<w:u w:val="single"/>')) for _ in range(2_000)),
    ],
    ids=range(14),
)
def test_deep_long_and_unbalanced_texts(body: str) -> None:
    read(word_file(body))


def test_styles_based_on_each_other() -> None:
    parts = entries(word_file(p(r("x"), '<w:pStyle w:val="x"/>')))
    style = b"".join(
        b'<w:style w:styleId="%s"><w:basedOn w:val="%s"/></w:style>' % pair
        for pair in ((b"x", b"y"), (b"y", b"x"))
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", style + b"</w:styles>")
    assert read(packed(parts)).document.blocks
