"""Numbers as Word works them out, from numbering parts written by hand after ECMA-376 Part 1, 17.9."""

from __future__ import annotations

import pytest
from lxml import etree

from workplan.verify.numbering import Counter, W, written

NUMBERING = f"""
<w:numbering xmlns:w="{W.strip("{}")}">
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:suff w:val="space"/>
      <w:lvlText w:val="%2."/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/>
      <w:lvlRestart w:val="0"/><w:suff w:val="nothing"/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="0"/>
    <w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/>
      <w:lvlText w:val="Appendix %1:"/></w:lvl></w:lvlOverride></w:num>
</w:numbering>"""


def labels(*paragraphs: tuple[str, int]) -> list[str]:
    counter = Counter(etree.fromstring(NUMBERING))
    return [counter.label(*paragraph)[0] for paragraph in paragraphs]


def test_a_level_counts_on_and_restarts_below_a_higher_one() -> None:
    assert labels(("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)) == ["1.", "a.", "b.", "2.", "a."]


def test_two_instances_of_one_definition_count_on() -> None:
    assert labels(("1", 0), ("2", 0)) == ["1.", "2."]


def test_an_instance_with_a_start_of_its_own_begins_there_once() -> None:
    assert labels(("1", 0), ("3", 0), ("3", 0)) == ["1.", "5.", "6."]


def test_an_instance_can_have_levels_of_its_own() -> None:
    assert labels(("4", 0), ("4", 0)) == ["Appendix C:", "Appendix D:"]


def test_a_level_that_never_restarts_counts_on_and_shows_the_level_above() -> None:
    assert labels(("1", 0), ("1", 2), ("1", 0), ("1", 2)) == ["1.", "1.i", "2.", "2.ii"]


def test_the_gap_is_what_the_level_says() -> None:
    counter = Counter(etree.fromstring(NUMBERING))
    assert [counter.label("1", level)[1] for level in (0, 1, 2)] == [" ", " ", ""]


def test_no_list_no_label() -> None:
    assert labels(("0", 0), ("9", 0), ("1", 8)) == ["", "", ""]


@pytest.mark.parametrize(
    ("number_format", "number", "said"),
    [
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 28, "bb"),
        ("lowerRoman", 49, "xlix"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("decimal", 100, "100"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number_format: str, number: int, said: str) -> None:
    assert written(number_format, number) == said
