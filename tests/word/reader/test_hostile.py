"""Files that nobody should be able to do harm with: one exception, bounded memory and time, never a crash."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.documents import picture, sample
from tests.pairs import pairs
from tests.word.conftest import packed
from tests.word.reader.files import change, p, r, word_file
from tests.word.reader.test_round_trip import REVISION
from workplan.compare import compare
from workplan.content.files.images import Image, read_image
from workplan.design.theme import theme
from workplan.document.resolving.resolve import resolve
from workplan.document.revisions import accept, reject
from workplan.document.tree import Heading, Marked, Reference, Revision, Text
from workplan.word import UnsafeFile, write
from workplan.word.reader import read
from workplan.word.reader.blocks.breaks import breaks
from workplan.word.reader.blocks.identities import Identities
from workplan.word.reader.parts import pictures
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.parts.styles import Style
from workplan.word.reader.text.raw import RawLine, Shape

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


_BEGIN, _END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
_CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


#: Files that took time by the square of their length, minutes each, before all was read in one pass.
MANY: dict[str, str] = {
    "runs of one reference": p(f'<w:hyperlink w:anchor="x">{r("y" * 1_000) * 9_000}</w:hyperlink>'),
    "runs of one look": p(r("y" * 1_000) * 9_000),
    "runs of one link": p(f'<w:hyperlink r:id="out">{r("y") * 40_000}</w:hyperlink>'),
    "an instruction in pieces": p(_BEGIN + _CODE.format("y" * 1_000) * 9_000 + _END),
    "fields that stay open": p((_BEGIN + _CODE.format('"\\' * 2_000)) * 32) + p(r("x")) * 2_000,
}


@pytest.mark.parametrize("name", MANY)
def test_very_many_of_one_kind_are_read_in_one_pass(name: str) -> None:
    """No clock: without the fix, whoever runs the tests notices. `python -m bench` measures the growth."""
    found = read(stored(entries(word_file(MANY[name]))))
    assert found.document.blocks or found.findings


def stored(parts: dict[str, bytes]) -> bytes:
    """A file that is not compressed: what repeats itself would be taken for a bomb."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def test_marks_before_as_many_lines_without_are_shifted_in_one_pass() -> None:
    """One line after the other, eight thousand of them took half a minute."""
    by = Revision("Ann")
    marked = Marked(inserted=by)
    raw = [
        RawLine(
            n, Shape(Style()), marked if n < 4_000 else Marked(), None, (Text("x", inserted=by),), (), 0, None
        )
        for n in range(8_000)
    ]
    found = breaks(raw, lambda _: None, frozenset())
    assert all(line.marks.inserted for line in found[4_000:])


def test_names_for_very_many_of_one_kind_are_found_at_once() -> None:
    """Each name was looked for from the first on: a minute for these."""
    identities = Identities(Outline(), ())
    assert [identities.new_below("cell") for _ in range(30_000)][:3] == ["cell.text", "cell.2", "cell.3"]
    assert [identities.named("aims") for _ in range(30_000)][:3] == ["aims", "aims-2", "aims-3"]
    headings = tuple(Heading("", 1, (Text("Aims"),)) for _ in range(20_000))
    ids = [block.id for block in resolve(replace(sample(), blocks=headings, notes=())).blocks]
    assert (ids[:2], ids[-1]) == (["aims", "aims-2"], "aims-20000")


CELLS = {
    "cells that span columns": row(*(cell("", '<w:gridSpan w:val="64"/>') for _ in range(64))) * 200,
    "one wide row": row(*("<w:tc/>" for _ in range(64))) + row("<w:tc/>") * 9_000,
    "more columns than Word has": row(*("<w:tc/>" for _ in range(70))),
}


@pytest.mark.parametrize("name", CELLS)
def test_huge_tables_are_left_out_and_said(name: str) -> None:
    """Filled with empty cells, a file of 9 MB took all memory."""
    begin = f"<w:tbl>{row(cell(p(r('Head'))))}"
    result = read(stored(entries(word_file(f"{begin}{CELLS[name]}</w:tbl>{p(r('end'))}"))))
    assert [block.id for block in result.document.blocks] == ["introduction.1"]
    (finding,) = [finding for finding in result.findings if finding.kind == "table"]
    assert finding.words == "Head"


def test_rows_without_cells_are_no_table() -> None:
    assert read(word_file(f"<w:tbl><w:tr/></w:tbl>{p(r('end'))}")).document.blocks


def test_an_outline_without_names_ends() -> None:
    """What has no name was in itself, for ever."""
    parts = entries(_SAMPLE)
    parts["customXml/item1.xml"] = re.sub(rb' id="[^"]*"', b"", parts["customXml/item1.xml"])
    assert read(packed(parts)).document.blocks


def test_more_namespaces_than_any_file_has_are_refused() -> None:
    parts = entries(_SAMPLE)
    many = b" ".join(b'xmlns:n%d="u%d"' % (n, n) for n in range(600))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body", b"<w:body " + many)
    with pytest.raises(UnsafeFile, match="namespaces"):
        read(packed(parts))


def test_pictures_are_decoded_once_and_no_more_of_them_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r>'
    parts = entries(word_file(p(drawing.format("one") * 50) + p(drawing.format("two"))))
    relation = '<Relationship Id="{0}" Type="http://x/image" Target="{0}.png"/>'
    both = (relation.format("one") + relation.format("two") + "</Relationships>").encode()
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", both)
    parts |= {"word/one.png": picture(400, 300).data, "word/two.png": picture(200, 100).data}
    seen: list[bytes] = []

    def counted(name: str, data: bytes) -> Image:
        seen.append(data)
        return read_image(name, data)

    monkeypatch.setattr(pictures, "read_image", counted)
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 400 * 300)
    result = read(packed(parts))
    assert len(result.document.blocks) == 50
    assert len(seen) == 1
    assert [finding.message for finding in result.findings if "large" in finding.message]


def test_what_the_outline_lists_of_one_line_is_found_in_one_pass() -> None:
    """Numbers that are mere links: each was looked for among all the links of its line."""
    link = f'<w:hyperlink w:anchor="a">{r("x")}</w:hyperlink>'
    parts = entries(_SAMPLE)
    body = f'<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>{link * 6_000}</w:p>'
    parts["word/document.xml"] = re.sub(
        rb"<w:body>.*</w:body>",
        f"<w:body>{body}</w:body>".encode(),
        parts["word/document.xml"],
        flags=re.DOTALL,
    )
    listed = '<reference target="a" kind="number">x</reference>' * 6_000
    parts["customXml/item1.xml"] = (
        '<plan xmlns="urn:workplan:document:1"><blocks><paragraph id="a">'
        + listed
        + "</paragraph></blocks></plan>"
    ).encode()
    (block,) = read(stored(parts)).document.blocks
    assert {inline.kind for inline in block.inlines if isinstance(inline, Reference)} == {"number"}  # type: ignore[union-attr]


def test_styles_based_on_one_another_are_read_once() -> None:
    style = '<w:style w:styleId="s{}"><w:name w:val="{}"/><w:basedOn w:val="s{}"/></w:style>'
    styles = "".join(style.format(n, n or "heading 1", n - 1) for n in range(6_000))
    parts = entries(word_file(p(r("x"), '<w:pStyle w:val="s5999"/>')))
    sheet = parts["word/styles.xml"]
    parts["word/styles.xml"] = sheet.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
    assert isinstance(read(stored(parts)).document.blocks[0], Heading)
