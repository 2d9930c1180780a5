"""The table of members: full names go back to members.yaml. Which members there are, and their short names,
is said by that file alone, because actions name them by these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from workplan.content.models.data import Member
from workplan.directives.members.blocks import listed, names, rows
from workplan.directives.members.declared import MEMBERS
from workplan.directives.printed import uses
from workplan.directives.several import Printed
from workplan.directives.taker import Taker
from workplan.document.look import PLAIN
from workplan.document.tree import Block, Cell, Table, Text
from workplan.document.walking.walk import plain
from workplan.text.hints import quoted
from workplan.writeback.files import Files
from workplan.writeback.yaml.entries import Entry, in_order
from workplan.writeback.yaml.values import Value

_FILE = "members.yaml"


class MemberTaker(Taker):
    declares = MEMBERS
    refusal = ""
    file = _FILE

    def take_all(
        self, new: Sequence[Printed], old: Sequence[Printed], blocks: Sequence[Block], files: Files
    ) -> Sequence[Printed]:
        """Each table may list other members, so they are not laid over each other: their names are."""
        if not new:
            return new
        wanted: dict[str, str] = {}
        for table, before in zip(new, old, strict=True):
            if isinstance(table, Table) and isinstance(before, Table):
                for id, name in _Reader(table, before, files).names():
                    if wanted.setdefault(id, name) != name:
                        message = f"the full name of {quoted(id)} is changed in two ways"
                        message += f": {quoted(wanted[id])} is taken, {quoted(name)} is not"
                        hint = "it is printed more than once: change it in one place, or alike in all"
                        files.findings.add(before.id, message, _FILE, hint=hint)
        entries = [_named(entry, wanted) for entry in files.now(_FILE, [])]
        files.patch(_FILE, entries)
        known = [Member(id=str(entry["id"]), name=_words(entry.get("name"))) for entry in entries]
        return [_printed(block, known, files) for block in new]


def _named(entry: Entry, wanted: dict[str, str]) -> dict[str, Value]:
    """The entry of a member with its full name; without one where that is the short one."""
    id, found = str(entry["id"]), dict(entry)
    if id in wanted:
        found.pop("name", None)
        if wanted[id] and wanted[id] != id:
            found["name"] = wanted[id]
    return dict(in_order(found, Member))


def _words(value: Value | None) -> str | None:
    return str(value) if value else None


def _printed(block: Printed, known: Sequence[Member], files: Files) -> Printed:
    """What a table prints of the members as they are now."""
    if not isinstance(block, Table):
        return block
    options = next(node.meta["options"] for node, scope in uses(files.plan) if scope.id == block.id)
    actions = files.now("actions.yaml", [])
    interest = {each["member"] for action in actions for each in action.get("interest", ())}
    members = listed(known, interest, only=options["interested"])
    return replace(block, rows=tuple(rows(block.id, known, members)))


class _Reader:
    def __init__(self, new: Table, old: Table, files: Files) -> None:
        self._new, self._old, self._files = new, old, files

    def names(self) -> Iterator[tuple[str, str]]:
        """The full names that were changed, by the short ones."""
        members = {f"{self._old.id}.{name}": id for id, name in names(self._files.plan.members).items()}
        before = {row.id: row for row in self._old.rows}
        if [row.id for row in self._new.rows] != [*before]:
            self._tell(
                self._old.id,
                "members cannot be added, taken out or moved in the table of members",
                "its rows are those of members.yaml: change them there",
            )
        for row in self._new.rows:
            if row.id not in before:
                continue
            (was_short, was), (short, name) = before[row.id].cells, row.cells
            if _said(short) != _said(was_short):
                self._tell(
                    was_short.id,
                    f"the short name {quoted(members[row.id])} cannot be changed here",
                    "actions name the member by it: change it in members.yaml and in actions.yaml",
                )
            if name.blocks != was.blocks:
                if not _is_plain(name):
                    self._tell(
                        was.id,
                        f"the full name {quoted(_said(name))} has more than words",
                        "it is words on one line, without markup and notes; the words are taken",
                    )
                if _said(name) != _said(was):
                    yield members[row.id], _said(name)

    def _tell(self, at: str, message: str, hint: str) -> None:
        self._files.findings.add(at, message, _FILE, hint=hint)


def _said(cell: Cell) -> str:
    return " ".join(" ".join(plain(line.inlines) for line in cell.blocks).split())


def _is_plain(cell: Cell) -> bool:
    return len(cell.blocks) <= 1 and all(
        isinstance(each, Text) and each.look == PLAIN and "\n" not in each.text
        for line in cell.blocks
        for each in line.inlines
    )
