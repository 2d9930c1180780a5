"""A Word file that is being read, and its parts in the chosen view of tracked changes."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from copy import deepcopy
from typing import Literal

from lxml.etree import _Element

from workplan.importing.source.model import Apart, Change, Sitting
from workplan.importing.source.styles import Styles
from workplan.importing.source.word.tracked import sitting_of, tracked
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import A, value, w

#: How tracked changes are read: all accepted, all rejected, or those of these sittings accepted.
View = Literal["accepted", "rejected"] | frozenset[Sitting]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DC = "{http://purl.org/dc/elements/1.1/}"
INSERTED = frozenset(map(w, ("ins", "moveTo", "cellIns")))
DELETED = frozenset(map(w, ("del", "moveFrom", "cellDel")))
AROUND_BLOCKS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag")))
WORDS = frozenset({w("t"), w("delText"), MATHS + "t", f"{{{A}}}t"})


class Opened:
    """One file, and what is gathered from all its parts."""

    def __init__(self, file: WordFile, view: View) -> None:
        self.file, self.view = file, view
        self.styles = Styles(self._part("styles"))
        self.numbering = self._part("numbering")
        self.linked = _linked_levels(self.numbering)
        self.apart: list[Apart] = []
        self.pictures: dict[str, bytes] = {}
        self.changes: tuple[Change, ...] = tuple(tracked(file))
        self.remarks = list(file.left_out)
        self.note_marks: dict[str, str] = {}
        self.about: dict[str, str] = {}  # the line that a comment is about, by the comment's number
        self.on: dict[str, str] = {}  # and the words there that it covers

    def _part(self, kind: str) -> _Element | None:
        name = self.file.related(self.file.main, kind)
        return None if name is None else self.file.xml(name)

    def put(self, address: str, kind: str, words: str) -> None:
        if words := " ".join(words.split()):
            self.apart.append(Apart(address, kind, words))

    def core(self) -> tuple[dict[str, str], str]:
        """Its title and its language, and the program that made it."""
        core: dict[str, str] = {}
        if (name := self.file.related("/", "core-properties")) in self.file.data:
            root = self.file.xml(name or "")
            for key in ("title", "language"):
                core[key] = " ".join((root.findtext(f"{_DC}{key}") or "").split())
        app = ""
        if (name := self.file.related("/", "extended-properties")) in self.file.data:
            for element in self.file.xml(name or ""):
                if element.tag.endswith("}Application"):
                    app = (element.text or "")[:80]
        return core, app


class Part:
    """One part with paragraphs: the text, the notes, a head."""

    def __init__(self, opened: Opened, name: str, root: _Element) -> None:
        self._opened, self._root = opened, root
        self.relations = {each.id: each for each in opened.file.relations.get(name, ())}
        self.seen: set[_Element] = set()
        self._counts: Tally[str] = Tally()

    def children(self, parent: _Element) -> Iterator[_Element]:
        """The children of an element, in the chosen view, with what only wraps them taken off."""
        for child in parent:
            if child.tag in INSERTED or child.tag in DELETED:
                if self.shows(child):
                    yield from self.children(child)
            elif child.tag == _MC + "AlternateContent":
                if (chosen := _chosen(child)) is not None:
                    yield from self.children(chosen)
            else:
                yield child

    def accepts(self, change: _Element) -> bool:
        """Whether a change is accepted in the chosen view."""
        view = self._opened.view
        return view == "accepted" if isinstance(view, str) else sitting_of(change) in view

    def shows(self, change: _Element) -> bool:
        """Whether what stands in a change is there in the chosen view."""
        shows = (change.tag in INSERTED) == self.accepts(change)
        if not shows:
            self.passed(change)
        return shows

    def properties(self, found: _Element | None) -> _Element | None:
        """The properties of a run or a paragraph in the chosen view: those from before a change of them that
        is not accepted. What a paragraph has besides stays, its mark and the section that ends with it."""
        if found is None:
            return None
        change = found.find(f"{found.tag}Change")
        if change is None or self.accepts(change):
            return found
        former = change.find(found.tag)
        former = found.makeelement(found.tag) if former is None else deepcopy(former)
        former.extend(deepcopy(each) for each in found if each.tag in (w("rPr"), w("sectPr")))
        return former

    def passed(self, element: _Element) -> None:
        """What stands in an element is left out on purpose."""
        self.seen.update(element.iter(*WORDS))

    def aside(self, element: _Element, kind: str) -> None:
        """What stands in an element is no part of the text, and said."""
        words = " ".join(each.text or "" for each in element.iter(*WORDS))
        self.passed(element)
        self._opened.put(f"aside{len(self._opened.apart) + 1}", kind, words)

    def address(self, prefix: str, kind: str) -> str:
        self._counts[prefix + kind] += 1
        return f"{prefix}{kind}{self._counts[prefix + kind]}"

    def missed(self, where: str) -> None:
        """Say the words of this part that nobody came to."""
        lost = [
            each.text
            for each in self._root.iter(*WORDS)
            if each not in self.seen and (each.text or "").strip() and not is_fallback(each)
        ]
        self._opened.put(
            f"elsewhere{len(self._opened.apart) + 1}",
            f"something unknown in {where}",
            " ".join(filter(None, lost)),
        )


def _linked_levels(part: _Element | None) -> dict[tuple[str, str], int]:
    """The levels that are linked to styles, by the number of the list and the id of the style."""
    if part is None:
        return {}
    by_definition: dict[str, dict[str, int]] = {}
    for definition in part.iterfind(w("abstractNum")):
        levels = by_definition.setdefault(definition.get(w("abstractNumId"), ""), {})
        for level in definition.iterfind(w("lvl")):
            if (style := value(level, "pStyle")) and level.get(w("ilvl"), "").isdecimal():
                levels[style] = int(level.get(w("ilvl"), "0")[:2])
    return {
        (num.get(w("numId"), ""), style): level
        for num in part.iterfind(w("num"))
        for style, level in by_definition.get(value(num, "abstractNumId"), {}).items()
    }


def _chosen(alternatives: _Element) -> _Element | None:
    """The first choice; the plain character where that is an emoji in a way of Word's own."""
    for choice in alternatives:
        required = choice.get("Requires", "")
        spaces = {choice.nsmap.get(prefix) or "" for prefix in required.split()}
        if not any("symex" in each for each in spaces):
            return choice
    return None


def is_fallback(element: _Element) -> bool:
    """Whether it stands in what is for other readers."""
    parent = element.getparent()
    while parent is not None:
        if parent.tag == _MC + "Fallback":
            above = parent.getparent()
            return above is not None and _chosen(above) is not parent
        parent = parent.getparent()
    return False
