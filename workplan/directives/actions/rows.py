"""The rows of a table that prints all actions, read as the entries of actions.yaml.

A member that nobody knows is taken for a slip where its name is like a known one; else it is added to
members.yaml, and told: most interest is that of members who had none before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.models.data import Action, Interest, Status
from workplan.content.paper.plan import Plan
from workplan.directives.actions.blocks import interest_lines
from workplan.directives.actions.cells import (
    NotUnderstoodError,
    Reported,
    action_said,
    interest_said,
    state_said,
    status_said,
)
from workplan.directives.actions.declared import ACTIONS
from workplan.directives.actions.interest import in_file_order, printed
from workplan.directives.declaration import Column
from workplan.document.composing.inlines import markup
from workplan.document.look import BOLD
from workplan.document.tree import Cell, Inline, Paragraph, Row, Table, Text
from workplan.document.walking.walk import plain
from workplan.text.hints import did_you_mean, join, quoted
from workplan.writeback.files import Files
from workplan.writeback.markdown.inline import respelled, spelled
from workplan.writeback.markdown.loosened import same
from workplan.writeback.markdown.pairing import key
from workplan.writeback.yaml.entries import Entry, in_order
from workplan.writeback.yaml.values import Value

FILE = "actions.yaml"


class RowReader(Struct):
    """Reads rows of a table that prints the actions of the plan, whose file holds `data`. `numbers` are the
    ids of the priorities by the numbers that they have in the new document; `members` are new ones."""

    files: Files
    data: Sequence[Entry]
    numbers: Mapping[str, str]
    members: list[str] = []

    @property
    def plan(self) -> Plan:
        return self.files.plan

    def understood(self, new: Table, old: Table) -> tuple[Table, list[Value]]:
        """The table that was understood, and what the file is to hold."""
        places = {action.id: n for n, action in enumerate(self.plan.actions)}
        before = {row.id: row for row in old.rows}
        data: list[Value] = []
        rows: list[Row] = []
        for row in new.rows:
            if found := self._row(row, places.get(row.id), before.get(row.id)):
                entry, kept = found
                data.append(entry)
                rows.append(kept)
        return replace(new, rows=tuple(rows)), data

    def _row(self, row: Row, place: int | None, before: Row | None) -> tuple[Value, Row] | None:
        """The entry of a row, and the row with the cells that were understood; None: a new one was not."""
        entry: dict[str, Value] = {} if place is None else dict(self.data[place])
        entry["id"] = row.id
        cells: list[Cell] = []
        for n, column in enumerate(ACTIONS.columns):
            name, cell = column.name, row.cells[n]
            is_new = place is None and column.holds == "linked"  # which a row cannot do without
            was = before.cells[n] if before else Cell(cell.id, ())
            if said(cell) == said(was) and not is_new:
                # A row that was cut and pasted has the ids that its lines had: those of what they report.
                lines = zip(cell.blocks, was.blocks, strict=True)
                blocks = tuple(replace(line, id=old.id) for line, old in lines)
                cells.append(Cell(was.id, blocks))
                continue
            try:
                cell = self._take(column, cell, entry, place)
                self.files.read[cell.id] = FILE, () if place is None else (place, name)
            except NotUnderstoodError as error:
                words = " / ".join(plain(p.inlines) for p in cell.blocks)
                path = () if place is None else (place, error.field or name)
                self.files.findings.add(cell.id, f"{quoted(words)}: {error.message}", FILE, path, error.hint)
                if is_new:
                    return None
                cell = was
            cells.append(cell)
        return in_order(entry, Action), replace(row, cells=tuple(cells))

    def _take(self, column: Column, cell: Cell, entry: dict[str, Value], place: int | None) -> Cell:
        """The cell, as it is printed where only the arrangement is of before."""
        before = None if place is None else getattr(self.plan.actions[place], column.name)
        match column.holds:
            case "linked":
                said = action_said(cell.blocks, self.plan.identity.wording, self.numbers)
                entry[column.name] = self.words(before or "", said.inlines, entry.get(column.name))
                if place is None or set(said.linked) != set(self.plan.actions[place].linked_priorities):
                    entry["linked_priorities"] = list(said.linked)
            case "members":
                return self._take_interest(cell, entry, column.name)
            case "status":
                return self._take_status(cell, entry, column.name, before)
            case "markup":
                self.take_markup(cell, entry, column.name, before or "")
        return cell

    def take_markup(self, cell: Cell, entry: dict[str, Value], name: str, before: str) -> None:
        if len(cell.blocks) > 1:
            raise NotUnderstoodError("a cell of several paragraphs", "join them: it holds one")
        if words := self.words(before, cell.blocks[0].inlines, entry.get(name)) if cell.blocks else "":
            entry[name] = words
        else:
            entry.pop(name, None)

    def markup(self, words: str) -> tuple[Inline, ...]:
        """Words of the content as they are printed."""
        return markup(words, self.files.targets)

    def words(self, old: str, inlines: tuple[Inline, ...], source: Value | None) -> Value:
        if not old or source is None:
            return spelled(inlines).words
        said = markup(old, self.files.targets)
        return source if same(said, inlines) else respelled(old, said, inlines).words

    def _take_interest(self, cell: Cell, entry: dict[str, Value], name: str) -> Cell:
        identity = self.plan.identity
        behind = identity.prints_as_before(6)
        found = interest_said(cell.blocks, identity.wording, self.known_members())
        self.set_interest(cell.id, entry, name, found)
        former = printed(found, identity.wording, behind=True)
        if [plain(line.inlines) for line in cell.blocks] != [*former]:
            return cell
        return replace(cell, blocks=interest_lines(cell.id, found, identity.wording, behind=behind))

    def known_members(self) -> list[str]:
        return [*(member.id for member in self.plan.members), *self.members]

    def set_interest(self, cell: str, entry: dict[str, Value], name: str, found: Sequence[Interest]) -> None:
        """Put members into an entry, in the order of its file; those that nobody knew become new ones. They
        stand in `cell`."""
        known = self.known_members()
        for interest in found:
            if interest.member not in known and (hint := did_you_mean(interest.member, known)):
                message = f"the member {quoted(interest.member)} is not known"
                raise NotUnderstoodError(message, join(hint, "If not, add it to members.yaml first."))
        new = [interest.member for interest in found if interest.member not in known]
        for member in new:
            message = f"the member {quoted(member)} was not known: it is added"
            self.files.findings.add(
                cell, message, "members.yaml", hint="check how it is written", warning=True
            )
        self.members += new
        if found:
            before = entry.get(name, ())
            behind = self.plan.identity.prints_as_before(6)
            entry[name] = list(_interest(in_file_order(found, members_of(before), behind=behind), before))
        else:
            entry.pop(name, None)

    def _take_status(self, cell: Cell, entry: dict[str, Value], name: str, old: Status | None) -> Cell:
        self.set_status(entry, name, status_said(cell.blocks, self.plan.identity), old)
        lines = tuple(map(self._with_shape, cell.blocks))
        return replace(cell, blocks=lines)

    def set_status(self, entry: dict[str, Value], name: str, said: Reported, old: Status | None) -> None:
        before = entry.get(name)
        source = dict(before) if isinstance(before, Mapping) else {}
        words = self.words(old.text or "", said.text, source.get("text")) if old else ""
        values: dict[str, Value] = {
            "state": said.state or "",
            "text": words if words and said.text else spelled(said.text).words,
            "timeframe": _as_before(source, "timeframe", old.timeframe if old else None, said.timeframe),
            "meeting": _as_before(source, "meeting", old.meeting if old else None, said.meeting),
        }
        kept = {name: value for name, value in values.items() if value}
        if kept:
            entry[name] = in_order(kept, Status)
        else:
            entry.pop(name, None)

    def _with_shape(self, line: Paragraph) -> Paragraph:
        """A line of a status, with the state's own shape where it names one."""
        identity = self.plan.identity
        state = state_said(plain(line.inlines), identity)
        return replace(line, inlines=(Text(identity.printed_state(state), BOLD),)) if state else line


def _as_before(source: Entry, name: str, old: str | None, new: str) -> Value:
    """Words as they were written, where they say the same."""
    return source[name] if old == new and name in source else new


def members_of(entries: Value) -> list[str]:
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


def said(cell: Cell) -> object:
    """What the lines of a cell say, for comparing."""
    return tuple(map(key, cell.blocks))
