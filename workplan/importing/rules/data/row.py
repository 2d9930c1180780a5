"""One row of the table of actions, taken apart: what becomes data, and which lines stay words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.models.data import Interest
from workplan.content.models.states import STATES
from workplan.content.words.wording import Wording
from workplan.directives.actions.interest import printed
from workplan.importing.rules.claims import Claims
from workplan.importing.rules.data.cells import in_column, interest, linked, number, says_state, status
from workplan.importing.rules.pieces import before, behind, with_label
from workplan.importing.rules.tables.action_table import ActionTable
from workplan.importing.rules.tables.columns import LINKED
from workplan.importing.source.model import Cell, Line, Piece, Row

_NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*")


class ActionRow(Struct):
    """A row that becomes an action: its cells by the names of their columns, the lines of its action, and
    those of other columns that go below them."""

    found: ActionTable
    row: Row
    claims: Claims
    lines: list[Line] = []
    below: list[Line] = []

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
        _check_number(n, label, self.at, self.lines[0].text, self.claims)
        counted = _worded(self.cells["number"]) if "number" in self.cells else []
        if counted and label == f"{n}.":
            became = "said once, in its column"
            self.claims.add("K1", "understood", self.at, self.lines[0].text, became, lost=[label])
        for times, line in enumerate(counted):
            shown = f"{line.counting.label} {line.text}".strip() if line.counting else line.text.strip()
            if times:
                self.claims.add(
                    "K1", "guessed", line.address, shown, "left out: a second number", lost=[shown]
                )
            elif shown != f"{n}":
                _check_number(n, shown, line.address, self.lines[0].text, self.claims)
        first = self.lines[0]
        self.lines[0] = replace(first, pieces=behind(first.pieces, skip), counting=None)
        self.lines[1:] = map(with_label, self.lines[1:])
        if not any(line.worded for line in self.lines):
            self.lines.append(Line("", (Piece("…"),)))

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
        if "priorities" in self.cells and (lines := _worded(self.cells["priorities"])):
            links = self._take_numbers(lines, priorities) or links
        return links

    def _take_numbers(self, lines: Sequence[Line], priorities: Sequence[str]) -> list[str]:
        """The priorities whose numbers stand in a column of their own."""
        text = " / ".join(" ".join(line.text.split()) for line in lines)
        links = in_column(text, priorities)
        shown = ", ".join(str(priorities.index(each) + 1) for each in links)
        if not links:
            place = self.found.columns.index("priorities")
            self._put_below("K2", place, lines, ": no priorities that there are")
            return []
        if shown != text:
            lost, also = [line.text for line in lines], [line.address for line in lines[1:]]
            became = f"printed as “{shown}”"
            self.claims.add(
                "K2", "guessed", lines[0].address, text, became, lost=lost, also=also, added=[shown]
            )
        return links

    def take_interest(self, known: Sequence[str]) -> list[dict[str, str]]:
        taken: list[dict[str, str]] = []
        for name, role in (("interest", ""), ("lead", "lead"), ("contributing", "contributing")):
            if name not in self.cells or not (lines := _worded(self.cells[name])):
                continue
            texts = [" ".join(line.text.split()) for line in lines]
            names = interest(texts, role, Wording(), known)
            if names is None:
                self._put_below("K3", self.found.columns.index(name), lines, ": no list of members")
                continue
            for line in lines:
                if line.counting and (label := line.counting.label) != "•":
                    became = "a name without its number"
                    self.claims.add(
                        "K3", "guessed", line.address, f"{label} {line.text}", became, lost=[label]
                    )
            own = [column for column in ("lead", "contributing") if column in self.cells]
            _check_interest(names, texts, Wording(), name, lines, self.claims, own)
            for each in names:
                self._take_member(each, taken, lines)
        return taken

    def _take_member(self, entry: dict[str, str], taken: list[dict[str, str]], lines: Sequence[Line]) -> None:
        """A member, once for each action; its role is the first that is said."""
        before = next((each for each in taken if each["member"] == entry["member"]), None)
        if before is None:
            taken.append(entry)
            return
        if "role" in entry:
            before.setdefault("role", entry["role"])
        words, became = entry["member"], f"said once, {before.get('role', 'interested')}"
        self.claims.add(
            "K3",
            "guessed",
            lines[0].address,
            words,
            became,
            lost=[words],
            also=[line.address for line in lines[1:]],
        )

    def take_status(self) -> tuple[dict[str, str], list[Line]]:
        """What is said of the status, and the lines that are its text."""
        state: dict[str, str] = {}
        rest: list[Line] = []
        if "status" in self.cells:
            lines = _worded(self.cells["status"])
            state, rest = status(lines, Wording(), has_timeframe="timeframe" in self.cells)
            rest = [*map(with_label, rest)]
            printed_state = next((f"{s.shape} {s.name}" for s in STATES if s.id == state.get("state")), "")
            of_state = next((line for line in lines if says_state(line)), None)
            if of_state and printed_state != (shown := " ".join(of_state.text.split())):
                at, became = of_state.address, f"the state “{printed_state}”"
                self.claims.add(
                    "K5", "guessed", at, shown, became, "states have a shape",
                    lost=[shown], added=[printed_state],
                )  # fmt: skip
        if "timeframe" in self.cells:
            texts = (with_label(line).text.split() for line in _worded(self.cells["timeframe"]))
            if words := " ".join(chain.from_iterable(texts)):
                state["timeframe"] = words
        return state, rest

    def take_others(self) -> None:
        """The words of columns that the table of actions has not."""
        for place, name in enumerate(self.found.columns):
            if not name and self.row.cells[place].text:
                self._put_below("T7", place, _worded(self.row.cells[place]))

    def _put_below(self, rule: str, place: int, lines: Sequence[Line], why: str = "") -> None:
        """Lines below those of the action, the first behind the heading of their column."""
        heading = " ".join(self.found.header.cells[place].text.split()) if self.found.header else ""
        first, *more = map(with_label, lines)
        if heading:
            first = replace(first, pieces=(Piece(f"{heading}: "), *first.pieces))
        self.below += [first, *more]
        words = " ".join(line.text for line in lines)
        added = [f"{heading}:"] if heading else []
        became = f"below the words of the action{why}"
        self.claims.add(
            rule, "guessed" if why else "understood", lines[0].address, words, became, added=added
        )


def _worded(cell: Cell) -> list[Line]:
    return [line for line in cell.lines if not line.empty]


def _check_number(n: int, label: str, at: str, words: str, claims: Claims) -> None:
    found = _NUMBER.fullmatch(label)
    if not label or label == f"{n}.":
        return
    same = found is not None and int(found[1]) == n
    became = f"numbered {n}." if same else f"numbered {n}, and no more {label}"
    why = "numbers of actions are counted from 1"
    claims.add("K1", "understood" if same else "guessed", at, words[:120], became, why, lost=[label])


def _check_interest(
    names: Sequence[Mapping[str, str]],
    texts: Sequence[str],
    wording: Wording,
    column: str,
    lines: Sequence[Line],
    claims: Claims,
    own: Sequence[str],
) -> None:
    """Say what is printed otherwise; `own` are the roles that have a column of their own."""
    given = [Interest.model_validate(each) for each in names]
    shown = (
        list(printed(given, wording)) if column == "interest" else [", ".join(each.member for each in given)]
    )
    if column == "interest" and any(each.role in own for each in given):
        shown = [each.member for each in given]
    if shown != list(texts):
        claims.add(
            "K3",
            "guessed",
            lines[0].address,
            " / ".join(texts),
            f"printed as “{' / '.join(shown)}”",
            "names in the column of interest",
            lost=texts,
            also=[line.address for line in lines[1:]],
            added=shown,
        )
