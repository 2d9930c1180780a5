"""Papers in, one PDF out: the steps in their order, and what the pack may say of itself.

[x] pages, tags, names, bookmarks, labels, files and fields of each paper, under one number or prefix each
[x] contents, slip pages and page numbers; an empty page where a paper starts on a right-hand page
[x] one output intent, one XMP, an id that depends on the content alone
[-] fonts that several papers embed: one subset for each, as in the papers
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from msgspec import Struct
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf

from workplan.errors import GivenFileError
from workplan.files.pdf_objects import dictionaries
from workplan.pack.merging import source
from workplan.pack.merging.names import Names
from workplan.pack.merging.outlines import Labels, Outline
from workplan.pack.merging.tags import Tags, is_element
from workplan.pack.pages import numbers, sheets
from workplan.pack.parts import claims
from workplan.pack.parts.claims import CLAIMS, Dropped
from workplan.pack.parts.guests import cleaned
from workplan.pack.parts.papers import Absent, Divider, Front, Guest, Item, Paper, filled
from workplan.render.pdf.process import PdfProcess

_AS_PICTURE = "it comes from elsewhere, and its pages are pictures to a screen reader"
_FONTS = "it comes from elsewhere, and nothing says that it is fit for the archive"
_NOT_STATED = "it does not say so itself"


class Pack(Struct, frozen=True):
    """A pack, and what its caller may want to say about it."""

    pdf: bytes
    pages: int
    starts: tuple[int, ...]  # the page that each item begins on, from 1
    claims: tuple[str, ...]  # "PDF/UA-1", "PDF/A-3a"
    dropped: tuple[Dropped, ...]  # the claims that it cannot make, and because of which paper
    notices: tuple[str, ...]  # what was left out of papers from elsewhere


class _Known(Struct, frozen=True):
    """An item, and what has to be known of its PDF before the pages of the pack can be counted."""

    item: Item
    pdf: bytes = b""  # a guest's is made harmless
    pages: int = 0
    claims: tuple[str, ...] = CLAIMS
    date: datetime | None = None
    notices: tuple[str, ...] = ()


def pack(front: Front, listed: Sequence[Item | Absent], process: PdfProcess) -> Pack:
    """The items in one PDF, in their order. The same for the same input, on any machine. Those that are
    absent stand in the contents alone, and have no start. `process` lays out the pages of the pack itself,
    and is ended then: what it holds would be the largest part of the memory while papers are merged.

    Raises `GivenFileError` for a PDF that cannot be put in, with its paper's label, and what `sheets.lay_out`
    raises.
    """
    items = [item for item in listed if not isinstance(item, Absent)]
    if not items:
        raise GivenFileError("the pack has no papers", "name at least one paper")
    known = [_known(item) for item in items]
    dropped = tuple(_dropped(known))
    kept = claims.kept(dropped)
    date = front.date or _latest(known)
    about = claims.xmp(front, date, kept), date
    own = sheets.lay_out(front, listed, [each.pages for each in known], about, process)
    process.stop()
    merged = _Merge(front, own).run(known)
    notices = tuple(f"{each.item.name}: {notice}" for each in known for notice in each.notices)
    starts = tuple(place.start + 1 for place in own.arrangement.places)
    return Pack(merged, own.arrangement.total, starts, kept, dropped, notices)


def _known(item: Item) -> _Known:
    match item:
        case Paper():
            with source.opened(item) as pdf:
                return _Known(item, item.pdf, len(pdf.pages), claims.stated(pdf), source.date_of(pdf))
        case Guest():
            found = item.cleaned or cleaned(item)
            return _Known(item, found.pdf, found.pages, claims=(), notices=found.notices)
        case Divider():
            return _Known(item)


def _dropped(known: Iterable[_Known]) -> Iterator[Dropped]:
    for each in known:
        for claim in CLAIMS:
            if claim not in each.claims:
                guest = _AS_PICTURE if claim == claims.UA else _FONTS
                reason = guest if isinstance(each.item, Guest) else _NOT_STATED
                yield Dropped(claim, each.item.name, reason)


def _latest(known: Iterable[_Known]) -> datetime:
    found = [each.date for each in known if each.date]
    if not found:
        raise GivenFileError("no paper of the pack says when it was made", "give the pack a date")
    return max(found)


class _Merge:
    """One merge: the pack's own pages take in one item after the other."""

    def __init__(self, front: Front, own: sheets.Sheets) -> None:
        self._front = front
        self._pdf, self._arrangement, self._own = own.pdf, own.arrangement, own
        self._pages = [page.obj for page in self._pdf.pages]  # those of ours
        self._lines = list(numbers.lines(self._pdf, own.number_pages))
        self._tags, self._names = Tags(self._pdf), Names(self._pdf)
        self._outline, self._labels = Outline(self._pdf), Labels()
        self._order: list[Any] = []

    def run(self, known: Sequence[_Known]) -> bytes:
        self._contents()
        self._tags.leave_out(self._pages[self._own.number_pages.start :])
        self._names.leave_out(sheets.NUMBERS)
        slips = iter(self._pages[self._arrangement.contents : self._own.number_pages.start])
        for position, (each, place) in enumerate(zip(known, self._arrangement.places, strict=True)):
            self._fill_to(place.start)
            self._order += [next(slips) for _ in range(place.slip)]
            self._add(position, each, place.start)
        drawing = numbers.Numbers(self._pdf)
        for line, page in zip(self._lines, self._order, strict=True):
            drawing.draw(line, page)
        self._close()
        saved = BytesIO()
        self._pdf.save(
            saved,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=ObjectStreamMode.generate,
        )
        return saved.getvalue()

    def _contents(self) -> None:
        self._order += self._pages[: self._arrangement.contents]
        words = self._front.words.contents
        self._outline.add(words, self._order[0], _top(self._order[0]))
        self._labels.add(0, style="r")
        self._tags.describe(0, self._front.language, words)

    def _fill_to(self, start: int) -> None:
        """An empty page before an item that starts on a right-hand page."""
        if len(self._order) == start:
            return
        self._labels.add(len(self._order), prefix=self._front.words.blank)
        empty = Dictionary(
            Type=Name.Page, MediaBox=self._order[-1].MediaBox, Resources=Dictionary(), Tabs=Name.S
        )
        self._order.append(self._pdf.make_indirect(empty))

    def _add(self, position: int, each: _Known, start: int) -> None:
        """Take in an item behind its slip page, if it has one. Its PDF is open no longer than that."""
        item = each.item
        slip = len(self._order) - start
        pattern = self._front.words.label.removesuffix("{page}")
        label = filled(pattern, label=item.label) if item.label else ""
        language: Any = item.language or self._front.language
        paper = Pdf.open(BytesIO(each.pdf)) if each.pdf else None
        if slip:
            self._labels.add(start, prefix=item.label or item.title)
        if paper and isinstance(item, Paper):
            self._take(position, paper, label)
            language = source.language_of(paper) or language
        elif paper and isinstance(item, Guest):
            pages = self._append(paper)
            self._labels.add(start + slip, label, "D")
            alternative = item.alternative or self._front.words.alternative
            said = filled(alternative, title=item.title, label=item.label, count=len(pages))
            self._tags.show(pages, position + 1, said)
        self._tags.describe(position + 1, language, item.title)
        first = self._order[start]
        self._names.place(sheets.item_destination(position), first, _top(first))
        self._outline.add(item.name, first, _top(first), paper if isinstance(item, Paper) else None)

    def _take(self, position: int, paper: Pdf, label: str) -> None:
        prefix, number = f"p{position + 1}.", f"{position + 1:02}"
        self._tags.begin(paper, prefix)
        self._names.begin(paper, prefix, number)
        for item in dictionaries(paper):
            if is_element(item):
                self._tags.rename(item)
            else:
                self._tags.raise_numbers(item)
                self._names.redirect(item, prefix)
        self._labels.add_paper(len(self._order), label, paper)
        self._append(paper)
        self._tags.add(paper, position + 1)
        self._names.add(paper, prefix, number)

    def _append(self, paper: Pdf) -> list[Any]:
        """Copy the pages of a PDF: first all pages, then their links, which may lead to any of them."""
        annotations = [_without_links(page.obj) for page in paper.pages]
        before = len(self._pdf.pages)
        for each in paper.pages:
            self._pdf.pages.append(each)
        pages = [self._pdf.pages[number].obj for number in range(before, len(self._pdf.pages))]
        for page, found in zip(pages, annotations, strict=True):
            if found is not None:
                page.Annots = self._pdf.copy_foreign(
                    found if found.is_indirect else paper.make_indirect(found)
                )
        self._order += pages
        return pages

    def _close(self) -> None:
        self._tags.close()
        self._names.close()
        self._outline.close()
        self._labels.close(self._pdf)
        tree = self._pdf.make_indirect(
            Dictionary(Type=Name.Pages, Kids=Array(self._order), Count=len(self._order))
        )
        for page in self._order:
            page.Parent = tree
        self._pdf.Root.Pages = tree


def _without_links(page: Any) -> Any:
    """Take the annotations off a page, and return them."""
    found = page.get("/Annots")
    if found is not None:
        del page["/Annots"]
    return found


def _top(page: Any) -> float:
    return float(page.MediaBox[3])
