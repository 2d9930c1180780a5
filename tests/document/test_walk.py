"""Going through a document."""

from __future__ import annotations

from hypothesis import given
from msgspec.structs import replace

from tests.documents import sample
from tests.strategies import documents
from workplan.document.look import BOLD
from workplan.document.tree import Document, Inline, Link, NoteReference, Text
from workplan.document.walking.walk import lines, map_inlines, plain, words


def test_plain_words_leave_out_calls() -> None:
    inlines = (
        Text("a "),
        Link("https://x.org", (Text("b", look=BOLD),)),
        NoteReference("note.n", 1),
        Text("."),
    )
    assert plain(inlines) == "a b."


def test_lines_come_in_reading_order() -> None:
    ids = [line.id for block in sample().blocks for line in lines(block)]
    assert ids.index("new-risks.text") < ids.index("drones.text") < ids.index("storms.text")
    assert ids.index("actions.head.status.1") < ids.index("measure-1.action.text")
    assert "action-items.2.caption" in ids


def test_words_are_all_that_is_printed() -> None:
    found = list(words(sample()))
    for printed in ("Calm seas", "Appendix A:", "the register", "Tide Tables", "Tides in March"):
        assert printed in found


@given(documents())
def test_nothing_changed_is_the_same_document(document: Document) -> None:
    seen: list[Inline] = []

    def look(inline: Inline) -> Inline:
        seen.append(inline)
        return inline

    assert tuple(map_inlines(block, look) for block in document.blocks) == document.blocks
    assert seen == [inline for block in document.blocks for line in lines(block) for inline in line.inlines]


def test_every_inline_can_be_changed() -> None:
    def shout(inline: Inline) -> Inline:
        return replace(inline, text="SHOUTED") if isinstance(inline, Text) else inline

    for block in sample().blocks:
        for line in lines(map_inlines(block, shout)):
            assert all(inline.text == "SHOUTED" for inline in line.inlines if isinstance(inline, Text))
