"""The tables of actions, in actions.yaml; members that they name for the first time, in members.yaml.

Of a table that prints all actions, rows come, go and move as in the file (`rows`). One that prints some of
them, in groups, in another order or with other columns, is read cell by cell (`parts`): what is not in it was
not taken out. Then all of them are printed anew from what the files are to hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from pydantic import TypeAdapter

from workplan.content.models.data import Action, Priority
from workplan.content.paper.plan import Plan
from workplan.content.words.wording import Wording
from workplan.directives.actions.blocks import ActionTable
from workplan.directives.actions.cells import own_words
from workplan.directives.actions.declared import ACTIONS
from workplan.directives.actions.parts import PartReader, taken_parts
from workplan.directives.actions.rows import FILE, RowReader
from workplan.directives.declared import printing
from workplan.directives.interest_matrix.blocks import MatrixTable
from workplan.directives.interest_matrix.declared import INTEREST_MATRIX
from workplan.directives.interest_matrix.marks import MatrixReader
from workplan.directives.printed import uses
from workplan.directives.printer import Use
from workplan.directives.priorities.declared import PRIORITIES
from workplan.directives.several import Printed
from workplan.directives.taker import Taker
from workplan.document.composing.references import targets
from workplan.document.ids import column, in_group
from workplan.document.tree import Block, List, Table
from workplan.document.walking.walk import plain
from workplan.files import yaml
from workplan.writeback.files import Files


class ActionTaker(Taker):
    declares = ACTIONS
    refusal = ""
    file = FILE

    def said(self, block: List | Table, wording: Wording) -> Iterator[tuple[str, str]]:
        if isinstance(block, Table):
            at = next((n for n, c in enumerate(block.header.cells) if column(c.id) == "action"), None)
            for row in block.rows:
                if at is not None and not in_group(block.id, row.id):
                    words = " ".join(plain(p.inlines) for p in row.cells[at].blocks)
                    yield row.id, own_words(words, wording)

    def take(self, new: Printed, old: Printed, blocks: Sequence[Block], files: Files) -> Printed:
        if not isinstance(new, Table) or not isinstance(old, Table):
            return old
        reader = RowReader(files, files.data(FILE, []), _numbers(blocks, files))
        table, data = reader.understood(new, old)
        files.patch(FILE, data)
        _add_members(reader, files)
        return table

    def take_all(
        self, new: Sequence[Printed], old: Sequence[Printed], blocks: Sequence[Block], files: Files
    ) -> Sequence[Printed]:
        options = {scope.id: node.meta["options"] for node, scope in uses(files.plan)}
        whole = [n for n, block in enumerate(old) if ACTIONS.whole(options[block.id])]
        pairs = [(new[n], old[n]) for n in range(len(new)) if n not in whole]
        marks = list(_matrices(blocks, files, options))
        taken = super().take_all([new[n] for n in whole], [old[n] for n in whole], blocks, files)
        if not (pairs or marks):
            return taken
        data, numbers = files.data(FILE, []), _numbers(blocks, files)
        reader = PartReader(files, data, numbers)
        now = files.now(FILE, [])
        tables = [(reader, *each) for each in pairs if _are_tables(*each)]
        wanted = taken_parts([*tables, *((MatrixReader(files, data, numbers), *each) for each in marks)], now)
        files.patch(FILE, wanted)
        _add_members(reader, files)
        found = dict(zip(whole, taken, strict=True))
        plan = _planned(files)
        return [
            found[n] if n in found and wanted == now else _printed_anew(found.get(n, block), plan, options)
            for n, block in enumerate(new)
        ]


def _matrices(
    blocks: Sequence[Block], files: Files, options: Mapping[str, Any]
) -> Iterator[tuple[Table, Table]]:
    """The matrices of members and actions that are wanted, each with what it printed before."""
    known = targets(files.plan)
    before = {scope.id: scope for _, scope in uses(files.plan)}
    for block in blocks:
        if isinstance(block, Table) and printing(block.id) is INTEREST_MATRIX and block.id in before:
            old = MatrixTable().block(Use(files.plan, options[block.id], before[block.id], known))
            yield block, old


def _are_tables(new: Printed, old: Printed) -> bool:
    return isinstance(new, Table) and isinstance(old, Table)


def _numbers(blocks: Sequence[Block], files: Files) -> dict[str, str]:
    """The ids of the priorities by their numbers in the new document."""
    listed = [block for block in blocks if isinstance(block, List) and printing(block.id) is PRIORITIES]
    ids = [item.source for item in listed[0].items] if listed else [p.id for p in files.plan.priorities]
    return {str(number): id for number, id in enumerate(ids, start=1)}


def _add_members(reader: RowReader, files: Files) -> None:
    members = files.now("members.yaml", [])
    files.patch("members.yaml", [*members, *({"id": member} for member in reader.members)])


def _planned(files: Files) -> Plan:
    """The plan as its files are to say it; as it was where they would be no plan, which is told later."""

    def read(name: str, kind: TypeAdapter[Any], otherwise: Any) -> Any:
        if name not in files.changed:
            return otherwise
        found = yaml.read(kind, files.changed[name], name, ()).value
        return otherwise if found is None else found

    return replace(
        files.plan,
        actions=read(FILE, TypeAdapter(tuple[Action, ...]), files.plan.actions),
        priorities=read("priorities.yaml", TypeAdapter(tuple[Priority, ...]), files.plan.priorities),
    )


def _printed_anew(block: Printed, plan: Plan, options: dict[str, Any]) -> Printed:
    """What a table prints of `plan`, below its own headings."""
    known = targets(plan)
    scope = next(scope for _, scope in uses(plan) if scope.id == block.id)
    made = ActionTable().block(Use(plan, options[block.id], scope, known))
    return replace(block, rows=made.rows) if isinstance(block, Table) else made
