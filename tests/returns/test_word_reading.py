"""Word forms that came back, saved by whatever program, filled in by whatever habit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.returns import word_editors as editors
from tests.returns.calls import MEMBERS, form
from tests.returns.word_editors import Filled, as_google, edited, filled_in, typed
from workplan.content.models.data import Member
from workplan.returns.answers import Returned
from workplan.returns.form import OF_AN_ACTION, TICKS, Field, Form, Layout
from workplan.returns.making import for_members
from workplan.returns.word import read, write
from workplan.word import UnsafeFile

LAYOUTS: tuple[Layout, ...] = ("table", "list")
ACTIONS = [
    {"id": "measure", "action": "Measure the *tide* in all harbours", "linked_priorities": ["calm"]},
    {"id": "report", "action": "Report[^source] each year", "linked_priorities": ["calm"]},
    {"id": "2031-review", "action": "ทบทวนแผนงาน", "linked_priorities": ["calm"],
     "interest": [{"member": "Pilots", "role": "lead"}]},
    {"id": "a-very-long-name-of-an-action-that-no-bookmark-of-word-can-hold", "action": "مراجعة خطة العمل",
     "linked_priorities": ["calm"]},
]  # fmt: skip
SENT = for_members(form(ACTIONS), [Member(id=name) for name in MEMBERS])
BLANK = next(each for each in SENT.values() if each.member is None)
OURS = next(each for each in SENT.values() if each.member == "Harbours")
LEAD, CONTRIBUTING, COMMENT = (Field(what, "report") for what in OF_AN_ACTION)
SAID: Filled = {
    LEAD: True,
    Field("contributing", "measure"): True,
    COMMENT: "From = 2032",
    Field("remarks"): "Thanks",
}


def said(returned: Returned, sent: Form) -> dict[Field, object]:
    """All that was read, by field."""
    found: dict[Field, object] = {Field("answered-by"): returned.answered_by}
    if sent.member is None:
        found[Field("member")] = returned.member or ""
    for action, answers in returned.answers.items():
        for what in OF_AN_ACTION:
            answer = getattr(answers, what)
            found[Field(what, action)] = answer and answer.value
    assert returned.remarks is not None
    return found | {Field("remarks"): returned.remarks.value}


def sure(returned: Returned, sure: str = "certain") -> bool:
    return all(each.sure == sure for answers in returned.answers.values() for each in answers.all)


words = st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), max_size=40).map(
    lambda text: " ".join(text.split())
)


@st.composite
def forms_filled_in(draw: st.DrawFn) -> tuple[Form, dict[Field, bool | str]]:
    """A form of actions in any script, and what somebody says in it."""
    texts = draw(st.lists(words.filter(lambda text: any(map(str.isalnum, text))), min_size=1, max_size=4))
    rows = tuple(
        replace(
            OURS.rows[0],
            action=f"action-{n}",
            number=n,
            text=text,
            words=(replace(OURS.rows[0].words[0], text=text),),
        )
        for n, text in enumerate(texts, 1)
    )
    sent = replace(draw(st.sampled_from([OURS, BLANK])), rows=rows)
    written = words.filter(lambda text: text not in ("…", "..."))
    filled = {field: draw(st.booleans() if field.what in TICKS else written) for field in sent.fields()}
    return sent, filled


@settings(max_examples=25)
@given(forms_filled_in(), st.sampled_from(LAYOUTS))
@example((OURS, {LEAD: True}), "table")
def test_what_is_filled_in_is_what_is_read(
    given: tuple[Form, dict[Field, bool | str]], layout: Layout
) -> None:
    sent, filled = given
    file = edited(write(sent, layout), filled_in(filled))
    returned = read(file, "renamed.docx", {sent.id: sent})
    assert said(returned, sent) == {**editors.as_sent(sent), **filled}
    assert sure(returned) and not returned.findings and not returned.edited
    assert (returned.form, returned.edition, returned.program) == (sent.id, sent.edition, "Word")
    assert returned.member == (sent.member if sent.member is not None else filled[Field("member")] or None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_form_is_empty(layout: Layout) -> None:
    for sent in (OURS, BLANK):
        returned = read(write(sent, layout), "form.docx", SENT)
        assert returned.is_empty and sure(returned) and not returned.findings
        assert (returned.member, returned.deadline) == (sent.member, date(2031, 2, 17))
        assert returned.program == "workplan"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_controls_that_a_program_drops_leave_their_text(layout: Layout) -> None:
    """ONLYOFFICE-like programs keep bookmarks, Google-like ones text alone."""
    expected = {**editors.as_sent(OURS), **SAID}
    flat = read(
        edited(write(OURS, layout), filled_in(SAID), editors.without_controls, program="ONLYOFFICE/9"),
        "x",
        SENT,
    )
    assert said(flat, OURS) == expected and sure(flat) and not flat.findings and not flat.edited
    assert flat.program == "ONLYOFFICE-like" and flat.answers["report"].lead.how == "text at the bookmark"  # type: ignore[union-attr]
    bare = read(as_google(write(OURS, layout), filled_in(SAID)), "x", SENT)
    assert said(bare, OURS) == expected and sure(bare) and not bare.findings and not bare.edited
    assert bare.program == "Google-like" and bare.answers["report"].lead.how == "place in the table"  # type: ignore[union-attr]
    assert (bare.form, bare.member) == (OURS.id, "Harbours")  # by the line in the text alone


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("words", "value", "certain"),
    [
        ("x", True, "certain"),
        ("X", True, "certain"),
        ("✓", True, "certain"),
        ("Yes", True, "certain"),
        ("Lead", True, "certain"),
        ("Harbours", True, "certain"),
        ("no", False, "certain"),
        ("–", False, "certain"),
        ("☒ with Pilots", True, "to be confirmed"),
        ("contributing", None, "unreadable"),
        ("x?", None, "unreadable"),
        ("Mr A. Person", None, "unreadable"),
        ("perhaps", None, "unreadable"),
    ],
)
def test_what_people_type_where_a_box_is(
    layout: Layout, words: str, value: bool | None, certain: str
) -> None:
    for instead in (False, True):
        file = edited(write(OURS, layout), typed(LEAD, words, instead=instead))
        answer = read(file, "x", SENT).answers["report"].lead
        assert answer is not None and (answer.value, answer.sure) == (value, certain)
        assert certain == "certain" or words in answer.said
        bare = read(as_google(file), "x", SENT).answers["report"].lead
        assert bare is not None and (bare.value, bare.sure) == (value, certain)


def test_a_box_that_says_two_things_is_told() -> None:
    def letter_alone(root: editors._Element) -> None:
        next(editors.container(root, "_p_form__report__lead").iter(editors.w("t"))).text = "☒"

    answer = read(edited(write(OURS), letter_alone), "x", SENT).answers["report"].lead
    assert answer is not None and (answer.value, answer.sure) == (True, "to be confirmed")


def test_rows_that_were_deleted_turned_and_cut_in_two() -> None:
    sent = write(OURS)
    expected = {**editors.as_sent(OURS), **SAID}
    for google in (False, True):
        save = as_google if google else edited
        gone = read(save(sent, filled_in(SAID), editors.row_deleted("measure")), "x", SENT)
        assert "measure" not in gone.answers and len(gone.answers) == 3
        assert gone.answers["report"].lead.value is True  # type: ignore[union-attr]
        assert gone.findings == ('action 1 ("measure") is not in the file any more',)
        tracked = read(save(sent, filled_in(SAID), editors.row_deleted("measure", tracked=True)), "x", SENT)
        assert replace(tracked, program="") == replace(gone, program="")
        turned = read(save(sent, filled_in(SAID), editors.rows_turned), "x", SENT)
        assert said(turned, OURS) == expected and sure(turned) and not turned.findings
        cut = read(save(sent, filled_in(SAID), editors.row_cut("measure", "in all harbours")), "x", SENT)
        assert said(cut, OURS) == expected and sure(cut) and not cut.findings and not cut.edited


def test_words_of_actions_that_were_changed() -> None:
    for tracked in (False, True):
        change = editors.words_replaced("measure", "in all harbours", "in every harbour", tracked=tracked)
        for layout in LAYOUTS:
            file = edited(write(OURS, layout), filled_in(SAID), change)
            returned = read(file, "x", SENT)
            assert returned.edited == {"measure": "Measure the tide in every harbour"}
            assert said(returned, OURS) == {**editors.as_sent(OURS), **SAID} and sure(returned)
        bare = read(as_google(write(OURS), filled_in(SAID), change), "x", SENT)
        assert bare.edited == {"measure": "Measure the tide in every harbour"}
        lead = bare.answers["measure"].lead
        assert lead is not None and lead.sure == "to be confirmed" and "number alone" in lead.why


def test_an_answer_in_tracked_changes_is_an_answer() -> None:
    def tracked(root: editors._Element) -> None:
        typed(LEAD, "x", instead=True)(root)
        place = editors.container(root, "_p_form__report__lead")
        run = next(each for each in place.iter(editors.w("r")) if "x" in "".join(map(str, each.itertext())))
        mark = editors.etree.Element(editors.w("ins"), {editors.w("id"): "9009", editors.w("author"): "A"})
        run.addprevious(mark)
        mark.append(run)

    assert read(edited(write(OURS), tracked), "x", SENT).answers["report"].lead.value is True  # type: ignore[union-attr]


def test_words_that_are_not_the_form_s_are_told_and_not_lost() -> None:
    def put_in(root: editors._Element) -> None:
        body = root[0]
        line = editors.etree.Element(editors.w("p"))
        line.append(editors.run("We propose another action."))
        body.insert(0, line)

    def row(root: editors._Element) -> None:
        last = editors.row_of(root, "report")
        new = editors.deepcopy(last)
        editors.without_names(new)
        cells = new.findall(editors.w("tc"))
        for cell, said in zip(cells, ["9", "Watch the moon", "x", "", ""], strict=True):
            for n, text in enumerate(cell.iter(editors.w("t"))):
                text.text = "" if n else said
        last.addnext(new)

    found = read(edited(write(OURS), put_in, row), "x", SENT).findings
    assert any("We propose another action." in each for each in found)
    assert any("Watch the moon" in each for each in found) and len(found) == 2


def test_whose_form_it_is_where_a_file_says_two_things() -> None:
    other = next(each for each in SENT.values() if each.member == "Pilots")
    line = {OURS.id: other.id, "Harbours": "Pilots"}

    def overtyped(*names: str) -> editors.Edit:
        def edit(root: editors._Element) -> None:
            for text in root.iter(editors.w("t")):
                for name in names:
                    if OURS.id in (text.text or "") or "2031-02-17" in (text.text or ""):
                        text.text = (text.text or "").replace(name, line[name])

        return edit

    name = read(edited(write(OURS), overtyped("Harbours")), "x", SENT)
    assert (name.form, name.member) == (OURS.id, None) and "not certain" in name.findings[0]
    both = read(edited(write(OURS), overtyped("Harbours", OURS.id)), "x", SENT)
    assert (both.form, both.member) == (None, None) and "nobody can tell" in both.findings[0]


def test_a_form_of_another_edition_is_read_by_the_words_that_it_carries() -> None:
    old = replace(OURS, edition="2030", rows=OURS.rows[1:2])
    returned = read(edited(write(old), filled_in({LEAD: True})), "x", SENT)
    assert (returned.form, returned.member, returned.edition) == (old.id, "Harbours", "2030")
    assert list(returned.answers) == ["report"] and returned.answers["report"].lead.value is True  # type: ignore[union-attr]
    bare = read(as_google(write(old), filled_in({LEAD: True})), "x", SENT)
    assert (bare.member, bare.edition) == ("Harbours", "2030") and bare.form == old.id
    assert bare.answers["report"].lead.value is True  # type: ignore[union-attr]


def test_a_file_that_is_no_form_says_so() -> None:
    from tests.documents import sample
    from workplan.design.theme import theme
    from workplan.word import write as write_document

    returned = read(write_document(sample(), theme()), "x", SENT)
    assert returned.form is None and returned.member is None and not returned.answers
    assert "no action of the form was found in the file" in returned.findings
    with pytest.raises(UnsafeFile):
        read(b"%PDF-1.7", "x", SENT)


def test_a_comment_in_several_lines_keeps_them() -> None:
    filled: Filled = {COMMENT: "First\nSecond"}
    for save in (edited, as_google):
        assert read(save(write(OURS), filled_in(filled)), "x", SENT).answers["report"].comment.value == (  # type: ignore[union-attr]
            "First\nSecond"
        )


def test_a_file_whose_line_was_deleted_is_known_by_the_head_of_its_pages() -> None:
    def line_deleted(root: editors._Element) -> None:
        line = editors.container(root, "_p_form_stamp")
        line.getparent().remove(line)  # type: ignore[union-attr]

    for save in (edited, as_google):
        returned = read(save(write(OURS), line_deleted), "x", SENT)
        assert (returned.form, returned.member) == (OURS.id, "Harbours")


def test_a_line_on_the_interest_so_far_that_was_changed_is_told() -> None:
    def changed(root: editors._Element) -> None:
        text = next(each for each in root.iter(editors.w("t")) if "Interest so far" in (each.text or ""))
        text.text = "Interest so far: Lead: Harbours"

    returned = read(edited(write(OURS), changed), "x", SENT)
    assert not returned.edited and "Lead: Harbours" in returned.findings[0]
