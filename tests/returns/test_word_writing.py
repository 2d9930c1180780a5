"""The Word form: native controls in a valid file, complete without them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from tests.returns.calls import CALL, MEMBERS, folder, form, plan_of
from workplan.circulation.examination.word import examined
from workplan.content.models.data import Member
from workplan.document.walking.walk import plain
from workplan.returns.form import Field, Form, Layout
from workplan.returns.making import blank_form, for_member
from workplan.returns.naming import bookmark, tag
from workplan.returns.page import sent_lines
from workplan.returns.stamp import read_stamp, stamp_line
from workplan.returns.word.writing import W14, write
from workplan.word import open_word
from workplan.word.file.known import FORM
from workplan.word.file.xml import w

LAYOUTS: tuple[Layout, ...] = ("table", "list")
BLANK = form()


def _main(data: bytes) -> etree._Element:
    file = open_word(data)
    return file.xml(file.main)


def _controls(data: bytes) -> dict[str, etree._Element]:
    found = _main(data).iter(w("sdt"))
    return {each.find(f"{w('sdtPr')}/{w('tag')}").get(w("val")): each for each in found}  # type: ignore[union-attr, misc]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_answer_has_a_control_within_its_bookmark(layout: Layout) -> None:
    controls = _controls(write(BLANK, layout))
    assert list(controls) == [tag(field) for field in BLANK.fields()]
    for field in BLANK.fields():
        control = controls[tag(field)]
        about = control.find(w("sdtPr"))
        assert about is not None
        assert about.find(w("alias")).get(w("val")) == BLANK.says(field)  # type: ignore[union-attr]
        boxes = [box.get(f"{{{W14}}}val") for box in about.iter(f"{{{W14}}}checked")]
        ticked = field.what in ("lead", "contributing")
        assert boxes == (["0"] if ticked else [])
        assert "".join(control.itertext()).strip() == ("☐" if ticked else "…")
        names = [each.get(w("name")) for each in control.itersiblings(w("bookmarkStart"), preceding=True)]
        assert bookmark(field) in names
        assert control.getparent().tag == w("p")  # type: ignore[union-attr]  # never around a cell or a row
    assert _main(write(BLANK, layout)).find(f".//{w('documentProtection')}") is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_file_is_valid_and_the_same_every_time(layout: Layout, tmp_path: Path) -> None:
    for n, member in enumerate(MEMBERS[-2:]):
        sent = for_member(BLANK, Member(id=member))
        data = write(sent, layout)
        assert data == write(sent, layout)
        (tmp_path / f"{n}.docx").write_bytes(data)
        result = OpenXmlValidator().validate(tmp_path / f"{n}.docx")
        assert result.is_valid, result.errors


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_says_whose_it_is_in_words_and_where_programs_keep_it(layout: Layout) -> None:
    sent = for_member(BLANK, Member(id=MEMBERS[2], name="The Republic of Korea"))
    file = open_word(write(sent, layout))
    words = "".join(file.xml(file.main).itertext())
    stamp = read_stamp(stamp_line(sent))
    assert stamp_line(sent) in words and "17 February 2031" in words and "tides@example.org" in words
    assert "For The Republic of Korea" in words
    custom = file.xml("/docProps/custom.xml")
    assert [read_stamp("".join(each.itertext())) for each in custom if each.get("name") == "Form"] == [stamp]
    (item,) = (each for name, each in file.data.items() if FORM.encode() in each and "Props" not in name)
    assert f'id="{sent.id}"'.encode() in item and b'member="Korea, Republic of"' in item
    heads = [file.xml(name) for name in file.data if name.startswith("/word/header")]
    assert any(sent.id in "".join(head.itertext()) for head in heads)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_actions_refer_to_and_their_notes_come_along(layout: Layout) -> None:
    actions = [
        {"id": "2031-plan", "action": "See [](#storms)[^calm]", "linked_priorities": ["calm"]},
        {"id": "b", "action": "ประชุมประจำปีของคณะทำงาน", "linked_priorities": ["calm"]},
    ]
    data = "\n# Data\n\n:::{priorities}\n:::\n\n:::{action-items}\n:::\n"
    plan_md = "See [](#b) and [](#storms).\n" + data
    content = folder(actions, **{"plan_md": plan_md, "papers/call_md": CALL + data})
    sent = blank_form(plan_of(content), BLANK.deadline)
    lines = list(sent_lines(sent, layout))
    assert "See 2" in lines and "ประชุมประจำปีของคณะทำงาน" in lines
    assert [plain(note.inlines) for note in sent.notes] == ["Tide Tables, 2030.", "No wind."]
    root = _main(write(sent, layout))
    assert len(list(root.iter(w("footnoteReference")))) == 2


def test_a_form_without_actions_is_a_form() -> None:
    empty: Form = replace(BLANK, rows=())
    assert [*_controls(write(empty))] == [tag(Field(name)) for name in ("member", "answered-by", "remarks")]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_may_go_out(layout: Layout) -> None:
    """Before, the property that says which form it is, and the places to fill in, kept it from going out."""
    assert not list(
        examined(write(replace(BLANK, properties=replace(BLANK.properties, draft=False)), layout))
    )
