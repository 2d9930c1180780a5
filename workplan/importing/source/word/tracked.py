"""The tracked changes of a Word file, each by itself, in whatever view the file is read.

[x] words, paragraph marks and rows that came, went or moved; cells that came or went, or were merged
[x] other looks, other properties of paragraphs
[x] other properties of tables, cells, rows, sections and numbers: told as changes of layout
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml.etree import _Element

from workplan.importing.source.model import Change, ChangeKind, Sitting
from workplan.word.file.hyphens import HYPHENS
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.marks import revision

_CAME, _WENT, _MOVED = (w("ins"), w("cellIns")), (w("del"), w("cellDel")), (w("moveTo"), w("moveFrom"))
_LOOKS = (w("rPrChange"), w("pPrChange"))
_LAYOUT = tuple(
    map(
        w,
        ("sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange",
         "numberingChange", "cellMerge"),
    )
)  # fmt: skip
_KINDS: dict[str, ChangeKind] = {
    **dict.fromkeys(_CAME, "inserted"),
    **dict.fromkeys(_WENT, "deleted"),
    w("moveTo"): "moved here",
    w("moveFrom"): "moved away",
    **dict.fromkeys(_LOOKS, "formatted"),
    **dict.fromkeys(_LAYOUT, "laid out"),
}
_WORDS = (w("p"), w("t"), w("delText"), w("tab"), w("br"), w("cr"), *HYPHENS)
_PROPERTIES = frozenset(map(w, ("rPr", "trPr", "tcPr", "pPr", "numPr")))


def tracked(file: WordFile) -> Iterator[Change]:
    """All of them in the order of the file: of the text, then of notes, heads and feet."""
    names = [file.main]
    for relation in file.relations.get(file.main, ()):
        kind = relation.type.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes", "header", "footer") and relation.target in file.data:
            names.append(relation.target)
    for element in chain.from_iterable(file.xml(name).iter(*_KINDS) for name in dict.fromkeys(names)):
        said = revision(element)
        words, what = _about(element)
        yield Change(_KINDS[element.tag], said.author, said.date, words, what, is_whole(element))


def sitting_of(change: _Element) -> Sitting:
    """When, and by whom, a change was made."""
    said = revision(change)
    return said.author, said.date and said.date.date(), is_whole(change)


def is_whole(change: _Element) -> bool:
    """Whether a change is part of taking out a whole line or row: nothing that comes instead is the same,
    changed."""
    if change.tag != w("del"):
        return False
    row = next(change.iterancestors(w("tr")), None)
    if row is not None and row.find(f"{w('trPr')}/{w('del')}") is not None:
        return True
    line = next(change.iterancestors(w("p")), None)
    if line is None or line.find(f"{w('pPr')}/{w('rPr')}/{w('del')}") is None:
        return False
    return all(next(run.iterancestors(w("del")), None) is not None for run in line.iter(w("r")))


def _about(element: _Element) -> tuple[str, str]:
    """The words that a change is about, and what it is, where it is no words alone."""
    parent = element.getparent()
    if parent is None or parent.tag not in _PROPERTIES or element.tag in _LAYOUT:
        return _words(element), ""
    of = parent.getparent()
    if parent.tag == w("pPr"):
        return (_words(of) if of is not None else ""), "a paragraph"
    if parent.tag == w("trPr"):
        return (_words(of) if of is not None else ""), "a row"
    if parent.tag == w("tcPr"):
        return (_words(of) if of is not None else ""), "a cell"
    if parent.tag == w("numPr"):
        return "", "a number"
    if of is not None and of.tag == w("pPr"):
        line = of.getparent()
        what = "the end of a paragraph" if element.tag not in _LOOKS else "the mark of a paragraph"
        return (_words(line) if line is not None else ""), what
    return (_words(of) if of is not None else ""), ""


def _words(element: _Element) -> str:
    """The words in it, those of each paragraph apart."""
    found = ""
    for each in element.iter(*_WORDS):
        found += " " if each.tag == w("p") else HYPHENS.get(each.tag) or each.text or " "
    return " ".join(found.split())
