"""Pages drawn beside the layout: while the next pages are laid out, a copy of the process (a fork) draws
those before.

    [x] the first `FIRST` pages, then `BATCH` at a time, as soon as they are laid out; none of a document with
        fewer pages
    [x] the boxes of a page are given up when its drawing is here, so that memory does not grow with the pages
    [x] the same bytes as without: whatever cannot be drawn elsewhere (`drawn`) is drawn where the file is
        written
    [x] a copy that fails, or does not answer, is done without
    [x] pages that a contents list changes are laid out and drawn anew
    [ ] layout by several processes: where a page begins follows from the page before

The first page is never given away: other things stand in its margins.
"""

from __future__ import annotations

import gc
import pickle
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any, NamedTuple

import weasyprint.layout

from workplan.processes.forked import Answering
from workplan.render.pdf.beside.drawing import Drawing
from workplan.render.pdf.beside.drawn import Drawn, Fonts, drawn_of, stripped
from workplan.render.pdf.layout.facts import look, title_of
from workplan.render.pdf.layout.tall_rows import Rows, split_rows
from workplan.render.pdf.page.reading import numbered

#: Pages that the first copy draws, and each that follows. To copy what it needs takes as long as to draw some
#: four pages; what is left of the last batch is drawn when all pages are laid out.
FIRST, BATCH = 16, 32
#: Copies at a time.
COPIES = 2

#: After so many pages given up, cycles are looked for in them: it takes as long as the layout of a page or
#: two.
_CYCLES = 64

#: How many seconds an answer may take when nothing else is left to do; a page takes a twentieth of one.
_PATIENCE = 60


class _Copy(NamedTuple):
    """A copy of this process that draws `pages`."""

    process: Answering
    pages: list[Any]


class Apart:
    """The drawing of one layout's pages in copies of this process."""

    def __init__(self, *, unbroken: bool, alone: bool = False) -> None:
        """`unbroken`: whether a row that breaks is one too many (`tall_rows`), so that the layout will be
        another one and nothing more needs to be drawn of this. `alone`: without any copy."""
        self.fonts = Fonts()
        self._unbroken = unbroken
        self._alone = alone
        self._copies: deque[_Copy] = deque()
        self._refused: set[Any] = set()
        self._given_up = 0

    @contextmanager
    def beside_layout(self) -> Iterator[None]:
        """While it lasts, WeasyPrint's pages are drawn as they are laid out."""
        original = weasyprint.layout.make_all_pages

        def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
            drawing = Drawing(numbered(html), context)
            return self._watched(original(context, root_box, html, pages), drawing)

        weasyprint.layout.make_all_pages = make_all_pages
        try:
            yield
        finally:
            weasyprint.layout.make_all_pages = original
            self._end()

    def _watched(self, made: Iterator[Any], drawing: Drawing) -> Iterator[Any]:
        """The pages of one round of the layout, each looked at, and given away."""
        gc.freeze()  # what is here stays; cycles are looked for in the pages alone
        begun: set[Any] = set()
        titles: set[Any] = set()
        waiting: list[tuple[Any, int, frozenset[int]]] = []
        enough = FIRST
        before: tuple[Rows, ...] = ()
        pays = not self._alone
        for number, page in enumerate(made, start=1):
            if not hasattr(page, "facts"):
                _keep_first_titles(page, titles)
                page.facts = look(page)
            pays = pays and not (self._unbroken and split_rows((*before, page.facts.rows)))
            before = (page.facts.rows,)
            if (
                pays
                and number > 1
                and page.facts.is_plain
                and not drawn_of(page)
                and page not in self._refused
            ):
                waiting.append((page, number, frozenset(map(drawing.number, begun))))
            begun |= page.facts.headers
            titles |= page.facts.titles
            self._receive()
            if len(waiting) >= enough:
                self._give_away(waiting, drawing)
                waiting, enough = [], BATCH
            yield page
        while self._copies:
            self._take_next()

    def _give_away(self, pages: list[tuple[Any, int, frozenset[int]]], drawing: Drawing) -> None:
        while len(self._copies) >= COPIES:
            self._take_next()
        boxes = [page for page, _, _ in pages]
        try:
            self._copies.append(_Copy(Answering(partial(_draw, pages, drawing)), boxes))
        except OSError:  # the session has no room for another process
            self._refused.update(boxes)

    def _receive(self) -> None:
        """Take the answers that are here."""
        while self._copies and self._copies[0].process.has_ended():
            self._take_next()

    def _take_next(self) -> None:
        """Put what a copy drew in the place of the boxes; where it failed, or did not answer in time, they
        are drawn here."""
        copy, pages = self._copies.popleft()
        found: list[Drawn | None] = []
        if copy.has_ended(within=_PATIENCE) and copy.wait() == 0:
            found = pickle.load(copy.answer())  # noqa: S301 (written by a copy of this process)
        copy.end()
        self._refused.update(pages)
        for page, drawn in zip(pages, found, strict=False):
            if drawn:
                self._refused.discard(page)
                self.fonts.learn(drawn.first, list(page.descendants()))
                stripped(page, drawn)
        self._given_up += len(found)
        if self._given_up >= _CYCLES:
            self._given_up = 0
            gc.collect()  # boxes hold each other
            gc.freeze()

    def _end(self) -> None:
        """Give up the copies that are still at work."""
        while self._copies:
            self._copies.popleft().process.end()


def _draw(pages: list[tuple[Any, int, frozenset[int]]], drawing: Drawing, answer: IO[bytes]) -> None:
    """The whole life of a copy. Whatever goes wrong, the pages are drawn by who asked."""
    pickle.dump([drawing.draw(*page) for page in pages], answer)


def _keep_first_titles(page: Any, before: set[Any]) -> None:
    """Leave a bookmark to the first page of what has it, as WeasyPrint does when all pages are there."""
    for box in page.descendants():
        if box.bookmark_label and title_of(box) in before:
            box.bookmark_label = ""
