"""The nodes of the outline, one by one: what each is, and where it stands in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from lxml.etree import _Element
from msgspec import Struct

from workplan.content.paper.roles import MASTHEAD
from workplan.document.tree import (
    Alignment,
    FormerPlace,
    FormerSummary,
    Frame,
    ListKind,
    ParagraphRole,
    Place,
    Revision,
)
from workplan.word.file.known import OUTLINE
from workplan.word.reader.parts.numbering import beginning, whole
from workplan.word.reader.parts.pictures import said_width

NAMESPACE = f"{{{OUTLINE}}}"
NodeKind = Literal["paragraph", "heading", "list", "item", "table", "row", "cell", "figure", "note"]
_ROLES = MASTHEAD | {"body", "quotation", "caption"}
_ALIGNMENTS = frozenset(get_args(Alignment))
_KINDS: dict[str, ListKind] = {
    "bullet": "bullet",
    "decimal": "decimal",
    "lower-alpha": "lower-alpha",
    "lower-roman": "lower-roman",
    "bracketed-alpha": "bracketed-alpha",
    "bracketed-roman": "bracketed-roman",
}


class Node(Struct, frozen=True):
    """One node: `parent` is the id of what it is in, `frames` the lists around a line, and `opens` says
    whether the line is the first of its item. `references` are numbers and titles that are mere links in
    Word; `name` and `width` are a picture's, `summary` to `matrix` are a table's: `described` is the
    description that was made for one without a summary. `spaces` are what the numbers refer to before which
    the author wrote a no-break space."""

    id: str
    kind: NodeKind
    parent: str = ""
    label: str = ""
    frames: tuple[Frame, ...] = ()
    opens: bool = False
    references: tuple[tuple[str, str, str], ...] = ()
    marks: Override | None = None
    former: FormerPlace | None = None
    former_row: str = ""
    former_summary: FormerSummary | None = None
    level: int = 0
    role: ParagraphRole = "body"
    name: str = ""
    width: float | None = None
    summary: str = ""
    described: str = ""
    widths: tuple[float, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    row_heads: bool = False
    fills: tuple[int, ...] = ()
    matrix: bool = False
    spaces: frozenset[str] = frozenset()


class Override(Struct, frozen=True):
    """The tree's own marks of a break, where Word's paragraph mark says otherwise; None for a side on which
    that is right."""

    inserted: Revision | Literal[0] | None
    deleted: Revision | Literal[0] | None


def read_nodes(root: _Element, revisions: tuple[Revision, ...]) -> Iterator[Node]:
    """The nodes of an outline, each with its place; `revisions` are those that it names by their numbers."""
    return _Nodes(revisions).of(root)


class _Nodes(Struct, frozen=True):
    """An item may go on in a further part of its list, behind lines that have gone: `items` have begun."""

    revisions: tuple[Revision, ...]
    items: set[str] = set()

    def of(self, root: _Element) -> Iterator[Node]:
        for block in root.iterfind(f"{NAMESPACE}blocks/*"):
            yield from self._block(block, "", (), opens=False)
        for note in root.iterfind(f"{NAMESPACE}notes/{NAMESPACE}note"):
            yield Node(note.get("id", ""), "note", references=_references(note), spaces=_spaces(note))

    def _block(
        self, element: _Element, parent: str, frames: tuple[Frame, ...], *, opens: bool
    ) -> Iterator[Node]:
        id = element.get("id", "")
        match element.tag.removeprefix(NAMESPACE):
            case "list":
                yield Node(id, "list", parent, frames=frames)
                yield from self._items(element, frames)
            case "table":
                yield Node(
                    id,
                    "table",
                    parent,
                    summary=element.get("summary", ""),
                    described=element.get("described", ""),
                    alignments=_alignments(element),
                    widths=_widths(element),
                    row_heads=element.get("row-heads") in {"1", "true", "True"},
                    fills=tuple(whole(fill, 0) for fill in element.get("fills", "").split()),
                    matrix=element.get("matrix") in {"1", "true", "True"},
                    former_summary=self._former_summary(element),
                )
                for row in element.iterfind(f"{NAMESPACE}row"):
                    yield from self._row(row, id)
            case "figure":
                name = element.get("name", "")
                width = said_width(element.get("width"))
                yield Node(id, "figure", parent, marks=self._override(element), name=name, width=width)
                for caption in element.iterfind(f"{NAMESPACE}paragraph"):
                    yield self._line(caption, id, (), opens=False)
            case "paragraph" | "heading":
                yield self._line(element, parent, frames, opens=opens)
            case _:
                pass

    def _items(self, element: _Element, frames: tuple[Frame, ...]) -> Iterator[Node]:
        id = element.get("id", "")
        for item in element.iterfind(f"{NAMESPACE}item"):
            name = item.get("id", "")
            yield Node(name, "item", id, item.get("label", ""), frames)
            inside, goes_on = (*frames, _frame(element, id, name)), name in self.items
            self.items.add(name)
            for place, child in enumerate(item):
                yield from self._block(child, name, inside, opens=place == 0 and not goes_on)

    def _row(self, element: _Element, table: str) -> Iterator[Node]:
        id = element.get("id", "")
        yield Node(id, "row", table, marks=self._override(element), former_row=element.get("former", ""))
        for cell in element.iterfind(f"{NAMESPACE}cell"):
            name = cell.get("id", "")
            yield Node(name, "cell", id)
            for line in cell.iterfind(f"{NAMESPACE}paragraph"):
                yield self._line(line, name, (), opens=False)

    def _line(self, element: _Element, parent: str, frames: tuple[Frame, ...], *, opens: bool) -> Node:
        kind: NodeKind = "heading" if element.tag == f"{NAMESPACE}heading" else "paragraph"
        return Node(
            element.get("id", ""),
            kind,
            parent,
            element.get("label", ""),
            frames,
            opens,
            _references(element),
            self._override(element),
            self._former(element),
            level=whole(element.get("level"), 0),
            role=_role(element),
            spaces=_spaces(element),
        )

    def _override(self, element: _Element) -> Override | None:
        inserted, deleted = element.get("inserted"), element.get("deleted")
        if inserted is None and deleted is None:
            return None
        return Override(self._named(inserted), self._named(deleted))

    def _named(self, number: str | None) -> Revision | Literal[0] | None:
        """A revision by its number from 1; 0 for none, None where nothing is said or nobody has it."""
        if number == "0":
            return 0
        place = whole(number, 0)
        return self.revisions[place - 1] if 0 < place <= len(self.revisions) else None

    def _former_summary(self, element: _Element) -> FormerSummary | None:
        was = element.find(f"{NAMESPACE}was")
        revision = None if was is None else self._named(was.get("revision"))
        return FormerSummary(was.get("summary", ""), revision) if was is not None and revision else None

    def _former(self, element: _Element) -> FormerPlace | None:
        was = element.find(f"{NAMESPACE}was")
        revision = None if was is None else self._named(was.get("revision"))
        if was is None or not revision:
            return None
        place = Place(
            was.get("id", element.get("id", "")),
            _role(was),
            whole(was.get("level"), 0),
            was.get("appendix") in {"1", "true", "True"},
            tuple(
                _frame(frame, frame.get("list", ""), frame.get("item", ""))
                for frame in was.iterfind(f"{NAMESPACE}frame")
            ),
        )
        return FormerPlace(place, revision)


def _widths(element: _Element) -> tuple[float, ...]:
    try:
        widths = tuple(float(width) for width in element.get("widths", "").split())
    except ValueError:
        return ()
    return widths if all(0 < width <= 1 for width in widths) else ()


def _alignments(element: _Element) -> tuple[Alignment, ...]:
    given = element.get("alignments")
    names = () if given is None else tuple(given.split(","))
    return names if _ALIGNMENTS.issuperset(names) else ()  # type: ignore[return-value]


def _role(element: _Element) -> ParagraphRole:
    role = element.get("role", "body")
    return role if role in _ROLES else "body"


def _frame(element: _Element, list_: str, item: str) -> Frame:
    """The frame that an element's `kind` and `start` make."""
    kind = _KINDS.get(element.get("kind", ""), "bullet")
    return Frame(list_, kind, beginning(whole(element.get("start"), 1), kind), item)


def _references(element: _Element) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (reference.get("target", ""), reference.text or "", reference.get("kind", ""))
        for reference in element.iterfind(f"{NAMESPACE}reference")
    )


def _spaces(element: _Element) -> frozenset[str]:
    return frozenset(found.get("target", "") for found in element.iterfind(f"{NAMESPACE}no-break"))
