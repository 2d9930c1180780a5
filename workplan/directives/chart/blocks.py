"""The table of the actions by state, a row for each priority, which carries its drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workplan.content.models import Action, Identity
from workplan.directives.chart.declared import CHART, NAME, UNKNOWN
from workplan.directives.printer import Printer, Use
from workplan.document.inlines import markup
from workplan.document.tree import Alignment, Cell, Inline, Paragraph, Reference, Row, Table, Text
from workplan.document.walk import plain
from workplan.text_size import width

#: In parts of the size of a table's letters: the width of a page, and the room that a column has besides its
#: longest word. And what part of the width the names have at the least.
_PAGE, _PADDING, _NAMES = 47.0, 1.6, 0.2


@dataclass(frozen=True, slots=True)
class _Bar:
    id: str
    name: tuple[Inline, ...]
    counts: Mapping[str, int]


class ChartOfStates(Printer):
    declares = CHART

    def block(self, use: Use) -> Table | None:
        """All states have a column, so that two editions can be compared number by number."""
        wording = use.plan.identity.wording
        bars = tuple(_priorities(use))
        if not bars:
            return None
        states = dict(_states(use.plan.identity))
        id = f"{use.scope.id}.head"
        heads = {NAME: wording.priority, **states}
        centred: list[Alignment] = ["center"] * len(states)
        return Table(
            use.scope.id,
            use.options["title"] or wording.actions_by_state,
            _widths(states.values()),
            Row(id, tuple(_cell(f"{id}.{column}", (Text(words),)) for column, words in heads.items())),
            tuple(_row(bar, states) for bar in bars),
            alignments=("", *centred),
            row_heads=True,
            fills=(*range(1, len(states)), 0),
        )


def _states(identity: Identity) -> Iterator[tuple[str, str]]:
    yield from ((_column(state.id), identity.printed_state(state.id)) for state in identity.states)
    yield UNKNOWN, identity.wording.no_state


def _priorities(use: Use) -> Iterator[_Bar]:
    """An action counts for each priority that it is linked to. Where the paper prints the priorities, their
    numbers are enough."""
    for number, priority in enumerate(use.plan.priorities, start=1):
        linked = (each for each in use.plan.actions if priority.id in each.linked_priorities)
        target = use.targets[priority.id]
        name: tuple[Inline, ...] = (Text(f"{number}. {plain(markup(priority.text, use.targets))}"),)
        if target.printed:
            before = Text(f"{use.plan.identity.wording.priority} ")
            name = (before, Reference(priority.id, target.text, "number"))
        yield _Bar(f"{use.scope.id}.{priority.id}", name, _counts(linked))


def _counts(actions: Iterable[Action]) -> Counter[str]:
    states = (each.status and each.status.state for each in actions)
    return Counter(_column(state) if state else UNKNOWN for state in states)


def _column(state: str) -> str:
    """The name of a state's column: a group may call one of its own states as we call other columns."""
    return f"in-{state}"


def _row(bar: _Bar, states: Mapping[str, str]) -> Row:
    counts = (_cell(f"{bar.id}.{state}", (Text(str(bar.counts[state])),)) for state in states)
    return Row(bar.id, (_cell(f"{bar.id}.{NAME}", bar.name), *counts))


def _cell(id: str, words: tuple[Inline, ...]) -> Cell:
    return Cell(id, (Paragraph(f"{id}.text", words),))


def _widths(states: Iterable[str]) -> tuple[float, ...]:
    """Each state has room for its longest word, and the names have the rest."""
    needed = [(max(map(width, words.split()), default=0) + _PADDING) / _PAGE for words in states]
    scale = min(1.0, (1 - _NAMES) / sum(needed))
    widths = [round(scale * each, 3) for each in needed]
    return (round(1 - sum(widths), 3), *widths)
