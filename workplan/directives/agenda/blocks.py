"""The agenda as a list: items are numbered, and sub-items lettered in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workplan.content.models.meeting import Item, Meeting, SubItem, meeting_file
from workplan.content.words.wording import Wording
from workplan.directives.agenda.declared import AGENDA
from workplan.directives.agenda.lines import Line, lines_of
from workplan.directives.printer import Printer, Use
from workplan.document.ids import cell_line
from workplan.document.resolving.counting import label
from workplan.document.tree import List, ListItem, ListKind, Paragraph
from workplan.errors import Place
from workplan.files.yaml import Path, Places


class AgendaList(Printer):
    declares = AGENDA

    def block(self, use: Use) -> List | None:
        meeting, wording = use.plan.meeting, use.plan.identity.wording
        if not meeting or not meeting.agenda:
            return None
        return agenda_list(meeting, wording, use.scope.id, annotated=use.options["annotated"])

    def places(self, use: Use, places: Mapping[str, Places]) -> Iterator[tuple[str, Place]]:
        """Of the agenda without annotations, and of that with them, whose lines have more ids."""
        if not use.plan.meeting:
            return
        file = places[meeting_file(use.plan.meeting_name)]
        for annotated in (False, True):
            for id, line in agenda_lines(
                use.plan.meeting, use.plan.identity.wording, use.scope.id, annotated=annotated
            ):
                yield id, file.value(line.path)


def agenda_list(meeting: Meeting, wording: Wording, id: str, *, annotated: bool) -> List:
    return _List(wording, annotated=annotated).made(meeting.agenda, ("agenda",), id, "decimal")


def agenda_lines(
    meeting: Meeting, wording: Wording, id: str, *, annotated: bool
) -> Sequence[tuple[str, Line]]:
    """Every line of the list, by its id, in order."""
    making = _List(wording, annotated=annotated)
    making.made(meeting.agenda, ("agenda",), id, "decimal")
    return making.lines


class _List:
    """`lines` are those that were made, by their ids, in order."""

    def __init__(self, wording: Wording, *, annotated: bool) -> None:
        self._wording, self._annotated = wording, annotated
        self.lines: list[tuple[str, Line]] = []

    def made(self, items: Sequence[SubItem], path: Path, id: str, kind: ListKind) -> List:
        found = (
            ListItem(name, label(n, kind), tuple(self._blocks(item, (*path, n - 1), name)))
            for n, item in enumerate(items, start=1)
            for name in (f"{id}.{n}",)
        )
        return List(id, kind, tuple(found))

    def _blocks(self, item: SubItem, path: Path, id: str) -> Iterator[Paragraph | List]:
        place = 0
        for place, line in enumerate(lines_of(item, path, self._wording, annotated=self._annotated), start=1):
            name = cell_line(id, place)
            self.lines.append((name, line))
            yield Paragraph(name, line.inlines)
        if isinstance(item, Item) and item.items:
            yield self.made(item.items, (*path, "items"), f"{id}.{place + 1}", "bracketed-alpha")
