"""Redlines and drafts as HTML, read with lxml; then in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from lxml import html
from msgspec.structs import replace
from playwright.sync_api import Browser

from tests.browser import DESKTOP, PHONE, chromium, visit
from tests.documents import REVISION, drafted, redlined, sample
from tests.pairs import pairs
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.render.html import print_html, web_page

MEDIA = {"web": web_page, "print": print_html}


@pytest.fixture(params=MEDIA)
def page(request: pytest.FixtureRequest) -> html.HtmlElement:
    """The redline in either medium."""
    return html.document_fromstring(MEDIA[request.param](redlined(), theme()))


@pytest.fixture
def web() -> html.HtmlElement:
    return html.document_fromstring(web_page(redlined(), theme()))


@settings(max_examples=40)
@given(pairs())
def test_any_redline_has_unique_ids_links_that_lead_somewhere_and_each_note_once(
    pair: tuple[Document, Document],
) -> None:
    redline = compare(*pair, REVISION)
    for render in MEDIA.values():
        page = html.document_fromstring(render(redline, theme()))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)
        assert len(page.find_class("note")) == len(redline.notes)


def said(element: html.HtmlElement) -> str:
    """The words of an element without those for screen readers alone, deleted ones in brackets."""
    pieces = [element.text or ""]
    for child in element:
        if child.get("class") not in ("said", "sign"):
            pieces.append(f"[{said(child)}]" if child.tag == "del" else said(child))
        pieces.append(child.tail or "")
    return "".join(pieces).strip()


def test_what_came_and_went_is_marked(page: html.HtmlElement) -> None:
    assert said(page.get_element_by_id("title")) == "Forward Work Plan: [2031-2033]2032-2034"
    words = page.get_element_by_id("words")
    assert [element.tag for element in words if element.tag in ("ins", "del")] == [
        "del", "ins", "ins", "ins", "ins", "del", "ins",
    ]  # fmt: skip
    link, whole = words.findall(".//a[@href='https://example.org/a']"), words.findall("ins/a")
    assert [child.tag for child in link[0]] == ["del", "ins"]
    assert [a.get("href") for a in whole if not a.get("role")] == ["https://example.org/b"]
    assert words.xpath("ins/del")[0].getparent().tag == "ins"


def test_a_mark_names_its_author_and_date_and_no_more_than_that(page: html.HtmlElement) -> None:
    for mark in page.iter("ins", "del"):
        assert (mark.get("title"), mark.get("datetime")) == ("Harbour Office", "2032-05-04T00:00:00+00:00")
    shorter = replace(sample(), blocks=sample().blocks[:-1])
    redline = compare(sample(), shorter, replace(REVISION, author="", date=None))
    for mark in html.document_fromstring(web_page(redline, theme())).iter("ins", "del"):
        assert set(mark.attrib) <= {"class"}


def test_lines_rows_and_notes_that_change_have_bars(page: html.HtmlElement) -> None:
    changed = set(page.xpath("//*[contains(@class, 'changed')]/@id"))
    assert changed == {
        "title", "words", "split", "joined", "joined.2", "moved", "new-part", "old-part", "raised",
        "was.moved", "second.text", "third.text", "deep.text", "deeper.text",
        "table.head", "one", "two", "three", "was.four", "four", "gone", "came",
        "note.gone", "note.came", "note.status",
    }  # fmt: skip


def test_whole_lines_and_rows_say_so_and_so_do_their_labels(page: html.HtmlElement) -> None:
    kinds = {
        id: set(page.get_element_by_id(id).get("class").split()) - {"changed", "labelled"}
        for id in ("second.text", "third.text", "two", "three", "split", "raised")
    }
    assert kinds == {
        "second.text": {"deleted"}, "third.text": {"inserted"}, "two": {"deleted"}, "three": {"inserted"},
        "split": set(), "raised": set(),
    }  # fmt: skip
    assert page.get_element_by_id("second.text").find("span").text == "2. "


def signs(page: html.HtmlElement, id: str) -> list[str]:
    return [sign.text for sign in page.get_element_by_id(id).find_class("sign")]


def test_breaks_moves_and_levels_have_signs_that_nobody_hears(page: html.HtmlElement) -> None:
    assert signs(page, "split") == ["¶"] and signs(page, "joined") == ["¶"]
    assert signs(page, "moved") == ["↓1"] and signs(page, "was.moved") == ["↑1"]
    assert signs(page, "was.four") == ["↓2"] and signs(page, "four") == ["↑2"]
    assert signs(page, "raised") == ["←"] and signs(page, "deep.text") == ["→"]
    assert signs(page, "second.text") == []
    assert all(sign.get("aria-hidden") == "true" for sign in page.find_class("sign"))


def test_headings_are_named_as_they_are_now(web: html.HtmlElement) -> None:
    assert [entry.text for entry in web.xpath("//nav//a")] == [
        "A new part", "deleted: An old part", "A part that was raised",
    ]  # fmt: skip
    assert set(web.xpath("//td/@data-label")) == {"Action Item", "Status of it"}


def test_a_draft_says_so_outside_the_text() -> None:
    page = html.document_fromstring(web_page(drafted(sample()), theme()))
    assert page.xpath("string(//aside)").split() == ["Draft", "2031"]
    assert page.xpath("//*[local-name()='svg']/@aria-hidden") == ["true"]
    assert not html.document_fromstring(web_page(sample(), theme())).xpath(
        "//aside | //*[@class='watermark']"
    )


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
    with visit(browser, web_page(drafted(redlined()), theme()), tmp_path, width, scheme) as seen:
        assert seen.violations() == []
        assert seen.messages == []
        if width == PHONE:
            assert seen.sideways() == 0


@pytest.mark.slow
def test_a_screen_reader_hears_what_was_done_to_words(browser: Browser, tmp_path: Path) -> None:
    with visit(browser, web_page(drafted(redlined()), theme()), tmp_path, DESKTOP) as seen:
        heard = list(_heard(seen.page))
    start = next(n for n, (role, name) in enumerate(heard) if name == "Forward Work Plan: ")
    assert heard[start : start + 7] == [
        ("StaticText", "Forward Work Plan: "),
        ("deletion", ""), ("StaticText", "deleted:"), ("StaticText", "2031-2033"),
        ("insertion", ""), ("StaticText", "inserted:"), ("StaticText", "2032-2034"),
    ]  # fmt: skip
    assert not [name for _, name in heard if "¶" in name or "↓" in name or name == "DRAFT"]


def _heard(page: Any) -> Iterator[tuple[str, str]]:
    """Role and name of what Chromium gives to a screen reader, in order."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}

    def walk(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        role = node.get("role", {}).get("value", "")
        if not node["ignored"] and role in ("StaticText", "insertion", "deletion"):
            yield role, node.get("name", {}).get("value", "")
        for kid in node.get("childIds", ()):
            yield from walk(nodes[kid])

    yield from walk(next(iter(nodes.values())))


BARS = """[...document.querySelectorAll('main .changed')].map(e => {
    const bar = getComputedStyle(e.matches('tr') ? e.firstElementChild : e, '::before');
    const from = e.getBoundingClientRect();
    return [e.id, Math.round(from.left + parseFloat(bar.left)), parseFloat(bar.height), from.height];
})"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_bars_stand_in_one_column_outside_the_text(browser: Browser, tmp_path: Path, width: int) -> None:
    with visit(browser, web_page(redlined(), theme()), tmp_path, width) as seen:
        bars = seen.page.evaluate(BARS)
        text = seen.page.evaluate("document.querySelector('main > p').getBoundingClientRect().left")
    assert len(bars) == 24
    columns = {column for _, column, _, _ in bars}
    assert max(columns) - min(columns) <= 1 and 0 <= min(columns) < max(columns) + 3 < text
    assert all(abs(height - full) < 3 for _, _, height, full in bars)
