"""Manuscripts and inline markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import read_fixture_file

from workplan.content.blocks import MAX_LISTS
from workplan.content.inline import MAX_CHARACTERS, read_inline
from workplan.content.markdown import parse_inline, parse_manuscript

CASES = read_fixture_file(Path(__file__).with_name("markdown.txt"))

#: What `workplan.content.markdown` promises to those who read its trees.
BLOCKS = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "image", "directive"}
INLINES = {"inline", "text", "softbreak", "strong", "em", "link", "reference", "note_call"}


def outline(node: SyntaxTreeNode, depth: int = 0) -> str:
    """A node and those below it, one on a line."""
    shown = node.content if node.type == "text" else node.attrs["href"] if node.type == "link" else ""
    about = " ".join(
        f"{key}={_about(value)}" for key, value in sorted(node.meta.items()) if key not in _UNSHOWN
    )
    line = " ".join(
        filter(None, ("  " * depth + node.type, node.tag if node.type == "heading" else "", about))
    )
    return (
        f"{line} {shown!r}\n"
        if shown
        else f"{line}\n" + "".join(outline(c, depth + 1) for c in node.children)
    )


_UNSHOWN = ("offset", "place")


def _about(value: object) -> str:
    if isinstance(value, SyntaxTreeNode):
        return f"<{value.content}>"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_about(option)}" for key, option in value.items()) + "}"
    return str(value)


def run(source: str) -> str:
    tree, problems = parse_manuscript(source, "plan.md", appendix="tides" if "% appendix" in source else "")
    if problems:
        return "".join(f"{problem}\n" for problem in problems)
    return "".join(outline(node) for node in tree.children)


@pytest.mark.parametrize(("line", "title", "source", "expected"), CASES, ids=[case[1] for case in CASES])
def test_what_we_print_is_a_tree_and_all_else_a_problem(
    line: int, title: str, source: str, expected: str
) -> None:
    assert run(source) == expected


@pytest.mark.parametrize(
    "words",
    [
        "# not a heading",
        "- not a list",
        "1. not a number",
        "> not a quotation",
        "plain",
        "a \\*star\\* & 5 < 6",
    ],
)
def test_words_of_the_yaml_files_are_inline_only(words: str) -> None:
    node = parse_inline(words)
    assert [(n.type, n.content) for n in node.children] == [("text", words.replace("\\", ""))]
    assert not read_inline(words).faults


@pytest.mark.parametrize(
    "words", ["ภาษาไทย", "العربية \u200f(x)", "a\u200bb\u200d", "\u2067x\u2069", "Tiếng\u00a0Việt"]
)
def test_scripts_and_invisible_signs_of_direction_and_joining_are_kept(words: str) -> None:
    assert [n.content for n in parse_inline(words).children] == [words]
    tree, problems = parse_manuscript(words, "f")
    assert ([n.content for n in tree.walk() if n.type == "text"], problems) == ([words], [])


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x85", "\u2028", "\ud800", "\uffff"])
def test_control_characters_are_refused_where_they_stand(character: str) -> None:
    _, problems = parse_manuscript(f"one\ntw{character}o", "f")
    assert [(p.place.line, p.place.column) for p in problems] == [(2, 3)]


def test_a_list_that_is_too_deep_is_a_problem_however_deep() -> None:
    for depth in (MAX_LISTS, MAX_LISTS + 1, 200):
        source = "".join("  " * level + "- a\n" for level in range(depth))
        _, problems = parse_manuscript(source, "f")
        assert bool(problems) == (depth > MAX_LISTS)


@pytest.mark.parametrize("piece", ["![", "[", "[a](", "*a ", "`", "<a ", "[^", "^[", "~~a", "&", "- ", "> "])
def test_hostile_repetition_in_a_paragraph_is_read_in_passing(piece: str) -> None:
    """The footnote plugin took 85 s for 20,000 times `[^`. Nothing is asserted of time: what hangs, fails."""
    tree, _ = parse_manuscript(piece * (MAX_CHARACTERS // len(piece)), "f")
    assert {node.type for node in tree.walk()} <= BLOCKS | INLINES | {"root"}


@pytest.mark.parametrize("line", ["(a)=", ":::", "- a", "> a", "% a", "# a", "|a|\n|-|", "a\n", "    a\n"])
def test_hostile_repetition_of_lines_is_read_in_passing(line: str) -> None:
    tree, _ = parse_manuscript(f"{line}\n" * 20_000, "f")
    assert {node.type for node in tree.walk()} <= BLOCKS | INLINES | {"root"}


def test_a_paragraph_beyond_measure_is_a_problem() -> None:
    _, problems = parse_manuscript("a" * (MAX_CHARACTERS + 1), "f")
    assert [problem.message for problem in problems] == ["a paragraph of more than 20,000 characters"]


PIECES = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "1. ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "[",
        "](",
        ")",
        "![",
        "[^a]",
        "[](#a)",
        "<b>",
        "&amp;",
        "\\",
        "`",
        "```\n",
        ":::{priorities}",
        ":::{action-items}\n",
        ":::\n",
        ":a: b",
        "(a)=\n",
        "% ",
        "> ",
        "|a|\n|-|\n",
        "---\n",
        "+++\n",
        "http://a.b",
        "<http://a.b>",
        "javascript:",
        "{{",
        "é",
        "ก",
        "\t",
        '"',
        "a",
        "~~",
        "\r",
        "===\n",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@example("+")
@example(":::")
@example("%")
@example("[a](http://[)")
def test_any_text_is_a_tree_of_known_nodes_or_problems_inside_the_file(source: str) -> None:
    for appendix in ("", "a"):
        tree, problems = parse_manuscript(source, "f", appendix)
        assert {node.type for node in tree.walk()} <= BLOCKS | INLINES | {"root"}
        lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in problems:
            assert problem.hint
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@given(TEXTS)
def test_any_words_are_inline_nodes_and_faults_inside_them(words: str) -> None:
    read = read_inline(words)
    assert {node.type for node in read.node.walk()} <= INLINES
    assert all(0 <= fault.offset <= len(words) and fault.hint for fault in read.faults)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029")))
def test_escaped_words_come_out_as_they_are(words: str) -> None:
    words = " ".join(words.split(" ")).strip()
    escaped = "".join(f"\\{c}" if c in "\\`*_[]<&!^~{" else c for c in words)
    text = "".join(node.content for node in read_inline(escaped).node.children)
    assert text.split() == words.split()
    assert not read_inline(escaped).faults
