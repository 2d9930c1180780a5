"""What a line is in Word: its style, its numbering and its indents, on either side of a redline."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.content.paper.roles import ROLES as PALETTE
from workplan.design.theme import Theme, palette
from workplan.document.resolving.paragraph_numbers import counts
from workplan.document.revisions import said
from workplan.document.tree import Figure, ListKind, Place
from workplan.document.walking.lines import Line
from workplan.word.numbering.levels import STYLE_LEVELS, Label, Numbering, list_indent, list_key
from workplan.word.styles.sheet import ROLES, list_style


class Look(Struct, frozen=True):
    """The properties of a paragraph. `style` is one of ours, `num` 0 where nothing is counted; lengths are in
    points; `align` is the side that lines stand on, and `at_end` says that their style puts them at the end.
    A `separator` is the low empty paragraph beside a table. `typed` are the words of a label that Word does
    not count: they are not a property, but stand and go with these."""

    style: str
    num: int = 0
    level: int = 0
    left: float = 0.0
    hanging: float = 0.0
    keeps_next: bool = True
    separator: bool = False
    align: str = ""
    at_end: bool = False
    typed: str = ""


SEPARATOR = Look("Normal", separator=True)


class Side(Struct):
    """The new document or the old one; `items` are the list items begun so far, and `numbered` whether its
    paragraphs have numbers, up to the first annex."""

    new: bool
    numbered: bool = False
    items: set[str] = set()


class Looks:
    """Words the looks of one document's lines."""

    def __init__(self, numbering: Numbering, theme: Theme) -> None:
        self._numbering, self._theme = numbering, theme
        styles = theme.styles | palette(theme, PALETTE)
        self._at_end = {role for role, look in styles.items() if look.align == "end"}

    def of_run(
        self, run: Sequence[Line | Figure], stands: Sequence[bool], side: Side, style: str = ""
    ) -> list[Look | None]:
        """The looks of the lines and pictures of one run that stand on this side; the number of a row goes to
        its first line there, as in `document.revisions`. `style` is the one of body text here."""
        looks: list[Look | None] = []
        giver = ""
        for n, (node, stand) in enumerate(zip(run, stands, strict=True)):
            if isinstance(node, Figure):
                captioned = bool(node.caption) and n + 1 < len(stands) and stands[n + 1]
                looks.append(Look("Figure", keeps_next=captioned) if stand else None)
            elif stand:
                looks.append(self._line(node, side, "" if any(looks) else giver, style))
                giver = ""
            else:
                looks.append(None)
                giver = giver or (node.place.id if node.label and not node.place.level else "")
        return looks

    def in_passing(self, node: Line | Figure, style: str) -> Look:
        """The look of what somebody put in and somebody took out again."""
        if isinstance(node, Figure):
            return Look("Figure", keeps_next=bool(node.caption))
        return self._line(node, Side(new=True), "", style)

    def _line(self, node: Line, side: Side, giver: str, style: str) -> Look:
        place = node.former.place if node.former and not side.new else node.place
        opens = bool(place.frames) and said(place.frames[-1].item) not in side.items
        side.items.update(said(frame.item) for frame in place.frames)
        side.numbered = side.numbered and not place.appendix
        if side.numbered and counts(place) and not style:
            label = self._numbering.paragraph
        else:
            label = self._label(node, place, opens, giver, in_cell=bool(style))
        return _numbered(self._plain(place, opens, style, side), label)

    def _plain(self, place: Place, opens: bool, style: str, side: Side) -> Look:
        if place.level:
            return Look(f"Heading{place.level}")
        depth = len(place.frames) - 1
        if depth >= 0:
            kind = place.frames[-1].kind if opens else None
            left = 0.0 if opens else self._deep(depth, side)
            return Look(list_style(_KINDS[kind] if kind else "Continue", depth), left=left)
        style = style if style and place.role == "body" else ROLES[place.role]
        return Look(style, at_end=place.role in self._at_end)

    def _deep(self, depth: int, side: Side) -> float:
        """The indent of what goes on below an item deeper than the styles go, or further in than they do."""
        if depth < STYLE_LEVELS and not side.numbered:
            return 0.0
        return list_indent(self._theme, depth, indented=side.numbered)

    def _label(self, node: Line, place: Place, opens: bool, giver: str, *, in_cell: bool) -> Label | None:
        """The label that stands before a line at this place, as the plan for the whole document has it."""
        numbering = self._numbering
        if opens:
            key = list_key(place.frames)
            return numbering.lists[key] if numbering.lists else numbering.labels.get(node.place.id)
        if place.level:
            own = place.appendix and node.place.appendix
            return numbering.labels[node.place.id] if own else numbering.appendix if place.appendix else None
        if not in_cell:
            return None
        # What is a heading on the other side has that one's label.
        own = bool(node.label) and not node.place.level
        return numbering.labels.get(giver or node.place.id) if giver or own else None


_KINDS: dict[ListKind, str] = {
    "bullet": "Bullet",
    "decimal": "Number",
    "lower-alpha": "Number",
    "lower-roman": "Number",
    "bracketed-alpha": "Number",
    "bracketed-roman": "Number",
}


def _numbered(look: Look, label: Label | None) -> Look:
    if label is None:
        return look
    look = replace(look, num=label.num, level=label.level, typed=label.typed)
    return replace(look, left=label.left, hanging=label.hanging) if label.hanging else look
