"""What a file of ours says of itself in its custom XML part: ids, kinds, parents, properties.

`templates/docx/item1.xml` writes it and editors leave it alone, so it shows the document as it was when the
file was made: which id is a list's and which an item's, and what WordprocessingML has no place for. The
words are not here, and what stands in the text now goes before what is said here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args
from urllib.parse import unquote

from lxml.etree import _Element
from msgspec import Struct, field

from workplan.content.paper.roles import MASTHEAD
from workplan.document.tree import (
    Alignment,
    ContentsList,
    FormerPlace,
    FormerSummary,
    Frame,
    ListKind,
    PageLayout,
    ParagraphRole,
    Place,
    Revision,
)
from workplan.theme import TONES
from workplan.tone import Tone
from workplan.word.file.bookmarks import HIDDEN, bookmark, call_bookmark, called_note, identity
from workplan.word.file.known import OUTLINE
from workplan.word.file.opening import ADDRESS, WordFile
from workplan.word.reader.marks import read_date
from workplan.word.reader.parts.numbering import beginning, whole
from workplan.word.reader.parts.widths import said_width

NAMESPACE = f"{{{OUTLINE}}}"
#: Width and height of the text of a page.
Room = tuple[int, int]
_ENTRIES = f"{NAMESPACE}contents/{NAMESPACE}entry"
_COPY = "_Copy_"  # what LibreOffice adds to some names, and a number; ours are written in small letters

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


class Outline(Struct):
    """The nodes by id, and ids by bookmark name (in lower case, as Word compares them); `root` is the part
    itself, None in a file that has lost it or never had it."""

    root: _Element | None = None
    nodes: dict[str, Node] = {}
    names: dict[str, str] = {}
    calls: dict[str, str] = {}
    former: dict[str, str] = {}  # as `names`, of what has another id now
    children: dict[str, list[str]] = {}
    revisions: tuple[Revision, ...] = ()
    links: dict[str, str] = {}
    layout: PageLayout = field(default_factory=PageLayout)
    contents: ContentsList | None = None
    entries: tuple[str, ...] = ()  # of the list of contents, as they were sent
    tones: tuple[tuple[str, Tone], ...] = ()  # words with a colour
    room: Room | None = None  # of the text, in twentieths of a point
    turned: Room | None = None  # the same, on pages in landscape
    turns: bool = True  # whether pages have another form in landscape

    def spaces(self) -> frozenset[str]:
        """`Node.spaces` of all nodes, for a line of which nobody knows which one it is."""
        return frozenset().union(*(node.spaces for node in self.nodes.values()))

    def href(self, href: str) -> str:
        """An address as it was written: LibreOffice decodes some, and adds the "/" of a bare host."""
        return self.links.get(href) or self.links.get(_plain_address(href), href)

    def id(self, name: str) -> str | None:
        """The id whose bookmark this is. LibreOffice adds `_Copy_1` to some."""
        name = name.partition(_COPY)[0].lower()
        if self.root is None:
            return identity(name)
        return self.names.get(name)

    def target(self, name: str) -> str | None:
        """The id that a reference to this bookmark means; what went may refer to what has another id now."""
        return self.id(name) or self.former.get(name.lower())

    def note(self, name: str) -> str | None:
        """The note whose first call stands in this bookmark."""
        name = name.partition(_COPY)[0].lower()
        return called_note(name) if self.root is None else self.calls.get(name)


def is_copy(name: str) -> bool:
    """Whether LibreOffice calls a bookmark a copy of another."""
    return _COPY in name


def read_outline(file: WordFile) -> Outline:
    """The outline of `file`; an empty one where it carries none."""
    outline = Outline(_part(file, "plan"))
    if outline.root is None:
        return outline
    for link in outline.root.iterfind(f"{NAMESPACE}link"):
        href = link.get("href", "")
        if ADDRESS.fullmatch(href):
            outline.links.setdefault(_plain_address(href), href)
            outline.links[href] = href
    outline.room, outline.turned = _room(outline.root, "text"), _room(outline.root, "turned")
    outline.turns = outline.root.get("turns") != "false"
    prefix = HIDDEN if outline.root.get("bookmarks") == "hidden" else ""  # a file that was made earlier
    outline.layout = read_layout(outline.root)
    outline.contents = contents(outline.root)
    outline.entries = tuple(each.text or "" for each in outline.root.iterfind(_ENTRIES))
    outline.tones = tuple(
        (each.text or "", name)
        for each in outline.root.iterfind(f"{NAMESPACE}tone")
        for name in TONES
        if name == each.get("name")
    )
    outline.revisions = tuple(map(_revision, outline.root.iterfind(f"{NAMESPACE}revision")))
    for node in _Nodes(outline.revisions).of(outline.root):
        if not node.id:
            continue  # without a name it would be in itself, as what is in nothing has no name there either
        outline.nodes.setdefault(node.id, node)
        outline.names.setdefault(bookmark(node.id, prefix), node.id)
        outline.children.setdefault(node.parent, []).append(node.id)
        for id in filter(None, (node.former.place.id if node.former else "", node.former_row)):
            outline.former.setdefault(bookmark(id, prefix), id)
        if node.kind == "note":
            outline.calls.setdefault(call_bookmark(node.id, prefix), node.id)
    return outline


def read_layout(root: _Element) -> PageLayout:
    """How the blocks of the document, or (below `former`) of the one before, stand on pages."""

    def named(name: str) -> tuple[str, ...]:
        return tuple(element.get("id", "") for element in root.iterfind(NAMESPACE + name))

    return PageLayout(named("new-page"), named("landscape"))


def _room(root: _Element, of: str) -> Room | None:
    width, height = (whole(root.get(f"{of}-{side}"), 0) for side in ("width", "height"))
    return (width, height) if min(width, height) > 0 else None


def contents(root: _Element) -> ContentsList | None:
    """The list of contents, of the document or (below `former`) of the one before."""
    found = root.find(f"{NAMESPACE}contents")
    if found is None:
        return None
    depth = min(max(whole(found.get("depth"), 3), 1), 3)
    return ContentsList(found.get("before", ""), depth, found.get("new-page") == "true")


def _part(file: WordFile, name: str) -> _Element | None:
    """The root of the custom XML part of ours that has this root element."""
    roots = map(file.xml, _custom_parts(file))
    return next((root for root in roots if root.tag == NAMESPACE + name), None)


def _custom_parts(file: WordFile) -> Iterator[str]:
    relations = file.relations.get(file.main, ())
    targets = dict.fromkeys(relation.target for relation in relations if relation.type.endswith("/customXml"))
    return (target for target in targets if target in file.data)


def custom_parts(file: WordFile) -> tuple[bytes, ...]:
    """The custom XML parts, in one of which a file of ours has its outline."""
    return tuple(map(file.data.__getitem__, _custom_parts(file)))


def _revision(element: _Element) -> Revision:
    date = read_date(element.get("date", ""))
    return Revision(element.get("author", ""), date, element.get("move", ""))


class _Nodes(Struct, frozen=True):
    """Reads the nodes of the outline, each with its place. An item may go on in a further part of its list,
    behind lines that have gone."""

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


def _plain_address(href: str) -> str:
    return unquote(href).removesuffix("/")


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
