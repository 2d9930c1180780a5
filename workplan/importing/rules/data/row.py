"""One row of the table of actions, taken apart: what becomes data, and which lines stay words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workplan.content.models import Interest, Wording
from workplan.content.states import STATES
from workplan.directives.actions.interest import printed
from workplan.importing.rules.claims import Claims
from workplan.importing.rules.data.cells import interest, linked, number, status
from workplan.importing.rules.pieces import before, behind
from workplan.importing.rules.tables.action_table import ActionTable
from workplan.importing.rules.tables.columns import LINKED
from workplan.importing.source.model import Cell, Line, Piece, Row

_NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*")


@dataclass(slots=True)
class ActionRow:
    """A row that becomes an action: its cells by the names of their columns, the lines of its action, and
    those of other columns that go below them."""

    found: ActionTable
    row: Row
    claims: Claims
    lines: list[Line] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = _worded(self.cells["action"]) or [Line("", (Piece("…"),))]

    @property
    def cells(self) -> dict[str, Cell]:
        return dict(zip(self.found.columns, self.row.cells, strict=False))

    @property
    def at(self) -> str:
        return self.lines[0].address

    def take_number(self, n: int) -> None:
        label, skip = number(self.lines[0])
        shown = label or (self.cells["number"].text if "number" in self.cells else "")
        _check_number(n, shown, self.at, self.lines[0].text, self.claims)
        first = self.lines[0]
        self.lines[0] = replace(first, pieces=behind(first.pieces, skip), counting=None)

    def take_links(self, priorities: Sequence[str], word: str) -> list[str]:
        """The priorities that the action is linked to; the words that say so are cut off."""
        last, links = self.lines[-1], list[str]()
        if (link := linked(last.text, priorities)) and link[0] == word:
            links = link[1]
            self.lines[-1] = replace(last, pieces=before(last.pieces, link[2]))
            self.lines = [line for line in self.lines if not line.empty] or self.lines[:1]
        elif found := LINKED.search(last.text):
            why = "printed anew it would be other words, or there is no such priority"
            self.claims.add("K2", "guessed", self.at, found[0], "kept as words, and no link", why)
        if "priorities" in self.cells:
            numbers = [int(each) for each in re.findall(r"\d+", self.cells["priorities"].text)]
            links = [priorities[each - 1] for each in numbers if 0 < each <= len(priorities)] or links
        return links

    def take_interest(self, known: Sequence[str]) -> list[dict[str, str]]:
        taken: list[dict[str, str]] = []
        for name, role in (("interest", ""), ("lead", "lead"), ("contributing", "contributing")):
            if name not in self.cells or not (lines := _worded(self.cells[name])):
                continue
            texts = [" ".join(line.text.split()) for line in lines]
            names = interest(texts, role, Wording(), known)
            if names is None:
                self.below += _named(self.found, name, lines)
                became = "below the words of the action: no list of members"
                self.claims.add("K3", "guessed", lines[0].address, " ".join(texts), became)
                continue
            _check_interest(names, texts, Wording(), name, lines[0].address, self.claims)
            taken += names
        return taken

    def take_status(self) -> tuple[dict[str, str], list[Line]]:
        """What is said of the status, and the lines that are its text."""
        state: dict[str, str] = {}
        rest: list[Line] = []
        if "status" in self.cells:
            lines = _worded(self.cells["status"])
            state, rest = status(lines, Wording())
            printed_state = next((f"{s.shape} {s.name}" for s in STATES if s.id == state.get("state")), "")
            if printed_state and printed_state != (shown := " ".join(lines[0].text.split())):
                at, became = lines[0].address, f"the state “{printed_state}”"
                self.claims.add("K5", "guessed", at, shown, became, "states have a shape", lost=[shown])
        if "timeframe" in self.cells and (words := " ".join(self.cells["timeframe"].text.split())):
            state["timeframe"] = words
        return state, rest

    def take_others(self) -> None:
        """The words of columns that the table of actions has not."""
        for place, name in enumerate(self.found.columns):
            if not name and self.row.cells[place].text:
                self.below += _named(self.found, place, _worded(self.row.cells[place]))


def _worded(cell: Cell) -> list[Line]:
    return [line for line in cell.lines if not line.empty]


def _named(found: ActionTable, column: str | int, lines: Sequence[Line]) -> list[Line]:
    """Lines below those of an action, the first behind the heading of their column."""
    place = column if isinstance(column, int) else found.columns.index(column)
    heading = " ".join(found.header.cells[place].text.split()) if found.header else ""
    first, *more = lines
    if heading:
        first = replace(first, pieces=(Piece(f"{heading}: "), *first.pieces))
    return [first, *more]


def _check_number(n: int, label: str, at: str, words: str, claims: Claims) -> None:
    found = _NUMBER.fullmatch(label)
    if label and (not found or int(found[1]) != n):
        claims.add(
            "K1",
            "guessed",
            at,
            words[:120],
            f"numbered {n}, and no more {label}",
            "numbers of actions are counted from 1",
            lost=[label],
        )


def _check_interest(
    names: Sequence[Mapping[str, str]],
    texts: Sequence[str],
    wording: Wording,
    column: str,
    at: str,
    claims: Claims,
) -> None:
    given = [Interest(member=each["member"], role=each.get("role")) for each in names]  # type: ignore[arg-type]
    shown = (
        list(printed(given, wording)) if column == "interest" else [", ".join(each.member for each in given)]
    )
    if shown != list(texts):
        claims.add(
            "K3",
            "guessed",
            at,
            " / ".join(texts),
            f"printed as “{' / '.join(shown)}”",
            "names in the column of interest",
            lost=texts,
        )
