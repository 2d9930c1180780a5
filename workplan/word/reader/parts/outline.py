"""What a file of ours says of itself in its custom XML part: ids, kinds, parents, properties.

`templates/docx/item1.xml` writes it and editors leave it alone, so it shows the document as it was when the
file was made: which id is a list's and which an item's (`nodes`), and what WordprocessingML has no place
for. The words are not here, and what stands in the text now goes before what is said here.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from lxml.etree import _Element
from msgspec import Struct, field

from workplan.design.theme import TONES
from workplan.design.tone import Tone
from workplan.document.tree import ContentsList, PageLayout, Revision
from workplan.word.file.bookmarks import HIDDEN, bookmark, call_bookmark, called_note, identity
from workplan.word.file.opening import ADDRESS, WordFile
from workplan.word.reader.marks import read_date
from workplan.word.reader.parts.nodes import NAMESPACE, Node, read_nodes
from workplan.word.reader.parts.numbering import whole

#: Width and height of the text of a page.
Room = tuple[int, int]
_ENTRIES = f"{NAMESPACE}contents/{NAMESPACE}entry"
_COPY = "_Copy_"  # what LibreOffice adds to some names, and a number; ours are written in small letters


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
    for node in read_nodes(outline.root, outline.revisions):
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


def _plain_address(href: str) -> str:
    return unquote(href).removesuffix("/")
