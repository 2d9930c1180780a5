"""The styles of a Word file, by what they mean to the tree.

Built-in styles are known by their names, whatever their ids and the case of their letters (Word writes
"heading 1", LibreOffice "Heading 1"). A style that has no meaning of its own has that of the style that
it is based on (ECMA-376 Part 1, 17.7.4.3).
"""

from __future__ import annotations

import re
from typing import Literal

from lxml.etree import _Element
from msgspec import Struct

from workplan.content.paper.roles import MASTHEAD, ROLES
from workplan.document.look import PLAIN, Look
from workplan.document.tree import ParagraphRole
from workplan.word.file.run_looks import read_look
from workplan.word.file.style_sheet import read_styles
from workplan.word.file.xml import value, w

_LIST = re.compile(r"list (bullet|number|continue|paragraph)(?: (\d))?")
_HEADING = re.compile(r"heading ([1-9])")
_ROLES: dict[str, ParagraphRole] = {
    **{role.replace("-", " ") if role in ROLES else role: role for role in MASTHEAD},
    "caption": "caption",
    "quote": "quotation",
    "intense quote": "quotation",
}
_MEANT = frozenset(
    {
        *_ROLES,
        *("normal", "body text", "table heading", "table text", "figure", "header", "footer"),
        *("footnote text", "footnote", "toc heading", "placeholder text"),
    }
)


class Style(Struct, frozen=True):
    """A paragraph or character style. `heading` is 0 for anything else; `list` says whether its lines open
    an item or go on in one, at `depth` from 0; `num` and `level` are its numbering; `colour` is that of its
    words, as in the file, "" for none."""

    name: str = ""
    role: ParagraphRole = "body"
    heading: int = 0
    list: Literal["", "bullet", "number", "continue", "paragraph"] = ""
    depth: int = 0
    num: str = ""
    level: int | None = None
    look: Look = PLAIN
    colour: str = ""

    @property
    def of_link(self) -> bool:
        """Whether it is the look of a link, which is no formatting of the author's."""
        return self.name in {"hyperlink", "internet link", "followedhyperlink", "visited internet link"}


class Styles:
    """The style sheet of a file: ask it for the style of an id."""

    def __init__(self, part: _Element | None) -> None:
        colour = "" if part is None else value(part, "docDefaults/rPrDefault/rPr/color")
        self._styles, default = read_styles(
            part, lambda element, base: _read(element, base or Style(colour=colour))
        )
        self._default = default or Style("normal")

    def paragraph(self, id: str) -> Style:
        """The style of a paragraph; the default one for an unknown id, as in Word."""
        return self._styles.get(id, self._default)

    def of(self, paragraph: _Element) -> Style:
        """The style of a `w:p`."""
        return self.paragraph(value(paragraph, "pPr/pStyle"))

    def character(self, id: str) -> Style:
        return self._styles.get(id, Style())


def _read(element: _Element, base: Style) -> Style:
    name, runs = _name(element), element.find(w("rPr"))
    meaning = base.name if _means(base.name) and not _means(name) else name
    listed, heading = _LIST.fullmatch(meaning), _HEADING.fullmatch(meaning)
    level = _number(value(element, "pPr/numPr/ilvl"))
    return Style(
        name=meaning,
        role=_ROLES.get(meaning, "body"),
        heading=int(heading[1]) if heading else 0,
        list=listed[1] if listed else "",  # type: ignore[arg-type]
        depth=int(listed[2] or 1) - 1 if listed else 0,
        num=value(element, "pPr/numPr/numId") or base.num,
        level=base.level if level is None else level,
        look=read_look(runs, base.look).but("blank", meaning == "placeholder text"),
        colour=value(element, "rPr/color") or base.colour,
    )


def _means(name: str) -> bool:
    return name in _MEANT or bool(_LIST.fullmatch(name) or _HEADING.fullmatch(name))


def _name(element: _Element) -> str:
    """The style's own name: what stands after a comma are further names for it (17.7.4.9)."""
    return value(element, "name").lower().split(",")[0].strip()


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() and len(words) < 3 else None
