"""The table of the actions by state, a row for each priority or edition, which carries its drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from workplan.content.files.papers import PLAN
from workplan.content.models.data import Action
from workplan.content.models.identity import Identity
from workplan.content.paper.since import Since
from workplan.content.values.labels import label_slug
from workplan.directives.actions.selection import state_of
from workplan.directives.chart.declared import CHART, NAME, UNKNOWN
from workplan.directives.declaration import ALL
from workplan.directives.printer import Printer, Use
from workplan.directives.priorities.blocks import priority_name
from workplan.directives.word_table import word_cell
from workplan.document.composing.inlines import markup
from workplan.document.tree import Alignment, Inline, Row, Table, Text
from workplan.document.walking.walk import plain
from workplan.text.size import width

#: In parts of the size of a table's letters: the width of a page, and the room that a column has besides its
#: longest word. And what part of the width the names have at the least.
_PAGE, _PADDING, _NAMES = 47.0, 1.3, 0.2
#: The size of the letters of its heads, which are bold.
_HEAD = 0.8


class _Bar(Struct, frozen=True):
    id: str
    name: tuple[Inline, ...]
    counts: Mapping[str, int]


class ChartOfStates(Printer):
    declares = CHART

    def block(self, use: Use) -> Table | None:
        """All states have a column, so that two editions can be compared number by number."""
        wording = use.plan.identity.wording
        by_edition = use.options["by"] == "edition"
        bars = tuple(_editions(use) if by_edition else _priorities(use))
        if not bars:
            return None
        states = dict(_states(use.plan.identity, _counted(use) if by_edition else ()))
        id = f"{use.scope.id}.head"
        heads = {NAME: wording.edition if by_edition else wording.priority, **states}
        centred: list[Alignment] = ["center"] * len(states)
        return Table(
            use.scope.id,
            use.options["title"] or (wording.actions_by_edition if by_edition else wording.actions_by_state),
            _widths(states.values()),
            Row(id, tuple(word_cell(f"{id}.{column}", (Text(words),)) for column, words in heads.items())),
            tuple(_row(bar, states) for bar in bars),
            alignments=("", *centred),
            row_heads=True,
            fills=(*range(1, len(states)), 0),
        )


def _states(identity: Identity, counted: Iterable[Since]) -> Iterator[tuple[str, str]]:
    """The columns, with what they are called; also of states that earlier editions alone had."""
    yield from ((_column(state.id), identity.printed_state(state.id)) for state in identity.states)
    for count in (count for each in counted for count in each.counts or ()):
        if count.state and count.words:
            yield _column(count.state), count.words
    yield UNKNOWN, identity.wording.no_state


def _priorities(use: Use) -> Iterator[_Bar]:
    """An action counts for each priority that it is linked to. Where the paper prints the priorities, their
    numbers are enough."""
    for number, priority in enumerate(use.plan.priorities, start=1):
        linked = (each for each in use.plan.actions if priority.id in each.linked_priorities)
        name: tuple[Inline, ...] = (Text(f"{number}. {plain(markup(priority.text, use.targets))}"),)
        if use.targets[priority.id].printed:
            name = priority_name(use, priority.id)
        yield _Bar(f"{use.scope.id}.{priority.id}", name, _counts(linked))


def _counted(use: Use) -> tuple[Since, ...]:
    """The editions that have a bar, each once."""
    earlier = use.plan.earlier
    if not earlier:
        return ()
    every = earlier.of(ALL, PLAN)
    names = use.options["editions"] or (every and every.editions) or ()
    found = (earlier.of(named, PLAN) for named in names)
    return tuple(each for each in found if each and each.edition and each.counts is not None)


def _editions(use: Use) -> Iterator[_Bar]:
    """A bar for each edition, then for the actions as they are now, which are a draft where their edition is
    there already."""
    identity = use.plan.group or use.plan.identity
    labels: list[str] = []
    for each in _counted(use):
        label = each.edition or ""
        stem = f"{use.scope.id}.edition-{label_slug(label)}"
        id = f"{stem}-{len(labels)}" if label in labels else stem
        labels.append(label)
        counts = {
            _column(count.state) if count.state else UNKNOWN: count.actions for count in each.counts or ()
        }
        yield _Bar(id, (Text(label),), Counter(counts))
    own = identity.edition.label
    name = use.plan.identity.wording.draft_edition.replace("{edition}", own) if own in labels else own
    yield _Bar(f"{use.scope.id}.now", (Text(name),), _counts(use.plan.actions))


def _counts(actions: Iterable[Action]) -> Counter[str]:
    return Counter(_column(state) if state else UNKNOWN for state in map(state_of, actions))


def _column(state: str) -> str:
    """The name of a state's column: a group may call one of its own states as we call other columns."""
    return f"in-{state}"


def _row(bar: _Bar, states: Mapping[str, str]) -> Row:
    counts = (word_cell(f"{bar.id}.{state}", (Text(str(bar.counts[state])),)) for state in states)
    return Row(bar.id, (word_cell(f"{bar.id}.{NAME}", bar.name), *counts))


def _widths(states: Iterable[str]) -> tuple[float, ...]:
    """Each state has room for its longest word, and the names have the rest."""
    needed = [(_HEAD * max(map(width, words.split()), default=0) + _PADDING) / _PAGE for words in states]
    scale = min(1.0, (1 - _NAMES) / sum(needed))
    widths = [round(scale * each, 3) for each in needed]
    return (round(1 - sum(widths), 3), *widths)
