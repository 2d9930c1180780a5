"""Plans from right to left, and lines that run the other way than their plan, in every format."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from msgspec.structs import replace

from tests.browser import DESKTOP, chromium, visit
from tests.contents import FILES
from tests.libreoffice import to_pdf
from tests.printing import print_pdf
from tests.strategies import documents
from tests.word.reading import W, find, words, xml
from tests.writeback.amending import folder
from workplan.content.files.papers import paper_folder
from workplan.content.load import load
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.document.printing.directions import isolated, turned, words_direction
from workplan.document.tree import Document
from workplan.editions.standing import Standing
from workplan.render.html import web_page
from workplan.verify import verify
from workplan.word import read, write

MARGIN, WIDTH = 70.87, 595.28

ARABIC = "تحدد خطة العمل الأنشطة الرئيسية للفريق العامل المعني بالمد والجزر."
HEBREW = "תוכנית העבודה של קבוצת העבודה לשנים הבאות."
ENGLISH = "This paragraph is in English, as adopted."

WORDING = """
wording:
  appendix: المرفق
  linked_priority: الأولوية المرتبطة
  page: "صفحة {page} من {pages}"
  edition: الطبعة
"""

ARABIC_PLAN = {
    **FILES,
    "plan.yaml": (
        "organisation: {name: منتدى المد والجزر}\ngroup: الفريق العامل\n"
        "title: خطة العمل المستقبلية\n"
        'period: {start: 2031, end: 2033}\nedition: {label: "2031-12/Rev.1", date: 2031-03-01}\n'
        "language: ar\n"
    ),
    "plan.md": f"{ARABIC}[^source]\n\n{ENGLISH}\n\n- بند أول\n\n1. خطوة أولى\n\n" + FILES["plan.md"],
    "actions.yaml": FILES["actions.yaml"].replace("Measure the *tide*", "مسح الموانئ وتدريب المرشدين"),
    "footnotes.yaml": FILES["footnotes.yaml"].replace("Tide Tables, 2030.", "جداول المد والجزر."),
}
ENGLISH_PLAN = {
    **FILES,
    "plan.md": f"The plan.\n\n{ARABIC}[^source]\n\n{HEBREW}\n\n"
    "- One item\n- بند باللغة العربية\n  - Below\n\n"
    f"# عنوان عربي\n\n{FILES['plan.md']}",
    "actions.yaml": ARABIC_PLAN["actions.yaml"],
    "footnotes.yaml": ARABIC_PLAN["footnotes.yaml"],
}


def composed(files: dict[str, str], more: str = "", *, draft: bool = False) -> Document:
    files = {**files, "plan.yaml": files["plan.yaml"] + more}
    return compose(load(folder(files)).plan, standing=Standing(draft, "schema: 3"))


@cache
def arabic(more: str = "") -> Document:
    return composed(ARABIC_PLAN, more, draft=True)


@cache
def english() -> Document:
    return composed(ENGLISH_PLAN)


@cache
def printed(make: object, more: str = "") -> bytes:
    document = arabic(more) if make is arabic else english()
    return print_pdf(document)


Box = tuple[int, str, float, float, float]  # page, words, left, right, top


def seen(pdf: bytes) -> list[Box]:
    """Each word where poppler sees it."""
    command = ["pdftotext", "-bbox", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    pages = etree.fromstring(text, etree.XMLParser(recover=True)).iter("{*}page")
    return [
        (n, word.text or "", *(float(word.get(side, "")) for side in ("xMin", "xMax", "yMin")))
        for n, page in enumerate(pages)
        for word in page.iter("{*}word")
    ]


def found(pdf: bytes, word: str) -> Box:
    """The first place of a word. Where letters have an ActualText, poppler shows all of it as one word."""
    return next(box for box in seen(pdf) if word in box[1] or word[::-1] in box[1])


def line_of(pdf: bytes, word: str) -> tuple[float, float]:
    """The left and the right end of the line in which a word stands."""
    page, _, _, _, top = found(pdf, word)
    boxes = [box for box in seen(pdf) if box[0] == page and abs(box[4] - top) < 4]
    return min(box[2] for box in boxes), max(box[3] for box in boxes)


def foot_of(pdf: bytes) -> list[Box]:
    """The foot of the first page, from the left."""
    return sorted((box for box in seen(pdf) if box[0] == 0 and box[4] > 790), key=lambda box: box[2])


def head_of(pdf: bytes) -> tuple[float, float]:
    """The left and the right end of the running head of a draft's first page."""
    boxes = [box for box in seen(pdf) if box[0] == 0 and box[4] < 60]
    return min(box[2] for box in boxes), max(box[3] for box in boxes)


