"""The rows of the table of actions as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.words.wording import Wording
from workplan.directives.actions.interest import listed
from workplan.document.tree import Block
from workplan.importing.rules.blocks.building import Directive
from workplan.importing.rules.claims import Claims
from workplan.importing.rules.data.cells import last_line, linked, members, number
from workplan.importing.rules.data.row import ActionRow
from workplan.importing.rules.ids import Ids
from workplan.importing.rules.inlines import Inliner, joined
from workplan.importing.rules.pieces import stripped
from workplan.importing.rules.tables.action_table import ActionTable
from workplan.importing.source.model import Piece, Row


class Actions(Struct):
    """The actions as actions.yaml has them; `members` in the order of their first mention; `word` is what
    stands before the numbers of linked priorities; `columns` are those of the table where it has others than
    usual."""

    entries: list[dict[str, Any]] = []
    members: list[str] = []
    word: str = ""
    headings: dict[str, str] = {}
    columns: tuple[str, ...] = ()
    bookmarks: dict[str, tuple[str, int]] = {}


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
        if not numbered:
            heading, became = Wording().number, "numbers in a column of their own"
            claims.add("K1", "understood", found.table.address, heading, became, added=[heading])
    return actions


def _unlooked(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(replace(each, look=each.look.but("bold", False)) for each in pieces)


def _own_number(row: Row, found: ActionTable) -> tuple[str, int]:
    lines = [line for line in row.cells[found.columns.index("action")].lines if not line.empty]
    return number(lines[0]) if lines else ("", 0)


def _action(
    n: int, row: Row, found: ActionTable, priorities: Sequence[str], actions: Actions, inliner: Inliner,
    ids: Ids, claims: Claims, known: Sequence[str],
) -> dict[str, Any]:  # fmt: skip
    taken = ActionRow(found, row, claims)
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


def print_actions(
    found: ActionTable, places: Sequence[list[Block | Directive]], actions: Actions, claims: Claims
) -> None:
    """Put the options of the directives that print the tables of actions, each where it stood, or all in the
    first."""
    options = [f":columns: {', '.join(actions.columns)}"] if actions.columns else []
    for name in actions.columns or ("action", "interest", "status"):
        if words := actions.headings.get(name):
            option = name if name in ("action", "interest", "status") else f"{name}-heading"
            options.append(f":{option}: {words}")
    if found.table.summary:
        options.append(f":summary: {' '.join(found.table.summary.split())}")
    filters = _filters(found, actions)
    _say_more(found, actions, claims, is_apart=bool(filters))
    made = {
        address: Directive("action-items", (*filters.get(address, ()), *options))
        for address in (filters or found.addresses[:1])
    }
    for blocks in places:
        kept = (made.get(at) if (at := _actions_at(each)) else each for each in blocks)
        blocks[:] = [each for each in kept if each]


def _actions_at(block: Block | Directive) -> str:
    """The address of the table of actions that a directive prints; empty for all else."""
    return block.options[0] if isinstance(block, Directive) and block.name == "action-items" else ""


def _filters(found: ActionTable, actions: Actions) -> dict[str, tuple[str, ...]]:
    """The options that choose the actions of each of several tables; none where they cannot."""
    links = [[set(entry["linked_priorities"]) for entry in actions.entries[a:b]] for a, b in found.spans]
    sets = [set().union(*each) for each in links]
    told = len(sets) > 1 and all(each for rows in links for each in rows) and all(sets)
    if not told or len(set().union(*sets)) < sum(map(len, sets)):
        return {}
    order = [*dict.fromkeys(id for entry in actions.entries for id in entry["linked_priorities"])]
    return {
        address: (f":priority: {', '.join(id for id in order if id in each)}",)
        for address, each in zip(found.addresses, sets, strict=True)
    }


def _say_more(found: ActionTable, actions: Actions, claims: Claims, *, is_apart: bool) -> None:
    """The claims of the tables that go on with the first."""
    own = [" ".join(cell.text.split()) for cell in found.header.cells] if found.header else []
    if is_apart and "number" not in (actions.columns or found.columns):
        words = [Wording().number] * (len(found.more) + 1)
        became = "numbers in a column of their own"
        claims.add("K1", "understood", found.table.address, words[0], became, added=words)
    for each, (a, b) in zip(found.more, found.spans[1:], strict=True):
        lines = [line for cell in each.header.cells for line in cell.lines] if each.header else []
        words = [" ".join(line.text.split()) for line in lines]
        same = is_apart and words == own
        where = "here" if is_apart else "in the first table"
        became = f"actions {a + 1}–{b}, printed {where}"
        claims.add(
            "T9", "guessed", each.table.address, " | ".join(words), became, "the same columns as the first",
            lost=() if same else words, also=[line.address for line in lines],
            added=own if is_apart and not same else (),
        )  # fmt: skip
