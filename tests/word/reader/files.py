"""Word files written by hand after the standard, as editors save them: `word_file(body)` is one.

Nothing of our writer is in them, so that reader and writer cannot share a mistake.
"""

from __future__ import annotations

from tests.word.conftest import packed
from workplan.word.reader import Reading, read

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:name w:val="heading 4"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="l"><w:name w:val="List Paragraph"/></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="My heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="Hyperlink"/></w:style>
<w:style w:type="paragraph" w:styleId="f"><w:name w:val="footnote text"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def word_file(body: str, *, notes: str = "", **parts: str) -> bytes:
    """A file with this body; `notes` and other `parts` (`comments`, `extended`, `endnotes`), in XML."""
    contents = {
        "document": f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "styles": f"<w:styles {_W}>{STYLES}</w:styles>",
        "numbering": f"<w:numbering {_W}>{NUMBERING}</w:numbering>",
    }
    if notes:
        contents["footnotes"] = f"<w:footnotes {_W}>{notes}</w:footnotes>"
    if "endnotes" in parts:
        contents["endnotes"] = f"<w:endnotes {_W}>{parts['endnotes']}</w:endnotes>"
    if "comments" in parts:
        contents["comments"] = f"<w:comments {_W}>{parts['comments']}</w:comments>"
    for name in ("commentsIds", "commentsExtensible"):
        if name in parts:
            contents[name] = f"<w:{name} {_W}>{parts[name]}</w:{name}>"
    if "extended" in parts:
        contents["commentsExtended"] = f"<w15:commentsEx {_W}>{parts['extended']}</w15:commentsEx>"
    others = [name for name in contents if name != "document"]
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(others, 1)
    )
    relations += (
        f'<Relationship Id="out" Type="{_R}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name}+xml"/>' for name in others
    )
    entries = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'
        ),
        **{f"word/{name}.xml": words for name, words in contents.items()},
    }
    return packed({name: words.encode() for name, words in entries.items()})


def reading(body: str, **parts: str) -> Reading:
    """What the reader makes of a file with this body."""
    return read(word_file(body, **parts))


def p(content: str, properties: str = "") -> str:
    """A paragraph as Word writes it, rsids and all."""
    ids = 'w14:paraId="1A2B3C4D" w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"'
    return f"<w:p {ids}>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(words: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidR="00AB12CD">{inner}<w:t xml:space="preserve">{words}</w:t></w:r>'


def d(words: str) -> str:
    return f'<w:r w:rsidDel="00AB12CD"><w:delText xml:space="preserve">{words}</w:delText></w:r>'


def change(
    name: str, content: str = "", author: str = "Ann", date: str = "2031-05-01T09:00:00Z", n: int = 9
) -> str:
    return f'<w:{name} w:id="{n}" w:author="{author}" w:date="{date}">{content}</w:{name}>'
