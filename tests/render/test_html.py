"""The HTML of both media, read with lxml; and the style sheets as CSS readers see them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import tinycss2
from hypothesis import given, settings
from lxml import html
from msgspec.structs import replace

from tests.documents import paragraph, sample
from tests.strategies import documents
from workplan.design.theme import theme
from workplan.document.look import BOLD, Look
from workplan.document.printing.contents import Entry
from workplan.document.tree import (
    Document,
    Heading,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Text,
)
from workplan.errors import OurBug
from workplan.render.css import print_css, screen_css
from workplan.render.html import as_tree, print_html, web_page

MEDIA = {"web": web_page, "print": print_html}
HOSTILE = """</style></p><script>alert("1")</script>{{ 7*7 }}{% raw %} & 'quotes' &amp; <!-- ]]>"""


@pytest.fixture(params=MEDIA)
def render(request: pytest.FixtureRequest) -> Callable[[Document], html.HtmlElement]:
    """Either medium, as a function from a document to the parsed page."""
    return lambda document: html.document_fromstring(MEDIA[request.param](document, theme()))


def with_blocks(*blocks: Paragraph | Heading | List, notes: tuple[Note, ...] = ()) -> Document:
    return replace(sample(), blocks=blocks, notes=notes)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_ids_are_unique_and_links_within_the_page_lead_somewhere(
    render: Callable[[Document], html.HtmlElement],
) -> None:
    page = render(sample())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


@settings(max_examples=25)
@given(documents())
def test_any_document_has_unique_ids_and_links_that_lead_somewhere(document: Document) -> None:
    for render in MEDIA.values():
        page = html.document_fromstring(render(document, theme()))
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_every_node_carries_its_id(render: Callable[[Document], html.HtmlElement]) -> None:
    page = render(sample())
    tags = {
        "title": "h1", "introduction.1": "p", "introduction.2": "ul", "introduction.2.1": "li",
        "priorities": "ol", "background": "h2", "background.history": "h3", "actions": "table",
        "actions.head": "tr", "actions.head.status": "th", "measure-2": "tr", "measure-2.status": "td",
        "action-items.2": "figure", "action-items.2.caption": "figcaption",
    }  # fmt: skip
    assert {id: page.get_element_by_id(id).tag for id in tags} == tags


def test_labels_are_words_of_the_page(render: Callable[[Document], html.HtmlElement]) -> None:
    page = render(sample())
    assert words(page.get_element_by_id("calm")).startswith("1. Calm seas")
    assert words(page.get_element_by_id("drones")) == "a. The role of drones"
    assert words(page.get_element_by_id("measure-2.action")).startswith("2. Measure the tide")
    assert words(page.get_element_by_id("background")) == "Appendix A: Background"


def test_a_bullet_is_no_word_and_changes_with_depth(render: Callable[[Document], html.HtmlElement]) -> None:
    page = render(sample())
    bullets = {
        id: page.get_element_by_id(id).find("p/span") for id in ("introduction.2.1", "introduction.2.2.2.1")
    }
    assert [bullet.text.strip() for bullet in bullets.values()] == list(theme().lists.bullets[:2])
    assert all(bullet.get("aria-hidden") == "true" for bullet in bullets.values())


def test_formatting_adds_no_space(render: Callable[[Document], html.HtmlElement]) -> None:
    inlines = (
        Text("a"),
        Text("b", look=BOLD),
        Text("c", look=Look(bold=True, italic=True)),
        Link("https://x.org", (Text("d"),)),
    )
    (found,) = render(with_blocks(Paragraph("p", inlines))).xpath("//p[@id='p']")
    inside = html.tostring(found, encoding="unicode").strip()
    assert inside == (
        '<p id="p">a<strong>b</strong><strong><em>c</em></strong><a href="https://x.org">d</a></p>'
    )


def test_language_and_direction(render: Callable[[Document], html.HtmlElement]) -> None:
    properties = replace(sample().properties, language="ar", direction="rtl")
    page = render(replace(sample(), properties=properties))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


def test_properties_become_metadata(render: Callable[[Document], html.HtmlElement]) -> None:
    page = render(sample())
    assert page.findtext(".//title") == "Forward Work Plan: 2031-2033"
    meta = {element.get("name"): element.get("content") for element in page.iterfind(".//meta[@name]")}
    assert meta["author"] == "Working Group on Tides"
    assert meta["description"] == "A plan for tides"
    assert meta["keywords"] == "tides, currents & <waves>"


def test_words_cannot_become_markup(render: Callable[[Document], html.HtmlElement]) -> None:
    document = sample()
    properties = replace(
        document.properties, title=HOSTILE, subject=HOSTILE, running_head=HOSTILE, keywords=(HOSTILE,)
    )
    terms = replace(document.terms, contents=HOSTILE, notes=HOSTILE, note_call=HOSTILE, page=HOSTILE)
    blocks = (
        Heading("heading", 1, (Text(HOSTILE),), label=HOSTILE),
        Paragraph("words", (Text(HOSTILE), NoteReference("note.n", 1))),
    )
    page = render(
        Document(
            properties,
            terms,
            (*blocks, *document.blocks),
            (Note("note.n", 1, (Text(HOSTILE),)), *document.notes),
        )
    )
    assert not page.xpath("//script")
    assert len(page.xpath("//style")) == 1
    assert HOSTILE not in page.findtext(".//style")
    assert page.get_element_by_id("words").text == HOSTILE


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JavaScript:x", " javascript:x", "data:text/html,x", "file:///etc/passwd",
     "//x.org", "https://x.org/\n", "java\tscript:x", "#x", ""],
)  # fmt: skip
def test_a_link_elsewhere_than_out_is_our_bug(href: str) -> None:
    document = with_blocks(Paragraph("p", (Link(href, (Text("x"),)),)))
    for render in MEDIA.values():
        with pytest.raises(OurBug, match="http, https or mailto"):
            render(document, theme())


def test_nothing_comes_from_elsewhere(render: Callable[[Document], html.HtmlElement]) -> None:
    page = render(sample())
    assert page.xpath("//@src") and all(
        source.startswith("data:image/png;base64,") for source in page.xpath("//@src")
    )
    assert not page.xpath("//link | //script | //iframe | //object | //base")
    tokens = tinycss2.parse_stylesheet(page.findtext(".//style"), skip_comments=True)
    assert not [rule for rule in tokens if rule.type == "error"]
    assert not [
        rule for rule in tokens if rule.type == "at-rule" and rule.lower_at_keyword in ("import", "font-face")
    ]
    assert "url(" not in page.findtext(".//style")


def test_column_widths_fill_the_table(render: Callable[[Document], html.HtmlElement]) -> None:
    styles = render(sample()).xpath("//table[@id='actions']/colgroup/col/@style")
    assert styles == ["width: 60.000%", "width: 20.000%", "width: 20.000%"]


def test_same_document_same_bytes() -> None:
    for render in MEDIA.values():
        assert render(sample(), theme()) == render(sample(), theme())


def test_in_print_a_note_follows_its_first_call_alone() -> None:
    page = html.document_fromstring(print_html(sample(), theme()))
    assert page.xpath("//*[@class='note']/@id") == [
        "note.calm",
        "note.interest",
        "note.status",
        "note.source",
    ]
    for note in page.xpath("//*[@class='note']"):
        assert note.getprevious().find("a").get("id") == f"call_{note.get('id')}"
    assert page.xpath("//thead//*[@class='note']/@id") == ["note.interest", "note.status"]
    assert len(page.xpath("//a[@class='note-call'][@href='#note.calm']")) == 2


def test_in_print_the_body_is_flat_and_bookmarks_are_plain_words() -> None:
    page = html.document_fromstring(print_html(sample(), theme()))
    assert {element.tag for element in page.body} == {"p", "h1", "h2", "h3", "ul", "ol", "table", "figure"}
    assert page.xpath("//@data-title") == [
        "Priority issues", "Action Items", "Appendix A: Background", "A history of tides",
    ]  # fmt: skip


def test_page_numbers_may_stand_in_any_order() -> None:
    terms = replace(sample().terms, page="{pages} pages, of which this is {page}")
    page = html.document_fromstring(print_html(replace(sample(), terms=terms), theme()))
    (foot,) = page.find_class("running-foot")
    assert [span.get("class") for span in foot] == ["pages", "page"]
    assert foot.text_content() == " pages, of which this is "


def test_headings_nest_in_the_contents() -> None:
    def entry(id: str, level: int) -> Entry:
        return Entry(id, level, id)

    nodes = as_tree([entry("a", 1), entry("b", 2), entry("c", 3), entry("d", 2), entry("e", 1)])
    assert [(e.entry.id, [(f.entry.id, len(f.below)) for f in e.below]) for e in nodes] == [
        ("a", [("b", 1), ("d", 0)]),
        ("e", []),
    ]
    assert as_tree([entry("deep", 3), entry("top", 1)])[1].entry.id == "top"


def test_every_custom_property_that_is_used_is_defined() -> None:
    for css in (print_css(theme(), "ltr"), screen_css(theme())):
        used = {name.split(")")[0] for name in css.split("var(--")[1:]}
        assert used <= {name.split(":")[0] for name in css.split("--")[1:] if ":" in name.split(")")[0]}


def test_the_larger_space_stands_between_two_paragraphs() -> None:
    """As in Word: margins that collapse, so no rule may put padding or a sum in their place."""
    styles = theme().styles
    for name, selector in (("heading-1", "h2"), ("body", "p")):
        margin = f"margin: {styles[name].before:g}pt 0 {styles[name].after:g}pt"
        assert re.search(rf"^{selector} {{[^}}]*{margin}[;\s]", print_css(theme(), "ltr"), re.MULTILINE)
    assert " + h2 {" not in print_css(theme(), "ltr")


def test_the_printed_page_has_values_in_place_of_names() -> None:
    # WeasyPrint works each var() out for every element: 200 rows took 5.6 s instead of 3.1 s. Those of
    # pictures are no names of the theme, and stand on pictures alone.
    assert set(re.findall(r"var\(--([a-z-]+)\)", print_css(theme(), "ltr"))) == {"hang", "width", "shape"}


def test_empty_documents(render: Callable[[Document], html.HtmlElement]) -> None:
    assert not render(with_blocks()).xpath("//nav | //section")


def test_a_list_deeper_than_the_bullets_starts_again(render: Callable[[Document], html.HtmlElement]) -> None:
    nested = List("l4", "bullet", (ListItem("l4.1", "", (paragraph("l4.1.text", "deep"),)),))
    for depth in (3, 2, 1):
        item = ListItem(f"l{depth}.1", "", (paragraph(f"l{depth}.1.text", "x"), nested))
        nested = List(f"l{depth}", "bullet", (item,))
    bullets = [span.text.strip() for span in render(with_blocks(nested)).find_class("label")]
    assert bullets == ["•", "–", "▪", "•"]
