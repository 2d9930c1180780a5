"""Finished papers in one PDF: each keeps its tags, names and bookmarks, and owns what is on its pages."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import chain
from typing import Any

import page
import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, String

from tests.pack.ownership import faults
from tests.pack.papers import changed, pack, paper, printed, untagged
from workplan.content.words.pack import PackWords
from workplan.errors import GivenFileError
from workplan.pack import Absent, Divider, Front, Pack, Paper
from workplan.verify import pdf as pdf_passages
from workplan.verify.passages import Passage

FRONT = Front(
    "Papers of the Tenth Meeting", lines=("Bangkok, 1 March 2031",), authors=("Secretariat",), recto=True
)


@cache
def items() -> tuple[Paper | Divider | Absent, ...]:
    return (
        paper("plan", "BP/TIPWG/10/WP.1", "Agenda item 1: Opening"),
        Divider(title="Election of officers", group="Agenda item 2: Officers", lines=("No document.",)),
        paper("table", "WP.2", "Agenda item 3: Reports"),
        paper("notes", "WP.3", "Agenda item 3: Reports"),
        paper("arabic", "WP.4", "Agenda item 3: Reports"),
        paper("redline", "WP.5", "Agenda item 3: Reports"),
        Absent(group="Agenda item 4: Closing"),
        Absent(title="No document", group="Agenda item 4 (a): Thanks"),
    )


@cache
def made() -> Pack:
    return pack(FRONT, items())


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def outline(item: Any) -> list[Any]:
    found = []
    while item is not None:
        found.append((str(item.Title), outline(item.get("/First"))))
        item = item.get("/Next")
    return found


def test_everything_on_a_page_belongs_to_the_paper_of_the_page() -> None:
    assert faults(made().pdf, made().starts) == []


def test_what_nobody_needs_is_left_out() -> None:
    """Before, a pack of 40 papers took half as much memory again as one of 10: each paper had hundreds of
    places that nothing leads to, and said of each cell where it stands on its page."""
    with opened(made().pdf) as pdf:
        places = set(dict(pikepdf.NameTree(pdf.Root.Names.Dests).items()))
        used = {
            str(item[key])
            for item in pdf.objects
            if isinstance(item, Dictionary)
            for key in ("/Dest", "/D")
            if isinstance(item.get(key), String)
        }
        assert places <= used
        assert len(places) > 20
        pages = [
            item for item in pdf.objects if isinstance(item, Dictionary) and item.get("/Type") == Name.Page
        ]
        assert len(pages) == made().pages  # the sheet of numbers is not among them
        cells = [e for e in pdf.objects if isinstance(e, Dictionary) and e.get("/S") == Name.TD]
        attributes = [each for cell in cells for each in cell.get("/A", ())]
        assert not any("/BBox" in each for each in attributes)
        assert len({each.objgen for each in attributes}) < len(attributes) / 2


def naive() -> tuple[bytes, tuple[int, int]]:
    """Two papers merged as libraries merge, and the pages that they begin on."""
    with opened(printed("plan")) as first, opened(printed("table")) as second:
        starts = (1, len(first.pages) + 1)
        for each in second.pages:
            first.pages.append(each)
        first.save(saved := BytesIO())
    return saved.getvalue(), starts


def test_pages_that_no_tag_owns_are_seen_where_a_validator_sees_nothing() -> None:
    """The naive merge: page-validation finds no fault in it (see `ownership`)."""
    data, starts = naive()
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    found = "\n".join(faults(data, starts))
    assert "no tag owns" in found
    assert "used 2 times" in found
    assert "leads into another paper" in found


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_pack_is_as_official_as_its_papers(profile: str) -> None:
    report = page.validate_pdf_bytes(made().pdf, profile=profile)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert made().claims == ("PDF/UA-1", "PDF/A-3a")
    assert made().dropped == ()


def test_the_pack_says_what_its_papers_say_in_their_order() -> None:
    said = pdf_passages.read(made().pdf)
    papers = [pdf_passages.read(printed(name)) for name in ("plan", "table", "notes", "arabic", "redline")]
    contents = (
        Passage("title", "Papers of the Tenth Meeting"),
        Passage("paragraph", "Bangkok, 1 March 2031"),
        Passage("heading 1", "Contents"),
        Passage("paragraph", "Agenda item 1: Opening"),
        Passage("entry", "BP/TIPWG/10/WP.1 The plan 3"),
        Passage("paragraph", "Agenda item 2: Officers"),
        Passage("entry", "Election of officers 5"),
        Passage("paragraph", "Agenda item 3: Reports"),
        *(
            Passage("entry", f"WP.{n} The {name} {made().starts[n]}")
            for n, name in ((2, "table"), (3, "notes"), (4, "arabic"), (5, "redline"))
        ),
        Passage("paragraph", "Agenda item 4: Closing"),
        Passage("paragraph", "Agenda item 4 (a): Thanks"),
        Passage("paragraph", "No document"),
    )
    divider = (
        Passage("paragraph", "Agenda item 2: Officers"),
        Passage("title", "Election of officers"),
        Passage("paragraph", "No document."),
    )
    (plan, *others) = [[p for p in each if p.kind != "note"] for each in papers]
    notes = [p for each in papers for p in each if p.kind == "note"]
    assert said == (*contents, *plan, *divider, *chain.from_iterable(others), *notes)


def test_papers_start_on_right_hand_pages_and_empty_ones_are_counted() -> None:
    assert all(start % 2 == 1 for start in made().starts)


def test_left_and_right_with_a_date_and_braces() -> None:
    words = PackWords(page="{page}/{pages}", entry="{paper} ({page})")
    front = Front("Braces {page}", words=words, date=datetime(2032, 5, 1, tzinfo=UTC))
    made = pack(front, [Paper(pdf=printed("plan"), title="{pages} of {page}"), items()[1]])
    assert made.starts == (2, 4)
    assert made.pages == 4
    with opened(made.pdf) as pdf:
        assert str(pdf.pages[0].obj.Annots[0].Contents) == "{pages} of {page} (2)"
        assert str(pdf.docinfo.ModDate) == "D:20320501000000Z"
        assert pdf.open_metadata()["xmp:ModifyDate"] == "2032-05-01T00:00:00+00:00"


def test_each_page_has_its_label_and_its_number() -> None:
    with opened(made().pdf) as pdf:
        labels = [each.label for each in pdf.pages]
        assert len(labels) == made().pages
        plan = made().starts[0] - 1
        assert labels[:plan] == ["i", "–"]
        assert labels[plan : plan + 2] == ["BP/TIPWG/10/WP.1 – 1", "BP/TIPWG/10/WP.1 – 2"]
        assert labels[made().starts[1] - 1] == "Election of officers"
        assert labels[made().starts[2] - 1] == "WP.2 – 1"


def test_bookmarks_are_one_for_each_paper_with_its_own_below() -> None:
    with opened(made().pdf) as pdf, opened(printed("plan")) as plan:
        found = outline(pdf.Root.Outlines.First)
        assert [title for title, _ in found] == [
            "Contents",
            "BP/TIPWG/10/WP.1: The plan",
            "Election of officers",
            "WP.2: The table",
            "WP.3: The notes",
            "WP.4: The arabic",
            "WP.5: The redline",
        ]
        assert found[1][1] == outline(plan.Root.Outlines.First) != []
        pages = {each.obj.objgen: n for n, each in enumerate(pdf.pages, start=1)}
        tops = [pages[item.Dest[0].objgen] for item in _siblings(pdf.Root.Outlines.First)]
        assert tops == [1, *made().starts]
        below = [pages[item.Dest[0].objgen] for item in _siblings(pdf.Root.Outlines.First.Next.First)]
        assert all(made().starts[0] <= each < made().starts[1] for each in below)


def _siblings(item: Any) -> list[Any]:
    return [] if item is None else [item, *_siblings(item.get("/Next"))]


def test_attached_files_keep_their_bytes_under_names_of_their_own() -> None:
    """Each paper carries a `content.yaml`."""
    with opened(made().pdf) as pdf:
        assert {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()} == {
            "01-content.yaml": b"plan: 1\n",
            "03-content.yaml": b"plan: 2\n",
            "06-before.yaml": b"before: 1\n",
            "06-content.yaml": b"after: 1\n",
        }
        assert sorted(str(file.UF) for file in pdf.Root.AF) == sorted(pdf.attachments)
        assert len(pdf.Root.OutputIntents) == 1


def test_parts_say_their_language_and_title() -> None:
    with opened(made().pdf) as pdf:
        parts = list(pdf.Root.StructTreeRoot.K[0].K)
        assert [(str(part.S), str(part.Lang)) for part in parts] == [
            ("/Part", language) for language in ("en", "en", "en", "en", "en", "ar", "en")
        ]
        assert str(parts[4].T) == "The notes"
        assert str(pdf.Root.Lang) == "en"


def test_ids_of_notes_are_found_in_one_tree() -> None:
    with opened(made().pdf) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]
        found = [bytes(name) for name in names]
        assert found == sorted(set(found))
        assert b"p1.note.calm" in found
        assert b"p5.note.calm" in found


def test_the_same_papers_give_the_same_bytes_and_no_clock_is_asked() -> None:
    again = pack(FRONT, items())
    assert again.pdf == made().pdf
    with opened(made().pdf) as pdf:
        assert str(pdf.docinfo.ModDate) == "D:20310301000000Z"  # that of the papers


def test_roles_classes_fields_and_old_destinations_of_papers_do_not_meet() -> None:
    """Our own papers have none of these yet; another program's, or later ones of ours, may."""

    def with_maps(role: Name) -> bytes:
        with opened(printed("plan")) as pdf:
            root = pdf.Root.StructTreeRoot
            root.RoleMap = Dictionary(Remark=role)
            root.ClassMap = Dictionary(wide=Dictionary(O=Name.Layout, SpaceAfter=3))
            element = root.K[0].K[0]
            element.S, element.C = Name.Remark, Name.wide
            pdf.Root.Dests = Dictionary(old=pikepdf.Array([pdf.pages[0].obj, Name.Fit]))
            pdf.pages[0].obj.Annots[1].Dest = Name.old
            field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("member")))
            pdf.Root.AcroForm = Dictionary(Fields=[field])
            pdf.save(saved := BytesIO())
        return saved.getvalue()

    both = [Paper(pdf=with_maps(role), title=str(role)) for role in (Name.P, Name.Note, Name.P)]
    found = pack(Front("Maps"), both)
    assert faults(found.pdf, found.starts) == []
    with opened(found.pdf) as pdf:
        root = pdf.Root.StructTreeRoot
        assert {key: str(value) for key, value in root.RoleMap.items()} == {
            "/Remark": "/P",
            "/p2.Remark": "/Note",
        }
        assert list(root.ClassMap.keys()) == ["/wide"]
        roles = [str(part.K[0].S) for part in list(root.K[0].K)[1:]]
        assert roles == ["/Remark", "/p2.Remark", "/Remark"]
        assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["p1-member", "p2-member", "p3-member"]


