"""HTML by nesting alone: the tree of HTML5's parser, or none."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import Phase, example, given, settings

from tests.documents import redlined, sample, with_contents
from tests.strategies import documents
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.render.html import print_html
from workplan.render.pdf.engine.reading.parsing import _parse, nested

_PAGE = "<!DOCTYPE html>\n<html>\n<head>\n<title>T &amp; t</title>\n</head>\n<body>\n{}\n</body>\n</html>\n"


def parts(element: Element) -> list[Any]:
    own = element.tag, list(element.attrib.items()), element.text or "", element.tail or ""
    return [own, *map(parts, element)]


def by_html5(text: str) -> list[Any]:
    return parts(_parse(text, namespace_html_elements=False))


@settings(max_examples=8, phases=[Phase.explicit, Phase.generate])
@given(documents())
@example(redlined())
@example(with_contents(sample()))
def test_what_documents_print_is_parsed_so(document: Document) -> None:
    html = print_html(document, theme())
    found = nested(html)
    assert found is not None
    assert parts(found) == by_html5(html)


@pytest.mark.parametrize(
    "body",
    [
        "<p>one<p>two</p>",
        "<p><ul><li>in a paragraph</li></ul></p>",
        "<p><span><table></table></span></p>",
        "<ul><li>one<li>two</li></ul>",
        "<li>alone</li>",
        "<table><tr><td>no body</td></tr></table>",
        "<table><tbody><tr>words<td></td></tr></tbody></table>",
        "<table><p>words</p></table>",
        "<p><a>one<a>two</a></a></p>",
        "<p><strong>one<em>two</strong></em></p>",
        "<h1><h2>two</h2></h1>",
        "<p>a &lt b</p>",
        "<p>a &copy b &amp; c</p>",
        "<p>not closed",
        "<p title='single'>words</p>",
        '<p id="a" id="b">twice</p>',
        "<p>words</p></div>",
        "<svg><title>drawn</title></svg>",
        "<pre>\nwords</pre>",
        "<!-- a remark --><p>words</p>",
        "<p>a\rb</p>",
        "<script>1 < 2</script>",
        "</body>words<body>",
        "<p>words<br/></p>",
        "<select><option>one</select>",
    ],
)
def test_what_is_not_nested_is_left_to_the_parser(body: str) -> None:
    assert nested(_PAGE.format(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        "<p>a &lt; b &#39;c&#39; &nbsp;&eacute;</p> \n ",
        "<table>\n<colgroup><col><col></colgroup>\n<tbody>\n<tr>\n<td><p>x</p></td><td></td></tr>\n</tbody></table>",
        '<p class="a &amp; b" hidden><a href="#x">one</a> <a href="#y">two</a></p>',
        "<ul>\n<li><p>one</p>\n<ol><li><p>two</p></li></ol></li>\n</ul>",
        '<ins><p>a block</p></ins><figure><img src="data:," alt=""><figcaption>words</figcaption></figure>',
    ],
)
def test_what_is_nested_needs_no_parser(body: str) -> None:
    """Before, a seventh of all layouts went into a parser that found nothing to repair."""
    html = _PAGE.format(body)
    found = nested(html)
    assert found is not None
    assert parts(found) == by_html5(html)
