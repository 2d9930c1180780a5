"""The rows of the table of actions as data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

from workplan.content.models import Interest, Wording
from workplan.content.states import STATES
from workplan.directives.actions.interest import listed, printed
from workplan.document.tree import LINE_BREAK
from workplan.importing.rules.claims import Claims, rule
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Inliner, joined
from workplan.importing.rules.lists import typed_label
from workplan.importing.rules.pieces import behind, stripped
from workplan.importing.rules.tables import LINKED, ActionTable
from workplan.importing.source.model import Cell, Line, Piece, Row

_LONGEST_NAME = 64
_NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*")


@dataclass(slots=True)
class Actions:
    """The actions as actions.yaml has them; `members` in the order of their first mention; `word` is what
    stands before the numbers of linked priorities; `columns` are those of the table where it has others than
    usual."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    word: str = ""
    headings: dict[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    bookmarks: dict[str, tuple[str, int]] = field(default_factory=dict)


@rule("K1")
def number(line: Line) -> tuple[str, int]:
    """The number before the words of an action, counted or typed, is cut off and made anew. Where it would be
    another one, that is a doubt."""
    if line.counting:
        return line.counting.label, 0
    typed = typed_label(line.text)
    if typed and typed.counts[0][0].startswith("decimal"):
        return typed.label, typed.length
    return "", 0


@rule("K2")
def linked(text: str, priorities: Sequence[str]) -> tuple[str, list[str], int] | None:
    """ "(linked priority 3,4)" and its like at the end of an action link it to these priorities, where they
    exist, and where what is printed then is what stood there. Else the words stay, and it is a doubt."""
    found = LINKED.search(text)
    if not found:
        return None
    numbers = [int(each) for each in re.findall(r"\d+", found["numbers"])]
    if re.search(r"\d\s*[–-]\s*\d", found["numbers"]):
        numbers = list(range(numbers[0], numbers[-1] + 1)) if len(numbers) == 2 else numbers
    if not all(0 < each <= len(priorities) for each in numbers) or len(set(numbers)) != len(numbers):
        return None
    word = " ".join(found["word"].split())
    shown = "".join(f"({word}{','.join(map(str, sorted(numbers)))})".split())
    if "".join(found[0].split()) != shown:
        return None
    return word, [priorities[each - 1] for each in sorted(numbers)], found.start()


@rule("K3")
def interest(
    lines: Sequence[str], role: str, wording: Wording, known: Sequence[str]
) -> list[dict[str, str]] | None:
    """Names in the column of interest are members, with their roles where they stand before or behind (Lead:
    Indonesia; Fiji (contributing)). Words of more than 64 letters, or that begin with a small one, are no
    name: the words of such a cell stand below those of the action."""
    roles = {wording.lead.casefold(): "lead", wording.contributing.casefold(): "contributing"}
    found: list[dict[str, str]] = []
    for each in listed(lines, known):
        sentence = len(each.member) > _LONGEST_NAME or each.member[:1].islower()
        if sentence or (each.role and each.role.casefold() not in roles):
            return None
        entry = {"member": each.member}
        if role or each.role:
            entry["role"] = role or roles[each.role.casefold()]
        if each.member and all(other["member"] != each.member for other in found):
            found.append(entry)
    return found


@rule("K4")
def members(names: Sequence[str], claims: Claims) -> None:
    """The members are those that the table names, by the names that it has. All of them are new, and so a
    doubt; two that are nearly alike (Viet Nam, Vietnam) are said once more."""
    if names:
        claims.add(
            "K4",
            "guessed",
            "",
            ", ".join(names),
            f"{len(names)} members in members.yaml",
            "named in the table of actions",
        )
    for n, name in enumerate(names):
        for other in names[n + 1 :]:
            one, two = (re.sub(r"\W", "", each.casefold()) for each in (name, other))
            if one == two or (len(one) > 4 and SequenceMatcher(None, one, two).ratio() > 0.85):
                claims.add("K4", "guessed", "", f"{name}, {other}", "two members with nearly the same name")


@rule("K5")
def status(lines: Sequence[Line], wording: Wording) -> tuple[dict[str, str], list[Line]]:
    """A line of the column of status that is the name of a state (Ongoing, ■ Completed) is the state;
    "Timeframe: …" is the timeframe, "As reported at …" the meeting. All else is the text of the status."""
    found: dict[str, str] = {}
    rest: list[Line] = []
    for line in lines:
        words = " ".join(line.text.split())
        bare = re.sub(r"^[^\w(]+\s*", "", words).casefold()
        state = next((each.id for each in STATES if each.name.casefold() == bare), "")
        if state and "state" not in found and not rest:
            found["state"] = state
        elif (value := _behind(words, f"{wording.timeframe}:")) and "timeframe" not in found:
            found["timeframe"] = value
        elif (value := _behind(words, f"{wording.as_reported} ")) and "meeting" not in found:
            found["meeting"] = value
        else:
            rest.append(line)
    return found, rest


def _behind(words: str, beginning: str) -> str:
    return words[len(beginning) :].strip() if words.startswith(beginning) else ""


def read_actions(
    found: ActionTable, priorities: Sequence[str], inliner: Inliner, ids: Ids, claims: Claims
) -> Actions:
    """The data of a table of actions; `priorities` are the ids of the priorities, in their order."""
    actions = Actions()
    words = Counter(
        each[0]
        for row in found.rows
        if (each := linked(last_line(row.cells[found.columns.index("action")]), priorities))
    )
    actions.word = max(words, key=lambda word: words[word], default="")
    named = [n for n, name in enumerate(found.columns) if name in ("interest", "lead", "contributing")]
    texts = ([line.text.strip() for line in row.cells[n].lines] for row in found.rows for n in named)
    known = [*dict.fromkeys(each.member for lines in texts for each in listed(lines))]
    for n, row in enumerate(found.rows, 1):
        actions.entries.append(_action(n, row, found, priorities, actions, inliner, ids, claims, known))
    members(actions.members, claims)
    for n, name in enumerate(found.columns):
        if found.header and name:
            head = found.header.cells[n]
            actions.headings[name] = inliner.markup(
                stripped(_unlooked(joined([line for line in head.lines if not line.empty]))),
                head.lines[0].address if head.lines else "",
            )
    shown = [name for name in found.columns if name]
    if shown != ["action", "interest", "status"]:
        numbered = "number" in shown or not any(_own_number(row, found)[0] for row in found.rows)
        actions.columns = tuple(shown if numbered else ["number", *shown])
    return actions


def _unlooked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(replace(each, look=each.look.but("bold", False)) for each in pieces)


def last_line(cell: Cell) -> str:
    return next((line.text for line in reversed(cell.lines) if not line.empty), "")


def _own_number(row: Row, found: ActionTable) -> tuple[str, int]:
    lines = [line for line in row.cells[found.columns.index("action")].lines if not line.empty]
    return number(lines[0]) if lines else ("", 0)


@dataclass(slots=True)
class _Row:
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


def _action(
    n: int, row: Row, found: ActionTable, priorities: Sequence[str], actions: Actions, inliner: Inliner,
    ids: Ids, claims: Claims, known: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    taken = _Row(found, row, claims)
    taken.take_number(n)
    links = taken.take_links(priorities, actions.word)
    interested = taken.take_interest(known)
    taken.take_others()
    entry: dict[str, Any] = {
        "id": ids.of(" ".join(line.text for line in taken.lines), "action"),
        "action": inliner.markup(stripped(joined([*taken.lines, *taken.below])), taken.at),
        "linked_priorities": links,
    }
    actions.bookmarks |= {mark: (entry["id"], n) for line in taken.lines for mark in line.bookmarks}
    if interested:
        entry["interest"] = interested
        actions.members += [e["member"] for e in interested if e["member"] not in actions.members]
    state, rest = taken.take_status()
    if rest:
        text = inliner.markup(stripped(joined(rest)), rest[0].address)
        state = {**{key: state[key] for key in ("state",) if key in state}, "text": text, **state}
    if state:
        entry["status"] = state
    return entry


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


def before(pieces: Sequence[Piece], length: int) -> tuple[Piece, ...]:
    """The first `length` characters of the words of some pieces, and the calls among them; calls behind stay,
    too."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.note or piece.picture:
            found.append(piece)
            continue
        kept = piece.text[:length]
        length -= len(kept)
        if kept:
            found.append(replace(piece, text=kept))
    return stripped(found)


__all__ = ["LINE_BREAK", "Actions", "read_actions"]
