"""The options of a directive that prints a table: its columns' headings, and its summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workplan.directives.declared import DIRECTIVES
from workplan.document.ids import column
from workplan.document.tree import Inline, Table
from workplan.writeback.markdown.inline import respelled
from workplan.writeback.markdown.loosened import same

_SPACE_BEFORE_CALL = re.compile(r"[ \t]+(?=\[\^)")
_CALL = re.compile(r"(?<=\S)(?=\[\^)")


def directive_text(lines: Sequence[str], name: str, old: Table, new: Table) -> str:
    """The directive `name`, whose `lines` print `old`, with the headings and the summary of `new`."""
    changed = list(lines)
    columns = [DIRECTIVES[name].heading_option(column(cell.id)) for cell in old.header.cells]
    for option, before, after in zip(columns, _headings(old), _headings(new), strict=True):
        if not same(before, after):
            set_option(changed, name, option, _heading_words(changed, option, before, after))
    if old.summary != new.summary:
        set_option(changed, name, "summary", new.summary)
    return "\n".join(changed)


def _headings(table: Table) -> list[tuple[Inline, ...]]:
    return [cell.blocks[0].inlines if cell.blocks else () for cell in table.header.cells]


def _heading_words(lines: list[str], column: str, old: tuple[Inline, ...], new: tuple[Inline, ...]) -> str:
    """The words of an option; where there was a space before a note's call, which is not printed, there
    still is."""
    at = _find(lines, column)
    source = lines[at].partition(f":{column}:")[2].strip() if at is not None else ""
    words = respelled(_SPACE_BEFORE_CALL.sub("", source), old, new).words
    spaced = not source or "[^" not in source or _SPACE_BEFORE_CALL.search(source)
    return _CALL.sub(" ", words) if spaced else words


def _find(lines: list[str], option: str) -> int | None:
    return next((n for n, line in enumerate(lines) if line.lstrip().startswith(f":{option}:")), None)


def set_option(lines: list[str], name: str, option: str, words: str) -> None:
    """Write an option of the directive `name` into its `lines`; take it out where it has no words."""
    at = _find(lines, option)
    if at is not None and not words:
        del lines[at]
        return
    if at is not None:
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines[at] = f"{indent}:{option}: {words}"
        return
    known = list(DIRECTIVES[name].options)
    before = [place for other in known[: known.index(option)] if (place := _find(lines, other)) is not None]
    after = [place for other in known if (place := _find(lines, other)) is not None]
    place = max(before) + 1 if before else min(after, default=1)
    lines.insert(place, f":{option}: {words}")
