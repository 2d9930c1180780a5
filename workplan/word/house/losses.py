"""What a plan does not take over from a house template, in words, so that nobody finds it out on paper."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from workplan.word.file.opening import WordFile
from workplan.word.file.xml import NAMESPACES, w
from workplan.word.styles.sheet import Style

#: Properties of a section that stay behind.
_SECTION = {
    "pgBorders": "the borders around its pages stay behind",
    "lnNumType": "the numbers of its lines stay behind",
    "vAlign": "its text does not begin at the top of the page: that of the plan does",
}


def lost_of_house(
    file: WordFile,
    root: etree._Element,
    styles: etree._Element,
    numbering: etree._Element | None,
    sheet: tuple[Style, ...],
) -> Iterator[str]:
    """What is lost: `root` is the house's document, `sheet` has our styles."""
    if file.related(file.main, "theme") is None:
        yield "it has no theme: rules, links and whatever it has no style for are in the plan's own colours"
    if root.find("w:background", NAMESPACES) is not None:
        yield "the colour of its pages stays behind"
    sections = root.findall(".//w:sectPr", NAMESPACES)
    if len(sections) > 1:
        yield f"of its {len(sections)} sections the last one's page, header and footer are taken"
    for section in sections[-1:]:
        yield from (words for name, words in _SECTION.items() if section.find(w(name)) is not None)
        columns = section.find("w:cols", NAMESPACES)
        if columns is not None and columns.get(w("num"), "1") != "1":
            yield "its columns stay behind: the plan is set in one"
    if any(_numbers(style, sheet) for style in styles.iterfind("w:style", NAMESPACES)):
        yield "the numbers of its headings stay behind: the plan has its own"
    if numbering is not None and numbering.find("w:numPicBullet", NAMESPACES) is not None:
        yield "pictures for bullets stay behind: plain bullets stand for them"


def _numbers(style: etree._Element, sheet: tuple[Style, ...]) -> bool:
    """Whether a style counts that does not in a plan."""
    name, number = style.find("w:name", NAMESPACES), style.find("w:pPr/w:numPr/w:numId", NAMESPACES)
    plain = {each.name.casefold() for each in sheet if not each.num}
    return (
        name is not None
        and number is not None
        and name.get(w("val"), "").casefold() in plain
        and number.get(w("val"), "0") != "0"
    )
