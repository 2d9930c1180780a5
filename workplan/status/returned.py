"""A spreadsheet of the register that was filled in: what it changes, and what is in conflict.

Three things are compared: what a cell said when the file was made (the hidden sheet keeps it), what it says,
and what the content says today. What was not touched changes nothing, whatever the content says today. An
action that somebody changed in the sheet, and that the content reports otherwise than it did then, is a
conflict: nothing of its row is taken.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from pydantic import ValidationError

from workplan.content.models.data import Action, Interest, Status
from workplan.content.models.identity import Identity
from workplan.content.paper.plan import Plan
from workplan.directives.actions.cells import state_said
from workplan.directives.actions.interest import listed
from workplan.errors import ContentError, ExitCode, Place, Problem
from workplan.files.spreadsheet.cells import BadSpreadsheet, Cells, CellWords, sheets
from workplan.status.changes import Change
from workplan.status.columns import FILLED_IN, KEPT, MARK, NOT_READ, ROLES, Column, filled_in
from workplan.text.characters import with_plain_line_ends
from workplan.text.hints import Suggestions, did_you_mean, join, one_of, quoted

_NOTHING = CellWords("")
_AS_MADE = "give the file as `status export` made it, with cells filled in"
_AGAIN = "look at both, then write what is right into a new export"


class ReturnedError(ContentError):
    """What is wrong with a spreadsheet that came back."""

    exit_code = ExitCode.FILE


class Returned(Struct, frozen=True):
    """`changes` in the order of the rows; `numbers` of the rows of those actions that are in conflict or
    wrong are in `problems`, too. `warnings` are about cells that are not read."""

    changes: tuple[Change, ...]
    warnings: tuple[Problem, ...]


def read_returned(data: bytes, name: str, plan: Plan, skip: frozenset[str] = frozenset()) -> Returned:
    """What the spreadsheet `name` asks for of the content that says `plan`; rows of the actions to `skip` are
    left out. Raises `ReturnedError` with all that is wrong with it, conflicts too."""
    try:
        found = sheets(data)
    except BadSpreadsheet as error:
        raise ReturnedError([Problem(str(error), Place(name), _AS_MADE)]) from error
    kept = next((cells for cells in found if _words(cells, 1, 1) == MARK), None)
    if kept is None:
        message = "it has no hidden sheet that says what the cells were when it was made"
        raise ReturnedError([Problem(message, Place(name), _AS_MADE)])
    reader = _Reader(name, plan, _then(kept), skip)
    for cells in found:
        if cells is not kept and (row := _heading(cells, kept)):
            reader.read(cells, row, kept)
            break
    else:
        raise ReturnedError([Problem("no sheet has the headings of the register", Place(name), _AS_MADE)])
    if reader.problems:
        raise ReturnedError([*reader.problems, *reader.warnings])
    return Returned(tuple(reader.changes), tuple(reader.warnings))


def _words(cells: Cells, row: int, column: int) -> str:
    return cells.get(row, {}).get(column, _NOTHING).words


def _then(kept: Cells) -> dict[str, dict[Column, str]]:
    """What the cells of each action said when the file was made."""
    return {
        _words(kept, row, 2): {column: _words(kept, row, n) for n, column in enumerate(KEPT, 3)}
        for row in kept
        if _words(kept, row, 1) == "action"
    }


def _headings(kept: Cells) -> dict[str, Column]:
    return {_words(kept, 1, n).strip(): column for n, column in enumerate(Column, 2)}


def _heading(cells: Cells, kept: Cells) -> int:
    """The row of the headings; 0 where there is none. Lines may have been put above it."""
    known = {name for name, column in _headings(kept).items() if column in (Column.KEY, Column.STATE)}
    for n in sorted(cells):
        if known <= {cell.words.strip() for cell in cells[n].values()}:
            return n
    return 0


def _different(one: Mapping[Column, str], other: Mapping[Column, str]) -> list[Column]:
    """The columns that say something else; in which order members stand says nothing."""
    return [
        column
        for column in FILLED_IN
        if one[column] != other[column]
        and (column not in ROLES or {*one[column].split("\n")} != {*other[column].split("\n")})
    ]


class _Reader:
    def __init__(
        self, name: str, plan: Plan, then: Mapping[str, Mapping[Column, str]], skip: frozenset[str]
    ) -> None:
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self._name, self._plan, self._then, self._skip = name, plan, then, skip
        self._actions = {action.id: action for action in plan.actions}
        self._members = [member.id for member in plan.members]
        self._suggest = Suggestions(self._members)
        self._rows: dict[str, Place] = {}
        self._columns: dict[Column, int] = {}

    def read(self, cells: Cells, heading: int, kept: Cells) -> None:
        known = _headings(kept)
        for n, cell in cells[heading].items():
            if column := known.get(cell.words.strip()):
                if column in self._columns:
                    message = f"the heading {quoted(cell.words)} stands over two columns"
                    self._wrong(message, self._place(heading, n), "delete the column that was put in")
                self._columns[column] = n
        missing = [name for name, column in known.items() if column not in self._columns]
        wanted = [name for name in missing if known[name] in (*FILLED_IN, Column.KEY)]
        if wanted:
            self._wrong(f"headings are missing: {one_of(wanted)}", self._place(heading, 1), _AS_MADE)
        if not self.problems:
            for row in sorted(row for row in cells if row > heading):
                self._row(cells[row], row)

    def _place(self, row: int, column: int = 1) -> Place:
        return Place(self._name, row, column, in_cells=True)

    def _wrong(self, message: str, place: Place, hint: str) -> None:
        self.problems.append(Problem(message, place, hint))

    def _row(self, row: Mapping[int, CellWords], n: int) -> None:
        cells = {column: row.get(at, _NOTHING) for column, at in self._columns.items()}
        places = {column: self._place(n, at) for column, at in self._columns.items()}
        id = cells[Column.KEY].words.strip()
        filled = [column for column in FILLED_IN if cells[column].words.strip()]
        if not id:
            if filled:
                message = "a row without a key: nothing says which action it is about"
                self._wrong(message, places[Column.KEY], "add a new action in actions.yaml, and export again")
            return
        if id in self._rows:
            self._wrong(f"the action {quoted(id)} has two rows", places[Column.KEY], "delete one")
        elif id not in self._then:
            self._wrong(f"no action had the key {quoted(id)}", places[Column.KEY], _AS_MADE)
        elif id not in self._skip:
            self._action(id, cells, places)
        self._rows[id] = places[Column.KEY]

    def _action(self, id: str, cells: Mapping[Column, CellWords], places: Mapping[Column, Place]) -> None:
        before, problems = self._then[id], len(self.problems)
        for column in NOT_READ:
            if column in places and cells[column].words.strip() != before[column].strip():
                message = f"the cell was changed, and is not read: {quoted(cells[column].words)}"
                hint = "change it in actions.yaml, or in the Word file, with Track Changes"
                self.warnings.append(Problem(message, places[column], hint, warning=True))
        said = {
            column: self._said(column, cells[column], places[column], before[column]) for column in FILLED_IN
        }
        if len(self.problems) > problems:
            return
        edited = _different(said, before)
        if not edited:
            return
        if not (action := self._actions.get(id)):
            message = f"the action {quoted(id)} is in the plan no more"
            self._wrong(message, places[edited[0]], f"leave the row out with --skip {id}")
            return
        now = filled_in(action)
        open_ = [column for column in _different(said, now) if column in edited]
        if not open_:
            return  # it was taken already
        if moved := _different(now, before):
            self._conflict(action, before, now, places[open_[0]], moved)
            return
        self.changes.append(self._change(action, said, places, open_))

    def _conflict(
        self,
        action: Action,
        before: Mapping[Column, str],
        now: Mapping[Column, str],
        place: Place,
        moved: list[Column],
    ) -> None:
        told = "; ".join(
            f"{column.value} was {quoted(before[column]) if before[column] else 'empty'}, "
            f"is {quoted(now[column]) if now[column] else 'empty'}"
            for column in moved
        )
        message = f"the action {quoted(action.id)} was changed since the file was made: {told}"
        hint = f"{_AGAIN}; or leave the row out with --skip {action.id}"
        self._wrong(message, place, hint)

    def _change(
        self,
        action: Action,
        said: Mapping[Column, str],
        places: Mapping[Column, Place],
        columns: list[Column],
    ) -> Change:
        status = {column.value: said[column] for column in columns if column not in ROLES}
        where = {column.value: places[column] for column in columns}
        where[""] = places[columns[0]]
        interest = None
        if any(column in ROLES for column in columns):
            where["interest"] = next(places[column] for column in columns if column in ROLES)
            interest = tuple(
                Interest(member=member, role=role)  # type: ignore[arg-type]
                for column, role in ROLES.items()
                for member in said[column].split("\n")
                if member
            )
            members = [each.member for each in interest]
            for member in sorted({each for each in members if members.count(each) > 1}):
                message = f"the member {quoted(member)} is listed twice for this action"
                self._wrong(message, where["interest"], "delete one")
        return Change(action.id, status, interest, where)

    def _said(self, column: Column, cell: CellWords, place: Place, before: str) -> str:
        """What a cell says, as the content would: a state by its id, each member on a line."""
        words = with_plain_line_ends(cell.words)
        if cell.formula:
            self._wrong("the cell holds a formula", place, "write the words themselves; nothing is computed")
        elif column in ROLES:
            return self._members_said(words, place, before)
        elif column is Column.STATE:
            return self._state(words, place, before)
        elif cell.day:
            day, _, time = words.partition("T")
            if column is Column.TIMEFRAME and time in ("", "00:00:00") and "-" in day:
                return day
            message = f"the cell holds a date ({words}); nothing says how it was typed"
            self._wrong(message, place, "format the cell as text, and type the words again")
        else:
            return self._plain(column, words, place)
        return before

    def _plain(self, column: Column, words: str, place: Place) -> str:
        if not words.strip():
            return ""
        try:
            return getattr(Status.model_validate({column.value: words}), column.value) or ""
        except ValidationError as error:
            message = error.errors()[0]["msg"].removeprefix("Value error, ")
            self._wrong(f"the cell cannot be taken: {message}", place, "delete it, and type the words again")
            return ""

    def _state(self, words: str, place: Place, before: str) -> str:
        if not words.strip():
            return ""
        identity: Identity = self._plan.identity
        if found := state_said(words, identity):
            return found
        if words.strip() in {state.id for state in identity.states}:
            return words.strip()
        names = [identity.state_name(state) for state in identity.states]
        hint = join(did_you_mean(words.strip(), names), f"States: {one_of(names)}")
        self._wrong(f"{quoted(words)} is not a state", place, hint)
        return before

    def _members_said(self, words: str, place: Place, before: str) -> str:
        known = {*self._members, *before.split("\n")}
        found = [each.member for each in listed(words.split("\n"), known)]
        for member in found:
            if member not in known:
                hint = join(self._suggest(member), "Members are listed in members.yaml")
                self._wrong(f"{quoted(member)} is not a member", place, hint)
        return "\n".join(found)
