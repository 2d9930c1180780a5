"""Other names for what is in a document: every id, and everything that leads there. Before, this was written
five times, and the copy for today's order left out former lists and the layout."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from msgspec import Struct
from msgspec.structs import asdict

from tests.documents import redlined
from tests.strategies import documents
from workplan.document.tree import Document
from workplan.document.walking.renaming import renamed
from workplan.document.walking.walk import all_ids, with_lines


@settings(max_examples=20)
@given(documents())
def test_names_go_and_come_back(document: Document) -> None:
    other = renamed(document, lambda id: f"{id}~")
    assert list(all_ids(other)) == [f"{id}~" for id in all_ids(document)]
    assert renamed(other, lambda id: id.removesuffix("~")) == document


def test_all_that_leads_to_something_leads_there_still() -> None:
    names: set[str] = set()

    def collect(node: Any) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key in {"note", "target", "list", "item", "before"} and isinstance(value, str):
                    names.add(value)
                collect(value)
        elif isinstance(node, Struct):
            collect(asdict(node))
        elif isinstance(node, list | tuple):
            for each in node:
                collect(each)

    other = renamed(redlined(), lambda id: f"{id}~")
    collect((other.blocks, other.notes))
    assert names
    assert {name for name in names if not name.endswith("~")} == set()


@settings(max_examples=20)
@given(documents())
def test_a_change_of_lines_is_told_whose_line_it_is(document: Document) -> None:
    seen: dict[str, object] = {}

    def note(id: str, inlines: Any) -> Any:
        seen[id] = inlines
        return inlines

    assert with_lines(document, note) == document
    assert {note.id: note.inlines for note in document.notes}.items() <= seen.items()
