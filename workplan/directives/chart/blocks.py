"""The table of the actions by state, a row for each priority, which carries its drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workplan.content.models import STATES, Action, Wording
from workplan.directives.chart.declared import CHART, NAME, UNKNOWN
from workplan.directives.printer import Printer, Use
from workplan.document.chart import Chart, Series
from workplan.document.tree import Alignment, Cell, Inline, Paragraph, Reference, Row, Table, Text
from workplan.document.walk import plain

#: Room that a column has besides its longest word, in letters.
_PADDING = 3


@dataclass(frozen=True, slots=True)
class _Bar:
    id: str
    name: tuple[Inline, ...]
    counts: Mapping[str, int]


class ChartOfStates(Printer):
    declares = CHART

    def block(self, use: Use) -> Table | None:
        """The columns are the states that any bar has, or all of them where there is no action."""
        wording = use.plan.identity.wording
        bars = tuple(_priorities(use))
        if not bars:
            return None
        states = {state: words for state, words in _states(wording) if any(bar.counts[state] for bar in bars)}
        states = states or dict(_states(wording))
        title = use.options["title"] or wording.actions_by_state
        first = wording.priority
        table = f"{use.scope.id}.head"
        centred: list[Alignment] = ["center"] * len(states)
        heads = (_cell(f"{table}.{column}", (Text(words),)) for column, words in _columns(first, states))
        return Table(
            use.scope.id,
            use.options["summary"] or title,
            _widths([max((first, *(plain(bar.name) for bar in bars)), key=len), *states.values()]),
            Row(table, tuple(heads)),
            tuple(_row(bar, states) for bar in bars),
            alignments=("", *centred),
            chart=_chart(title, bars, states),
        )


def _states(wording: Wording) -> Iterator[tuple[str, str]]:
    yield from ((name, wording.state[name]) for name in STATES)
    yield UNKNOWN, wording.no_state


def _priorities(use: Use) -> Iterator[_Bar]:
    """An action counts for each priority that it is linked to."""
    for number, priority in enumerate(use.plan.priorities, start=1):
        linked = (each for each in use.plan.actions if priority.id in each.linked_priorities)
        target = use.targets[priority.id]
        words = Reference(priority.id, target.text, "number") if target.printed else Text(str(number))
        name = (Text(f"{use.plan.identity.wording.priority} "), words)
        yield _Bar(f"{use.scope.id}.{priority.id}", name, _counts(linked))


def _counts(actions: Iterable[Action]) -> Counter[str]:
    return Counter((each.status and each.status.state) or UNKNOWN for each in actions)


def _columns(first: str, states: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield NAME, first
    yield from states.items()


def _row(bar: _Bar, states: Mapping[str, str]) -> Row:
    counts = (_cell(f"{bar.id}.{state}", (Text(str(bar.counts[state])),)) for state in states)
    return Row(bar.id, (_cell(f"{bar.id}.{NAME}", bar.name), *counts))


def _cell(id: str, words: tuple[Inline, ...]) -> Cell:
    return Cell(id, (Paragraph(f"{id}.text", words),))


def _widths(heads: Sequence[str]) -> tuple[float, ...]:
    """Each column has room for its longest word."""
    longest = [max(map(len, words.split()), default=0) + _PADDING for words in heads]
    widths = [round(length / sum(longest), 3) for length in longest]
    return (round(1 - sum(widths[1:]), 3), *widths[1:])


def _chart(title: str, bars: Sequence[_Bar], states: Mapping[str, str]) -> Chart:
    fills = {state: place for place, state in enumerate((*STATES, UNKNOWN))}
    series = (
        Series(words, fills[state], tuple(bar.counts[state] for bar in bars))
        for state, words in states.items()
    )
    return Chart(title, tuple(plain(bar.name) for bar in bars), tuple(series))
