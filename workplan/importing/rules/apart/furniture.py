"""What is no part of the text: it is left out, and listed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workplan.importing.rules.claims import Claims, rule
from workplan.importing.source.model import Block, Line, Source

_PAGE = re.compile(
    r"[-–—\s]*(?:page|seite|página|pagina|p\.)?\s*\d{1,4}(?:\s*(?:of|/|von|de|di)\s*\d{1,4})?[-–—\s]*", re.I
)
_STAMP = re.compile(
    r"[\[(]?\s*(?:draft|confidential|for official use only|restricted|not for (?:circulation|distribution)"
    r"|entwurf|projet|borrador|proyecto|проект|草案|ฉบับร่าง|rancangan|dự thảo)"
    r"(?:\s*(?:version|v|no\.?)?\s*[\d.]*)?\s*(?:[-–—,]?\s*\d{1,2}[ ./-]\w+[ ./-]\d{2,4})?\s*[\])]?",
    re.IGNORECASE,
)


@rule("F1")
def running_heads(source: Source, claims: Claims) -> None:
    """Running heads and feet, page numbers in them and watermarks are left out and listed: the formats make
    their own."""
    for each in source.apart:
        if each.kind in ("running head", "running foot", "a watermark"):
            claims.left_out("F1", each.address, each.words, f"left out: {each.kind}")


@rule("F2")
def aside(source: Source, claims: Claims) -> None:
    """Words of charts and diagrams, hidden text, placeholders of empty content controls, and whatever stands
    where no text is expected are left out, and a doubt."""
    for each in source.apart:
        if each.kind not in ("running head", "running foot", "a watermark"):
            claims.add("F2", "guessed", each.address, each.words, f"left out: {each.kind}", lost=[each.words])


@rule("F3")
def contents(line: Line) -> str:
    """A table of contents is left out and listed; the plan's own is made from its headings."""
    return "a table of contents" if line.where == "contents" else ""


@rule("F4")
def page_number(line: Line) -> str:
    """A line with nothing but a page number, as a field or typed as "Page 2 of 7", is left out and listed."""
    fields = {piece.field for piece in line.worded}
    if fields & {"PAGE", "NUMPAGES"} and _PAGE.fullmatch(line.text.strip()):
        return "a page number"
    return (
        "a page number" if re.search("[a-z]", line.text, re.I) and _PAGE.fullmatch(line.text.strip()) else ""
    )


@rule("F5")
def draft_stamp(line: Line) -> str:
    """A line that says nothing but Draft, Confidential or the like is a stamp: left out, and listed. Editions
    that are not issued are marked as drafts on every page anyway."""
    words = line.text.strip()
    return "a draft stamp" if words and len(words) < 60 and _STAMP.fullmatch(words) else ""


@rule("C1")
def comments(source: Source, claims: Claims) -> None:
    """Comments are left out and listed, each with its author and the words that it is about."""
    texts = {line.address: line.text for line in source.lines}
    for each in source.comments:
        about = texts.get(each.about, "")
        words, evidence = f"{each.author}: {each.words}", f"about “{about[:80]}”" if about else ""
        lost = [each.words, each.author]
        claims.add("C1", "left out", each.address, words, "left out: a comment", evidence, lost)


@rule("X1")
def remarks(source: Source, claims: Claims) -> None:
    """What a file holds besides words and cannot be taken over (objects, links to other files, symbols
    without a character) is listed, and a doubt."""
    for each in source.remarks:
        claims.add("X1", "guessed", "", "", each)


def without_furniture(source: Source, claims: Claims) -> tuple[Block, ...]:
    """The blocks of the text. All that is left out is listed."""
    for about in (running_heads, aside, comments, remarks):
        about(source, claims)
    return tuple(_kept(source.blocks, claims))


def _kept(blocks: Sequence[Block], claims: Claims) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Line):
            if block.empty:
                continue
            found = [(each, what) for each in (contents, page_number, draft_stamp) if (what := each(block))]
            if found:
                id = {contents: "F3", page_number: "F4", draft_stamp: "F5"}[found[0][0]]
                claims.left_out(id, block.address, _shown(block), f"left out: {found[0][1]}")
                continue
        kept.append(block)
    return kept


def _shown(line: Line) -> str:
    """A line as the original shows it, with its label."""
    return f"{line.counting.label} {line.text}" if line.counting and line.counting.label != "•" else line.text
