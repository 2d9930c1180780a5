"""Any character that XML allows, and any element of Word's that stands for one, anywhere in a copy: the worst
is a finding. Then all of it is accepted: the content says it, or nothing is written and it is said why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.contents import MANUSCRIPT, write_content
from tests.editors.word_saves import entries
from tests.word.conftest import packed
from workplan.content.files.folder import Folder, MemoryFolder, OverlaidFolder
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.errors import ContentError, Place
from workplan.opening.content import open_content
from workplan.opening.plain import Opened
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.matrix import as_xlsx, as_yaml
from workplan.review.steps.applying import applied
from workplan.review.steps.reviewing import review
from workplan.text.invisible import unmeant
from workplan.word import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/document.xml", "word/footnotes.xml")
#: Elements of a run that stand for a character (ECMA-376 Part 1, 17.3.3).
ELEMENTS = (
    "<w:tab/>",
    '<w:ptab w:relativeTo="margin" w:alignment="center" w:leader="none"/>',
    "<w:cr/>",
    "<w:br/>",
    '<w:br w:type="page"/>',
    '<w:br w:type="column"/>',
    "<w:softHyphen/>",
    "<w:noBreakHyphen/>",
    '<w:sym w:font="Wingdings" w:char="F04A"/>',
    '<w:sym w:font="Symbol" w:char="00AE"/>',
    "<w:pgNum/>",
    "<w:dayLong/>",
    "<w:annotationRef/>",
    "<w:separator/>",
    "<w:footnoteRef/>",
    "<w:lastRenderedPageBreak/>",
)
ODD = (
    *"\x7f\x80\x85\u00a0\u00ad\u034f\u061c\u115f\u180e\u2007\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a",
    *"\u202e\u202f\u2060\u2063\u2066\u206a\u2800\u3000\u3164\ue000\uf04a\ufdd0\ufe0f\ufeff\ufff9\ufffc\ufffd",
    *"\U0001fffe\U000e0041\U000e0100\U000f0000\u0301\u0338\u20dd\u0e33\u17d2\u094d😀🇹\U0001f3fd",
    *(
        "👩\u200d👩\u200d👧",
        "می\u200cخواهم",
        "\t",
        "\n",
        "\r",
        "  ",
        "|",
        "*",
        "[^x]",
        "{{",
        "<b>",
        ":::",
        "# ",
        "- ",
    ),
    *(
        "- ",
        "1. ",
        "%",
        "&",
        "\\",
        "`",
        "~",
        "^",
        "(linked priority 9)",
        "http://x.org",
        ", ",
        ": ",
        "(lead)",
        ";",
    ),
)
#: What XML 1.0 allows (2.2), as a drawn character: surrogates, U+FFFE, U+FFFF and most controls are not.
ANY = st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff").filter(
    lambda character: character >= " " or character in "\t\n\r"
)
PIECES = st.one_of(st.sampled_from(ELEMENTS), st.sampled_from(ODD), ANY)


@cache
def sent() -> tuple[Folder, Opened, dict[str, bytes], int]:
    """A content folder in memory, opened; its Word file; how many places there are in it for something."""
    table = "\n> Quoted words.\n\n| A | B |\n| - | -: |\n| x | y |\n"
    with TemporaryDirectory() as folder:
        content = write_content(Path(folder) / "content", plan_md=MANUSCRIPT + table)
        names = [each.relative_to(content).as_posix() for each in content.rglob("*") if each.is_file()]
        files = MemoryFolder({name: (content / name).read_bytes() for name in names}, "content")
    opened = open_content(files)
    parts = entries(write(compose(opened.plan, None, opened.standing), theme()))
    roots = (etree.fromstring(parts[name]) for name in PARTS)
    return files, opened, parts, sum(1 for root in roots for _ in root.iter(f"{W}p"))


def runs(piece: str, how: str, number: int) -> Iterator[etree._Element]:
    """Runs with a piece, typed with tracking on or off, or typed and taken out again."""
    element = "delText" if how == "deleted" else "t"
    words = escape(piece, {"\r": "&#13;", "\n": "&#10;"})
    inside = piece if piece in ELEMENTS else f'<w:{element} xml:space="preserve">{words}</w:{element}>'
    run = f"<w:r>{inside}</w:r>"
    if how != "untracked":
        mark = {"inserted": "ins", "deleted": "del"}[how]
        who = f'w:id="{9000 + number}" w:author="Ann" w:date="2031-05-01T09:30:00Z"'
        run = f"<w:{mark} {who}>{run}</w:{mark}>"
    yield from etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{run}</x>')


def copy(edits: dict[int, tuple[str, str, str]]) -> bytes:
    """The Word file with a piece at the beginning, in the middle or at the end of these paragraphs."""
    parts = dict(sent()[2])
    number = 0
    for name in PARTS:
        root = etree.fromstring(parts[name])
        for paragraph in root.iter(f"{W}p"):
            if found := edits.get(number):
                piece, how, where = found
                words = [n for n, child in enumerate(paragraph) if child.tag in (f"{W}r", f"{W}hyperlink")]
                first = int(paragraph.find(f"{W}pPr") is not None)
                middle = words[len(words) // 2] if words else first
                at = {"begin": first, "middle": middle, "end": len(paragraph)}[where]
                for run in runs(piece, how, number):
                    paragraph.insert(at, run)
            number += 1
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


@st.composite
def edited(draw: st.DrawFn) -> dict[int, tuple[str, str, str]]:
    edit = st.tuples(
        PIECES,
        st.sampled_from(("inserted", "untracked", "deleted")),
        st.sampled_from(("begin", "middle", "end")),
    )
    return draw(st.dictionaries(st.integers(0, sent()[3] - 1), edit, min_size=1, max_size=12))


def everywhere(piece: str, how: str, where: str) -> dict[int, tuple[str, str, str]]:
    return dict.fromkeys(range(99), (piece, how, where))


@settings(max_examples=15, phases=[Phase.explicit, Phase.generate, Phase.shrink])
@given(edited())
# Before, `review` or `apply` ended with 70 over each of these: a break or a tab before a note's call in the
# heading of a column, and in the cell of interest what prints nothing, or a character that content refuses.
@example(everywhere("<w:tab/>", "inserted", "middle"))
@example(everywhere("<w:softHyphen/>", "inserted", "begin"))
@example(everywhere("\u0301", "untracked", "end"))
@example(everywhere("\u202e", "inserted", "begin"))
@example(everywhere("\u2028", "untracked", "middle"))
def test_the_worst_is_a_finding(edits: dict[int, tuple[str, str, str]]) -> None:
    folder, opened, _, _ = sent()
    text = opened.standing.text
    found = review(Dossier(text, (Given("c.docx", copy(edits), "Fiji"),)), opened)
    when = datetime(2031, 5, 2, tzinfo=UTC)
    assert as_yaml(found.matrix)
    assert openpyxl.load_workbook(BytesIO(as_xlsx(found.matrix, theme(), when)))
    rows = [replace(row, disposition="accept") for row in found.matrix.amendments]
    places = {row.number: Place("matrix.yaml", row.number) for row in rows}
    try:
        made = applied(found, rows, places, folder, when.date())
    except ContentError as error:
        assert error.problems and all(problem.hint for problem in error.problems)
        return
    if any(not problem.warning for problem in made.problems):
        return
    files = {name: words.encode() for name, words in made.files.items()}
    assert open_content(OverlaidFolder(files, folder))
    for name in files.keys() - {"dispositions.yaml"}:
        for line in files[name].decode().splitlines():
            assert not list(unmeant(line)), (name, line)


@pytest.mark.parametrize("how", ["inserted", "untracked"])
def test_what_nobody_sees_is_named_and_never_reaches_the_content(how: str) -> None:
    """Before, the joiner that LibreOffice ends a tracked cell with, and zero-width spaces from web pages,
    stood in the matrix and then in the content."""
    opened = sent()[1]
    pieces = ("Calm\u200b", "\u200d", "\uf0b7", "\ufeff")
    data = copy({n + 12: (piece, how, "end") for n, piece in enumerate(pieces)})
    found = review(Dossier(opened.standing.text, (Given("c.docx", data, "Fiji"),)), opened)
    told = " ".join(problem.message for problem in found.problems)
    assert "ZERO WIDTH SPACE (U+200B) is left out" in told
    assert "U+F0B7, which means something in one font alone, is left out" in told
    assert "ZERO WIDTH NO-BREAK SPACE (U+FEFF) is left out" in told
    assert "U+200D" not in told  # LibreOffice's, of every tracked row
    (row,) = found.matrix.amendments
    assert "Calm" in as_yaml(found.matrix) and "\u200b" not in as_yaml(found.matrix)
    assert row.proposed
