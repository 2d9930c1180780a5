"""The style sheet: Word's built-in styles dressed by the theme, and a few of our own.

    [x] built in: Normal, Body Text, Title, Heading 1–3, TOC Heading, TOC 1–3, List Bullet, List Number and
        List Continue 1–5, Quote, Caption, Header, Footer, Footnote Text, Footnote Reference, Hyperlink,
        Normal Table
    [x] of our own, where Word has none: Organisation, Mandate, Group, Figure, Table Heading,
        Table Text, Plan Table, State blue (and other colours)
    [ ] styles that redlines and comments want (Balloon Text, Annotation Text …)

Built-in styles are known by their names; Word looks for them in lower case where it writes them so
(ECMA-376 Part 1, 17.7.4.9; MS-OI29500 2.1.240).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.paper.roles import PLAN_ROLES
from workplan.content.paper.roles import ROLES as PALETTE
from workplan.design.theme import BOX_ROOM, TONES, ColourName, ParagraphStyle, Theme, palette
from workplan.design.tone import Tone
from workplan.document.printing.blanks import has_blanks
from workplan.document.tree import Document, Paragraph, ParagraphRole, Table
from workplan.document.walking.walk import lines
from workplan.word.numbering.levels import BULLETS, NUMBERS, STYLE_LEVELS
from workplan.word.styles.scripts import COMPLEX_FONTS

#: Word's own fonts for Chinese, Japanese and Korean, by language; simplified Chinese for all others.
_EAST_ASIAN_FONTS = {
    "zh-Hant": "Microsoft JhengHei",
    "zh-TW": "Microsoft JhengHei",
    "zh-HK": "Microsoft JhengHei",
    "ja": "Yu Gothic",
    "ko": "Malgun Gothic",
}
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_COMPLEX = frozenset(
    {
        "ar",
        "bn",
        "dv",
        "fa",
        "he",
        "hi",
        "km",
        "ku",
        "lo",
        "mr",
        "my",
        "ne",
        "ps",
        "si",
        "ta",
        "te",
        "th",
        "ur",
    }
)

#: The scripts of languages, as `scripts.COMPLEX_FONTS` knows them.
_SCRIPTS = {
    **dict.fromkeys(("th", "lo", "km"), "south-east"),
    **dict.fromkeys(("bn", "hi", "mr", "ne", "si", "ta", "te"), "indic"),
    "my": "myanmar",
}

#: The style of a paragraph of each role, where it stands in the text itself.
ROLES: dict[ParagraphRole, str] = {
    **{role: role.title().replace("-", "") for role in PALETTE},
    **{role: role.title().replace("-", "") for role in PLAN_ROLES},
    "body": "BodyText",
    "quotation": "Quote",
    "caption": "Caption",
}


def tone_style(tone: Tone) -> str:
    """The style of words in this colour."""
    return f"State{tone.title()}"


#: Word's own style of words that somebody is to fill in.
BLANK = "PlaceholderText"


class Style(Struct, frozen=True):
    """One `w:style`. `name` is the one that Word writes; `look` is a style of the theme.

    `left`, `right` and `hanging` are in points; `num` and `level` point into the numbering part.
    """

    id: str
    name: str
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    look: ParagraphStyle | None = None
    based_on: str = ""
    following: str = ""
    priority: int = 99
    gallery: bool = False
    default: bool = False
    custom: bool = False
    outline: int | None = None
    align: str = ""
    left: float = 0.0
    right: float = 0.0
    hanging: float = 0.0
    num: int = 0
    level: int = 0
    colour: ColourName | None = None  # of words in a style of characters
    leader: bool = False  # whether it has a tab at the end of the line, with dots up to it

    @property
    def titles(self) -> bool:
        """Whether it is set in the theme's font for headings."""
        return self.outline is not None or self.id in ("Title", "TOCHeading")


class Languages(Struct, frozen=True):
    """The three languages of a run (ECMA-376 Part 1, 17.3.2.20), the East Asian font, and the one for the
    document's own language where that has a complex script that Arial lacks."""

    latin: str
    east_asian: str
    complex: str
    east_asian_font: str
    complex_font: str


def languages(language: str) -> Languages:
    """Which of Word's three languages the document's own one is; the others are Word's defaults."""
    base = language.split("-")[0]
    font = next((f for tag, f in _EAST_ASIAN_FONTS.items() if language.startswith(tag)), "Microsoft YaHei")
    return Languages(
        latin=language,
        east_asian=language if base in _EAST_ASIAN else "zh-CN",
        complex=language if base in _COMPLEX else "ar-SA",
        east_asian_font=font,
        complex_font=COMPLEX_FONTS.get(_SCRIPTS.get(base, ""), ""),
    )


def used(sheet: tuple[Style, ...], document: Document) -> tuple[Style, ...]:
    """The sheet without those styles of layouts, blanks and colours that the document does not use."""
    roles = {line.role for block in document.blocks for line in lines(block) if isinstance(line, Paragraph)}
    roles |= {line.former.place.role for block in document.blocks for line in lines(block)
              if isinstance(line, Paragraph) and line.former}  # fmt: skip
    left = {ROLES[role] for role in PALETTE if role not in roles}
    left |= {tone_style(tone) for tone in TONES} - {tone_style(tone) for _, tone in document.tones}
    if not any(isinstance(block, Table) and (block.fills or block.matrix) for block in document.blocks):
        left.add("CountHeading")
    if not has_blanks(document):
        left.add(BLANK)
    return tuple(style for style in sheet if style.id not in left)


