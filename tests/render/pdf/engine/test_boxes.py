"""What is asked of each box has the answer that WeasyPrint gives. Before, a quarter of a layout's time went
into these questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.layout import inline
from weasyprint.layout.absolute import AbsolutePlaceholder

from workplan.render.pdf import engine
from workplan.render.pdf.engine.replaced import REPLACED

engine.install()

#: Floats, labels with and without room, what stands outside the flow, lines from the right.
_PAGE = """<!DOCTYPE html><html><body>
<div style="float: left; width: 60px; height: 30px">left</div>
<div style="float: right; width: 60px; height: 30px">right</div>
<p style="margin: 7px"><span style="display: inline-block; padding: 2px">12.</span> beside <b>floats</b>
and below them, in a few <i>more</i> lines than one
<span style="position: absolute; top: 3px"><b>out</b> of it</span></p>
<div dir="rtl" style="width: 90px"><span style="display: inline-block">a label that is far too long</span>
text</div>
<div style="position: fixed; bottom: 0">fixed</div>
<ul><li>an item<ul><li>below</ul></ul>
</body></html>"""


def both(name: str, seen: Counter[str], ours: Callable[..., Any]) -> Callable[..., Any]:
    theirs = REPLACED[name].original

    def asked(*given: Any, **named: Any) -> Any:
        answer = ours(*given, **named)
        assert answer == theirs(*given, **named)
        seen[name] += 1
        return answer

    return asked


def test_the_answers_are_weasyprints(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[str] = Counter()
    asked = {
        "avoid_collisions": both(
            "weasyprint.layout.float.avoid_collisions", seen, engine.laying_out.boxes._place
        ),
        "shrink_to_fit": both(
            "weasyprint.layout.preferred.shrink_to_fit", seen, engine.laying_out.boxes._shrink
        ),
    }
    for name, question in asked.items():
        monkeypatch.setattr(inline, name, question)
    document = HTML(string=_PAGE).render()
    monkeypatch.undo()
    assert len(seen) == 2 and min(seen.values()) > 1
    (page,) = (page._page_box for page in document.pages)
    theirs = REPLACED["Box.descendants"].original
    for placeholders in (False, True):
        found = list(page.descendants(placeholders))
        assert found == list(theirs(page, placeholders))
    assert any(isinstance(box, AbsolutePlaceholder) for box in page.descendants())
    in_flow = REPLACED["Box.is_in_normal_flow"].original
    answers = [(box.is_in_normal_flow(), in_flow(box)) for box in page.descendants()]
    assert {ours for ours, _ in answers} == {True, False}
    assert all(ours == theirs for ours, theirs in answers)


#: Destinations (one looks like what is none), titles, links within links and over two lines, what is turned,
#: fields, corners, a background.
_PLACES = """<!DOCTYPE html><html><body>
<h1 id="title" style="bookmark-label: 'Title'">Title</h1>
<p>with <a href="#title">a link and <b id="inner">bold</b> words <a href="#below">within</a></a></p>
<div style="transform: rotate(90deg)"><p id="turned">turned <a href="#title">link</a></p></div>
<form><input name="field" style="appearance: auto"><label>label</label></form>
<section>no place</section><section id="alike">a place</section>
<p style="background: red">red</p><p style="border-radius: 4px; border: 1px solid">round <i>corners</i></p>
<table><tr id="below"><td>one</td><td style="anchor: --two">two</td></tr></table>
</body></html>"""


def test_places_are_found_where_weasyprint_finds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, each box of a page was asked for all kinds of places."""
    (page,) = HTML(string=_PLACES).render().pages
    found: list[Any] = []
    for gather in (engine.laying_out.boxes._gather, REPLACED["weasyprint.anchors.gather_anchors"].original):
        monkeypatch.setattr("weasyprint.anchors.gather_anchors", gather)
        places: tuple[Any, ...] = ({}, [], [], {None: []})  # anchors, links, bookmarks, forms
        gather(page._page_box, *places)
        found.append(places)
    assert found[0] == found[1]
    assert all(found[0])
    assert {"title", "inner", "turned", "below", "alike"} <= found[0][0].keys()


def test_boxes_without_a_background_get_none_of_their_own() -> None:
    """Before, five values were put into each box of a page, whose memory was copied for it where copies of
    the process draw."""
    (page,) = HTML(string=_PLACES).render().pages
    boxes = list(page._page_box.descendants())
    own = [box for box in boxes if "background" in vars(box)]
    assert 0 < len(own) < len(boxes) / 2
    assert all(box.background is None for box in boxes if box not in own)
    round_ = [box for box in boxes if box.border_top_left_radius != (0, 0)]
    assert round_ and all("border_top_left_radius" in vars(box) for box in round_)
    assert sum("border_top_left_radius" in vars(box) for box in boxes) < len(boxes) / 2
