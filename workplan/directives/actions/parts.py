"""Tables that print some of the actions, or parts of them, read cell by cell.

What is edited in a cell goes to its action's entry, wherever else the action is printed. Rows cannot come, go
or move here: which actions a table shows, and in what order, follows from its options and from the actions;
so an action whose row was deleted stays, and that is explained. So are edits of what is worked out: numbers,
names of groups, whether something is overdue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol

from msgspec.structs import replace

from workplan.content.models.data import Action, Interest
from workplan.directives.actions.cells import (
    NotUnderstoodError,
    Reported,
    action_said,
    interest_said,
    no_state,
    plain_words,
    priorities_said,
    state_said,
    status_said,
)
from workplan.directives.actions.rows import FILE, RowReader, said
from workplan.document.ids import column, is_made
from workplan.document.tree import Cell, Row, Table
from workplan.document.walking.walk import plain
from workplan.text.hints import quoted
from workplan.writeback.files import Files
from workplan.writeback.yaml.entries import Entry, in_order
from workplan.writeback.yaml.values import Value

_ELSEWHERE = (
    "the table shows the actions that its options choose, as actions.yaml has them: change the action, "
    "the options, or the table of the whole plan"
)
#: Why a column that is worked out cannot be changed.
_MADE: Mapping[str, str] = {
    "number": "actions are numbered in the order of actions.yaml: move the entry there",
    "overdue": "it follows from the timeframe, the state and the day of the paper: change one of these",
}


class PartReader(RowReader):
    """Reads cells of such tables into entries."""

    def rows(self, new: Table, old: Table) -> Iterator[tuple[str, Entry]]:
        """The entries of the actions of which a cell was changed, by their ids: as they were but for that."""
        columns = [column(cell.id) for cell in old.header.cells]
        before = {row.id: row for row in old.rows}
        self._tell_rows(new, old)
        places = {action.id: n for n, action in enumerate(self.plan.actions)}
        for row in new.rows:
            was = before.get(row.id)
            if was is None:
                continue
            if is_made(old.id, row.id):
                self._tell_made(row, was)
            elif row.source in places:
                place = places[row.source]
                entry = self._entry(row, was, columns, place)
                if entry != self.data[place]:
                    yield row.source, entry

    def _tell_rows(self, new: Table, old: Table) -> None:
        was, now = [row.id for row in old.rows], [row.id for row in new.rows]
        for row in old.rows:
            if row.id not in now:
                what = "a line" if is_made(old.id, row.id) else f"the action {quoted(row.source)}"
                self._tell(row.id, f"{what} cannot be taken out of the table {quoted(old.id)}", _ELSEWHERE)
        for row in new.rows:
            if row.id not in was:
                words = quoted(" ".join(filter(None, map(_words, row.cells))), 80)
                self._tell(row.id, f"{words} cannot be added to the table {quoted(old.id)}", _ELSEWHERE)
        if [id for id in now if id in was] != [id for id in was if id in now]:
            self._tell(old.id, f"the rows of the table {quoted(old.id)} cannot be moved", _ELSEWHERE)

    def _tell_made(self, row: Row, was: Row) -> None:
        for cell, old in zip(row.cells, was.cells, strict=True):
            if said(cell) != said(old):
                message = f"{quoted(_words(cell))} cannot stand in place of {quoted(_words(old))}"
                self._tell(cell.id, message, "the line says what stands below it: change that")

    def _entry(self, row: Row, was: Row, columns: Sequence[str], place: int) -> Entry:
        entry = dict(self.data[place])
        for name, cell, old in zip(columns, row.cells, was.cells, strict=True):
            if said(cell) == said(old):
                continue
            if name in _MADE:
                message = f"{quoted(_words(cell))} cannot stand in place of {quoted(_words(old))}"
                self._tell(cell.id, message, _MADE[name], (place,))
                continue
            try:
                self._take_part(name, cell, entry, self.plan.actions[place], frozenset(columns))
            except NotUnderstoodError as error:
                self._tell(cell.id, f"{quoted(_words(cell))}: {error.message}", error.hint, (place,))
        return in_order(entry, Action)

    def _take_part(
        self, name: str, cell: Cell, entry: dict[str, Value], action: Action, shown: frozenset[str]
    ) -> None:
        identity = self.plan.identity
        match name:
            case "action" if "priorities" in shown:
                if not cell.blocks:
                    raise NotUnderstoodError("an action without words", "write what is to be done")
                self.take_markup(cell, entry, name, action.action)
            case "action":
                found = action_said(cell.blocks, identity.wording, self.numbers)
                entry[name] = self.words(action.action, found.inlines, entry.get(name))
                self._link(entry, found.linked, action)
            case "priorities":
                self._link(entry, priorities_said(cell.blocks, identity.wording, self.numbers), action)
            case "interest":
                found_here = interest_said(cell.blocks, identity.wording, self.known_members())
                here = {each.member for each in found_here}
                others = [e for e in self._interest(entry) if e.role in shown and e.member not in here]
                self.set_interest(cell.id, entry, name, (*found_here, *others))
            case "lead" | "contributing":
                self._take_role(name, cell, entry)
            case "state" | "timeframe" | "meeting" | "status":
                self._take_report(name, cell, entry, action, shown)
            case _:
                self.take_markup(cell, entry, name, getattr(action, name) or "")

    def _link(self, entry: dict[str, Value], linked: Sequence[str], action: Action) -> None:
        if set(linked) != set(action.linked_priorities):
            entry["linked_priorities"] = list(linked)

    def _interest(self, entry: Entry) -> list[Interest]:
        return [Interest(**each) for each in entry.get("interest", ())]  # type: ignore[arg-type]

    def _take_role(self, role: Literal["lead", "contributing"], cell: Cell, entry: dict[str, Value]) -> None:
        """The members of one role; who has it now has no other."""
        wording = self.plan.identity.wording
        found = interest_said(cell.blocks, wording, self.known_members())
        for each in found:
            if each.role not in (None, role):
                hint = f"this column is for members who are {getattr(wording, role)}"
                raise NotUnderstoodError(f"{quoted(each.member)} has another role", hint)
        names = {each.member for each in found}
        others = [e for e in self._interest(entry) if e.role != role and e.member not in names]
        of_role = [Interest(member=each.member, role=role) for each in found]
        self.set_interest(cell.id, entry, "interest", (*of_role, *others))

    def _take_report(
        self, name: str, cell: Cell, entry: dict[str, Value], action: Action, shown: frozenset[str]
    ) -> None:
        """A part of the status: what has a column of its own stays as it was, unless it is said here too."""
        old, identity = action.status, self.plan.identity
        before: Any = entry.get("status") or {}
        kept = Reported(
            before.get("state"),
            self.markup(old.text) if old and old.text else (),
            str(before.get("timeframe", "")),
            str(before.get("meeting", "")),
        )
        words = plain_words(cell.blocks, f"a {name}") if name in ("timeframe", "meeting") else ""
        match name:
            case "state":
                state = state_said(_words(cell), identity)
                if cell.blocks and not state:
                    raise no_state(_words(cell), identity)
                new = replace(kept, state=state or None)
            case "timeframe":
                new = replace(kept, timeframe=words)
            case "meeting":
                new = replace(kept, meeting=words)
            case _:
                here = status_said(cell.blocks, identity)
                new = Reported(
                    here.state or (kept.state if "state" in shown else None),
                    here.text,
                    here.timeframe or (kept.timeframe if "timeframe" in shown else ""),
                    here.meeting or (kept.meeting if "meeting" in shown else ""),
                )
        self.set_status(entry, "status", new, old)

    def _tell(self, at: str, message: str, hint: str, path: tuple[int, ...] = ()) -> None:
        self.files.findings.add(at, message, FILE, path, hint)


class Reads(Protocol):
    """What reads the cells of a table into the entries of the actions that they are of."""

    files: Files
    data: Sequence[Entry]

    def rows(self, new: Table, old: Table) -> Iterator[tuple[str, Entry]]: ...


def taken_parts(tables: Sequence[tuple[Reads, Any, Any]], now: Sequence[Entry]) -> list[Value]:
    """What the file is to hold: `now`, with what the tables change, each of which has its reader. What two of
    them change in one field in two ways is told, and the first is taken; members that one of them adds or
    takes out are no conflict with others."""
    found: dict[str, dict[str, Value]] = {str(entry["id"]): dict(entry) for entry in now}
    for reader, new, old in tables:
        was = {str(entry["id"]): entry for entry in reader.data}
        for id, entry in reader.rows(new, old):
            if id not in found:
                message = f"the action {quoted(id)} is taken out: what is changed in it is not written"
                reader.files.findings.add(old.id, message, FILE)
                continue
            for name in dict.fromkeys((*was[id], *entry)):
                before, wanted, taken = was[id].get(name), entry.get(name), found[id].get(name)
                if wanted in (before, taken):
                    continue
                is_second = taken != before
                if is_second and name == "interest":
                    together = _both(before, taken, wanted)
                    is_second, wanted = together is None, together
                if is_second:
                    message = f"{name} of the action {quoted(id)} is changed in two ways: the first is taken"
                    hint = "it is printed more than once: change it in one place, or alike in all"
                    reader.files.findings.add(old.id, message, FILE, hint=hint)
                elif wanted:
                    found[id][name] = wanted
                else:
                    found[id].pop(name)
    return [in_order(entry, Action) for entry in found.values()]


def _both(before: Value | None, taken: Value | None, wanted: Value | None) -> Value | None:
    """The interest of members, as two changes together want it; None where both are about one member."""
    was, one, other = (
        {str(each["member"]): each for each in found or () if isinstance(each, Mapping)}
        for found in (before, taken, wanted)
    )
    changed = {member for member in (*was, *other) if was.get(member) != other.get(member)}
    if any(one.get(member) not in (was.get(member), other.get(member)) for member in changed):
        return None
    members = dict.fromkeys((*one, *other))
    return [each for name in members if (each := (other if name in changed else one).get(name))]


def _words(cell: Cell) -> str:
    return " / ".join(plain(line.inlines) for line in cell.blocks)
