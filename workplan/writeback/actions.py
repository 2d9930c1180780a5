"""The table of actions, in actions.yaml; members that it names for the first time, in members.yaml.

A member that nobody knows is taken for a slip where its name is like a known one; else it is added to
members.yaml, and told: most interest is that of members who had none before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workplan.content.interest import in_file_order, printed
from workplan.content.models import Action, Interest, Plan, Status
from workplan.document.actions import COLUMNS, interest_lines
from workplan.document.inlines import markup
from workplan.document.targets import Target
from workplan.document.tree import Cell, Inline, Row, Table
from workplan.document.walk import plain
from workplan.hints import did_you_mean, join, quoted
from workplan.writeback.cells import NotUnderstoodError, action_said, interest_said, status_said
from workplan.writeback.entries import Entry, in_order
from workplan.writeback.findings import Findings
from workplan.writeback.inline_forms import same
from workplan.writeback.likeness import key
from workplan.writeback.markup import respelled, spelled
from workplan.writeback.yaml_values import Value
from workplan.yaml import Path

_FILE = "actions.yaml"
#: The fields that the cells of a row print.
_FIELDS = dict(zip(COLUMNS, ("action", "interest", "status"), strict=True))


@dataclass(frozen=True, slots=True)
class Understood:
    """What actions.yaml is to hold; the table that was understood; members that are new; and the fields of
    the cells whose words were `read`, which may be printed in another arrangement."""

    data: list[Value]
    table: Table
    members: tuple[str, ...]
    read: Mapping[str, Path]


@dataclass(slots=True)
class ActionReader:
    """Reads rows of a table that prints the actions of `plan`, whose file holds `data`. `targets` are the
    plan's, and `numbers` the ids of the priorities by the numbers that they have in the new document."""

    plan: Plan
    data: Sequence[Entry]
    targets: Mapping[str, Target]
    numbers: Mapping[str, str]
    findings: Findings
    members: list[str] = field(default_factory=list)
    _read: dict[str, Path] = field(default_factory=dict)

    def understood(self, new: Table, old: Table) -> Understood:
        places = {action.id: n for n, action in enumerate(self.plan.actions)}
        before = {row.id: row for row in old.rows}
        data: list[Value] = []
        rows: list[Row] = []
        for row in new.rows:
            if found := self._row(row, places.get(row.id), before.get(row.id)):
                entry, kept = found
                data.append(entry)
                rows.append(kept)
        return Understood(data, replace(new, rows=tuple(rows)), tuple(self.members), self._read)

    def _row(self, row: Row, place: int | None, before: Row | None) -> tuple[Value, Row] | None:
        """The entry of a row, and the row with the cells that were understood; None: a new one was not."""
        entry: dict[str, Value] = {} if place is None else dict(self.data[place])
        entry["id"] = row.id
        cells: list[Cell] = []
        for n, (column, name) in enumerate(_FIELDS.items()):
            cell = row.cells[n]
            was = before.cells[n] if before else Cell(cell.id, ())
            if _said(cell) == _said(was) and not (place is None and column == "action"):
                # A row that was cut and pasted has the ids that its lines had: those of what they report.
                lines = zip(cell.blocks, was.blocks, strict=True)
                blocks = tuple(replace(line, id=old.id) for line, old in lines)
                cells.append(Cell(was.id, blocks))
                continue
            try:
                cell = self._take(name, cell, entry, place)
                self._read[cell.id] = () if place is None else (place, name)
            except NotUnderstoodError as error:
                words = " / ".join(plain(p.inlines) for p in cell.blocks)
                path = () if place is None else (place, error.field or name)
                at = f"action {row.id}, {name}, {quoted(words)}"
                self.findings.explain(cell.id, f"{at}: {error.message}", _FILE, path, error.hint)
                if place is None and column == "action":
                    return None
                cell = was
            cells.append(cell)
        return in_order(entry, Action), replace(row, cells=tuple(cells))

    def _take(self, name: str, cell: Cell, entry: dict[str, Value], place: int | None) -> Cell:
        """The cell, as it is printed where only the arrangement is of before."""
        action = None if place is None else self.plan.actions[place]
        match name:
            case "action":
                said = action_said(cell.blocks, self.plan.identity.wording, self.numbers)
                old = action.action if action else ""
                entry["action"] = self._words(old, said.inlines, entry.get("action"))
                if not action or set(said.linked) != set(action.linked_priorities):
                    entry["linked_priorities"] = list(said.linked)
            case "interest":
                return self._take_interest(cell, entry)
            case _:
                self._take_status(cell, entry, action.status if action else None)
        return cell

    def _words(self, old: str, inlines: tuple[Inline, ...], source: Value | None) -> Value:
        if not old or source is None:
            return spelled(inlines).words
        said = markup(old, self.targets)
        return source if same(said, inlines) else respelled(old, said, inlines).words

    def _take_interest(self, cell: Cell, entry: dict[str, Value]) -> Cell:
        identity = self.plan.identity
        known = [*(member.id for member in self.plan.members), *self.members]
        behind = identity.prints_as_before(6)
        found = interest_said(cell.blocks, identity.wording, known)
        for interest in found:
            if interest.member not in known and (hint := did_you_mean(interest.member, known)):
                message = f"the member {quoted(interest.member)} is not known"
                raise NotUnderstoodError(message, join(hint, "If not, add it to members.yaml first."))
        new = [interest.member for interest in found if interest.member not in known]
        for member in new:
            message = f"the member {quoted(member)} was not known: it is added"
            self.findings.add(message, "members.yaml", hint="check how it is written", warning=True)
        self.members += new
        if found:
            before = entry.get("interest", ())
            entry["interest"] = list(_interest(in_file_order(found, _members(before), behind=behind), before))
        else:
            entry.pop("interest", None)
        former = printed(found, identity.wording, behind=True)
        if [plain(line.inlines) for line in cell.blocks] != [*former]:
            return cell
        return replace(cell, blocks=interest_lines(str(entry["id"]), found, identity.wording, behind=behind))

    def _take_status(self, cell: Cell, entry: dict[str, Value], old: Status | None) -> None:
        said = status_said(cell.blocks, self.plan.identity.wording)
        before = entry.get("status")
        source = dict(before) if isinstance(before, Mapping) else {}
        words = self._words(old.text or "", said.text, source.get("text")) if old else ""
        values: dict[str, Value] = {
            "state": said.state or "",
            "text": words if words and said.text else spelled(said.text).words,
            "timeframe": _as_before(source, "timeframe", old.timeframe if old else None, said.timeframe),
            "meeting": _as_before(source, "meeting", old.meeting if old else None, said.meeting),
        }
        kept = {name: value for name, value in values.items() if value}
        if kept:
            entry["status"] = in_order(kept, Status)
        else:
            entry.pop("status", None)


def _as_before(source: Entry, name: str, old: str | None, new: str) -> Value:
    """Words as they were written, where they say the same."""
    return source[name] if old == new and name in source else new


def _members(entries: Value) -> list[str]:
    assert not isinstance(entries, str)
    return [str(entry["member"]) for entry in entries if isinstance(entry, Mapping)]


def _interest(found: Sequence[Interest], before: Value) -> Iterator[Value]:
    """Entries of members; those that stay as they were written."""
    assert not isinstance(before, str)
    written = {entry["member"]: entry for entry in before if isinstance(entry, Mapping)}
    for interest in found:
        entry: dict[str, Value] = dict(written.get(interest.member, {"member": interest.member}))
        if interest.role:
            entry["role"] = interest.role
        else:
            entry.pop("role", None)
        yield entry


def _said(cell: Cell) -> object:
    return tuple(map(key, cell.blocks))
