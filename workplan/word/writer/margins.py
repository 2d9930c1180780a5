"""Headers and footers: those of the house where it has any, else ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from msgspec.structs import replace

from workplan.document.tree import Properties
from workplan.word.file.package import Part
from workplan.word.page.measures import Margin, MarginKind, Page
from workplan.word.writer.parts import Parts

if TYPE_CHECKING:
    from workplan.word.house import House

#: Our headers and footers: kind, type, and whether the running head stands in it.
_OURS: tuple[tuple[MarginKind, str, bool], ...] = (
    ("header", "default", True),
    ("header", "first", False),
    ("footer", "default", False),
    ("footer", "first", False),
)
_TYPES = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}


def with_margins(page: Page, parts: Parts, properties: Properties, house: House | None) -> Page:
    """The page with its headers and footers, which are among the `parts` then. Of ours, the first page's has
    no head, unless it has to say that this is a draft."""
    if house and house.margins:
        return replace(page, references=tuple(_of_house(house, parts, properties)))
    ours = (
        _margin(parts, kind, type_, number, headed=headed or (properties.draft and kind == "header"))
        for number, (kind, type_, headed) in enumerate(_OURS, 1)
    )
    return replace(page, title_page=True, references=tuple(ours))


def _of_house(house: House, parts: Parts, properties: Properties) -> list[Margin]:
    """The house's own, with a watermark in drafts, and with our lines where it lacks them."""
    from workplan.word.house.drafts import headers_wanted, watermarked
    from workplan.word.house.margins import lines_wanted, with_line

    draft = properties.draft
    own = {(margin.kind, margin.type): margin.part for margin in house.margins}
    wanted = list(lines_wanted(house, properties))
    lines = {own[each]: each[0] for each in wanted if each in own}
    headers = {part for (kind, _), part in own.items() if kind == "header"} if draft else set()
    for number, part in enumerate(parts.made, 1):
        if part.name in headers:
            part = watermarked(part, parts.render("header.xml", margin=number, head=None, statement=""))
        if ours := lines.get(part.name):
            line = parts.render(f"{ours}.xml", margin=number, watermarked=False, statement="")
            part = with_line(part, line)
        parts.made[number - 1] = part
    margins = [Margin(kind, type_, parts.id(_TYPES[kind][1], part)) for (kind, type_), part in own.items()]
    unheaded: list[tuple[MarginKind, str]] = [("header", t) for t in headers_wanted(house) if draft]
    missing = dict.fromkeys(each for each in (*wanted, *unheaded) if each not in own)
    for number, (kind, type_) in enumerate(missing, len(parts.made) + 1):
        margins.append(_margin(parts, kind, type_, number, headed=(kind, type_) in wanted))
    return margins


def _margin(parts: Parts, kind: MarginKind, type_: str, number: int, *, headed: bool) -> Margin:
    """A header or footer of ours."""
    content_type, relation = _TYPES[kind]
    head: dict[str, Any] = {} if headed else {"head": None}
    if (kind, type_) != ("header", "first"):
        head["statement"] = ""
    words = parts.render(f"{kind}.xml", margin=number, **head)
    return Margin(kind, type_, parts.add(Part(f"/word/{kind}{number}.xml", content_type, words), relation))
