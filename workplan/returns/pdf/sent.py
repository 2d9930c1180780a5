"""The form as it was sent: made anew, the same bytes, where the words of a file are compared with it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from workplan.document.ids import cell_line
from workplan.render.pdf.process import PdfProcess
from workplan.returns.form import Form, Layout
from workplan.returns.naming import field_id, row_id, words_id
from workplan.returns.page import REPORTED
from workplan.returns.pdf.facts import Box, Facts, Place, facts_of
from workplan.returns.pdf.letters import bare, within
from workplan.returns.pdf.writing import write

#: A place, and what stands there, may be so much apart; in points.
_NEAR = 2.0
#: No page is wider.
_FAR = 14_400.0


class Sent(Struct, frozen=True):
    form: Form
    layout: Layout
    facts: Facts

    @classmethod
    def again(cls, form: Form, layout: Layout) -> Sent:
        """Raises what `PdfProcess.print` raises."""
        with PdfProcess() as process:
            made = write(form, layout, process)
        return cls(form, layout, facts_of(made, "the form"))

    def words_box(self, action: str) -> tuple[int, Box] | None:
        """Where the words of an action stand: page and corners. None where they stand on two pages."""
        start = self.facts.places.get(words_id(action))
        row = next(row for row in self.form.rows if row.action == action)
        if start is None:
            return None
        wide = Box(start.left - _NEAR, 0, self._right(action), start.top + _NEAR)
        letters = within(self.facts.pages[start.page].letters, wide)
        signs = [(sign, letter.box) for letter in letters for sign in bare(letter.sign)]
        wanted = len(bare(row.text))
        places = (place for place in self._below(action) if place.page == start.page)
        below = [place.top for place in places if place.top < start.top - 1]
        bottom = max(below, default=0.0)
        if below:
            signs = [(sign, box) for sign, box in signs if box.bottom >= bottom - _NEAR]
        if len(signs) < wanted:
            return None
        lowest = min(box.bottom for _, box in signs[:wanted])
        return start.page, wide._replace(bottom=max(bottom, lowest) - 1)

    def _right(self, action: str) -> float:
        start = self.facts.places[words_id(action)]
        fields = (field_id(field) for field in self.form.fields() if field.action == action)
        places = (self.facts.places[id] for id in fields if id in self.facts.places)
        lefts = [
            place.left
            for place in places
            if place.page == start.page and abs(place.top - start.top) < 1 and place.left > start.left
        ]
        return min(lefts, default=_FAR)

    def _below(self, action: str) -> Iterator[Place]:
        """What may stand below the words of an action."""
        names = [
            f"{row_id(action)}.{REPORTED}",
            cell_line(words_id(action), 2),
            *(row_id(row.action) for row in self.form.rows),
        ]
        names += [field_id(field) for field in self.form.fields()]
        for name in names:
            if place := self.facts.places.get(name):
                yield place
