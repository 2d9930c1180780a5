"""Which line of the content says what stands in a document: `file:line` for everything in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from markdown_it.tree import SyntaxTreeNode

from workplan.content.load import Loaded
from workplan.content.paper.masthead import front_lines
from workplan.content.paper.plan import Manuscript, Plan
from workplan.directives.declared import DIRECTIVES
from workplan.directives.printed import PRINTED, lead_names, uses
from workplan.directives.printer import Use
from workplan.directives.recommendations.verbs import is_list, items_of
from workplan.errors import Place
from workplan.files.yaml import Places

Found = Iterator[tuple[str, Place]]


def sources(loaded: Loaded) -> dict[str, Place]:
    """The place of every line, row, cell, picture and note of the document that composes from `loaded`, by
    id. What the content leaves out has the place of what it is left out of: an empty status that of its
    action."""
    plan, places = loaded.plan, loaded.places
    found = dict(_front(plan, places))
    found |= _manuscript(plan.manuscript, "introduction", lead_names(plan.manuscript, plan))
    for appendix in plan.appendices:
        found |= _manuscript(appendix.manuscript, appendix.id)
    for node, scope in uses(plan):
        found |= _headings(node, scope.id)
        found |= PRINTED[node.meta["name"]].places(Use(plan, node.meta["options"], scope, {}), places)
        if is_list(node):
            found |= _items(plan.manuscript, items_of(node), scope.id)
    notes = ((f"note.{note.id}", places["footnotes.yaml"].value((note.id,))) for note in plan.footnotes)
    return found | dict(notes)


def _front(plan: Plan, places: Mapping[str, Places]) -> Found:
    """A line that prints several fields has the place of the first one that is given."""
    for line in front_lines(plan):
        printed = [field for field in line.fields if field.words(plan)] or [*line.fields, *line.when]
        file, path = printed[0].spot(plan)
        yield line.id, places[file].value(path)


def _manuscript(
    manuscript: Manuscript, section: str, leads: Mapping[int, str] = MappingProxyType({})
) -> dict[str, Place]:
    """As `document.composing.manuscript` names its blocks."""
    found: dict[str, Place] = {}
    place = 0
    for at, node in enumerate(manuscript.tree.children):
        if node.type == "heading":
            section, place = node.meta["id"], 0
            found[section] = _place(manuscript, node)
            continue
        place += 1
        id = node.meta.get("id") or leads.get(at) or f"{section}.{place}"
        found |= _block(manuscript, node, id)
    return found


def _block(manuscript: Manuscript, node: SyntaxTreeNode, id: str) -> Found:
    match node.type:
        case "directive":
            return
        case "image":
            yield from ((name, node.meta["place"]) for name in (id, f"{id}.caption"))
        case "table":
            yield from _table(manuscript, node, id)
        case "bullet_list" | "ordered_list":
            yield from _items(manuscript, node.children, id)
        case _:
            yield id, _place(manuscript, node)


def _table(manuscript: Manuscript, node: SyntaxTreeNode, id: str) -> Found:
    yield id, _place(manuscript, node)
    for n, row in enumerate(node.children):
        name = f"{id}.{n or 'head'}"
        yield name, _place(manuscript, row)
        for column, cell in enumerate(row.children, 1):
            yield f"{name}.{column}", _place(manuscript, cell)
            for m, paragraph in enumerate(cell.children, 1):
                yield f"{name}.{column}.{'text' if m == 1 else m}", _place(manuscript, paragraph)


def _items(manuscript: Manuscript, items: Sequence[SyntaxTreeNode], id: str) -> Found:
    for n, item in enumerate(items, 1):
        for m, node in enumerate(item.children, 1):
            if node.type == "paragraph":
                yield f"{id}.{n}.{'text' if m == 1 else m}", _place(manuscript, node)
            else:
                yield from _items(manuscript, node.children, f"{id}.{n}.{m}")


def _headings(node: SyntaxTreeNode, id: str) -> Found:
    """What a directive prints, and the headings of its table, which are options."""
    place = node.meta["place"]
    yield id, place
    if columns := DIRECTIVES[node.meta["name"]].columns_of(node.meta["options"]):
        yield f"{id}.head", place
        for column in columns:
            yield from (
                (name, place) for name in (f"{id}.head.{column.name}", f"{id}.head.{column.name}.text")
            )


def _place(manuscript: Manuscript, node: SyntaxTreeNode) -> Place:
    return Place(manuscript.file, node.map[0] + 1 if node.map else 1)
