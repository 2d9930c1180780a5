"""What Word counts by: the levels of its numbering, and the labels that paragraphs get by them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from workplan.design.theme import Theme
from workplan.document.revisions import said
from workplan.document.tree import Frame, ListKind
from workplan.text.size import width
from workplan.word.numbering.labels import NumberFormat, written

#: Word has nine levels; deeper lists go on in the ninth.
LEVELS = 9
#: The built-in styles List Bullet, List Number and List Continue go from 1 to 5.
STYLE_LEVELS = 5

#: The definitions behind the styles List Bullet and List Number come first.
BULLETS, NUMBERS = 1, 2

# What a reference without words (`\t`) keeps beside the number: "Section (1)-a" gives "(1)-a".
_DELIMITERS = frozenset(".,:;-()[]{}/\\|")

#: Half the width of "1." in type sizes.
_HALF_A_LABEL = 0.42
#: How much of their estimated width words from the right take.
_NARROWER = 0.85


class Level(Struct, frozen=True):
    """One `w:lvl`; one of the format "none" counts nothing. `text` is its `w:lvlText` ("%2." at the
    second level); lengths are in points."""

    format: NumberFormat | Literal["bullet", "none"]
    text: str
    start: int = 1
    left: float = 0.0
    hanging: float = 0.0
    suffix: Literal["tab", "space", "nothing"] = "tab"
    style: str = ""


class Label(Struct, frozen=True):
    """How a paragraph gets its label: by Word's counting (`num` above 0), by `typed` words, or both.

    `number` is what a reference to the paragraph's number shows ("4", "b", "Appendix A"), `full` what
    one to its full context shows ("4.b"); both are empty where that is not certain. `left` and
    `hanging`, in points, indent a label that is typed with a tab, which has no level to do so.
    """

    num: int = 0
    level: int = 0
    typed: str = ""
    number: str = ""
    full: str = ""
    left: float = 0.0
    hanging: float = 0.0


#: One list of a redline: its id, how it counts, where it begins, and how deep it is.
ListKey = tuple[str, ListKind, int, int]


class Numbering(Struct, frozen=True):
    """`definitions[n]` holds the levels of `w:num` n + 1; `labels` is keyed by the paragraph's id.

    In a redline, `lists` has the label of whatever begins an item in a list, and `appendix` that of
    an appendix's heading, because a line may have its label on one side only. `paragraph` is the label of the
    numbered paragraphs, where there are any.
    """

    definitions: tuple[tuple[Level, ...], ...]
    labels: dict[str, Label]
    lists: dict[ListKey, Label] = {}
    appendix: Label | None = None
    paragraph: Label | None = None


def list_key(frames: tuple[Frame, ...]) -> ListKey:
    """The innermost list around a line."""
    frame = frames[-1]
    return said(frame.list), frame.kind, frame.start, len(frames)


def list_indent(theme: Theme, depth: int, *, indented: bool) -> float:
    """Where the words of a list's items begin, so many lists deep from 0."""
    return theme.lists.indent * (depth + 1) + (theme.lists.number if indented else 0.0)


def hung(points: float, size: float, *, centred: bool) -> float:
    """How far before the words of its line the middle of a label stands, or its first letter where it is not
    centred. In a paragraph from the right, Word puts a label that is aligned `left` inside its margin, and
    LibreOffice 7.4 outside: one that is centred stands in one place for both."""
    return max(points - _HALF_A_LABEL * size, 0.0) if centred else points


def pushed(level: Level, size: float, *, centred: bool) -> float:
    """How far behind the margin the middle of a label stands that words follow without a tab: half as wide as
    the first one, about, where it is centred, so that it begins at the margin."""
    first = computed(level, 0, level.start)
    return _NARROWER * width(first) * size / 2 if centred else 0.0


def computed(rule: Level, level: int, number: int) -> str:
    """What Word counts for the `number` of a level; a bullet is not a label."""
    counted = _counted(rule, number)
    return rule.text.replace(f"%{level + 1}", counted) if counted else ""


def referred(rule: Level, level: int, number: int) -> str:
    """What a reference to the number shows: what Word counts, without the full stops at its end."""
    prefix, _, suffix = rule.text.partition(f"%{level + 1}")
    if suffix.strip(".") or _DELIMITERS & set(prefix):
        return ""
    counted = _counted(rule, number)
    return f"{prefix}{counted}" if counted else ""


def _counted(rule: Level, number: int) -> str:
    match rule.format:
        case "bullet" | "none":
            return ""
        case format_:
            return written(format_, number)
