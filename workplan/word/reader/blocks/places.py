"""Where lines stand: what each is, and the lists around it.

What stands in the file now decides. Where that agrees with what the outline knows of a line (its level, its
depth in lists, how the list counts), the outline's lists are its lists; else, and for new lines, the lists
are made out from the lines around and from Word's numbering, as an editor sees them.

    [x] items, what goes on under an item, lists in lists, two lists one after the other
    [x] items and lines that are new, or on another level; numbering that starts again or goes on
    [-] items that skip a level: one below the last
    [-] capital letters, capital Roman and all other ways to number: the nearest that the tree has, said
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from workplan.document.tree import FormerPlace, Frame, ListKind, ParagraphRole, Place
from workplan.word.numbering.levels import list_key
from workplan.word.reader.blocks.identities import Identities
from workplan.word.reader.blocks.own_redline import Ours
from workplan.word.reader.findings import Findings
from workplan.word.reader.parts.nodes import Node, NodeKind
from workplan.word.reader.parts.outline import Outline
from workplan.word.reader.text.raw import RawLine, Shape

_DEEPEST_STYLE = 5  # List Continue 5 is Word's last
_DEEPEST_LEVEL = 9
_TREE = frozenset({"decimal", "bullet", "none", "lowerLetter", "lowerRoman"})


class Standing(Struct, frozen=True):
    """What a paragraph's style and numbering make of it. `depth` counts the lists around it; `key` is equal
    for items that Word counts together."""

    role: ParagraphRole = "body"
    level: int = 0
    depth: int = 0
    opens: bool = False
    kind: ListKind | None = None
    key: object = None
    start: int = 1


class Places:
    """Finds the places of the lines between two tables, one run of lines after the other."""

    def __init__(
        self,
        outline: Outline,
        identities: Identities,
        ours: Ours,
        findings: Findings,
        appendix: str,
        *,
        numbered: bool,
    ) -> None:
        self._outline, self._identities, self._ours, self._findings = outline, identities, ours, findings
        self._appendix = re.compile(rf"{re.escape(appendix)} [A-Z]{{1,2}}\b") if appendix else None
        self._numbered = numbered  # one of its documents has paragraphs with numbers
        self._keys: dict[str, object] = {}  # what Word counts each list by
        self._before: dict[tuple[int, int], tuple[Frame, ...]] = {}  # the lists of the line before each

    def run(self, lines: Sequence[RawLine]) -> Iterator[tuple[Place, bool]]:
        """The place of each line, and whether it opens a list item."""
        standings = self._standings(lines)
        known = [self._known(line, standing) for line, standing in zip(lines, standings, strict=True)]
        before: tuple[Frame, ...] = ()
        # The items that others of their list have ended; `accept` knows of those that tracked changes end.
        closed: set[tuple[str, str]] = set()
        for at, line in enumerate(lines):
            node, standing = known[at], standings[at]
            if node is None or closed.intersection(_around(node.frames, opens=standing.opens)):
                frames = self._frames(line, standing, before, _ahead(standings, known, at))
            else:
                frames = node.frames
            if standing.opens and frames:
                self._keys[frames[-1].list] = standing.key
            if standing.opens and not (line.marks.inserted or line.marks.deleted or line.former):
                closed.update(_ended(before, frames))
            self._before[line.at, line.part], before = before, frames
            id = self._identities.line(line, _slots(standing)) or self._new(line, standing, frames)
            appendix = bool(standing.level) and self._is_appendix(line)
            yield Place(id, standing.role, standing.level, appendix, frames), standing.opens

    def _standings(self, lines: Sequence[RawLine]) -> list[Standing]:
        """What the properties of each line make of it; where our redline, or LibreOffice, has given
        it those of another, what the outline says: LibreOffice 7.4 gives lines behind a deleted break those
        of the first."""
        standings: list[Standing] = []
        first: Standing | None = None  # of lines whose breaks are deleted
        for line in lines:
            read, node = self._standing(line), self.node(line)
            others = first is not None and _same(read, first)
            if node and node.kind != "figure" and (others or self._ours.places(line, node)):
                standings.append(_recorded(node, read))
            else:
                standings.append(read)
            first = (first or read) if line.marks.deleted else None
        return standings

    def former(self, line: RawLine, place: Place, node: Node | None) -> FormerPlace | None:
        """What the line was before a tracked change of its properties."""
        recorded = node.former if node and self._ours.trusted(node) else None
        if line.former is None:
            opens = bool(node and node.opens)
            hidden = recorded and (self._ours.places(line, node) or _looks(recorded.place, place, opens))
            return recorded if hidden else None
        if recorded or (node and self._ours.changed(line)):
            return recorded
        was = self._shaped(line.former.shape)
        if _same(was, self._standing(line)):
            self._findings.add("formatting", "a tracked change of how a paragraph looks is left out")
            return None
        if node and node.kind != "figure" and _same(was, _recorded(node, was)):
            former = Place(node.id, node.role, node.level, bool(node.level and node.label), node.frames)
        else:
            frames = self._former_frames(was, self._before.get((line.at, line.part), ()))
            former = Place(place.id, was.role, was.level, False, frames)
        return FormerPlace(former, line.former.revision) if former != place else None

    def _former_frames(self, was: Standing, before: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """The lists that a line was in, if it stood behind one with these lists."""
        if not was.opens:
            return before[: was.depth]
        depth, kind = min(was.depth, len(before) + 1), was.kind or "decimal"
        if len(before) >= depth and before[depth - 1].kind == kind:
            return (*before[: depth - 1], replace(before[depth - 1], item=self._identities.new()))
        return (*before[: depth - 1], Frame(self._identities.new(), kind, 1, self._identities.new()))

    def _new(self, line: RawLine, standing: Standing, frames: tuple[Frame, ...]) -> str:
        if standing.opens and frames:
            return f"{frames[-1].item}.text"
        return self._identities.new()

    def _standing(self, line: RawLine) -> Standing:
        standing = self._shaped(line.shape)
        if not standing.opens or line.counted is None:
            return standing
        level = line.counted.level
        return replace(standing, kind=level.kind, key=line.counted.list, start=line.counted.number)

    def _shaped(self, shape: Shape) -> Standing:
        style = shape.style
        if style.heading:
            if style.heading > 3:
                self._findings.add("heading", f"a heading of level {style.heading} is read as one of level 3")
            return Standing(level=min(style.heading, 3))
        if style.role != "body":
            return Standing(style.role)
        if shape.num and self._numbered and not style.list and shape.level == 0 and shape.kind == "decimal":
            return Standing()  # a numbered paragraph
        if shape.num:
            below = self._numbered and not style.list and shape.level > 0
            return Standing(depth=shape.level + (0 if below else 1), opens=True, kind=shape.kind)
        if style.list in {"bullet", "number", "continue"}:
            return Standing(depth=style.depth + 1)
        return Standing(depth=1 if style.list == "paragraph" else 0)

    def _known(self, line: RawLine, standing: Standing) -> Node | None:
        """The node of the line in the outline, if it still stands as it did there."""
        node = self.node(line)
        if node is None or node.kind == "figure" or (node.kind == "heading") != bool(standing.level):
            return None
        depth, most = len(node.frames), _DEEPEST_LEVEL if standing.opens else _DEEPEST_STYLE
        if node.opens != standing.opens or (depth != standing.depth and not depth > standing.depth == most):
            return None
        agrees = not (standing.opens and standing.kind) or node.frames[-1].kind == standing.kind
        return node if agrees else None

    def node(self, line: RawLine) -> Node | None:
        return self._outline.nodes.get(self._identities.line(line))

    def _is_appendix(self, line: RawLine) -> bool:
        node = self.node(line)
        if node is not None and node.kind == "heading":
            return bool(node.label)
        counted = line.counted.label if line.counted and line.shape.own else ""
        return bool(self._appendix and self._appendix.match(counted))

    def _frames(
        self,
        line: RawLine,
        standing: Standing,
        before: tuple[Frame, ...],
        ahead: tuple[tuple[Frame, ...], object] | None,
    ) -> tuple[Frame, ...]:
        """The lists around a line that the outline does not know there."""
        if not standing.opens:
            return before[: standing.depth]
        depth = min(standing.depth, len(before) + 1)
        outer, kind = before[: depth - 1], standing.kind or "decimal"
        if line.counted and (format_ := line.counted.level.format) not in _TREE:
            message = f"a list that counts in the way {format_!r} is read as the nearest that we have"
            self._findings.add("list", message)
        item = self._identities.of(line, "item", slots=_slots(standing)) or self._identities.new()
        if len(before) >= depth and self._goes_on(before[depth - 1], standing):
            return (*outer, replace(before[depth - 1], item=item))
        if ahead and len(ahead[0]) == depth and ahead[0][: depth - 1] == outer and ahead[1] == standing.key:
            return (*outer, replace(ahead[0][-1], item=item))
        list_ = self._identities.of(line, "list", slots=_slots(standing)) or self._identities.new()
        start = 1 if kind == "bullet" else max(standing.start, 1)
        return (*outer, Frame(list_, kind, start, item))

    def _goes_on(self, frame: Frame, standing: Standing) -> bool:
        """Whether Word counts an item in the list of this frame."""
        key = self._keys.get(frame.list)
        return frame.kind == (standing.kind or frame.kind) and (key is None or key == standing.key)


def _same(one: Standing, other: Standing) -> bool:
    return (one.role, one.level, one.depth, one.opens) == (other.role, other.level, other.depth, other.opens)


def _recorded(node: Node, read: Standing) -> Standing:
    """How a node stands in the outline."""
    return replace(
        read,
        role=node.role,
        level=node.level,
        depth=len(node.frames),
        opens=node.opens,
        kind=node.frames[-1].kind if node.opens else None,
    )


def _around(frames: tuple[Frame, ...], *, opens: bool) -> set[tuple[str, str]]:
    """The items that a line stands in, without the one that it `opens`."""
    return {(frame.list, frame.item) for frame in (frames[:-1] if opens else frames)}


def _ended(before: tuple[Frame, ...], frames: tuple[Frame, ...]) -> Iterator[tuple[str, str]]:
    """The items that end where a line with these `frames` opens another of their list."""
    for one, other in zip(before, frames, strict=False):
        if one.list == other.list and one.item != other.item:
            yield one.list, one.item


def _ahead(
    standings: Sequence[Standing], known: Sequence[Node | None], at: int
) -> tuple[tuple[Frame, ...], object] | None:
    """The lists of the next line that the outline knows, if all between are items too; and how it counts."""
    for place in range(at + 1, min(at + 200, len(standings))):
        if not standings[place].opens:
            return None
        if (node := known[place]) is not None:
            return node.frames, standings[place].key
    return None


def _slots(standing: Standing) -> tuple[NodeKind, ...]:
    return ("list", "item", "paragraph") if standing.opens else ("paragraph",)


def _looks(one: Place, other: Place, opens: bool) -> bool:
    """Whether two places look the same in Word, which shows of the lists around a line the innermost: its
    number, where the line `opens` an item, else how deep it is."""
    if one.depth != other.depth:
        return False
    return not (one.frames and opens) or list_key(one.frames) == list_key(other.frames)
