"""What is no part of the text: running heads, pages, notes. Each rule by itself, named by its id."""

from __future__ import annotations

from tests.importing.rules.given import became, draft, imported, line, rows
from workplan.importing.rules.apart import furniture, notes, pages
from workplan.importing.rules.claims import Claims
from workplan.importing.source.model import Apart, Source


def test_d2() -> None:
    assert pages.table_goes_on(rows(("a", "b")), rows(("c", "d")))
    assert not pages.table_goes_on(rows(("a", "b")), rows(("c", "d", "e")))


def test_d3() -> None:
    assert pages.goes_on(draft("The members develop"), draft("legal frameworks."))
    assert not pages.goes_on(draft("It ends."), draft("legal frameworks."))
    assert not pages.goes_on(draft("The members develop"), draft("Legal frameworks."))


def test_f1() -> None:
    assert became("furniture", "F1") == "left out: running head"


def test_f2() -> None:
    claims = Claims()
    furniture.aside(Source("x", (), apart=(Apart("a1", "a chart", "Half"),)), claims)
    assert claims.made[0].is_doubt and claims.made[0].lost == ("Half",)


def test_f3() -> None:
    assert furniture.contents(line(where="contents"))
    assert not furniture.contents(line())


def test_f4() -> None:
    assert furniture.page_number(line("Page 2 of 7"))
    assert not furniture.page_number(line("2021"))
    assert not furniture.page_number(line("Page 2 of the report"))


def test_f5() -> None:
    assert furniture.draft_stamp(line("DRAFT 2, 12 May 2024"))
    assert not furniture.draft_stamp(line("Draft laws are to be written"))


def test_n1() -> None:
    assert became("as-word-saves", "N1") == "left out: a note that nobody calls"


def test_n2() -> None:
    found = imported("typed-notes")
    assert [claim.became for claim in found.claims if claim.rule == "N2"] == [
        "note 1, called 2 times",
        "note 2",
    ]
    assert len(found.document.notes) == 2


def test_n3() -> None:
    assert notes.alone("9", {"1": "p1"}) and not notes.alone("1", {"1": "p1"})
