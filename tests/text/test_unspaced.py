"""Line ends in scripts without spaces between words, on the way in and on the way back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from workplan.content.markup.inline import read_inline
from workplan.content.models.data import Priority
from workplan.document.composing.inlines import markup
from workplan.document.composing.targets import Target
from workplan.document.look import BOLD, PLAIN
from workplan.document.tree import Inline, Link, Text
from workplan.document.walking.walk import plain
from workplan.editions.writing import write_yaml
from workplan.files import yaml
from workplan.text.unspaced import line_end, on_one_line
from workplan.writeback.lines.manner import Manner
from workplan.writeback.lines.wrapping import Shape, joined, laid_out, split, wrapped
from workplan.writeback.markdown.inline import spelled
from workplan.writeback.markdown.loosened import unnumbered
from workplan.writeback.yaml.edit import patched
from workplan.writeback.yaml.values import Form, block

TARGETS = {"title": Target("背景", "title"), "number": Target("2", "number")}


def printed(words: str) -> str:
    assert not read_inline(words).faults, words
    return plain(markup(words, TARGETS))


@pytest.mark.parametrize(
    "words",
    [
        "共同制定|，并将",  # never wrapped so, but a Chinese comma belongs to Chinese
        "共同制定，|并将",
        "計画を|カタカナ",
        "ﾊﾝｶｸ|ｶﾅ",
        "成员。”|并将",  # quotation marks are narrow in English
        "并将|“成员”",
        "**重要**|的段落",
        "重要的|**段落**",
        "**重要|的**段落",
        "[链接](https://example.org)|的段落",
        "计划。[^note]|并将",
        "见|[](#title)",
        "สมาชิก|และ",
        "ទី|នេះ",
        "ລາວ|ລາວ",
        "မြန်မာ|နိုင်ငံ",
        "བོད་|ཡིག",
        "葛\ufe00|城",
        "word\u200b|word",
    ],
)
def test_a_line_end_between_letters_without_spaces_prints_nothing(words: str) -> None:
    """Before, each printed a space."""
    assert printed(words.replace("|", "\n")) == printed(words.replace("|", ""))


@pytest.mark.parametrize(
    "words",
    [
        *("계획은|매년", "漢字|한국", "계획，|매년"),  # Korean has spaces
        *("UNODC|成员", "成员|UNODC", "成员|2024", "成员，|UNODC", "见|[](#number)"),
        *("สมาชิก|ASEAN", "ស្រី។|ព្រះ", "成员|และ", "字|“word”", "word”|字", "हिन्दी|भाषा", "שלום|עולם"),
    ],
)
def test_all_others_print_a_space(words: str) -> None:
    assert printed(words.replace("|", "\n")) == printed(words.replace("|", " "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("key: >-\n  安全港口\n  与维护", "安全港口与维护"),
        ("key: 安全港口\n  与维护", "安全港口与维护"),
        ('key: "安全港口\n  与维护"', "安全港口与维护"),
        ("key: '安全''港口\n  与维护'", "安全'港口与维护"),
        ("key: |\n  安全港口\n  与维护\n", "安全港口与维护"),
        ("key: >2-\n  安全港口\n  与维护", "安全港口与维护"),
        ('key: "安全\\\n  港口\n  与"', "安全港口与"),
        ("key: >-\n  安全 港口\n  UNODC\n  与\n  维护", "安全 港口 UNODC 与维护"),
        ("key: [安全\n  港口, x]", "安全港口"),
        ("key: >-\n  สมาชิก\n  และ", "สมาชิกและ"),
        ("key: >-\n  한국\n  사람", "한국 사람"),
        ("key: >-\n  the tide\n  rises", "the tide rises"),
    ],
)
def test_line_ends_that_yaml_folds(text: str, expected: str) -> None:
    """Before, YAML had made spaces of them before anybody could know."""
    value: Any = yaml.read(TypeAdapter(dict[str, Any]), text, "").value["key"]  # type: ignore[index]
    words = value if isinstance(value, str) else value[0]
    assert on_one_line(words) == printed(words) == expected


def test_markup_across_the_end_of_a_line_of_yaml() -> None:
    text = "- id: calm\n  text: >-\n    这是**重要**\n    的[^note]\n    段落 UNODC\n    和\n"
    (priority,) = yaml.read(TypeAdapter(tuple[Priority, ...]), text, "").value or ()
    assert printed(priority.text) == "这是重要的段落 UNODC 和"


def test_places_of_problems_stay_exact() -> None:
    text = "- id: calm\n  text: >-\n    安全\n    港口\n  wrong: 1\n"
    (problem,) = yaml.read(TypeAdapter(tuple[Priority, ...]), text, "p").problems
    assert (problem.place.line, problem.place.column) == (5, 3)


@pytest.mark.parametrize(
    "words",
    [
        "**注意：**请各成员",
        "这是**“重要”**的",
        "请看**《计划》**第一章",
        "これは**「重要」**です",
        "*「重要」*です",
        "**스크립트(script)**라고",
        "**หมายเหตุ:**กรุณา",
        "**សម្គាល់៖**សូម",
        "**မှတ်ချက်။**ကျေးဇူး",
        "**葛\ufe00（城）**的",
        "***注意：***请",
    ],
)
def test_bold_beside_punctuation_of_scripts_without_spaces(words: str) -> None:
    """Before, the stars neither opened nor closed anything (commonmark-spec#650), which was an error."""
    found = markup(words, {})
    assert any(isinstance(inline, Text) and inline.look.names for inline in found)
    assert plain(found) == words.replace("*", "")
    assert spelled(found).words == words  # and the way back


def test_other_stars_are_as_in_commonmark() -> None:
    for words in ("**states:**x", "a**“b”**c", "**שלום:**x"):
        assert read_inline(words).faults
    assert read_inline("2 ** 3 字").faults


# The way back

_PIECES = st.sampled_from(
    ("共同", "制定，", "“成员”", "UNODC", "2024", "สมาชิก", "และ", "ទី", "한국", "字UNODC", "tide", "。")
)
_GAPS = st.sampled_from((" ", "", ""))


@st.composite
def texts(draw: st.DrawFn) -> tuple[Inline, ...]:
    """Words of scripts with and without spaces, some of them bold or links."""
    found: list[Inline] = []
    for _ in range(draw(st.integers(1, 8))):
        words = draw(_PIECES) + draw(_GAPS)
        kind = draw(st.sampled_from(("text", "text", "bold", "link")))
        if kind == "link":
            found.append(Link("https://example.org/共同制定", (Text(words.strip()),)))
        else:
            found.append(Text(words, BOLD if kind == "bold" else PLAIN))
    return unnumbered(found)


@given(texts(), st.integers(4, 40))
def test_what_is_wrapped_is_read_as_it_was(inlines: tuple[Inline, ...], width: int) -> None:
    """Before, lines were broken at any space, and a broken line was read with the space or without."""
    said = spelled(inlines)
    lines = map(joined, wrapped(split(said.words), Shape(0, 0, Manner(width))))
    assert unnumbered(markup("\n".join(lines), {})) == said.inlines
    text = block({"key": said.words}, 0, Form(Manner(width)))
    assert _read(text) == said.inlines
    assert _read(write_yaml({"key": said.words})) == said.inlines


@given(texts(), texts(), st.data())
def test_what_is_changed_is_read_as_it_was_wanted(
    old: tuple[Inline, ...], new: tuple[Inline, ...], data: st.DataObject
) -> None:
    source, said = spelled(old).words, spelled(new)
    at = data.draw(st.integers(0, len(source)))
    lines = [line for line in (source[:at].strip(), source[at:].strip()) if line]
    laid = laid_out(lines, split(said.words), Shape(0, 0, Manner(30)))
    assert unnumbered(markup("\n".join(laid), {})) == said.inlines
    text = "key: >-\n" + "".join(f"  {line}\n" for line in lines)
    assert _read(patched(text, {"key": said.words})) == said.inlines


def _read(text: str) -> tuple[Inline, ...]:
    value = yaml.read(TypeAdapter(dict[str, str]), text, "").value
    assert value
    return unnumbered(markup(value["key"], {}))


def test_lines_that_stay_are_not_touched() -> None:
    """Before, an edit of such a paragraph put spaces between its lines."""
    before = ["本计划由各成员共同制定，", "并将在每次年会上修订，", "由各成员批准。"]
    words = "本计划由各成员共同制定，并将在每次会议上修订，由各成员批准。"
    found = laid_out(before, split(words), Shape(0, 0, Manner()))
    assert found == [before[0], "并将在每次会议上修订，", before[2]]


def test_every_script_that_unicode_calls_wide() -> None:
    assert {line_end(c, c) for c in "中あアㄅꀀ龍𠀀！"} == {""}
    assert {line_end(c, c) for c in "a1é한ㅏأש-–🇫"} == {" "}
    assert not re.search(" ", line_end("。", "（"))
