"""Comments: who said what, about which words, in answer to what, and whether it is settled.

    [x] author, initials, date, paragraphs; the words that it is about, over several paragraphs
    [x] replies and "resolved", as Word keeps them (commentsExtended.xml, by the last paragraph's paraId)
    [x] comments on nothing but a point; comments without words
    [x] the date in UTC, where Word keeps one (commentsExtensible.xml): else it is the editor's clock
    [-] formatting, links and pictures in comments: the words alone

ECMA-376 Part 1, 17.13.4; MS-DOCX 2.5.4 (w15:commentEx).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lxml.etree import _Element
from msgspec import Struct
from msgspec.structs import replace

from workplan.word.file.hyphens import HYPHENS
from workplan.word.file.opening import WordFile
from workplan.word.file.xml import w
from workplan.word.reader.findings import Nearest
from workplan.word.reader.marks import read_date, revision

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_LONGEST = 2_000
_CHARACTERS = {w("tab"): "\t", w("br"): " ", w("cr"): " "} | HYPHENS


class Comment(Struct, frozen=True):
    """One comment. `paragraphs` are its words; `first` and `last` the ids of the lines (figures, notes) that
    it is about, `words` those of them that it covers, empty for a comment on a point. `parent` is the
    number of the comment that it answers, in `Reading.comments` from 0; None for one that begins a thread."""

    author: str
    initials: str
    date: datetime | None
    paragraphs: tuple[str, ...]
    first: str
    last: str
    words: str
    resolved: bool = False
    parent: int | None = None


class Anchor(Struct):
    """What a comment is about: from line to line (see `Findings.at`), and from word to word of `Anchors`."""

    first: int
    last: int
    begin: int
    end: int


class Anchors(Struct):
    """The ranges of comments, by their ids, as they begin and end in the text, of which all was `said`."""

    found: dict[str, Anchor] = {}
    said: list[str] = []
    _open: dict[str, Anchor] = {}

    def event(self, element: _Element, line: int) -> None:
        """A range begins, ends, or the mark of a comment stands here."""
        id, here = element.get(w("id"), ""), len(self.said)
        anchor = self.found.setdefault(id, Anchor(line, line, here, here))
        if element.tag == w("commentRangeStart"):
            self._open[id] = anchor
        elif self._open.pop(id, None) is not None:
            anchor.last, anchor.end = line, here

    def between(self, element: _Element, before: int) -> None:
        """The same between paragraphs, behind the line `before`: a range begins in the next line."""
        self.event(element, before + 1 if element.tag == w("commentRangeStart") else max(before, 0))

    def words(self, words: str) -> None:
        """Words are read, whoever comments on them."""
        self.said.append(words)

    def line(self) -> None:
        """A line begins."""
        self.said.append("\n")

    def about(self, anchor: Anchor) -> str:
        """The words of a range, the first of them if there are very many."""
        words: list[str] = []
        left = _LONGEST
        for at in range(anchor.begin, anchor.end):
            if left <= 0:
                break
            words.append(self.said[at][:left])
            left -= len(words[-1])
        return "".join(words).strip("\n")


def read_comments(file: WordFile, anchors: Anchors, ids: dict[int, str]) -> tuple[Comment, ...]:
    """The comments in the order of what they are about, answers behind what they answer. `ids` has the id of
    each line."""
    name = file.related(file.main, "comments")
    if name is None or name not in file.data:
        return ()
    threads, dates = threads_of(file), dates_of(file)
    elements = list(file.xml(name).iterfind(w("comment")))
    keys = [key_of(element) for element in elements]
    nowhere = Anchor(-1, -1, 0, 0)
    at = [anchors.found.get(element.get(w("id"), ""), nowhere) for element in elements]
    by_key = {key: place for place, key in enumerate(keys) if key}
    parents = [by_key.get(threads.get(key, ALONE).parent) for key in keys]
    parents = [None if parent == place else parent for place, parent in enumerate(parents)]

    def order(place: int) -> tuple[int, int, int]:
        root = place if parents[place] is None else parents[place]
        return (at[root].begin, root, place if root != place else -1)  # type: ignore[index,return-value]

    near = Nearest(ids)
    places = sorted(range(len(elements)), key=order)
    new = {old: place for place, old in enumerate(places)}
    return tuple(
        replace(
            _comment(elements[old], anchors, at[old], near, dates.get(keys[old])),
            resolved=threads.get(keys[old], ALONE).resolved,
            parent=None if (parent := parents[old]) is None else new[parent],
        )
        for old in places
    )


class Thread(Struct, frozen=True):
    """What Word keeps beside a comment: whom it answers, and whether it is settled."""

    parent: str
    resolved: bool


ALONE = Thread("", False)


def threads_of(file: WordFile) -> dict[str, Thread]:
    """What is kept beside comments, by their keys."""
    return {
        element.get(f"{_W15}paraId", ""): Thread(
            element.get(f"{_W15}paraIdParent", ""), element.get(f"{_W15}done") in {"1", "true", "on"}
        )
        for element in _entries(file, "commentsExtended")
    }


def key_of(comment: _Element) -> str:
    """The paraId of its last paragraph, by which the other part knows it."""
    paragraphs = comment.findall(w("p"))
    return paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""


def dates_of(file: WordFile) -> dict[str, datetime]:
    """The dates in UTC by the keys of comments: Word keeps them by a number of their own."""
    numbers = {
        e.get(f"{_CID}durableId", ""): e.get(f"{_CID}paraId", "") for e in _entries(file, "commentsIds")
    }
    dates = (
        (numbers.get(e.get(f"{_CEX}durableId", ""), ""), read_date(e.get(f"{_CEX}dateUtc", "")))
        for e in _entries(file, "commentsExtensible")
    )
    return {key: date for key, date in dates if key and date}


def _entries(file: WordFile, kind: str) -> Iterable[_Element]:
    name = file.related(file.main, kind)
    return () if name is None or name not in file.data else file.xml(name)


def _comment(
    element: _Element, anchors: Anchors, at: Anchor, near: Nearest, date: datetime | None
) -> Comment:
    said = revision(element)
    return Comment(
        said.author,
        element.get(w("initials"), ""),
        date or said.date,
        tuple(words for paragraph in element.iter(w("p")) if (words := _words(paragraph))),
        near(at.first),
        near(at.last),
        anchors.about(at),
    )


def _words(paragraph: _Element) -> str:
    found = paragraph.iter(w("t"), *_CHARACTERS)
    return "".join(_CHARACTERS.get(element.tag) or element.text or "" for element in found).strip()
