"""Spaces before numbers: no line ends at them in any format, and they are read back as they were typed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.documents import TERMS, sample
from tests.editors.word_saves import entries
from tests.word.conftest import of, packed
from tests.word.reading import W, lines, words, xml
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.printing.unbroken import authors, plain_again, printed, unbroken
from workplan.document.revisions import accept, reject
from workplan.document.tree import Document, Heading, Inline, Paragraph, Reference, Revision, Text
from workplan.document.walking.runs import normal
from workplan.render.html import print_html, web_page
from workplan.verify import verify
from workplan.word import read, write

BY = Revision("Ann Other", datetime(2031, 5, 1, tzinfo=UTC))
NO_BREAK = "\N{NO-BREAK SPACE}"
ANNEX = f"pièce{NO_BREAK}jointe"


def marked(inline: Inline, mark: str) -> Inline:
    assert isinstance(inline, (Text, Reference))
    return replace(inline, inserted=BY if "+" in mark else None, deleted=BY if "-" in mark else None)


MARKS = st.sampled_from(("", "", "+", "-", "+-"))
PIECES = st.one_of(
    st.sampled_from(("a", "a ", " ", f"a{NO_BREAK}", NO_BREAK, f"{NO_BREAK} ")).map(Text),
    st.builds(Reference, st.sampled_from("xy"), st.sampled_from(("2", "Appendix A")), st.just("number")),
)
LINES = st.lists(st.builds(marked, PIECES, MARKS), max_size=6).map(normal)
TWO, THREE = Reference("x", "2", "number"), Reference("y", "3", "number")


@given(LINES)
@example((Text("a "), marked(TWO, "-"), marked(THREE, "+")))
@example((marked(Text("a "), "-"), marked(Text(f"b{NO_BREAK}"), "+"), TWO))
def test_what_is_printed_is_read_as_it_was(line: tuple[Inline, ...]) -> None:
    shown = unbroken(line)
    assert plain_again(shown, authors(line)) == line
    assert [getattr(one, "text", "").replace(NO_BREAK, " ") for one in shown] == [
        getattr(one, "text", "").replace(NO_BREAK, " ") for one in line
    ]


@given(LINES)
def test_none_is_left_where_no_number_is(line: tuple[Inline, ...]) -> None:
    """Whichever way its changes are decided: a redline in Word leaves the spaces that the documents have."""
    for new in (True, False):
        kept = side(unbroken(line), new=new)
        for at, (before, after) in enumerate(zip(side(line, new=new), kept, strict=True)):
            assert before == after or isinstance(kept[at + 1], Reference)


def side(line: tuple[Inline, ...], *, new: bool) -> list[Text | Reference]:
    words = [one for one in line if isinstance(one, (Text, Reference))]
    gone = [one for one in words if (one.deleted and (new or one.inserted)) or (one.inserted and not new)]
    return [one for one in words if one not in gone]


def linked(*numbers: Reference) -> Document:
    return of(Paragraph("p", (Text("Act (linked priority "), *numbers, Text(")"))), *priorities())


def priorities(appendix: str = "Appendix") -> tuple[Heading, ...]:
    return tuple(
        Heading(id, 1, (Text("Words"),), f"{appendix} {letter}:") for id, letter in (("x", "A"), ("y", "B"))
    )


APPENDIX = Reference("x", "Appendix A", "number")
OTHER = Reference("y", "Appendix B", "number")


def test_every_format_prints_it() -> None:
    """Before, Word had a plain space, and ended a line before the number."""
    document = sample()
    file = write(document, theme())
    assert f"(linked priority{NO_BREAK}1,2)" in "".join(line.words for line in lines(file))
    assert f"priority{NO_BREAK}<" in web_page(document, theme())
    assert f"priority<span>{NO_BREAK}</span><" in print_html(document, theme())
    assert read(file).document == document
    assert f"see{NO_BREAK}Appendix{NO_BREAK}A" in words(
        xml(write(of(Paragraph("p", (Text("see "), APPENDIX)), *priorities()), theme()), "word/document.xml")
    )


def test_a_no_break_space_of_the_author_s_stays_one() -> None:
    first, second = (Reference(id, f"{ANNEX} {letter}", "number") for id, letter in (("x", "A"), ("y", "B")))
    document = of(
        Paragraph("p", (Text(f"see{NO_BREAK}"), first, Text(", see "), second)),
        Paragraph("q", (Text("see "), first)),
        *priorities(ANNEX),
    )
    document = replace(document, terms=replace(TERMS, appendix=ANNEX))
    assert read(write(document, theme())).document == document
    verify(document, {"docx": write(document, theme()), "html": web_page(document, theme()).encode()})


def typed(file: bytes, *, tracked: bool = False) -> bytes:
    """The file in which an editor typed a plain space over each of ours, with Track Changes on or off."""
    parts = entries(file)
    root = etree.fromstring(parts["word/document.xml"])
    for number, text in enumerate(list(root.iter(f"{W}t"))):
        if (text.text or "").endswith(NO_BREAK):
            run = text.getparent()
            assert run is not None
            text.text = text.text[:-1]  # type: ignore[index]
            came, gone = ((name, tag) for name, tag in (("ins", "t"), ("del", "delText")))
            for name, tag, space in ((*gone, NO_BREAK), (*came, " ")) if tracked else ():
                mark = etree.Element(f"{W}{name}", {f"{W}id": f"9{number}", f"{W}author": "Bo"})
                new = etree.SubElement(etree.SubElement(mark, f"{W}r"), f"{W}{tag}")
                new.text = space
                new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run.addnext(mark)
            if not tracked:
                text.text += " "
    parts["word/document.xml"] = etree.tostring(root)
    return packed(parts)


@pytest.mark.parametrize("tracked", [False, True])
def test_a_plain_space_typed_there_is_no_amendment(tracked: bool) -> None:
    """A file from before this is such a file, too."""
    document = linked(APPENDIX)
    file = typed(write(document, theme()), tracked=tracked)
    assert f"priority{NO_BREAK}".encode() not in entries(file)["word/document.xml"].replace(b"</w:t>", b"")
    assert read(file).document == document
    if not tracked:
        verify(document, {"docx": file})


def test_another_number_is_an_amendment_of_the_number_alone() -> None:
    old, new = linked(APPENDIX), linked(OTHER)
    redline = compare(old, new, BY)
    read_again = read(write(redline, theme())).document
    assert read_again == redline
    assert (accept(read_again), reject(read_again)) == (accept(redline), reject(redline))
    first = read_again.blocks[0]
    assert isinstance(first, Paragraph)
    assert [printed(one).text for one in first.inlines if isinstance(one, Reference)] == [
        f"Appendix{NO_BREAK}A",
        f"Appendix{NO_BREAK}B",
    ]
    assert first.inlines[0] == Text("Act (linked priority ")