def style_sheet(theme: Theme) -> tuple[Style, ...]:
    """Every style that a document of ours may use, in the order of Word's own style sheets."""
    looks = theme.styles
    normal = ParagraphStyle(size=looks["body"].size)
    return (
        Style("Normal", "Normal", look=normal, priority=0, gallery=True, default=True),
        Style("DefaultParagraphFont", "Default Paragraph Font", "character", priority=1, default=True),
        Style("TableNormal", "Normal Table", "table", default=True),
        Style("BodyText", "Body Text", look=looks["body"], based_on="Normal", priority=1, gallery=True),
        *_masthead(theme),
        *_headings(theme),
        *_lists(theme),
        *_contents(theme),
        Style("Figure", "Figure", look=_figure_look(looks["body"]), based_on="Normal", following="Caption",
              priority=34, gallery=True, custom=True),
        Style("Quote", "Quote", look=looks["quotation"], based_on="Normal", following="BodyText",
              priority=29, gallery=True, left=theme.lists.indent, right=theme.lists.indent),
        Style("Caption", "caption", look=looks["caption"], based_on="Normal", following="BodyText",
              priority=35, gallery=True),
        Style("TableHeading", "Table Heading", look=looks["table-head"], based_on="Normal",
              priority=36, gallery=True, custom=True),
        Style("CountHeading", "Count Heading", look=looks["count-head"], based_on="Normal",
              priority=36, gallery=True, custom=True),
        Style("TableText", "Table Text", look=looks["table-cell"], based_on="Normal",
              priority=36, gallery=True, custom=True),
        Style("PlanTable", "Plan Table", "table", based_on="TableNormal", priority=59, custom=True),
        Style("Header", "header", look=looks["running-head"], based_on="Normal"),
        Style("Footer", "footer", look=looks["running-foot"], based_on="Normal", align="right"),
        Style("FootnoteText", "footnote text", look=looks["note"], based_on="Normal"),
        Style("FootnoteReference", "footnote reference", "character", based_on="DefaultParagraphFont"),
        Style(BLANK, "Placeholder Text", "character", based_on="DefaultParagraphFont"),
        Style("Hyperlink", "Hyperlink", "character", based_on="DefaultParagraphFont"),
        *(
            Style(tone_style(tone), f"State {tone}", "character", based_on="DefaultParagraphFont",
                  priority=37, gallery=True, custom=True, colour=colour)
            for tone, colour in TONES.items()
        ),
    )  # fmt: skip


def _figure_look(look: ParagraphStyle) -> ParagraphStyle:
    """A picture's paragraph: room for the picture, no space of its own, kept with its caption."""
    return replace(look, line=1.0, after=0.0, keep_with_next=True)


def list_style(kind: str, depth: int) -> str:
    """The built-in style of a list paragraph at `depth` (0 outermost): `Bullet`, `Number`, `Continue`."""
    level = min(depth, STYLE_LEVELS - 1) + 1
    return f"List{kind}{level if level > 1 else ''}"


def _masthead(theme: Theme) -> tuple[Style, ...]:
    custom = Style("", "", based_on="Normal", gallery=True, custom=True, priority=9)
    return (
        *(
            replace(custom, id=ROLES[role], name=role.capitalize(), look=theme.styles[role],
                    following="BodyText")
            for role in PLAN_ROLES
            if role != "title"
        ),
        Style("Title", "Title", look=theme.styles["title"], based_on="Normal", following="BodyText",
              priority=10, gallery=True),
        *(
            replace(custom, id=ROLES[role], name=role.capitalize().replace("-", " "), look=look,
                    based_on="Title" if role.startswith("title") else "Normal",
                    left=BOX_ROOM if look.box else 0.0, right=BOX_ROOM if look.box else 0.0,
                    following=ROLES[role] if look.box else "BodyText")
            for role, look in palette(theme, PALETTE).items()
        ),
    )  # fmt: skip


def _headings(theme: Theme) -> tuple[Style, ...]:
    return tuple(
        Style(f"Heading{n}", f"heading {n}", look=theme.styles[f"heading-{n}"], based_on="Normal",
              following="BodyText", priority=9, gallery=True, outline=n - 1)
        for n in (1, 2, 3)
    )  # fmt: skip


def _contents(theme: Theme) -> tuple[Style, ...]:
    """The list of contents. No line is indented at its end: LibreOffice 7.4 hides a page number there."""
    return (
        Style("TOCHeading", "TOC Heading", look=theme.styles["contents-title"], based_on="Normal",
              following="BodyText", priority=39, gallery=True),
        *(
            Style(f"TOC{n}", f"toc {n}", look=theme.styles[f"contents-{n}"], based_on="Normal",
                  following="Normal", priority=39, left=theme.lists.indent * (n - 1), leader=True)
            for n in (1, 2, 3)
        ),
    )  # fmt: skip


def _lists(theme: Theme) -> tuple[Style, ...]:
    indent, look = theme.lists.indent, theme.styles["list-item"]
    return tuple(
        Style(
            list_style(kind, depth),
            f"List {kind} {depth + 1}" if depth else f"List {kind}",
            look=look,
            based_on="Normal",
            priority=20,
            gallery=depth < 3,
            left=indent * (depth + 1),
            hanging=indent if num else 0.0,
            num=num,
            level=depth,
        )
        for kind, num in (("Bullet", BULLETS), ("Number", NUMBERS), ("Continue", 0))
        for depth in range(STYLE_LEVELS)
    )
