"""The web page is valid for the Nu HTML checker, but for exceptions, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests import nu
from tests.contents import ROOT_CONTENT
from tests.documents import drafted, redlined, sample
from tests.full_plan import full_plan, with_directives
from tests.review.matrix.test_document import paper
from workplan.build.prepare import prepare
from workplan.compare.versions import redline
from workplan.content.words.wording import Wording
from workplan.design.theme import theme
from workplan.render.html import web_page

pytestmark = pytest.mark.slow

#: The words of a message, the source around its place, and why we do otherwise.
EXCEPTIONS = {
    "roles of tables": (
        # A phone shows the parts of a table as blocks, and there are browsers in which these are no table
        # to a screen reader unless they say so. They say what they are anyway, so nobody is misled.
        r"The “role” attribute must not be used on a “t[rhd]” element which has a “table” ancestor .*|"
        r"The “(table|rowgroup|row|columnheader|rowheader|cell)” role is unnecessary for element “\w+”\.",
        r"<(table|thead|tbody|tr|th|td)\b[^>]* role=\"",
    ),
    "role of lists": (
        # A list of which CSS draws no labels is no list to VoiceOver unless it says so.
        r"The “list” role is unnecessary for element “[uo]l”\.",
        r"<[uo]l\b[^>]* role=\"list\"",
    ),
    "selector() in @supports": (
        # CSS Conditional Rules 4, in every browser since 2021; the checker's parser of CSS does not know it.
        r"CSS: Parse Error\.",
        r"^to }\n  }\n}\n",
    ),
    "pictures inside of the page": (
        # Our policy says `img-src data:`, which the checker does not take for these. Browsers do:
        # tests/render/test_web.py, test_the_page_asks_for_nothing_and_breaks_no_rule_of_its_own.
        r"Resource violates Content Security Policy \(meta tag\): image “data:image/(png|jpeg);base64,.*",
        r"<img src=\"data:image/",
    ),
}


def _excepted(message: nu.Message) -> str | None:
    return next(
        (
            name
            for name, (words, source) in EXCEPTIONS.items()
            if re.fullmatch(words, message.words, re.DOTALL) and re.search(source, message.source)
        ),
        None,
    )


PAGES = {
    "plan": lambda: prepare(ROOT_CONTENT).document,
    "full": full_plan,
    "draft": lambda: full_plan(draft=True),
    "arabic": lambda: full_plan("ar", draft=True),
    "redline": lambda: redline(full_plan(), full_plan(changed=True), Wording()).shown,
    "marks": redlined,
    "nodes": sample,
    "draft-of-nodes": lambda: drafted(sample()),
    "matrix": paper,
    "directives": with_directives,
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[nu.Message]]]:
    pages = {f"{name}.html": web_page(make(), theme()) for name, make in PAGES.items()}
    bad = pages["nodes.html"].replace("</h2>", "</h3>", 1).replace("<header>", '<header role="tabel">')
    yield nu.messages({**pages, "broken.html": bad}, tmp_path_factory.mktemp("nu"))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_valid(found: dict[str, list[nu.Message]], name: str) -> None:
    """Before, nobody had asked the checker."""
    assert [message for message in found[f"{name}.html"] if not _excepted(message)] == []


def test_every_exception_is_still_one(found: dict[str, list[nu.Message]]) -> None:
    """What the checker no longer finds is taken out of the list."""
    assert {_excepted(message) for messages in found.values() for message in messages} >= set(EXCEPTIONS)


def test_what_is_wrong_is_found(found: dict[str, list[nu.Message]]) -> None:
    wrong = [message.words for message in found["broken.html"] if not _excepted(message)]
    assert any("tabel" in words for words in wrong) and any("h3" in words or "h2" in words for words in wrong)
