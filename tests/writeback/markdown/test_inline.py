"""Inlines to markup and back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.strategies import documents
from workplan.content.markup.looks import RAISED
from workplan.document.look import BOLD, ITALIC, PLAIN, SUBSCRIPT, SUPERSCRIPT, Look
from workplan.document.tree import Document, Inline, Link, NoteReference, Reference, Text
from workplan.document.walking.walk import lines, plain
from workplan.writeback.markdown.inline import respelled, spelled, understood
from workplan.writeback.markdown.loosened import same, unnumbered


def bold(words: str) -> Text:
    return Text(words, look=BOLD)


def italic(words: str) -> Text:
    return Text(words, look=ITALIC)


CALL = NoteReference("note.tides", 0)
LINK = Link("https://example.org/a_(b)", (Text("the "), bold("tide")))
BOTH = Look(bold=True, italic=True)

EXACT: dict[str, tuple[Inline, ...]] = {
    "words": (Text("words"),),
    "**bold** and *italic*": (bold("bold"), Text(" and "), italic("italic")),
    "**bold *and italic* too**": (bold("bold "), Text("and italic", BOTH), bold(" too")),
    "10^2^ m, CO~2~": (
        Text("10"),
        Text("2", SUPERSCRIPT),
        Text(" m, CO"),
        Text("2", SUBSCRIPT),
    ),
    "**x^\\*^**": (bold("x"), Text("*", Look(bold=True, superscript=True))),
    "[m^2^](https://example.org)": (
        Link("https://example.org", (Text("m"), Text("2", SUPERSCRIPT))),
    ),
    r"2\^10^ is 2^10^, \~5~ and 2^10 or ~5 are as they stand": (
        Text("2^10^ is 2"),
        Text("10", SUPERSCRIPT),
        Text(", ~5~ and 2^10 or ~5 are as they stand"),
    ),
    "un**believ**able": (Text("un"), bold("believ"), Text("able")),
    r"2 \* 3 \_x\_ a_b \[c\] \`d\` \\": (Text("2 * 3 _x_ a_b [c] `d` \\"),),
    r"\<b> a < b \&amp; A & B \{{x}} {y}": (Text("<b> a < b &amp; A & B {{x}} {y}"),),
    r"see![^tides]": (),
    r"see\![](#storms)": (Text("see!"), Reference("storms", "2", "number")),
    "[^tides]\\: so": (CALL, Text(": so")),
    "**so[^tides] far**": (bold("so"), CALL, bold(" far")),
    r"[the **tide**](https://example.org/a_\(b\))": (LINK,),
    "[*its words*](#calm)": (Reference("calm", "its words", "words", look=ITALIC),),
    "**[](#calm)**": (Reference("calm", "1", "number", look=BOLD),),
    "**see [here](http://example.org) now**": (
        bold("see "),
        Link("http://example.org", (bold("here"),)),
        bold(" now"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "inlines"), [pair for pair in EXACT.items() if pair[1]])
def test_spelled(words: str, inlines: tuple[Inline, ...]) -> None:
    found = spelled(inlines)
    assert found.inlines == inlines
    assert understood(found.words, inlines) == inlines
    expected = words.replace("[*its words*]", "[its words]")
    assert found.words in (expected, f"*{expected}*")


@pytest.mark.parametrize(
    ("inlines", "words"),
    [
        ((bold(" a "), Text("b")), "**a** b"),
        ((bold("states:"), Text("x")), "**states**:x"),
        ((Text("a  b "), Text(" "), CALL), "a b [^tides]"),
        ((Text("\u00a0a\u00a0"),), "a"),
        ((Link("ftp://example.org", (Text("a"),)), Text(" b")), "a b"),
    ],
)
def test_what_content_cannot_say_is_said_as_nearly_as_it_can(inlines: tuple[Inline, ...], words: str) -> None:
    found = spelled(inlines)
    assert found.words == words
    assert understood(words, found.inlines) == found.inlines


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("_so_ it \\- is", (italic("so"), Text(" it - is")), (italic("so"), Text(" it - was")),
         "_so_ it \\- was"),
        ("__so__\nit", (bold("so"), Text(" it")), (bold("so"), Text(" it")), "__so__\nit"),
        ("<https://a.org> b", (Link("https://a.org", (Text("https://a.org"),)), Text(" b")),
         (Link("https://a.org", (Text("https://a.org"),)), Text(" c")), "<https://a.org> c"),
    ],
)  # fmt: skip
def test_words_that_stay_keep_their_spelling(
    source: str, old: tuple[Inline, ...], new: tuple[Inline, ...], expected: str
) -> None:
    assert respelled(source, old, new).words == expected


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_what_is_spelled_is_understood(document: Document) -> None:
    for line in [line for block in document.blocks for line in lines(block)]:
        wanted = unnumbered(line.inlines)
        found = spelled(line.inlines)
        assert same(understood(found.words, wanted) or (), found.inlines)
        assert plain(found.inlines) == plain(wanted)
        assert [i for i in found.inlines if isinstance(i, NoteReference)] == [
            i for i in wanted if isinstance(i, NoteReference)
        ]
        if not any(_edged(inline) for inline in wanted):
            assert found.inlines == wanted


def _edged(inline: Inline) -> bool:
    """Formatted words with a sign at an edge, beside which CommonMark may not let them begin or end; and
    words above or below the line with a space, which is not."""
    if isinstance(inline, NoteReference):
        return False
    texts = inline.children if isinstance(inline, Link) else (inline,)
    formatted = [text for text in texts if text.look != PLAIN]
    return any(
        isinstance(text, Reference)
        or not (text.text[0].isalnum() and text.text[-1].isalnum())
        or (any(map(text.look.has, RAISED)) and any(map(str.isspace, text.text)))
        for text in formatted
    )
