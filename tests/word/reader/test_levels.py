"""Items of lists that an editor put on another level, and what goes along with them."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml import etree
from lxml.etree import _Element

from tests.documents import sample
from tests.review.copy.test_untracked import changed, untracked
from workplan.design.theme import theme
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document
from workplan.document.walking.lines import Line, flatten
from workplan.word import write
from workplan.word.file.bookmarks import bookmark
from workplan.word.file.xml import w
from workplan.word.reader import read


def _properties(root: _Element, id: str) -> _Element:
    (name,) = (mark for mark in root.iter(w("bookmarkStart")) if mark.get(w("name")) == bookmark(id))
    paragraph = next(name.iterancestors(w("p")))
    found = paragraph.find(w("pPr"))
    assert found is not None
    return found


def raised(root: _Element, *, tracked: bool) -> None:
    """Drones, the first item below the risks, as the item after them."""
    before, like = _properties(root, "drones.text"), _properties(root, "new-risks.text")
    after = deepcopy(like)
    if tracked:
        change = etree.SubElement(after, w("pPrChange"), {w("id"): "9001", w("author"): "Ann Other"})
        change.append(deepcopy(before))
    parent = before.getparent()
    assert parent is not None
    parent.replace(before, after)


def items(document: Document) -> dict[str, list[str]]:
    """The items around each line of an item."""
    units = flatten(document.blocks)
    lines = [unit for unit in units if isinstance(unit, Line) and unit.place.frames]
    return {line.place.id: [frame.item for frame in line.place.frames] for line in lines}


@pytest.mark.parametrize("tracked", [True, False])
def test_items_behind_one_that_was_raised_go_along_with_it(tracked: bool) -> None:
    """Without the fix, they stood in the item that had ended, which was there twice then."""
    file = changed(write(sample(), theme()), lambda root: raised(root, tracked=tracked))
    reading = read(file)
    found = items(accept(reading.document))
    assert (found["drones.text"], found["storms.text"]) == (["drones"], ["drones", "storms"])
    if tracked:
        assert reject(reading.document) == sample()


def typed_below(root: _Element) -> None:
    """Enter behind the words of the risks, above the items below them, and the words of a new one."""
    properties = _properties(root, "new-risks.text")
    paragraph = properties.getparent()
    assert paragraph is not None
    by = {w("id"): "9001", w("author"): "Ann Other"}
    new = etree.Element(w("p"))
    new.append(deepcopy(properties))
    run = etree.SubElement(etree.SubElement(new, w("ins"), by), w("r"))
    etree.SubElement(run, w("t")).text = "Tides"
    etree.SubElement(etree.SubElement(properties, w("rPr")), w("ins"), by)
    paragraph.addnext(new)


def test_items_behind_a_new_one_are_below_it_once_it_is_accepted() -> None:
    """As Word shows them. Without the fix, they were untracked edits, or had an item without words."""
    reading = read(changed(write(sample(), theme()), typed_below))
    assert reject(reading.document) == sample()
    assert untracked(sample(), reading, "") is None
    found = items(accept(reading.document))
    (new,) = (id for id in found if id not in items(sample()))
    assert found["new-risks.text"] == ["new-risks"]
    assert [len(found[id]) for id in (new, "drones.text")] == [1, 2]
    assert found["drones.text"][0] == found[new][0]
