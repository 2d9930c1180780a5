"""The web page: its landmarks and notes, read with lxml; then in a real browser, with axe-core."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from lxml import html
from msgspec.structs import replace
from playwright.sync_api import Browser

from tests.browser import DESKTOP, PHONE, chromium, visit
from tests.documents import paragraph, sample, with_actions, with_notes
from tests.full_plan import full_plan, with_directives
from tests.review.matrix.test_document import paper
from workplan.compare.versions import redline
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.document.tree import Document, Row, Table
from workplan.render.html import web_page

LONG = "Donaudampfschifffahrt" * 10


@pytest.fixture
def page() -> html.HtmlElement:
    return html.document_fromstring(web_page(sample(), theme()))


def test_landmarks_and_order_of_headings(page: html.HtmlElement) -> None:
    assert [element.tag for element in page.body] == ["a", "header", "nav", "main", "footer"]
    assert [heading.tag for heading in page.xpath("//h1 | //h2 | //h3 | //h4")] == [
        "h1", "h2", "h2", "h2", "h2", "h3", "h2",
    ]  # fmt: skip
    assert page.xpath("//header/*/@class") == ["organisation", "mandate", "group", "title"]


def test_the_policy_allows_nothing_but_our_styles_and_pictures(page: html.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.split("; ") == [
        "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:",
        "base-uri 'none'", "form-action 'none'",
    ]  # fmt: skip
    # A policy in <meta> holds for what follows it: it must come before anything that could ask for more.
    assert page.head[0].get("http-equiv") == "Content-Security-Policy"


def test_notes_stand_at_the_end_with_ways_there_and_back(page: html.HtmlElement) -> None:
    (notes,) = page.xpath("//section[@role='doc-endnotes']/ol")
    assert [note.get("id") for note in notes] == ["note.calm", "note.interest", "note.status", "note.source"]
    assert [note.find("span").text.strip() for note in notes] == ["1", "2", "3", "4"]
    calls = page.xpath("//a[@role='doc-noteref']")
    assert [call.text for call in calls] == ["1", "2", "3", "4", "1"]
    assert [call.get("id") for call in calls][-1] is None
    for note, back in zip(notes, page.xpath("//a[@role='doc-backlink']"), strict=True):
        assert back.get("href") == f"#call_{note.get('id')}"
        assert page.get_element_by_id(back.get("href")[1:]).get("href") == f"#{note.get('id')}"


def test_every_cell_knows_its_column(page: html.HtmlElement) -> None:
    assert page.xpath("//tbody/tr[1]/td/@data-label") == ["Action Item", "Members’ interest", "Status"]


def long_words() -> Document:
    """Words of 210 letters wherever words can be: title, heading, list, cells, notes."""
    document = with_actions(3)

    def cells(row: Row) -> Row:
        return replace(
            row,
            cells=tuple(replace(cell, blocks=(paragraph(f"{cell.id}.long", LONG),)) for cell in row.cells),
        )

    blocks = tuple(
        replace(block, header=cells(block.header), rows=tuple(map(cells, block.rows)))
        if isinstance(block, Table)
        else replace(block, inlines=paragraph("x", LONG).inlines)
        if hasattr(block, "inlines")
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.slow
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    with visit(browser, web_page(sample(), theme()), tmp_path, width, scheme) as seen:
        assert seen.violations() == []
        background = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        paper = (theme().dark if scheme == "dark" else theme().colours)["paper"]
        assert background == f"rgb({', '.join(str(int(paper[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.mark.slow
@pytest.mark.parametrize(
    "document", [sample, long_words, lambda: with_actions(40), lambda: with_notes(150), with_directives]
)
def test_a_phone_never_scrolls_sideways(browser: Browser, tmp_path: Path, document: object) -> None:
    assert callable(document)
    with visit(browser, web_page(document(), theme()), tmp_path, PHONE) as seen:
        assert seen.sideways() == 0
        # Nothing is cut off instead: no element's content is wider than the element.
        assert (
            seen.page.evaluate(
                "[...document.querySelectorAll('main *, header *')].filter("
                "e => e.getBoundingClientRect().right > innerWidth + 0.5).map(e => e.id)"
            )
            == []
        )


@pytest.mark.slow
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_what_is_printed_from_data_is_accessible_and_groups_have_a_line(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    """Before, a phone showed a group's name beside the name of a column, above four columns of nothing."""
    with visit(browser, web_page(with_directives(), theme()), tmp_path, width) as seen:
        assert seen.violations() == []
        shown = seen.page.evaluate(
            "[...document.querySelectorAll('tr.group')].map(row => [row.innerText.trim(), [...row.children]"
            ".filter(c => getComputedStyle(c).display == 'none').length, row.getBoundingClientRect().height])"
        )
    assert len(shown) == 2 and all(words.startswith("Priority") for words, _, _ in shown)
    assert [hidden for _, hidden, _ in shown] == [4 if width == PHONE else 0] * 2
    assert all(height < 60 for *_, height in shown)


