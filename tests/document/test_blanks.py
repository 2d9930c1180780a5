"""Laws of blanks, over any document: they come back from Word, and a redline undoes them."""

from __future__ import annotations

from hypothesis import given, settings
from msgspec.structs import replace

from tests.strategies import documents
from workplan.compare import compare
from workplan.content.values.blank import WRITTEN, is_printed, parts, written
from workplan.design.theme import theme
from workplan.document.look import PLAIN
from workplan.document.printing.blanks import settled
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Heading, Inline, Revision, Text
from workplan.document.walking.walk import map_lines
from workplan.word import read, write
from workplan.writeback.markdown.inline import spelled, understood

BLANK = Text("[date of the meeting]", replace(PLAIN, blank=True))


def with_blanks(document: Document) -> Document:
    """The document with a blank at the end of each line of words; references print what headings say."""

    def line(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return (*inlines, BLANK) if inlines else inlines

    blocks = (b if isinstance(b, Heading) else map_lines(b, line) for b in document.blocks)
    return replace(document, blocks=tuple(blocks))


@settings(max_examples=8)
@given(documents())
def test_a_blank_comes_back_from_word(document: Document) -> None:
    blank = with_blanks(document)
    assert read(write(blank, theme())).document.blocks == blank.blocks


@settings(max_examples=8)
@given(documents())
def test_a_redline_of_blanks_is_undone(document: Document) -> None:
    before, after = with_blanks(document), document
    marked = compare(before, after, Revision("Secretariat"))
    assert (accept(marked).blocks, reject(marked).blocks) == (after.blocks, before.blocks)


def test_a_blank_has_its_markup() -> None:
    said = spelled((Text("On "), BLANK, Text(", [so]")))
    assert said.words == "On [[date of the meeting]], \\[so\\]"
    assert understood(said.words, said.inlines) == (Text("On "), BLANK, Text(", [so]"))
    assert list(parts("a [[b]]")) == [("a ", False), ("[b]", True)]
    assert WRITTEN.fullmatch(written("[b]")) and is_printed("[b][c]") and not is_printed("b]")


def test_words_over_a_blank_are_no_blank() -> None:
    typed = replace(BLANK, text="1 March", inserted=Revision("An editor"))
    gone = replace(BLANK, deleted=Revision("An editor"))
    assert settled((gone, typed)) == [gone, replace(typed, look=PLAIN)]
    kept = (replace(BLANK, text="[date of "), replace(BLANK, text="it]", inserted=Revision("An editor")))
    assert settled(kept) == list(kept)
