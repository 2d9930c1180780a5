"""Paragraphs that an edit touched stand on lines as the rest of their file does.

Before, the line of an edit alone was divided, which left a short line behind it; a file was taken to be as
wide as its longest line, and one with a line of more than 120 letters was not wrapped at all; a paragraph
with a line break in it was wrapped anew from its start; and sentences were run together where each had one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.contents import FILES
from tests.writeback.amending import folder
from workplan.content.load import load
from workplan.document.composing.compose import compose
from workplan.document.resolving.resolve import resolve
from workplan.document.tree import Document, List, Paragraph, Text
from workplan.document.walking.walk import plain
from workplan.writeback.lines.manner import UNLIMITED, Manner, manner_of
from workplan.writeback.lines.wrapping import Shape, laid_out, split
from workplan.writeback.write import write_back
from workplan.writeback.yaml.edit import patched, read_data

REST = FILES["plan.md"][FILES["plan.md"].index("(steps)=") :]
WORDS = (
    *(
        "tide",
        "harbour",
        "pilot",
        "measured",
        "the",
        "of",
        "and",
        "in",
        "neighbouring",
        "co-operation",
        "seas",
    ),
    *("a", "working", "group"),
)
ADDRESS = "www.example.org/a-very-long-address/of/a/page-that-no-line-holds"
#: What no line may begin with, or must not be divided.
ODD = (
    *("-", "+", "#", "1.", "12)", "a)", ">", "|", ":::", "***", "===", "%", "2\u00a0km", "10\u00a0000"),
    *("น้ำขึ้น น้ำลง", "潮汐。潮汐", "x\ny", "[link]", "*star*", "a\\", ADDRESS),
)


class Way(Struct, frozen=True):
    """How somebody has the words of a file on lines."""

    name: str
    width: int = UNLIMITED

    def lines(self, sentences: Sequence[str]) -> list[str]:
        if self.name == "sentences":
            return list(sentences)
        return textwrap.wrap(" ".join(sentences), self.width, break_long_words=False, break_on_hyphens=False)


WAYS = (Way("line"), Way("sentences"), *(Way("columns", width) for width in (60, 72, 80, 100)))


@st.composite
def sentence(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=9, max_size=16))
    return f"{' '.join(words).capitalize()}."


def paragraphs() -> st.SearchStrategy[list[list[str]]]:
    """Four of them, no two alike."""
    drawn = st.lists(st.lists(sentence(), min_size=3, max_size=6), min_size=4, max_size=4)
    return drawn.map(lambda found: [[f"Number {n} {text[0]}", *text[1:]] for n, text in enumerate(found)])


def composed(files: dict[str, str]) -> Document:
    return compose(load(folder(files)).plan)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_manuscript(data: st.DataObject) -> None:
    way, texts = data.draw(st.sampled_from(WAYS)), data.draw(paragraphs())
    inside = replace(way, width=way.width - 2)
    *lines, item = *(way.lines(text) for text in texts[:-1]), inside.lines(texts[-1])
    old = ["\n".join(each) for each in lines] + ["- " + "\n  ".join(item) + "\n- Another one"]
    files = {**FILES, "plan.md": "\n\n".join([*old, REST])}
    document = composed(files)
    chosen = data.draw(st.integers(0, 3))
    words = " ".join(texts[chosen]).split(" ")
    at = data.draw(st.integers(1, len(words)))
    new = [*words[:at], *data.draw(st.lists(st.sampled_from((*WORDS, *ODD)), max_size=4))]
    new += words[at + data.draw(st.integers(0, 3)) :]

    found = write_back(
        folder(files), amended(document, " ".join(words), " ".join(new))
    )  # reads it back itself
    assert not [problem for problem in found.problems if not problem.warning]
    written = found.files.get("plan.md", files["plan.md"]).split("\n\n")
    assert written[len(old)] == REST.split("\n\n")[0]
    for place, block in enumerate(old):
        assert place == chosen or written[place] == block
    before, after = (each[chosen].replace("\n- Another one", "").split("\n") for each in (old, written))
    changed = 0  # the line in which the first word stands that is another
    while (
        changed < len(before)
        and sum(len(line.removeprefix("- ").split()) for line in before[: changed + 1]) < at
    ):
        changed += 1
    assert after[:changed] == before[:changed]
    if way.name == "columns":
        assert_filled(after[changed:], way.width, max(len(line) for block in lines for line in block), before)


def amended(document: Document, old: str, new: str) -> Document:
    def words(block: Any) -> Any:
        if isinstance(block, List):
            return replace(
                block, items=tuple(replace(i, blocks=tuple(map(words, i.blocks))) for i in block.items)
            )
        if isinstance(block, Paragraph) and plain(block.inlines) == old:
            return replace(block, inlines=(Text(new),))
        return block

    return resolve(replace(document, blocks=tuple(map(words, document.blocks))))


def assert_filled(lines: Sequence[str], width: int, longest: int, known: Sequence[str]) -> None:
    """No line is too long, and none ends where another word would have had room."""
    for line in lines:
        assert len(line) <= width or ADDRESS in line
    for line, following in pairwise(lines):
        first, *others = following.split()
        while others and stays(others[0]):  # it would have to come along
            first = f"{first} {others.pop(0)}"
        full = len(line) + 1 + len(first) > longest
        assert full or line.endswith("\\") or (line in known and following in known), (line, following)


def stays(word: str) -> bool:
    return word == "a." or any(word.replace("\\", "") == odd for odd in ODD)


EDITS: dict[str, tuple[str, str, str, str]] = {
    "one line for each paragraph": (
        f"{'The tide rises. ' * 9}\n\n{'The tide falls. ' * 9}\n\nShort.\n\n",
        "Short.", f"Short. {'It stays one line. ' * 8}", f"Short. {'It stays one line. ' * 8}".rstrip()),
    "a sentence on each line": (
        "The tide rises.\nIt falls at night, as all of us know.\n\nA second one.\nAnd so on.\n\n",
        "rises. It", "rises. It stays a while. It",
        "The tide rises.\nIt stays a while.\nIt falls at night, as all of us know."),
    "a clause on each line": (
        "The tide rises,\nand falls.\nIt stays,\nthen goes.\n\nA second one.\nAnd so on,\nin the end.\n\n",
        "then goes", "then it goes", "The tide rises,\nand falls.\nIt stays,\nthen it goes."),
    "an address longer than a line": (
        f"{'tide ' * 15}\nharbour.\n\n"
        f"[A](https://example.org/{'a' * 150}) {'tide ' * 5}\nharbour {'tide ' * 13}\nneighbours.\n\n",
        "tide harbour.", f"tide {'pilot ' * 20}harbour.",
        "\n".join(textwrap.wrap("tide " * 15 + "pilot " * 20 + "harbour.", 80))),
    "a line break": (
        f"{'tide ' * 15}\nharbour\\\nName\n\n{'tide ' * 15}\nharbour.\n\n",
        "Name", "Other name", f"{('tide ' * 15).rstrip()}\nharbour\\\nOther name"),
}  # fmt: skip


@pytest.mark.parametrize("title", EDITS)
def test_manner(title: str) -> None:
    text, old, new, expected = EDITS[title]
    files = {**FILES, "plan.md": text.replace(" \n", "\n") + REST}
    document = composed(files)
    blocks = [
        replace(b, inlines=(Text(said(b).replace(old, new).rstrip()),))
        if isinstance(b, Paragraph) and old in said(b)
        else b
        for b in document.blocks
    ]
    found = write_back(folder(files), resolve(replace(document, blocks=tuple(blocks))))
    assert found.files["plan.md"] == files["plan.md"].replace(block_of(files["plan.md"], old), expected)


def said(paragraph: Paragraph) -> str:
    return "".join(each.text for each in paragraph.inlines if isinstance(each, Text))


def block_of(text: str, words: str) -> str:
    return next(block for block in text.split("\n\n") if words in " ".join(block.split()))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_file_of_data(data: st.DataObject) -> None:
    """Folded, or plain words that go on below their key."""
    way, texts = data.draw(st.sampled_from(WAYS)), data.draw(paragraphs())
    folded = data.draw(st.booleans()) or way.name == "line"
    entries = []
    for n, text in enumerate(texts):
        lines = replace(way, width=way.width - (4 if folded else 10)).lines(text)
        opening = ">-\n    " if folded else ""
        entries.append(f"- id: a{n}\n  text: {opening}" + "\n    ".join(lines) + f"\n  more: [a, b] # {n}\n")
    source = "\n".join(entries)
    values: Any = read_data(source)
    chosen = data.draw(st.integers(0, 3))
    words = values[chosen]["text"].split(" ")
    at = data.draw(st.integers(1, len(words)))
    odd = [odd for odd in ODD if "\n" not in odd]
    words[at:at] = data.draw(st.lists(st.sampled_from((*WORDS, *odd)), min_size=1, max_size=5))
    values[chosen]["text"] = " ".join(words)
    found = patched(source, values)
    assert read_data(found) == values
    written = found.split("\n\n")
    for place, entry in enumerate(source.split("\n\n")):
        assert place == chosen or written[place] == entry
    if way.name == "columns":
        for line in written[chosen].split("\n"):
            assert len(line) <= way.width or any(word in line for word in ODD)
    values[chosen]["new"] = f"{'tide ' * 60}harbour"
    added = patched(source, values).split("\n\n")[chosen].split("  new:")[1]
    assert added.startswith(" >-\n" if folded else " tide")
    assert (len(added.split("\n")) > 3) == (way.name == "columns")


def test_what_no_file_says() -> None:
    """One line end says little, and a short one nothing: before, any of them was a width."""
    assert manner_of([]) == manner_of([["Short."]]) == Manner()
    assert manner_of([["Two words", "here"]]).width == 100
    assert manner_of([["x" * 130]]).width == UNLIMITED


def test_letters_of_scripts_without_spaces_keep_their_lines() -> None:
    before = ["本计划由各成员", "共同制定，并在年会上", "由各成员批准。"]
    found = laid_out(
        before, split("本计划由各成员共同制定，并在每次会议上由各成员批准。"), Shape(0, 0, Manner(40))
    )
    assert found == [before[0], "共同制定，并在每次会议上", before[2]]