@pytest.mark.slow
def test_on_a_phone_the_table_is_still_a_table_to_a_screen_reader(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, web_page(sample(), theme()), tmp_path, PHONE) as seen:
        assert seen.page.get_by_role("table").count() == 1
        assert seen.page.get_by_role("columnheader").count() == 3
        assert seen.page.get_by_role("row").count() == 4
        assert seen.page.get_by_role("cell").count() == 9
        top, below = (
            seen.page.locator(f"[id='measure-1.{cell}']").bounding_box() for cell in ("action", "interest")
        )
        assert top and below and below["y"] >= top["y"] + top["height"] - 1


def reported() -> Document:
    """A plan whose actions were reported on: a status of four lines, members with roles and long names."""

    def cells(row: Row) -> Row:
        action, interest, status = row.cells
        members = ("Lead: Australia, Indonesia", "Contributing: Lao People’s Democratic Republic, Viet Nam")
        lines = (
            "Ongoing",
            "A first draft was read at two sittings. " * 3,
            "Timeframe: March 2032",
            "As reported at Bali",
        )
        filled = (
            replace(cell, blocks=tuple(paragraph(f"{cell.id}.{n}", w) for n, w in enumerate(words)))
            for cell, words in ((interest, members), (status, lines))
        )
        return replace(row, cells=(action, *filled))

    document = with_actions(3)
    blocks = (
        replace(b, rows=tuple(map(cells, b.rows))) if isinstance(b, Table) else b for b in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


@pytest.mark.slow
def test_the_lines_of_a_status_stand_below_each_other_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    """Before, they stood beside each other, a word wide."""
    with visit(browser, web_page(reported(), theme()), tmp_path, PHONE) as seen:
        boxes = seen.page.evaluate(
            "[...document.querySelectorAll('tbody tr:first-child td:last-child > p')]"
            ".map(p => p.getBoundingClientRect()).map(b => [b.left, b.top, b.width, b.bottom])"
        )
        assert len(boxes) == 4
        assert len({left for left, *_ in boxes}) == 1
        assert all(width > 150 for _, _, width, _ in boxes)
        assert all(above[3] <= below[1] for above, below in pairwise(boxes))
        assert seen.violations() == []
        assert seen.sideways() == 0


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_table_on_a_phone_is_cards_of_names_and_values(
    browser: Browser, tmp_path: Path, language: str
) -> None:
    """Before, the cells of the last card had no lines between them, the values of a card began in as many
    places as its names were long, and a name of two lines pushed the second line of its cell away."""
    with visit(browser, web_page(full_plan(language), theme()), tmp_path, PHONE) as seen:
        side = "right" if language == "ar" else "left"
        cells = seen.page.evaluate(
            "side => [...document.querySelectorAll('td + td')].map(cell => ({"
            "line: getComputedStyle(cell).borderTopWidth, lines: [...cell.children]"
            ".map(p => p.getBoundingClientRect()).map(b => [b[side], b.top, b.bottom])}))",
            side,
        )
        assert len(cells) >= 14
        assert {cell["line"] for cell in cells} == {"1px"}
        assert len({round(at) for cell in cells for at, _, _ in cell["lines"]}) == 1
        gaps = [round(below[1] - above[2]) for cell in cells for above, below in pairwise(cell["lines"])]
        assert len(gaps) > 4 and len(set(gaps)) == 1 and gaps[0] >= 4
        assert seen.sideways() == 0


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [PHONE, 768, 1200])
def test_a_plan_with_everything_holds_together(
    browser: Browser, tmp_path: Path, language: str, width: int
) -> None:
    """Before, quotations were set closer than the text around them."""
    with visit(browser, web_page(full_plan(language, draft=True), theme()), tmp_path, width, "dark") as seen:
        assert seen.violations() == []
        assert seen.sideways() == 0
        heights = "['main > p', '.quotation', 'main li > p'].map(s => document.querySelector(s))"
        lines = seen.page.evaluate(f"{heights}.map(e => getComputedStyle(e).lineHeight)")
        assert len(set(lines)) == 1
        ends = seen.page.evaluate(
            "[...document.querySelectorAll('main > p, main > table, nav, .notes, header')].map("
            "e => e.getBoundingClientRect()).map(b => [Math.round(b.left), Math.round(b.right)].join())"
        )
        assert len(ends) > 8 and len(set(ends)) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "make", [paper, lambda: redline(full_plan(), full_plan(changed=True), Wording()).shown]
)
def test_a_paper_and_a_redline_never_scroll_sideways(
    browser: Browser, tmp_path: Path, make: Callable[[], Document]
) -> None:
    with visit(browser, web_page(make(), theme()), tmp_path, PHONE) as seen:
        assert seen.violations() == []
        assert seen.sideways() == 0
        outside = "e => !e.closest('.said') && e.getBoundingClientRect().right > innerWidth + 0.5"
        assert (
            seen.page.evaluate(f"[...document.querySelectorAll('main *')].filter({outside}).map(e => e.id)")
            == []
        )


