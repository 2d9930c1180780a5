from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from tests.documents import REVISION, redlined, sample
from tests.pairs import pairs
from tests.strategies import documents
from workplan.compare import compare
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.errors import OurBug
from workplan.render.html import web_page
from workplan.verify import verify


@given(documents())
@settings(max_examples=40)
def test_the_web_page_says_what_the_document_says(document: Document) -> None:
    verify(document, {"html": web_page(document, theme()).encode()})


@given(pairs())
@settings(max_examples=40)
def test_the_web_page_shows_the_marks_of_any_redline(pair: tuple[Document, Document]) -> None:
    redline = compare(*pair, REVISION)
    verify(redline, {"html": web_page(redline, theme()).encode()})


@pytest.mark.parametrize(
    ("pattern", "replacement", "message"),
    [
        (r"<del([^>]*>.*?2031-2033)</del>", r"<ins\1</ins>", "says “Forward Work Plan: ⟦+2031-2033"),
        (r"<ins[^>]*>([^<]*<[^<]*</span>2032-2034)</ins>", r"\1", "2032-2034” where the document says"),
        (r"(<ins[^>]*>)(<span class=\"said\">inserted: </span><del.*?</del>)</ins>", r"\2", "⟦-neither here"),
        (r"<figure(.*?)<del[^>]*>(.*?)</del>", r"<figure\1\2", "says “A chart of March”"),
        (r"(Status)(<ins)", r" \1 of it\2", "Status of it⟦+ of it+⟧"),
    ],
)
def test_a_change_of_a_mark_is_named(pattern: str, replacement: str, message: str) -> None:
    page = web_page(redlined(), theme())
    changed = re.sub(pattern, replacement, page, count=1, flags=re.DOTALL)
    assert changed != page
    with pytest.raises(OurBug) as error:
        verify(redlined(), {"html": changed.encode()})
    assert message in error.value.message


@pytest.mark.parametrize(
    ("pattern", "replacement", "message"),
    [
        ("Calm means waves", "Calm waves", "“1 Calm waves of less than"),
        ("As said above<sup", "Assaid above<sup", "Assaid above⟦1⟧"),
        (r"(doc-noteref[^>]*>)4<", r"\g<1>5<", "second station.⟦5⟧"),
        (r'class="label">2\. <', 'class="label">3. <', "“3. New risks, including:”"),
        (r"(?s)(<td[^>]*>)\s*(<p[^>]*>Harbour.*?</p>)\s*</td>\s*(<td[^>]*>)", r"\1</td>\3\2", "cell 1.3"),
        (
            r"(?s)(<li id=\"note[^>]*class=\"note\".*?</li>)",
            r"\1\1",
            "a note that the document does not have",
        ),
        (r"(?s)<tr id=\"measure-2\".*?</tr>", "", "where the document says “2. Measure"),
        ('alt="A chart', 'alt="The chart', "The chart of the tides"),
        (r"<(/?)h3", r"<\1h4", "as heading 3 where the document has it as heading 2"),
    ],
)
def test_a_change_in_the_web_page_is_named(pattern: str, replacement: str, message: str) -> None:
    page = web_page(sample(), theme())
    changed = re.sub(pattern, replacement, page, count=0 if "h3" in pattern else 1)
    assert changed != page
    with pytest.raises(OurBug) as error:
        verify(sample(), {"html": changed.encode()})
    assert error.value.message.startswith("The web page ")
    assert message in error.value.message
