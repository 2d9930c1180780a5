"""One schema behind all carriers: ids, names and the line that says whose form it is."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.returns.calls import MEMBERS, folder, form, plan_of
from workplan.content.models.data import Member
from workplan.returns.form import OF_AN_ACTION, Field, form_id
from workplan.returns.making import blank_form, for_member, for_members
from workplan.returns.naming import (
    bookmark,
    by_bookmark,
    by_tag,
    field_of,
    key,
    pdf_name,
    read_pdf_name,
    row_bookmark,
    tag,
    words_bookmark,
)
from workplan.returns.stamp import Stamp, read_stamp, stamp_line
from workplan.text.slug import ID_PATTERN

BLANK = form()
ids = st.from_regex(ID_PATTERN, fullmatch=True).filter(lambda id: len(id) <= 64 and "\n" not in id)


def test_an_id_is_made_of_call_edition_deadline_and_member_alone() -> None:
    forms = for_members(BLANK, [Member(id=name) for name in MEMBERS])
    assert len(forms) == len(MEMBERS) + 1 and list(forms) == [each.id for each in forms.values()]
    assert BLANK.id == form_id("call", "2031", date(2031, 2, 17), None)
    assert replace(BLANK, rows=()).id == BLANK.id
    others = [
        replace(BLANK, edition="2032"),
        replace(BLANK, deadline=date(2031, 2, 18)),
        replace(BLANK, member=""),
        replace(BLANK, call=replace(BLANK.call, paper="second-call")),
    ]
    assert len({BLANK.id, *(each.id for each in others)}) == 5
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", BLANK.id)


def test_a_form_has_what_the_content_says() -> None:
    assert [(row.action, row.number, row.text) for row in BLANK.rows] == [
        ("measure", 1, "Measure the tide"),
        ("report", 2, "Report"),
    ]
    assert BLANK.edition == "2031" and BLANK.call.name == "TIDES/CL.1: Call for interest"
    assert [note.id for note in BLANK.notes] == ["note.source"]
    assert len(BLANK.where) == 1 and BLANK.until == "17 February 2031"
    assert BLANK.says(Field("lead", "report")) == "Action 2: lead"
    assert [field.what for field in BLANK.fields()][:2] == ["member", "answered-by"]
    assert next(field.what for field in for_member(BLANK, Member(id="Pilots")).fields()) == "answered-by"


def test_a_call_that_does_not_say_how_to_answer_has_forms_too() -> None:
    call = "---\ntitle: Call\n---\n\n# Other\n\nWords.\n"
    assert blank_form(plan_of(folder(**{"papers/call_md": call})), date(2031, 1, 1)).where == ()


@given(st.lists(ids, unique=True, min_size=1, max_size=6))
def test_names_are_different_for_all_places_and_lead_back(actions: list[str]) -> None:
    fields = [Field(what, action) for action in actions for what in OF_AN_ACTION]
    fields += [Field("member"), Field("answered-by"), Field("remarks")]
    bookmarks = [*map(bookmark, fields), *map(row_bookmark, actions), *map(words_bookmark, actions)]
    assert len({name.casefold() for name in bookmarks}) == len(bookmarks)
    assert all(len(name) <= 40 and re.fullmatch(r"[A-Za-z_]\w*", name, re.ASCII) for name in bookmarks)
    assert all(len(tag(field)) <= 64 for field in fields)
    for field in fields:
        assert field_of(key(field)) == field
        assert by_bookmark(fields)[bookmark(field).casefold()] == field
        assert by_tag(fields)[tag(field)] == field
        for member in (None, *MEMBERS):
            name = pdf_name(replace(BLANK, member=member), field)
            assert name.isascii() and "." not in name
            assert read_pdf_name(name) == (replace(BLANK, member=member).id, field)


def test_names_of_others_are_none_of_ours() -> None:
    assert not any(map(field_of, ["", "lead", "lead:", "remarks:x", "x:measure"]))
    assert not any(map(read_pdf_name, ["", "lead", "x_F7K2-9QX_lead_measure", "x_F7K2-9QXM_colour_measure"]))


def test_the_stamp_is_read_back_whatever_the_member_is_called() -> None:
    for member in (None, *MEMBERS):
        sent = replace(BLANK, member=member)
        line = stamp_line(sent)
        said = Stamp(sent.id, member, "2031", date(2031, 2, 17))
        assert read_stamp(line) == said
        assert read_stamp(f"> {line.lower().replace(' ', '  ')}").id == sent.id  # type: ignore[union-attr]
    assert stamp_line(replace(BLANK, member="Pilots")).endswith(" · Pilots · 2031 · 2031-02-17")
    assert read_stamp(f"Form {BLANK.id}") == Stamp(BLANK.id)
    assert read_stamp("Forward Work Plan: 2031-2033") is None
    assert read_stamp(f"Forward Work Plan: 2031-2033 · Form {BLANK.id}") == Stamp(BLANK.id)
    assert read_stamp("Form F7K2") is None and read_stamp("") is None
