"""The list of contents of a file, and what an editor did to it.

Its entries follow from the headings, so nothing of it is content: what an editor changes is a finding, with
what to do instead. An entry is as it should be if it says what was sent, or what a heading says now or said
before: Word and LibreOffice make the list anew when they are asked to, and else leave it as it was.

    [x] the field's paragraphs, in a content control or not; the title above them
    [x] spaces otherwise, other bookmarks, other page numbers: LibreOffice writes "Appendix A : Words"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.document.printing.contents import entries
from workplan.document.revisions import accept, reject, said
from workplan.document.tree import ContentsList, Document, Heading
from workplan.document.walking.walk import plain
from workplan.text.hints import quoted
from workplan.word.file.hyphens import HYPHENS
from workplan.word.file.xml import w
from workplan.word.reader.findings import Findings
from workplan.word.reader.parts.styles import Styles

_DEEPEST = 3
_HINT = "it follows from the headings: change the heading"
_CHARACTERS = {w("tab"): "\t", w("br"): " ", w("cr"): " ", **HYPHENS}
_GONE = frozenset({w("del"), w("moveFrom"), w("pPr"), w("rPr")})


class RawEntry(Struct, frozen=True):
    """A paragraph of the list: its number in the file, and its words without the number of the page."""

    at: int
    words: str
    title: bool


def entry(paragraph: _Element, at: int, *, title: bool) -> RawEntry:
    """What is left of a paragraph of the list when its tracked changes are accepted."""
    words = "".join(_letters(paragraph))
    return RawEntry(at, words if title or "\t" not in words else words.rpartition("\t")[0], title)


def titles(body: _Element, styles: Styles, words: str) -> frozenset[_Element]:
    """The paragraphs in the style of the list's title that have the list below them, or these `words`."""
    found: set[_Element] = set()
    for paragraph, following in pairwise((*body.iter(w("p")), None)):
        if paragraph is not None and styles.of(paragraph).name in {"toc heading", "contents heading"}:
            listed = following is not None and _begins(following)
            if listed or (words and _key("".join(_letters(paragraph))) == _key(words)):
                found.add(paragraph)
    return frozenset(found)


def _begins(paragraph: _Element) -> bool:
    instructions = paragraph.iter(w("instrText"), w("delInstrText"))
    said = ["".join(each.text or "" for each in instructions)]
    said += [simple.get(w("instr"), "") for simple in paragraph.iter(w("fldSimple"))]
    return any(each.split()[:1] == ["TOC"] for each in said)


def _letters(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _GONE:
            yield from _letters(child)


def _key(words: str) -> str:
    return "".join(words.split())


def placed(
    sent: ContentsList | None, found: Sequence[RawEntry], blocks: Sequence[tuple[str, int]]
) -> ContentsList | None:
    """The list before the block that it stands before in the file; `blocks` are their ids, each with the
    number at which it begins."""
    if sent is None:
        return None
    behind = [(id, at) for id, at in blocks if at > found[-1].at] if found else []
    first = [id for id, at in behind if at == behind[0][1]]
    if first and sent.before not in first:
        return replace(sent, before=first[0])
    return sent if any(id == sent.before for id, _ in blocks) else None


def tell(
    document: Document,
    sent: ContentsList | None,
    said_then: Sequence[str],
    found: Sequence[RawEntry],
    blocks: Sequence[tuple[str, int]],
    findings: Findings,
) -> None:
    """Say what an editor did to the list of a file of ours: `said_then` are the entries as they were sent."""
    if sent is None:
        if found:
            findings.at = found[0].at
            hint = "in the manuscript, it is the lines :::{contents} and :::"
            findings.add("contents", f"a contents list was put in: {hint}")
        return
    lines = [each for each in found if each.words.strip() and not each.title]
    if not (lines or said_then):
        return  # there was nothing to list
    if not lines:
        findings.at = next((at for id, at in blocks if id == sent.before), findings.at)
        hint = "to take it out, delete the lines :::{contents} and ::: in the manuscript"
        findings.add("contents", f"the contents list before this was taken out: {hint}")
        return
    _tell_title(document, found, findings)
    _tell_entries(document, said_then, lines, findings)
    _tell_place(sent, lines[-1].at, blocks, findings)


def _tell_title(document: Document, found: Sequence[RawEntry], findings: Findings) -> None:
    for each in found:
        if each.title and _key(each.words) != _key(document.terms.contents):
            findings.at = each.at
            hint = "it is a word of the plan's wording, in plan.yaml"
            findings.add("contents", f"the title of the contents list was changed: {hint}", each.words)


def _tell_entries(
    document: Document, sent: Sequence[str], lines: Sequence[RawEntry], findings: Findings
) -> None:
    present = {_key(each.words): each.words for each in entries(accept(document), _DEEPEST)}
    known = {*map(_key, sent), *present}
    known |= {_key(each.words) for each in entries(reject(document), _DEEPEST)}
    known |= {_key(f"{b.label} {plain(b.inlines)}") for b in document.blocks if isinstance(b, Heading)}
    strange = [each for each in lines if _key(each.words) not in known]
    for each in strange:
        findings.at = each.at
        findings.add("contents", f"an entry of the contents list was changed: {_HINT}", each.words.strip())
    there = {_key(each.words) for each in lines}
    for words in () if strange else sent:
        if _key(words) not in there and _key(words) in present:
            findings.at = lines[0].at
            message = f"the entry {quoted(words)} of the contents list was taken out: {_HINT}"
            findings.add("contents", message)


def _tell_place(sent: ContentsList, last: int, blocks: Sequence[tuple[str, int]], findings: Findings) -> None:
    """Whether the list stands before another block that was there before. What is new may stand between."""
    at = dict(blocks)
    begins = at.get(sent.before, next((at[id] for id in at if said(id) == said(sent.before)), last))
    if begins < last:
        findings.at = last
        hint = "move the lines :::{contents} and ::: in the manuscript"
        findings.add("contents", f"the contents list was moved: {hint}")
