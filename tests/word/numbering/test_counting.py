"""Labels: Word's counting, done again here from numbering.xml, arrives at the tree's."""

from __future__ import annotations

import pytest

from tests.documents import paragraph
from tests.word.conftest import written
from tests.word.reading import Line, lines
from workplan.document.tree import Block, Heading, List, ListItem, ListKind, Paragraph, Text


def labelled(
    kind: ListKind, *labels: str, start: int = 1, name: str = "list", under: List | None = None
) -> List:
    items = tuple(
        ListItem(
            f"{name}-{n}",
            label,
            (paragraph(f"{name}-{n}.text", f"words {label}"), *((under,) if under and n == 1 else ())),
        )
        for n, label in enumerate(labels, 1)
    )
    return List(name, kind, items, start)


def numbers(file: bytes) -> list[str]:
    return [line.number for line in lines(file) if line.bookmarks]


def of(name: str, file: bytes) -> Line:
    return next(line for line in lines(file) if f"_p_{name}" in line.bookmarks)


@pytest.mark.parametrize(
    "node",
    [
        labelled("decimal", "1.", "2.", "3."),
        labelled("decimal", "7.", "8.", start=7),
        labelled("lower-alpha", "a)", "b)"),
        labelled("lower-alpha", "i.", "j.", start=9),
        labelled("lower-roman", "i.", "ii.", "iii.", "iv."),
        labelled("lower-roman", "ix.", "x.", start=9),
        labelled("lower-alpha", "z.", "aa.", "bb.", start=26),
        labelled("decimal", "(1)", "(2)"),
    ],
)
def test_word_counts_what_the_tree_says(node: List) -> None:
    assert numbers(written(node)) == [item.label for item in node.items]


@pytest.mark.parametrize(
    "node",
    [
        labelled("lower-alpha", "z.", "aa.", "ab.", start=26),  # columns of a spreadsheet, not Word's letters
        labelled("decimal", "1.", "3."),
        labelled("decimal", "1.", "", "2."),
        labelled("decimal", "one", "two"),
        labelled("lower-alpha", "§", "¶"),
        labelled("decimal", "%1.", "%2."),
    ],
)
def test_a_label_that_word_would_not_arrive_at_is_typed(node: List) -> None:
    file = written(node)
    for item in node.items:
        line = of(item.id.replace("-", "_"), file)
        assert (line.number + line.words).split("\t")[0].removesuffix(f"words {item.label}") == item.label


def test_each_list_begins_again_and_a_nested_one_under_each_item() -> None:
    inner = {n: labelled("lower-alpha", "a.", "b.", name=f"inner{n}") for n in (1, 2)}
    outer = List(
        "outer",
        "decimal",
        tuple(
            ListItem(f"item-{n}", f"{n}.", (paragraph(f"item-{n}.text", "words"), inner[n])) for n in (1, 2)
        ),
    )
    assert numbers(written(outer, labelled("decimal", "1.", "2."))) == [
        *("1.", "a.", "b.", "2.", "a.", "b.", "1.", "2."),
    ]


def test_two_lists_in_one_item_and_another_kind_under_the_next() -> None:
    blocks: tuple[Paragraph | List, ...] = (
        paragraph("item-1.text", "words"),
        labelled("lower-alpha", "a.", name="one"),
        labelled("lower-alpha", "a.", "b.", name="two"),
        paragraph("item-1.more", "more words of the item"),
    )
    second: tuple[Paragraph | List, ...] = (
        paragraph("item-2.text", "words"),
        labelled("lower-roman", "i.", "ii.", name="three", under=labelled("bullet", "", "", name="four")),
    )
    outer = List("outer", "decimal", (ListItem("item-1", "1.", blocks), ListItem("item-2", "2.", second)))
    assert numbers(written(outer)) == ["1.", "a.", "a.", "b.", "", "2.", "i.", "", "", "ii."]


def test_a_list_deeper_than_word_s_nine_levels_keeps_its_labels() -> None:
    node = labelled("decimal", "1.", "2.", name="l12")
    for depth in range(11, 0, -1):
        node = labelled("decimal", "1.", "2.", name=f"l{depth}", under=node)
    assert numbers(written(node)) == ["1."] * 12 + ["2."] * 12


def test_rows_are_numbered_by_word(sample_docx: bytes) -> None:
    assert [of(f"measure_{n}", sample_docx).number for n in (1, 2, 3)] == ["1.", "2.", "3."]


def test_numbered_paragraphs_of_the_text_are_one_sequence() -> None:
    blocks = [Paragraph(f"p{n}", (Text("words"),), label=f"{n}.") for n in range(4, 8)]
    assert numbers(written(*blocks, numbered=True)) == ["4.", "5.", "6.", "7."]


def test_appendices_are_counted_and_their_colon_is_typed() -> None:
    headings: list[Block] = [
        Heading(f"h{n}", 1, (Text("Words"),), f"Appendix {letter}:") for n, letter in enumerate("ABCDEFGHIJ")
    ]
    file = written(Heading("plain", 1, (Text("Words"),)), *headings)
    found = [line for line in lines(file) if line.bookmarks]
    assert [(line.number, line.suffix, line.words) for line in found] == [
        ("", "", "Words"),
        *((f"Appendix {letter}", "nothing", ": Words") for letter in "ABCDEFGHIJ"),
    ]


def test_an_appendix_without_a_colon_has_a_space() -> None:
    line = of("h", written(Heading("h", 1, (Text("Words"),), "Annex 2.")))
    assert (line.number, line.suffix, line.words) == ("Annex 2.", "space", "Words")


def test_an_appendix_that_word_cannot_letter_is_typed() -> None:
    file = written(
        *(
            Heading(f"h{n}", 1, (Text("Words"),), f"Appendix {letters}:")
            for n, letters in enumerate(["Z", "AB"])
        )
    )
    assert [line.number + line.words for line in lines(file)] == ["Appendix Z: Words", "Appendix AB: Words"]


def test_styles_that_number_do_not_number_what_has_no_label() -> None:
    node = List("list", "decimal", (ListItem("i", "odd", (paragraph("i.text", "words"),)),))
    assert [(line.number, line.words) for line in lines(written(node))] == [("", "odd\twords")]


def test_the_sample_has_the_labels_of_its_tree(sample_docx: bytes) -> None:
    assert [line.number for line in lines(sample_docx) if line.number] == [
        *("1.", "2.", "a.", "b.", "1.", "2.", "3.", "Appendix A"),
    ]
