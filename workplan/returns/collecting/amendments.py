"""Words of actions that members changed in their forms, as copies of the plan that `review` reads: the
change is a tracked one, by that member."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from msgspec.structs import replace

from workplan.compare import compare
from workplan.content.files.folder import Folder
from workplan.content.files.papers import PLAN, paper_folder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.composing.inlines import markup
from workplan.document.composing.references import targets
from workplan.document.tree import Block, Cell, Document, Inline, Paragraph, Revision, Row, Table
from workplan.document.walking.runs import normal
from workplan.document.walking.walk import plain
from workplan.opening import Opened, open_content
from workplan.opening.naming import file_name
from workplan.returns.collecting.reworded import reworded
from workplan.word import write


def copies(
    content: Folder, edited: Mapping[str, Mapping[str, str]], received: Mapping[str, date | None]
) -> dict[str, bytes]:
    """The copies by name, for each member whose `edited` words of actions, by id, are given. A member's
    changes are of the day when the form was `received`."""
    if not any(edited.values()):
        return {}
    opened = open_content(paper_folder(content, PLAN))
    base = compose(opened.plan, None, opened.standing)
    stem = file_name(opened, base.properties.file_stem)
    return {
        f"{stem} - {_as_file_name(member)}.docx": _copy(opened, base, member, words, received.get(member))
        for member, words in edited.items()
        if words
    }


def _as_file_name(member: str) -> str:
    return "".join(
        each if each.isalnum() or each in " ,().-'" or ord(each) > 127 else " " for each in member
    ).strip(" .")


def _copy(opened: Opened, base: Document, member: str, words: Mapping[str, str], day: date | None) -> bytes:
    leads = targets(opened.plan)
    known = {action.id: markup(action.action, leads) for action in opened.plan.actions}
    changes = {action: (known[action], said) for action, said in words.items() if action in known}
    blocks = tuple(_block(block, changes) for block in base.blocks)
    at = datetime.combine(day, time(), UTC) if day else None
    marked = compare(base, replace(base, blocks=blocks), Revision(member, at))
    sent = replace(marked, properties=base.properties, terms=base.terms, source=base.source, former=None)
    return write(sent, theme())


def _block(block: Block, changes: Mapping[str, tuple[tuple[Inline, ...], str]]) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(
        block,
        rows=tuple(_row(row, changes[row.source]) if row.source in changes else row for row in block.rows),
    )


def _row(row: Row, change: tuple[tuple[Inline, ...], str]) -> Row:
    return replace(row, cells=tuple(_cell(cell, *change) for cell in row.cells))


def _cell(cell: Cell, words: tuple[Inline, ...], said: str) -> Cell:
    return replace(cell, blocks=tuple(_line(block, plain(words), said) for block in cell.blocks))


def _line(line: Paragraph, words: str, said: str) -> Paragraph:
    """What stands behind the words of an action, such as "(linked priority 2)", stays."""
    whole = plain(line.inlines)
    if not whole.startswith(words) or not words:
        return line
    return replace(line, inlines=normal(reworded(line.inlines, said + whole[len(words) :])))
