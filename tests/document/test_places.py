"""What a place is apart from its id, and the last change of an inline. Before, places were compared by five
keys, written by hand in five modules."""

from __future__ import annotations

from msgspec.structs import replace

from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import Formatting, Frame, Link, Place, Revision, Text
from workplan.document.walking.marked import last_change

ITEM = Place("a.1", frames=(Frame("a", "decimal", 1, "a.item"),))
ANN, BOB = Revision("Ann"), Revision("Bob")


def test_a_place_under_other_names_stands_as_before() -> None:
    other = replace(ITEM, id="b.7", frames=(Frame("b", "decimal", 4, "b.item"),))
    assert other.standing == ITEM.standing
    assert replace(ITEM, level=1).standing != ITEM.standing
    assert replace(ITEM, frames=()).standing != ITEM.standing


def test_a_list_that_counts_otherwise_is_as_deep() -> None:
    bullet = replace(ITEM, frames=(replace(ITEM.frames[0], kind="bullet"),))
    assert bullet.standing != ITEM.standing
    assert bullet.depth == ITEM.depth
    assert replace(ITEM, frames=()).depth != ITEM.depth


def test_the_last_change_takes_out_what_another_put_in() -> None:
    assert last_change(Text("tide", inserted=ANN, deleted=BOB)) == BOB
    assert last_change(Text("tide", look=BOLD, former=Formatting(PLAIN, ANN))) == ANN
    assert last_change(Link("https://a.example", (Text("the "), Text("tide", inserted=ANN)))) == ANN
    assert last_change(Text("tide")) is None
