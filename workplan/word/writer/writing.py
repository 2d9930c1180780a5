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
from msgspec.structs import replace

from workplan import PRODUCER
from workplan.design.theme import Theme
from workplan.document.printing.contents import entries
from workplan.document.printing.directions import turned
from workplan.document.printing.signs import marks_of, parted
from workplan.document.printing.tones import tone_of
from workplan.document.resolving.pages import by_orientation
from workplan.document.revisions import is_marked
from workplan.document.tree import Document, Heading, Link, Note, Paragraph, Table, Text
from workplan.document.walking.walk import lines
from workplan.word.file.known import CHART, CONTENT, OUTLINE
from workplan.word.file.package import Part, Relation, pack
from workplan.word.file.xml import parse, serialise
from workplan.word.numbering.counting import plan_numbering
from workplan.word.numbering.levels import hung, pushed
from workplan.word.numbering.redline import plan_redline_numbering
from workplan.word.page.measures import Page, column_widths, theme_page, watermark_size
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
from workplan.word.writer.charts import CHART_RELATION, place_charts
from workplan.word.writer.fields import RedlineReferences, References, redline_references, references
from workplan.word.writer.margins import with_margins
from workplan.word.writer.parts import Parts

if TYPE_CHECKING:
    from workplan.word.house import House

_MAIN = "/word/document.xml"
_PAGE_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


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


class _Writer:
    """Gathers what the templates ask for, renders each part, and packs them."""

    def __init__(
        self, document: Document, theme: Theme, house: House | None, statement: str, *, for_review: bool
    ) -> None:
        self.document, self.house, self.statement = document, house, statement
        self.theme, self.for_review = theme, for_review
        self.parts = Parts(self._house_parts(house) if house else ())
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
        self.parts.context |= self._context(theme)

    def _house_parts(self, house: House) -> Iterator[Part]:
        from workplan.word.house.results import with_results

        return (with_results(part, self.document.properties) for part in house.parts)

    def file(self) -> bytes:
        """Parts in the order in which Word lists them; relationship ids follow it."""
        self._styles_and_numbering()
        self.parts.add_named("settings", CT.WML_SETTINGS, RT.SETTINGS)
        self._fonts_and_theme()
        self.page = with_margins(self.page, self.parts, self.document.properties, self.house)
        self._custom_xml()
        self.parts.made += [*self.media, *self.chart_parts]
        self._main_and_notes()
        return pack(self.parts.made, self._properties())

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

    def _styles_and_numbering(self) -> None:
        styles, numbering = self.parts.render("styles.xml"), self.parts.render("numbering.xml")
        if self.house:
            numbering = self.house.styles.complete_numbering(numbering)
            styles = self.house.styles.complete_styles(self._dressed(styles, ("rPr",)))
        else:
            styles = self._dressed(styles, GROUPS)
        self.parts.add(Part("/word/styles.xml", CT.WML_STYLES, styles), RT.STYLES)
        self.parts.context["breakable"] = self._breakable(styles)
        self.parts.add(Part("/word/numbering.xml", CT.WML_NUMBERING, numbering), RT.NUMBERING)

    def _dressed(self, styles: bytes, groups: tuple[str, ...]) -> bytes:
        """Our styles in the theme's colours, each saying only what it does not inherit."""
        root, theme = parse(styles, "styles.xml"), self.theme
        part = next((part for part in self.parts.made if self.house and part.name == self.house.theme), None)
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
            self.theme,
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
            self.parts.id(RT.FONT_TABLE, self.house.fonts)
        else:
            self.parts.add_named("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE)
        if self.house and self.house.theme:
            self.parts.id(RT.THEME, self.house.theme)
        else:
            theme = Part("/word/theme/theme1.xml", CT.OFC_THEME, self.parts.render("theme1.xml"))
            self.parts.add(theme, RT.THEME)

    def _custom_xml(self) -> None:
        """The outline of the tree, and the content that it was made from; of a redline, both contents."""
        document, former = self.document, self.document.former
        self.parts.add_custom(1, OUTLINE, self.parts.render("item1.xml"))
        if document.source:
            content = self.parts.render("content.xml", source=document.source, properties=document.properties)
            self.parts.add_custom(2, CONTENT, content)
        if former and former.source:
            content = self.parts.render(
                "content.xml", source=former.source, properties=former.properties, before=True
            )
            self.parts.add_custom(3, CONTENT, content)

    def _main_and_notes(self) -> None:
        parts = self.parts
        images = {figure: parts.id(RT.IMAGE, picture.part) for figure, picture in self.pictures.items()}
        body = _hrefs(chain.from_iterable(map(lines, self.document.blocks)))
        notes = _hrefs(self.document.notes)
        links = {href: parts.id(RT.HYPERLINK, href, external=True) for href in body}
        of_notes = {href: f"rId{number}" for number, href in enumerate(notes, 1)}
        footnotes = Part(
            "/word/footnotes.xml",
            CT.WML_FOOTNOTES,
            self.parts.render("footnotes.xml", links=of_notes),
            tuple(Relation(id_, RT.HYPERLINK, href, external=True) for href, id_ in of_notes.items()),
        )
        self.parts.add(footnotes, RT.FOOTNOTES)
        main = self.parts.render(
            "document.xml",
            sections=self._sections(),
            links=links,
            pictures=self.pictures,
            images=images,
            charts=self.charts,
            chart_name=CHART,
            chart_parts={table: parts.id(CHART_RELATION, chart.part) for table, chart in self.charts.items()},
        )
        self.parts.made.append(Part(_MAIN, CT.WML_DOCUMENT_MAIN, main, parts.relations))

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
            part = Part(f"/docProps/{name}.xml", content_type, self.parts.render(f"{name}.xml"))
            self.parts.made.append(part)
            relations.append(Relation(f"rId{len(relations) + 1}", relation, part.name))
        return relations


def _hrefs(passages: Iterable[Paragraph | Heading | Note]) -> list[str]:
    links = (inline.href for passage in passages for inline in passage.inlines if isinstance(inline, Link))
    return list(dict.fromkeys(links))
