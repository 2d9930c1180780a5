"""Word files made by hand, as people and their programs make them: nothing of ours is in them."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = {
    "styles": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    "numbering": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
    "footnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    "endnotes": "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml",
    "comments": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    "commentsExtended": "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
    "header": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
    "footer": "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml",
}


def run(words: str, properties: str = "") -> str:
    """A run; `properties` are elements of `w:rPr`."""
    about = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{about}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(words: str = "", properties: str = "", look: str = "", inside: str = "") -> str:
    """A paragraph of one run, or with what is given as its `inside`."""
    about = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{about}{inside or (run(words, look) if words else '')}</w:p>"


def bold(words: str) -> str:
    return paragraph(words, look="<w:b/>")


def styled(style: str, words: str) -> str:
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def item(words: str, num: int = 1, level: int = 0) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(words, numbering)


def cell(inside: str, properties: str = "") -> str:
    about = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{about}{inside or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, each the words of one paragraph or XML that begins with "<"."""
    about = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    made = (
        each if each.startswith("<w:tc>") else cell(each if each.startswith("<") else paragraph(each))
        for each in cells
    )
    return f"<w:tr>{about}{''.join(made)}</w:tr>"


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>{"".join(rows)}</w:tbl>'


def style(id: str, name: str, inside: str = "", kind: str = "paragraph", default: bool = False) -> str:
    usual = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"{usual}><w:name w:val="{name}"/>{inside}</w:style>'


def levels(*formats: tuple[str, str], style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked if not n else ""}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(formats)
    )


def numbering(*definitions: str) -> str:
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{each}</w:abstractNum>'
        for n, each in enumerate(definitions, 1)
    )
    return made + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(definitions) + 1)
    )


#: Numbers with letters below, bullets, numbers of headings, capital letters.
LEVELS = numbering(
    levels(("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")),
    levels(("bullet", "\uf0b7"), ("bullet", "o")),
    levels(("decimal", "%1."), ("decimal", "%1.%2"), style="Heading1"),
    levels(("upperLetter", "%1)")),
)


def footnote(id: int, words: str = "", inside: str = "") -> str:
    inside = inside or f"<w:r><w:footnoteRef/></w:r>{run(f' {words}')}"
    return f'<w:footnote w:id="{id}">{paragraph(inside=inside)}</w:footnote>'


def endnote(id: int, inside: str) -> str:
    return f'<w:endnote w:id="{id}">{paragraph(inside=inside)}</w:endnote>'


def comment(id: int, author: str, inside: str) -> str:
    return f'<w:comment w:id="{id}" w:author="{escape(author, {chr(34): ""})}">{inside}</w:comment>'


def call(id: int) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{id}"/></w:r>'


def docx(
    body: str, pictures: dict[str, bytes] | None = None, links: dict[str, str] | None = None, **parts: str
) -> bytes:
    """A Word file with this body, and other parts by their kinds: styles, numbering, footnotes, comments,
    header, footer. `pictures` and `links` are by the ids of their relationships."""
    relations, overrides, files = [], [], {}
    for n, (kind, inside) in enumerate(parts.items(), 1):
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{inside}</w:{root}>".encode()
        relations.append(f'<Relationship Id="part{n}" Type="{_R}/{kind}" Target="{kind}.xml"/>')
        overrides.append(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES[kind]}"/>')
    for id, data in (pictures or {}).items():
        files[f"word/media/{id}.png"] = data
        relations.append(f'<Relationship Id="{id}" Type="{_R}/image" Target="media/{id}.png"/>')
    for id, address in (links or {}).items():
        relations.append(
            f'<Relationship Id="{id}" Type="{_R}/hyperlink" Target="{escape(address)}" '
            'TargetMode="External"/>'
        )
    files["word/document.xml"] = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>".encode()
    package = "http://schemas.openxmlformats.org/package/2006"
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>'.encode()
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="main" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'.encode()
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    files["[Content_Types].xml"] = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{"".join(overrides)}</Types>'.encode()
    )
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
