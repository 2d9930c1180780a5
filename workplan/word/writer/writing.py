"""The Word writer: a document as the bytes of a .docx (WordprocessingML, ECMA-376 transitional).

[x] built-in styles from the theme, language, direction, fonts for complex scripts
[x] paragraphs, headings, nested lists, tables with a repeated header, pictures with captions
[x] labels by Word's own numbering; references as REF fields; page numbers as fields
[x] the list of contents as Word's own field, its entries filled in (page numbers: when it is updated)
[x] notes in footnotes.xml, in header cells too; second calls as NOTEREF
[x] a bookmark for every block, item, row, cell and note; what Word has no place for in custom XML
[x] a house template's styles, header, footer and page (see `house`)
[x] pages in landscape: sections of their own
[x] tracked changes: words, breaks, rows, moves, notes, formatting, places (see `paragraphs.revisions`)
[x] the content that the document was made from; a watermark on drafts
[x] Track Changes on, in drafts and in files for review
[ ] comments
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from msgspec import Struct
from msgspec.structs import replace

from workplan import PRODUCER
from workplan.document.contents import entries
from workplan.document.directions import turned
from workplan.document.marks import marks_of, parted
from workplan.document.pages import by_orientation
from workplan.document.revisions import is_marked
from workplan.document.tones import tone_of
from workplan.document.tree import Document, Heading, Link, Note, Paragraph, Table, Text
from workplan.document.walk import lines
from workplan.theme import Theme
from workplan.word.file.package import Part, Relation, pack
from workplan.word.file.xml import parse, serialise
from workplan.word.numbering.counting import hung, plan_numbering, pushed
from workplan.word.numbering.redline import plan_redline_numbering
from workplan.word.page.measures import Margin, MarginKind, Page, column_widths, theme_page, watermark_size
from workplan.word.page.pictures import place_pictures
from workplan.word.page.row_breaks import RowBreaks
from workplan.word.paragraphs.layout import lay_out
from workplan.word.paragraphs.looks import Looks
from workplan.word.paragraphs.moves import place_ranges
from workplan.word.paragraphs.revisions import noted
from workplan.word.styles.chain import GROUPS, StyleChain, drop_inherited
from workplan.word.styles.colours import MAPPING, colour_by_theme, house_colours, our_colours
from workplan.word.styles.scripts import COMPLEX_FONTS, Flow
from workplan.word.styles.sheet import languages, style_sheet, tone_style, used
from workplan.word.writer.anchors import place_anchors
from workplan.word.writer.charts import CHART_RELATION, NAME, place_charts
from workplan.word.writer.fields import RedlineReferences, References, redline_references, references
from workplan.word.writer.templates import environment

if TYPE_CHECKING:
    from workplan.word.house import House

_MAIN = "/word/document.xml"
_CONTENT = "urn:workplan:content:1"
_PAGE_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
#: Our headers and footers: kind, type, template, and whether the running head stands in it.
_MARGINS: tuple[tuple[MarginKind, str, bool], ...] = (
    ("header", "default", True),
    ("header", "first", False),
    ("footer", "default", False),
    ("footer", "first", False),
)
_MARGIN_TYPES = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}


def write(
    document: Document,
    theme: Theme,
    reference: bytes | None = None,
    statement: str = "",
    *,
    for_review: bool | None = None,
) -> bytes:
    """The document as a Word file: the same bytes for the same arguments.

    `statement` is what a redline says of itself. It stands in the header of the first page, which is no part
    of the text, and so no tracked change: the text with all of them accepted or rejected is the plan and
    nothing else. A house template's own headers have no room for it.

    Word tracks what is changed in a file `for_review`. Where nobody says, a draft is one, as long as it has
    no tracked changes of its own.

    `reference` is a Word file whose styles, header, footer and page are used instead of the
    theme's (`house`). Raises `UnsafeFile`, with what is wrong, for one that cannot be used.
    """
    house = None
    if reference is not None:  # few files have a house template, and it has many modules
        from workplan.word.house import read_house

        house = read_house(reference, theme)
    if for_review is None:
        for_review = document.properties.draft and not is_marked(document)
    return _Writer(document, theme, house, statement, for_review=for_review).file()


class _Related(Struct):
    """The relationships of the main part, with their ids in the order in which they are asked for."""

    relations: dict[tuple[str, str], Relation] = {}

    def id(self, type_: str, target: str, *, external: bool = False) -> str:
        number = len(self.relations) + 1
        relation = Relation(f"rId{number}", type_, target, external)
        return self.relations.setdefault((type_, target), relation).id


class _Writer:
    """Gathers what the templates ask for, renders each part, and packs them."""

    def __init__(
        self, document: Document, theme: Theme, house: House | None, statement: str, *, for_review: bool
    ) -> None:
        self.document, self.house, self.statement = document, house, statement
        self.for_review = for_review
        self.related = _Related()
        self.parts = list(self._house_parts(house)) if house else []
        self.sheet = used(style_sheet(theme), document)
        self.styles = (
            house.styles.style_ids(self.sheet) if house else {style.id: style.id for style in self.sheet}
        )
        self.redline = is_marked(document)
        self.numbering = (plan_redline_numbering if self.redline else plan_numbering)(document, theme)
        self.page = house.page if house else theme_page(theme)
        # A page that is wider than high is not turned, and so there is one section.
        turning = tuple(by_orientation(document)) if self.page.turns else ()
        self.sections = turning or ((False, document.blocks),)
        sections = [blocks for _, blocks in self.sections]
        self.landscape = frozenset(document.layout.landscape)
        self.paragraphs = lay_out(document, Looks(self.numbering, theme), sections)
        self.anchors = place_anchors(document)
        self.pictures, self.media = place_pictures(document.blocks, self._page_of)
        first = len(self.pictures) + 1
        self.charts, self.chart_parts = place_charts(document, theme, self._page_of, first)
        self.context = self._context(theme)

    def _house_parts(self, house: House) -> Iterator[Part]:
        from workplan.word.house.results import with_results

        return (with_results(part, self.document.properties) for part in house.parts)

    def file(self) -> bytes:
        """Parts in the order in which Word lists them; relationship ids follow it."""
        self._styles_and_numbering()
        self._text("settings", CT.WML_SETTINGS, RT.SETTINGS)
        self._fonts_and_theme()
        self._page_margins()
        self._custom_xml()
        self.parts += [*self.media, *self.chart_parts]
        self._main_and_notes()
        return pack(self.parts, self._properties())

    def _context(self, theme: Theme) -> dict[str, Any]:
        document, numbering, anchors = self.document, self.numbering, self.anchors
        from_right = document.properties.direction == "rtl"
        centred = "rtl" in {document.properties.direction, *turned(document).values()}
        numbers = count(anchors.count + 1)
        return {
            "document": document,
            "producer": PRODUCER,
            "theme": theme,
            "entries": entries(document),
            "sheet": self.sheet,
            "styles": self.styles,
            "languages": languages(document.properties.language),
            "complex_fonts": sorted(COMPLEX_FONTS.values()),
            "definitions": numbering.definitions,
            "paragraphs": self.paragraphs,
            "ranges": place_ranges(self.paragraphs, numbers),
            "number": partial(next, numbers),
            "noted": noted(self.paragraphs),
            "first_num": self.house.styles.last_num if self.house else 0,
            "first_abstract": self.house.styles.last_abstract + 1 if self.house else 0,
            "anchors": anchors,
            "references": self._references(theme),
            "note_numbers": {note.id: number for number, note in enumerate(document.notes, 1)},
            "page": self.page,
            "turned_page": self.page.turned(),
            "column_widths": self._column_widths,
            "even_and_odd": self.house.even_and_odd if self.house else False,
            "spaces_add": self.house is not None and self.house.spaces_add,
            "page_fields": _PAGE_FIELDS,
            "colour_mapping": self.house.colour_mapping if self.house else MAPPING,
            "for_review": self.for_review,
            "parted": partial(parted, marks=marks_of(document)),
            "tone_style": self._tone_style,
            "watermark_size": partial(watermark_size, theme=theme),
            "own_head": self.house is None,
            "watermarked": document.properties.draft,
            "statement": self.statement,
            "head": Text(document.properties.running_head) if document.properties.running_head else None,
            "foot": document.terms.page_pieces(),
            "flow": Flow(document.properties.direction),
            "heading_side": "center" if from_right else "left",
            "pushed": partial(pushed, size=theme.styles["heading-1"].size, centred=from_right),
            "label_side": "center" if centred else "left",
            "hung": partial(hung, size=theme.styles["body"].size, centred=centred),
            "hrefs": _hrefs(chain(*map(lines, document.blocks), document.notes)),
        }

    def _tone_style(self, node: object) -> str:
        """The style of words that have a colour of their own; empty for all others."""
        tone = tone_of(node, self.document)
        return tone_style(tone) if tone else ""

    def _references(self, theme: Theme) -> References | RedlineReferences:
        if not self.redline:
            return references(self.document, self.anchors, self.numbering.labels)
        marks = {piece.id: piece.content for one in self.paragraphs for piece in one.pieces}
        return redline_references(self.document, theme, self.anchors, self.numbering, marks)

    def _render(self, template: str, **more: Any) -> bytes:
        return environment().get_template(template).render(self.context, **more).encode()

    def _text(self, name: str, content_type: str, relation: str) -> None:
        """A part of the document of which we need no more than that it is there."""
        self._add(Part(f"/word/{name}.xml", content_type, self._render(f"{name}.xml")), relation)

    def _add(self, part: Part, relation: str) -> str:
        self.parts.append(part)
        return self.related.id(relation, part.name)

    def _styles_and_numbering(self) -> None:
        styles, numbering = self._render("styles.xml"), self._render("numbering.xml")
        if self.house:
            numbering = self.house.styles.complete_numbering(numbering)
            styles = self.house.styles.complete_styles(self._dressed(styles, ("rPr",)))
        else:
            styles = self._dressed(styles, GROUPS)
        self._add(Part("/word/styles.xml", CT.WML_STYLES, styles), RT.STYLES)
        self.context["breakable"] = self._breakable(styles)
        self._add(Part("/word/numbering.xml", CT.WML_NUMBERING, numbering), RT.NUMBERING)

    def _dressed(self, styles: bytes, groups: tuple[str, ...]) -> bytes:
        """Our styles in the theme's colours, each saying only what it does not inherit."""
        root, theme = parse(styles, "styles.xml"), self.context["theme"]
        part = next((part for part in self.parts if self.house and part.name == self.house.theme), None)
        colour_by_theme(
            root,
            house_colours(theme, parse(part.data, part.name), self.house.colour_mapping)
            if self.house and part
            else our_colours(theme),
        )
        drop_inherited(root, groups)
        return serialise(root)

    def _breakable(self, styles: bytes) -> frozenset[str]:
        """The ids of the rows that the end of a page may cut."""
        breaks = RowBreaks(
            self.document.notes,
            StyleChain(parse(styles, "styles.xml")),
            self.styles,
            self.context["theme"],
            house=self.house is not None,
        )
        found: set[str] = set()
        for table in self.document.blocks:
            if isinstance(table, Table):
                page = self._page_of(table.id)
                widths = self._column_widths(table)
                found |= breaks.breakable(table, widths, page.text_width, page.text_height)
        return frozenset(found)

    def _page_of(self, id: str) -> Page:
        """The page of a block."""
        return self.page.turned() if id in self.landscape else self.page

    def _column_widths(self, table: Table) -> list[int]:
        return column_widths(table.widths, self._page_of(table.id).text_width)

    def _fonts_and_theme(self) -> None:
        if self.house and self.house.fonts:
            self.related.id(RT.FONT_TABLE, self.house.fonts)
        else:
            self._text("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE)
        if self.house and self.house.theme:
            self.related.id(RT.THEME, self.house.theme)
        else:
            theme = Part("/word/theme/theme1.xml", CT.OFC_THEME, self._render("theme1.xml"))
            self._add(theme, RT.THEME)

    def _page_margins(self) -> None:
        """The house's headers and footers where it has any; else ours, the first page's without head, unless
        it has to say that this is a draft."""
        draft = self.document.properties.draft
        if self.house and self.house.margins:
            margins = self._house_margins(self.house)
        else:
            margins = [
                self._margin(kind, type_, number, headed=headed or (draft and kind == "header"))
                for number, (kind, type_, headed) in enumerate(_MARGINS, 1)
            ]
            self.page = replace(self.page, title_page=True)
        self.page = replace(self.page, references=tuple(margins))

    def _house_margins(self, house: House) -> list[Margin]:
        """The house's own, with a watermark in drafts, and with our lines where it lacks them."""
        from workplan.word.house.drafts import headers_wanted, watermarked
        from workplan.word.house.margins import lines_wanted, with_line

        draft = self.document.properties.draft
        parts = {(margin.kind, margin.type): margin.part for margin in house.margins}
        wanted = list(lines_wanted(house, self.document.properties))
        lines = {parts[each]: each[0] for each in wanted if each in parts}
        headers = {part for (kind, _), part in parts.items() if kind == "header"} if draft else set()
        for number, part in enumerate(self.parts, 1):
            if part.name in headers:
                part = watermarked(part, self._render("header.xml", margin=number, head=None, statement=""))
            if ours := lines.get(part.name):
                line = self._render(f"{ours}.xml", margin=number, watermarked=False, statement="")
                part = with_line(part, line)
            self.parts[number - 1] = part
        margins = [Margin(kind, type_, self._related(kind, part)) for (kind, type_), part in parts.items()]
        unheaded: list[tuple[MarginKind, str]] = [("header", t) for t in headers_wanted(house) if draft]
        missing = dict.fromkeys(each for each in (*wanted, *unheaded) if each not in parts)
        for number, (kind, type_) in enumerate(missing, len(self.parts) + 1):
            margins.append(self._margin(kind, type_, number, headed=(kind, type_) in wanted))
        return margins

    def _related(self, kind: MarginKind, part: str) -> str:
        return self.related.id(_MARGIN_TYPES[kind][1], part)

    def _margin(self, kind: MarginKind, type_: str, number: int, *, headed: bool) -> Margin:
        """A header or footer of ours."""
        content_type, relation = _MARGIN_TYPES[kind]
        head: dict[str, Any] = {} if headed else {"head": None}
        if (kind, type_) != ("header", "first"):
            head["statement"] = ""
        part = Part(
            f"/word/{kind}{number}.xml", content_type, self._render(f"{kind}.xml", margin=number, **head)
        )
        return Margin(kind, type_, self._add(part, relation))

    def _custom_xml(self) -> None:
        """The outline of the tree, and the content that it was made from; of a redline, both contents."""
        document, former = self.document, self.document.former
        self._item(1, "urn:workplan:document:1", self._render("item1.xml"))
        if document.source:
            content = self._render("content.xml", source=document.source, properties=document.properties)
            self._item(2, _CONTENT, content)
        if former and former.source:
            content = self._render(
                "content.xml", source=former.source, properties=former.properties, before=True
            )
            self._item(3, _CONTENT, content)

    def _item(self, number: int, namespace: str, data: bytes) -> None:
        about = self._render("itemProps.xml", number=number, namespace=namespace)
        properties = Part(f"/customXml/itemProps{number}.xml", CT.OFC_CUSTOM_XML_PROPERTIES, about)
        relation = Relation("rId1", RT.CUSTOM_XML_PROPS, properties.name)
        self.parts.append(properties)
        self._add(Part(f"/customXml/item{number}.xml", CT.XML, data, (relation,)), RT.CUSTOM_XML)

    def _main_and_notes(self) -> None:
        related = self.related
        images = {figure: related.id(RT.IMAGE, picture.part) for figure, picture in self.pictures.items()}
        body = _hrefs(chain.from_iterable(map(lines, self.document.blocks)))
        notes = _hrefs(self.document.notes)
        links = {href: related.id(RT.HYPERLINK, href, external=True) for href in body}
        of_notes = {href: f"rId{number}" for number, href in enumerate(notes, 1)}
        footnotes = Part(
            "/word/footnotes.xml",
            CT.WML_FOOTNOTES,
            self._render("footnotes.xml", links=of_notes),
            tuple(Relation(id_, RT.HYPERLINK, href, external=True) for href, id_ in of_notes.items()),
        )
        self._add(footnotes, RT.FOOTNOTES)
        main = self._render(
            "document.xml",
            sections=self._sections(),
            links=links,
            pictures=self.pictures,
            images=images,
            charts=self.charts,
            chart_name=NAME,
            chart_parts={
                table: related.id(CHART_RELATION, chart.part) for table, chart in self.charts.items()
            },
        )
        self.parts.append(Part(_MAIN, CT.WML_DOCUMENT_MAIN, main, tuple(related.relations.values())))

    def _sections(self) -> list[Page]:
        """The pages of the sections. Those behind the first have its headers and footers (17.10.5), but for
        that of its first page."""
        later = {False: replace(self.page, title_page=False, references=()), True: self.page.turned()}
        first = replace(
            later[self.sections[0][0]], title_page=self.page.title_page, references=self.page.references
        )
        return [first, *(later[landscape] for landscape, _ in self.sections[1:])]

    def _properties(self) -> list[Relation]:
        """What the file says of itself; returns the relationships of the package."""
        relations = [Relation("rId1", RT.OFFICE_DOCUMENT, _MAIN)]
        for name, content_type, relation in (
            ("core", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES),
            ("app", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES),
            ("custom", CT.OFC_CUSTOM_PROPERTIES, RT.CUSTOM_PROPERTIES),
        ):
            part = Part(f"/docProps/{name}.xml", content_type, self._render(f"{name}.xml"))
            self.parts.append(part)
            relations.append(Relation(f"rId{len(relations) + 1}", relation, part.name))
        return relations


def _hrefs(passages: Iterable[Paragraph | Heading | Note]) -> list[str]:
    links = (inline.href for passage in passages for inline in passage.inlines if isinstance(inline, Link))
    return list(dict.fromkeys(links))
