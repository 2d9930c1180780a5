"""What a line of the text is, and asking rules in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

from workplan.importing.source.model import Line

Kind = Literal["heading", "item", "more", "body", "quotation", "caption", "title", "contents"]


class Role(Struct, frozen=True):
    """What the `rule` takes a line for. `level` is a heading's (0: not known yet), or an item's depth;
    `count` says how its list counts, `number` is its own there, `label` what the original shows before it; of
    that, `skip` characters are typed. `list` is equal for items of one list."""

    kind: Kind
    rule: str
    evidence: str
    sure: bool = True
    level: int = 0
    count: str = ""
    number: int = 0
    label: str = ""
    skip: int = 0
    list: str = ""


class Around(Struct, frozen=True):
    """What stands around a line: the size of most letters of the text, the lines before and behind, and
    whether a table comes behind."""

    body_size: float
    before: Line | None = None
    after: Line | None = None
    table_after: bool = False


LineRule = Callable[[Line, Around], Role | None]


def first(rules: Iterable[LineRule], line: Line, around: Around) -> Role | None:
    """What the first rule says that says anything."""
    return next((role for rule in rules if (role := rule(line, around)) is not None), None)