def test_a_pack_of_packs() -> None:
    """Numbers of the inner packs are replaced, all else is kept."""
    outer = pack(Front("All meetings"), [Paper(pdf=made().pdf, title="Tenth", label="X"), paper("plan", "Y")])
    assert outer.claims == ("PDF/UA-1", "PDF/A-3a")
    assert faults(outer.pdf, outer.starts) == []
    inner = [p for p in pdf_passages.read(made().pdf) if p.kind != "note"]
    assert [p for p in pdf_passages.read(outer.pdf) if p.kind != "note"][4 : 4 + len(inner)] == inner
    with opened(outer.pdf) as pdf:
        assert pdf.pages[outer.starts[0] + made().starts[0] - 2].label == "X – BP/TIPWG/10/WP.1 – 1"
        assert "01-01-content.yaml" in pdf.attachments


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 no more", "damaged"),
        (b"", "damaged"),
        (lambda: untagged(printed("plan")), "has no tags"),
        (lambda: naive()[0], "page 3 has content that its tags do not have"),
        (lambda: changed(printed("plan"), OpenAction=Dictionary(S=Name.JavaScript, JS="1")), "scripts"),
    ],
)
def test_what_is_no_paper_of_ours_is_refused_in_plain_words(data: Any, reason: str) -> None:
    bad = data() if callable(data) else data
    with pytest.raises(GivenFileError, match=reason) as caught:
        pack(Front("Bad"), [Paper(pdf=bad, title="Bad", label="WP.7")])
    assert "WP.7" in caught.value.message


def _turned(turn: int) -> bytes:
    with opened(printed("plan")) as pdf:
        for each in pdf.pages:
            each.obj.Rotate = turn
        pdf.save(saved := BytesIO())
    return saved.getvalue()


def test_a_page_that_is_turned_has_its_number_at_the_foot_that_is_seen() -> None:
    made = pack(Front("Turned"), [Paper(pdf=_turned(turn), title=str(turn)) for turn in (90, 180, 270)])
    with pypdfium2.PdfDocument(made.pdf) as document:
        pictures = [document[start - 1].render(scale=1).to_pil().convert("L") for start in made.starts]
    for picture in pictures:
        wide, high = picture.size
        ink = [x for x in range(wide) if picture.crop((x, high - 24, x + 1, high - 8)).getextrema()[0] < 160]
        assert 30 < ink[-1] - ink[0] < 90
        assert abs((ink[0] + ink[-1]) / 2 - wide / 2) < 3