def at_left(ends: tuple[float, float]) -> bool:
    return abs(ends[0] - MARGIN) < 2 and ends[1] < WIDTH - MARGIN - 10


def at_right(ends: tuple[float, float]) -> bool:
    return abs(ends[1] - (WIDTH - MARGIN)) < 2 and ends[0] > MARGIN + 10


def rules(pdf: bytes) -> Iterator[tuple[float, float]]:
    """Where the lines of 45 mm above the notes begin and end."""
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=2).to_pil().convert("L")
        for y in range(picture.height // 2, picture.height):
            row = [x for x in range(picture.width) if picture.getpixel((x, y)) < 225]
            if row and row[-1] - row[0] == len(row) - 1 and 240 < len(row) < 270:
                yield row[0] / 2, row[-1] / 2


# What runs which way


@pytest.mark.parametrize(
    ("line", "around", "direction"),
    [
        (ARABIC, "ltr", "rtl"),
        (HEBREW, "ltr", "rtl"),
        (ENGLISH, "rtl", "ltr"),
        ("UNODC ملاحظة ثانية عن الموانئ والسفن", "ltr", "rtl"),
        ("UN ملاحظة ثانية: A/CONF.1.", "rtl", "rtl"),
        ("الوثيقة A/CONF.1 UNODC", "rtl", "rtl"),
        ("العربية is one of the six official languages", "ltr", "ltr"),
        ("2024-2025", "rtl", "rtl"),
        ("2024-2025", "ltr", "ltr"),
        ("", "rtl", "rtl"),
    ],
)
def test_a_line_runs_as_its_words_do(line: str, around: str, direction: str) -> None:
    assert words_direction(line, around) == direction  # type: ignore[arg-type]


def test_only_what_would_lose_its_order_is_isolated() -> None:
    assert isolated("2031-12", "rtl") != "2031-12" != isolated("2031-12", "rtl").strip("\u2068\u2069") + "x"
    assert isolated("2031-12", "ltr") == "2031-12"
    assert isolated("2031", "rtl") == "2031"
    assert isolated("الدورة", "ltr") != "الدورة"
    assert isolated("الدورة", "rtl") == "الدورة"


# PDF


HEAD = """---
title: العمل
symbol: A/CONF.1/Rev.2
distribution: Members
date: 2031-02-03
layout: own
extra: {one: Orange, two: برتقال, three: Plum, four: Pear}
---

نص.
"""
LAYOUT = """lines:
  - {print: "{symbol}", look: symbol}
  - {print: "{distribution}", look: small, align: end}
  - {print: "{extra.one}", look: strong, align: end}
  - {print: "{extra.two}", look: large, align: end}
  - {print: "{extra.three}", align: centre}
  - {print: "{extra.four}"}
  - {print: "{title}", look: title, align: end}
"""


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_line_against_its_page_stands_where_its_look_says(language: str) -> None:
    """Before, a document symbol in Latin letters stood at the right of an Arabic page, where the page begins:
    the end of a line, and not of the page."""
    plan = ARABIC_PLAN["plan.yaml"] if language == "ar" else FILES["plan.yaml"]
    files = {**ARABIC_PLAN, "plan.yaml": plan, "papers/own.md": HEAD, "heads/own.yaml": LAYOUT}
    document = compose(load(paper_folder(folder(files), "own")).plan)
    ends, middle, starts = ["A/CONF.1/Rev.2", "Members", "Orange", "برتقال", "العمل"], "Plum", "Pear"
    pdf = print_pdf(document)
    for word in ends:
        assert (at_left if language == "ar" else at_right)(line_of(pdf, word)), word
    assert abs(sum(line_of(pdf, middle)) - WIDTH) < 1
    assert at_left(line_of(pdf, starts))  # it runs its own way
    body = xml(write(document, theme()), "word/document.xml")
    sides = {
        words(p): ([jc.get(f"{W}val") for jc in find(p, "w:pPr/w:jc")], bool(find(p, "w:pPr/w:bidi")))
        for p in body.iter(f"{W}p")
    }
    # What their style says, "end", is the other side in a line that runs against the page.
    for word in ends:
        from_right = words_direction(word, "rtl") == "rtl"
        assert sides[word] == (["left"] if from_right != (language == "ar") else [], from_right), word
    assert sides[middle] == sides[starts] == ([], False)


def test_the_margins_of_the_pdf_are_mirrored() -> None:
    """Before, head and note rule stood at the left, the foot at the right."""
    pdf = printed(arabic, WORDING)
    assert at_right(head_of(pdf))
    assert abs(foot_of(pdf)[0][2] - MARGIN) < 2
    mirrored, usual = list(rules(pdf)), list(rules(printed(english)))
    assert mirrored and all(abs(end - (WIDTH - MARGIN)) < 1 for _, end in mirrored)
    assert usual and all(abs(start - MARGIN) < 1 for start, _ in usual)
    assert at_right(line_of(printed(english), "Page"))


def test_words_in_another_language_keep_their_order() -> None:
    """Before, the foot was "17 of 2 Page", and the edition's label stood turned round behind Arabic words."""
    pdf = printed(arabic)
    assert " ".join(box[1] for box in foot_of(pdf)) == f"Page 1 of {_pages(pdf)}"
    assert abs(foot_of(pdf)[0][2] - MARGIN) < 2
    assert found(printed(arabic, WORDING), "2031-12/Rev.1")[1] == "2031-12/Rev.1"


def _pages(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def test_lines_run_their_own_way_in_the_pdf() -> None:
    """Before, each began at the side of the whole document."""
    assert at_right(line_of(printed(english), "الأنشطة"))
    assert at_right(line_of(printed(english), "תוכנית"))
    assert at_right(line_of(printed(english), "عنوان"))
    assert at_left(line_of(printed(english), "item"))
    assert at_left(line_of(printed(arabic), "adopted."))
    assert at_right(line_of(printed(arabic), "الأنشطة"))


# Web page


def test_lines_say_their_direction_on_the_web() -> None:
    page = html.document_fromstring(web_page(english(), theme()))
    said = {node.text_content().strip()[:20]: node.get("dir") for node in page.iter("p", "li", "h2")}
    assert page.get("dir") == "ltr"
    assert said[ARABIC[:20]] == said[HEBREW[:20]] == said["عنوان عربي"] == "rtl"
    assert said["The plan."] is None
    (item,) = (node for node in page.xpath("//ul/li") if node.get("dir") == "rtl")
    assert item.text_content().strip().startswith("• بند")
    (below,) = item.iterdescendants("li")
    assert below.get("dir") == "ltr"
    verify(english(), {"html": web_page(english(), theme()).encode()})


@pytest.mark.slow
def test_a_browser_puts_them_where_they_belong(tmp_path: Path) -> None:
    place = """name => {
        const node = [...document.querySelectorAll('p')].find(p => p.textContent.includes(name))
        const range = document.createRange(); range.selectNodeContents(node)
        const words = range.getBoundingClientRect(), box = node.getBoundingClientRect()
        return [words.left - box.left, box.right - words.right]
    }"""
    with chromium() as browser:
        for document, first in ((english(), ENGLISH_PLAN), (arabic(), ARABIC_PLAN)):
            assert first
            with visit(browser, web_page(document, theme()), tmp_path, DESKTOP) as page:
                left, right = page.page.evaluate(place, "الأنشطة")
                assert right < 2 < left
                name = "The plan." if document is english() else ENGLISH
                left, right = page.page.evaluate(place, name)
                assert left < 2 < right
                assert not page.violations()
                assert page.sideways() <= 0


# Word


def test_lines_say_their_direction_in_word() -> None:
    body = xml(write(english(), theme()), "word/document.xml")
    said = {words(p)[:20]: bool(find(p, "w:pPr/w:bidi")) for p in body.iter(f"{W}p")}
    assert (
        said[ARABIC[:20]] and said[HEBREW[:20]] and said["عنوان عربي"] and said["مسح الموانئ وتدريب ا"[:20]]
    )
    assert not said["The plan."] and not said["Below"]
    body = xml(write(arabic(), theme()), "word/document.xml")
    said = {words(p)[:20]: bool(find(p, "w:pPr/w:bidi")) for p in body.iter(f"{W}p")}
    assert said[ARABIC[:20]] and not said[ENGLISH[:20]]


def test_symbols_and_numbers_are_one_run_in_word() -> None:
    """Before, ".1" of "Rev.1" was a run from the right, and stood before it."""
    document = composed(
        {**ARABIC_PLAN, "plan.md": f"الوثيقة A/CONF.1/Rev.2 هنا.\n\n{ARABIC_PLAN['plan.md']}"}
    )
    (paragraph,) = (
        p
        for p in xml(write(document, theme()), "word/document.xml").iter(f"{W}p")
        if words(p).startswith("الوثيقة")
    )
    assert [words(run) for run in find(paragraph, "w:r") if not find(run, "w:rPr/w:rtl")] == [
        "A/CONF.1/Rev.2"
    ]


@pytest.mark.parametrize("make", [arabic, english])
def test_what_word_is_given_is_read_back(make: object) -> None:
    document = arabic() if make is arabic else english()
    assert read(write(document, theme())).document == document
    assert not read(write(document, theme())).findings


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_from_the_right_is_read_back(document: Document) -> None:
    properties = replace(document.properties, direction="rtl", language="ar")
    document = replace(document, properties=properties)
    assert read(write(document, theme())).document == document
    verify(document, {"html": web_page(document, theme()).encode()})
    assert set(turned(document).values()) <= {"ltr", "rtl"}


@pytest.mark.slow
def test_libreoffice_puts_them_where_they_belong() -> None:
    """Before, all began at the side of the document, labels of a table stood outside of it, and the foot was
    "17 of 2 Page"."""
    pdf = to_pdf(write(english(), theme()))
    assert at_right(line_of(pdf, "العمل")) and at_right(line_of(pdf, "העבודה"))
    assert at_left(line_of(pdf, "plan."))
    row = [box for box in seen(pdf) if abs(box[4] - found(pdf, "Harbours")[4]) < 4]
    label = next(box for box in row if box[1] == "1")
    assert label[3] < found(pdf, "Harbours")[2] - 8  # before, it stood in the next column
    pdf = to_pdf(write(arabic(WORDING), theme()))
    assert at_right(head_of(pdf)) and found(pdf, "2031-12/Rev.1")
    assert abs(foot_of(pdf)[0][2] - MARGIN) < 2
    assert all(box[3] < WIDTH - MARGIN + 1 for box in seen(pdf))
    # Before, all of "Appendix A" stood in the margin.
    appendix = {"appendices/01-background.md": f"# خلفية العمل\n\n{ARABIC}\n"}
    pdf = to_pdf(write(composed({**ARABIC_PLAN, **appendix}, WORDING), theme()))
    heading = next(box for box in seen(pdf) if box[1] == "A")
    ends = [box[3] for box in seen(pdf) if abs(box[4] - heading[4]) < 4]
    assert -12 < max(ends) - (WIDTH - MARGIN) < 2
    pdf = to_pdf(write(arabic(), theme()))
    assert [box[1] for box in foot_of(pdf)] == ["Page", "1", "of", str(_pages(pdf))]
    assert abs(foot_of(pdf)[0][2] - MARGIN) < 2
