"""The order in which the schema wants the children of an element, each once (ECMA-376 Part 1, annex A).

Word opens files in which they stand otherwise, as programs of others write them, and editors that hold to the
schema do not.
"""

from __future__ import annotations

from lxml import etree

from workplan.word.file.xml import W, w

_RUN = """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
    snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
    vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"""
_PARAGRAPH = """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr
    shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
    adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
    textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"""
_TABLE = """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
    tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"""
_CELL = """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
    hideMark headers cellIns cellDel cellMerge tcPrChange"""
_SIDES = "top left start bottom right end between insideH insideV bar tl2br tr2bl"

_ORDERS = {
    w(name): {w(child): at for at, child in enumerate(children.split())}
    for name, children in {
        "rPr": _RUN,
        "pPr": _PARAGRAPH,
        "tblPr": _TABLE,
        "tcPr": _CELL,
        "numPr": "ilvl numId",
        "pBdr": "top left bottom right between bar",
        "tblBorders": _SIDES,
        "tcBorders": _SIDES,
        "tblCellMar": _SIDES,
        "tcMar": _SIDES,
        "lvl": """start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr""",
        "num": "abstractNumId",
    }.items()
}
_STYLE = """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat
    locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr"""
_DEFINITION = "nsid multiLevelType tmpl name styleLink numStyleLink"
#: Of these, what is not named comes last and may stand more than once.
_HEADS = {
    w(name): {w(child): at for at, child in enumerate(children.split())}
    for name, children in {"style": _STYLE, "abstractNum": _DEFINITION}.items()
}


def put_in_order(root: etree._Element) -> None:
    """Put the properties in a part in order; of two of one name the first stays. What the schema does not
    know there, and does not come of another vocabulary, goes."""
    for element in list(root.iter(etree.Element)):
        tag = str(element.tag)
        if tag in _ORDERS:
            _sort(element, _ORDERS[tag], known_alone=True)
        elif tag in _HEADS:
            _sort(element, _HEADS[tag], known_alone=False)


def _sort(element: etree._Element, order: dict[str, int], *, known_alone: bool) -> None:
    seen: set[str] = set()
    kept: list[etree._Element] = []
    for child in element.iterchildren(etree.Element):
        tag = str(child.tag)
        if tag in order and tag in seen:
            continue
        if tag not in order and known_alone and tag.startswith(f"{{{W}}}"):
            continue
        seen.add(tag)
        kept.append(child)
    ordered = sorted(kept, key=lambda child: order.get(str(child.tag), len(order)))
    if ordered != list(element.iterchildren(etree.Element)):
        element[:] = ordered
