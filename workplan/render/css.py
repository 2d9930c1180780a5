"""The theme as CSS: custom properties for the two style sheets, and one rule for each paragraph style.

    [x] colours, dark colours, page, lists and table as custom properties of `:root`
    [x] size, weight, slope, colour, line height and space of each paragraph style
    [x] between two paragraphs the larger of the space after and the space before: CSS's collapsing
        margins, and what Word does unless a file asks for its ways of before 2000
    [-] `keep-with-next` of body styles: the style sheets keep headings and captions

Only checked theme values are written here (`workplan.design.theme`); the words of a document never are.
The style sheets themselves, `styles/print.css` and `styles/screen.css`, are plain CSS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from workplan.content.paper.roles import PLAN_ROLES, ROLES
from workplan.content.values.languages import Direction
from workplan.design.resources import resource
from workplan.design.theme import (
    BOX_LINE,
    BOX_ROOM,
    TONES,
    ColourName,
    Line,
    Page,
    ParagraphStyle,
    Theme,
    palette,
)
from workplan.render.looks import ELEMENTS

#: Arimo's and Arial's natural line height in em: ascent 0.905 + descent 0.212 + line gap 0.033.
NATURAL_LINE = 1.149

#: The theme's body size on a screen, in rem: a little larger than on paper.
SCREEN_BODY = 1.0625

#: Which elements each paragraph style dresses. Later rules win over earlier ones.
SELECTORS = {
    "body": "p",
    "list-item": "li > p",
    "table-cell": "tbody :is(td, th) > p",
    "table-head": "thead th > p",
    "count-head": ":is(.counts, .matrix) > thead th + th > p",
    "quotation": ".quotation",
    **{role: f".{role}" for role in PLAN_ROLES},
    "heading-1": "h2",
    "heading-2": "h3",
    "heading-3": "h4",
    "caption": ".caption",
    "note": ".note",
    "contents-title": ".contents-title",
    **{f"contents-{level}": f".contents-{level}" for level in (1, 2, 3)},
}

#: The element of a blank, which is told by its brackets and the dots below it, not by colour alone.
BLANK = ELEMENTS["blank"]
_BLANK = {
    "background": "var(--shade)",
    "color": "inherit",
    "border-bottom": "1pt dotted",
}

_MARGIN_BOX = re.compile(r"@(top|bottom)-(start|end)\b")
_PROPERTY = re.compile(r"var\(--([a-z-]+)\)")

Length = Callable[[float], str]


def print_css(theme: Theme, direction: Direction, *besides: str, roles: Collection[str] = ()) -> str:
    """The whole style sheet of the printed page, for WeasyPrint; `besides` are names of further sheets, and
    `roles` those of layouts that it uses.

    The boxes in its margins know no direction: `start` and `end` in the sheet are the page's sides here.

    The theme's properties are put in place of their names: WeasyPrint would work each one out again
    for every element that it lays out.
    """
    sides = {"start": "left", "end": "right"} if direction == "ltr" else {"start": "right", "end": "left"}
    properties = _properties(theme, _points) | sides

    def value(name: re.Match[str]) -> str:
        return _PROPERTY.sub(value, properties[name[1]]) if name[1] in properties else name[0]

    sheet = _PROPERTY.sub(value, _sheet(["print.css", *besides], _paragraphs(theme, _points, roles)))
    return _MARGIN_BOX.sub(lambda box: f"@{box[1]}-{sides[box[2]]}", sheet)


def screen_css(theme: Theme, roles: Collection[str] = ()) -> str:
    """The whole style sheet of the web page, light and dark; `roles` are those of layouts that it uses."""

    def rem(points: float) -> str:
        return f"{_number(points / theme.styles['body'].size * SCREEN_BODY)}rem"

    dark = _root(_colours(theme.dark))
    return _sheet(
        ["screen.css"],
        [
            _root(_properties(theme, rem) | {"font": ", ".join(_family(name) for name in theme.fonts.web)}),
            f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}",
            *_paragraphs(theme, rem, roles),
        ],
    )


def _sheet(names: list[str], rules: list[str]) -> str:
    return "\n".join([*rules, *(resource(f"styles/{name}").read_text("utf-8") for name in names)])


def _root(properties: Mapping[str, str]) -> str:
    return _rule(":root", {f"--{name}": value for name, value in properties.items()})


def _properties(theme: Theme, length: Length) -> dict[str, str]:
    page, padding = theme.page, theme.table.padding
    return (
        _colours(theme.colours)
        | _page(page, "")
        | _page(page.turned(), "turned-")
        | {
            "font": _family(theme.fonts.pdf),
            "header": _points(page.header),
            "footer": _points(page.footer),
            "head-size": _points(theme.styles["running-head"].size),
            "head-colour": f"var(--{theme.styles['running-head'].colour})",
            "foot-size": _points(theme.styles["running-foot"].size),
            "foot-colour": f"var(--{theme.styles['running-foot'].colour})",
            "body-size": length(theme.styles["body"].size),
            "body-after": length(theme.styles["body"].after),
            "list-indent": length(theme.lists.indent),
            "paragraph-number": length(theme.lists.number),
            "row-label": length(theme.table.label),
            "cell-padding": " ".join(map(length, (padding.top, padding.right, padding.bottom, padding.left))),
            "table-rule": _line(theme.table.rule),
            "hairline": _line(theme.table.hairline),
            "notes-above": _points(theme.notes.above),
            "note-after": _points(theme.styles["note"].after),
            "notes-rule-width": _points(theme.notes.rule.width),
            "notes-rule-colour": f"var(--{theme.notes.rule.colour})",
            "notes-rule-length": _points(theme.notes.length),
        }
    )


def _page(page: Page, prefix: str) -> dict[str, str]:
    found = {
        "page-width": page.width,
        "page-height": page.height,
        "margin-top": page.margin.top,
        "margin-right": page.margin.right,
        "margin-bottom": page.margin.bottom,
        "margin-left": page.margin.left,
        "picture-height": 0.8 * (page.height - page.margin.top - page.margin.bottom),
    }
    return {f"{prefix}{name}": _points(length) for name, length in found.items()}


def _colours(colours: Mapping[ColourName, str]) -> dict[str, str]:
    return {str(name): value for name, value in colours.items()}


def _paragraphs(theme: Theme, length: Length, roles: Collection[str]) -> list[str]:
    looks = [(selector, theme.styles[name]) for name, selector in SELECTORS.items()]
    looks += [(f".{role}", look) for role, look in palette(theme, ROLES).items() if role in roles]
    rules = [_rule(selector, _paragraph(look, length)) for selector, look in looks]
    for tone, colour in TONES.items():
        if f"tone-{tone}" in roles:
            rules.append(_rule(f".tone-{tone}", {"color": f"var(--{colour})"}))
    # What stands at the page's end stays there: a line that says its direction runs against the page.
    rules += [
        _rule(f"{selector}[dir]", {"text-align": "start"}) for selector, look in looks if look.align == "end"
    ]
    if BLANK in roles:
        rules.append(_rule(BLANK, _BLANK))
    for selector, look in looks:
        if look.box:  # one frame around all that follow each other
            rules.append(_rule(f"{selector} + {selector}", {"border-top": "0", "margin-top": "0"}))
            rules.append(_rule(f"{selector}.goes-on", {"border-bottom": "0", "margin-bottom": "0"}))
    return rules


def _paragraph(style: ParagraphStyle, length: Length) -> dict[str, str]:
    declarations = {
        "font-size": length(style.size),
        "font-weight": "bold" if style.bold else "normal",
        "font-style": "italic" if style.italic else "normal",
        "line-height": _number(style.line * NATURAL_LINE),
        "color": f"var(--{style.colour})",
        "margin": f"{length(style.before)} 0 {length(style.after)}",
    }
    if style.align != "start":
        declarations["text-align"] = {"end": "end", "centre": "center"}[style.align]
    if style.box:
        declarations |= {
            "border": f"{length(BOX_LINE)} solid var(--rule)",
            "padding": f"{length(BOX_ROOM / 2)} {length(BOX_ROOM)}",
        }
    if style.rule:
        declarations |= {"border-bottom": "0.75pt solid var(--rule)", "padding-bottom": length(4)}
    return declarations


def _rule(selector: str, declarations: Mapping[str, str]) -> str:
    return f"{selector} {{ {'; '.join(f'{name}: {value}' for name, value in declarations.items())} }}"


def _line(line: Line) -> str:
    return f"{_points(line.width)} solid var(--{line.colour})"


def _family(name: str) -> str:
    return name if name in {"sans-serif", "serif"} else f'"{name}"'


def _points(length: float) -> str:
    return f"{_number(length)}pt"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