@pytest.mark.slow
def test_folded_contents_open_with_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, web_page(full_plan(), theme()), tmp_path, PHONE) as seen:
        entry = seen.page.locator("nav li a").first
        seen.page.keyboard.press("Tab")  # the link to the text
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.tagName") == "SUMMARY"
        assert not entry.is_visible()
        seen.page.keyboard.press("Enter")
        assert entry.is_visible()
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.closest('nav li') !== null")
        heading = seen.page.evaluate("document.activeElement.hash.slice(1)")
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("id => document.getElementById(id).matches(':target')", heading)


@pytest.mark.slow
def test_the_contents_are_folded_on_a_phone_alone(browser: Browser, tmp_path: Path) -> None:
    """Before, they filled the first screen of a phone."""
    for width, folded in ((PHONE, True), (DESKTOP, False)):
        with visit(browser, web_page(sample(), theme()), tmp_path, width) as seen:
            entry = seen.page.locator("nav li a").first
            assert entry.is_visible() is not folded
            assert seen.page.locator("nav summary").is_visible() is folded
            if folded:
                seen.page.locator("nav summary").click()
                assert entry.is_visible()
                assert seen.violations() == []


@pytest.mark.slow
def test_right_edges_agree(browser: Browser, tmp_path: Path) -> None:
    """Before, text and notes ended 200 pixels before the masthead, the table and figures."""
    with visit(browser, web_page(sample(), theme()), tmp_path, 1200) as seen:
        rights = seen.page.evaluate(
            "[...document.querySelectorAll('header, header > *, nav, main > *, .notes, body > footer')]"
            ".map(e => Math.round(e.getBoundingClientRect().right))"
        )
        assert len(rights) > 12 and len(set(rights)) == 1


@pytest.mark.slow
def test_what_can_be_tapped_in_the_list_of_notes_is_large_enough(browser: Browser, tmp_path: Path) -> None:
    """24 × 24 pixels (WCAG 2.5.8); links in a sentence need not be. Before, smaller."""
    for width in (PHONE, DESKTOP):
        with visit(browser, web_page(with_notes(12), theme()), tmp_path, width) as seen:
            boxes = seen.page.evaluate(
                "[...document.querySelectorAll('.note-back, nav summary')].filter(e => e.offsetParent)"
                ".map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])"
            )
            assert len(boxes) >= 12
            assert all(width >= 24 and height >= 24 for width, height in boxes)


@pytest.mark.slow
def test_the_page_asks_for_nothing_and_breaks_no_rule_of_its_own(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, web_page(sample(), theme()), tmp_path, DESKTOP) as seen:
        assert seen.requests == []
        assert seen.messages == []  # a breach of the policy is a message on the console
        assert seen.page.evaluate("document.querySelector('figure img').naturalWidth") == 320


@pytest.mark.slow
def test_the_skip_link_comes_first_and_leads_to_the_text(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, web_page(sample(), theme()), tmp_path, DESKTOP) as seen:
        seen.page.keyboard.press("Tab")
        seen.page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the text"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.tagName") == "MAIN"
