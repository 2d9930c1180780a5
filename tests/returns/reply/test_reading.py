"""Plain-text forms and replies to them, read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.returns.calls import folder, form, plan_of
from workplan.errors import GivenFileError
from workplan.returns.answers import Returned
from workplan.returns.form import Form
from workplan.returns.making import for_members
from workplan.returns.reply import read, write

FORMS = for_members(form(), plan_of(folder()).members)
HARBOURS = next(each for each in FORMS.values() if each.member == "Harbours")


def text_of(sent: Form = HARBOURS) -> str:
    return write(sent, "table", None).decode()


def said(text: str, name: str = "reply.txt") -> Returned:
    return read(text.encode(), name, FORMS)


def roles(found: Returned) -> dict[str, str]:
    return {
        action: "lead"
        if each.lead.value
        else "contributing"
        if each.contributing and each.contributing.value
        else "none"
        for action, each in found.answers.items()
        if each.lead and each.lead.value is not None
    }


def message(body: str, head: str = "") -> str:
    return f"From: Ann <ann@harbours.example>\nDate: Sat, 01 Feb 2031 10:00:00 +0700\n{head}\n{body}"


def quoted(text: str, mark: str = "> ") -> str:
    return "\n".join(f"{mark}{line}" for line in text.splitlines())


def test_a_form_as_it_was_sent_says_nothing() -> None:
    """No example of its own is an answer, in a file and quoted in a message."""
    for text in (text_of(), message(quoted(text_of())), message(quoted(quoted(text_of(), "> "), ">"))):
        found = said(text)
        assert found.is_empty and not found.findings and not found.edited
        assert (found.form, found.member, found.edition) == (HARBOURS.id, "Harbours", "2031")


def test_a_form_filled_in_as_text() -> None:
    text = text_of().replace("Answer 1: ", "Answer 1: Lead").replace("Answer 2: ", "Answer 2: contributing.")
    text = text.replace("Comment 2: ", "Comment 2: with 3 pilots,\nif they can").replace(
        "answers: ", "answers: Ann"
    )
    found = said(text)
    assert roles(found) == {"measure": "lead", "report": "contributing"}
    assert (
        found.answers["report"].comment
        and found.answers["report"].comment.value == "with 3 pilots, if they can"
    )
    assert found.answered_by == "Ann" and not found.findings


def test_lines_broken_by_a_mail_program_are_still_ours() -> None:
    """Before a line of ours was known however it is broken, "2 contributing" was read as an answer."""
    broken = (
        text_of()
        .replace("1 lead, 2 contributing", "1 lead,\n2 contributing")
        .replace("lines as they", "lines\nas they")
    )
    assert said(message(quoted(broken))).is_empty and said(broken).is_empty


def test_an_answer_above_what_is_quoted() -> None:
    found = said(
        message(
            "Dear all,\n\n1 lead; 2 contributing\n\nAnn\n-- \n2 lead\n\nOn 3 March 2031 X wrote:\n"
            f"{quoted(text_of())}"
        )
    )
    assert roles(found) == {"measure": "lead", "report": "contributing"} and not found.findings


def test_answers_written_into_what_is_quoted() -> None:
    text = message(f"See below.\n\n{quoted(text_of().replace('Answer 2: ', 'Answer 2: lead'))}")
    assert roles(said(text)) == {"report": "lead"}


def test_a_message_quoted_without_marks() -> None:
    head = "From: The co-chairs <c@x.org>\nSent: 3 January 2031\nTo: all\nSubject: 1 lead\n"
    found = said(message(f"2 contributing\n\n{head}\n2 lead\n{text_of()}"))
    assert roles(found) == {"report": "contributing"}


def test_web_pages_in_messages() -> None:
    sent = "<br>".join(text_of().splitlines())
    html = f"<html><style>1 lead</style><p>1 lead</p><blockquote>{sent}</blockquote></html>"
    found = said(message(html, "Content-Type: text/html; charset=utf-8\nMIME-Version: 1.0\n"))
    assert roles(found) == {"measure": "lead"} and found.form == HARBOURS.id


def test_what_is_not_clear_is_told_with_its_line() -> None:
    found = said(
        message(
            "1 lead\n1 contributing\n7 lead\nWe would love to lead\n2 lead, maybe\n"
            f"{text_of().splitlines()[2]}"
        )
    )
    assert found.answers["measure"].lead and found.answers["measure"].lead.sure == "unreadable"
    assert found.answers["measure"].lead.why == "it says lead in line 1 and contributing in line 2"
    assert [each.split(":")[0] for each in found.findings] == ["line 4", "line 5", "line 3"]
    assert "there is no action 7" in found.findings[-1] and "report" not in found.answers


def test_words_of_an_action_that_were_changed() -> None:
    """Spaces, line ends and quotation marks that a program has changed are no change of words."""
    assert said(text_of().replace("2. Report", "2. Report every year")).edited == {
        "report": "Report every year"
    }
    assert not said(text_of().replace("1. Measure the tide", "1. Measure\n   the  tide")).edited
    assert not said(message(text_of().replace("2. Report", "2. Report every year"))).edited


def test_what_the_register_said_then_is_no_answer() -> None:
    """Interest that was collected since then is in the forms of today, and not in those that were sent."""
    then = text_of().replace(
        "Interest so far: Lead: Harbours; Pilots", "Interest so far: Lead: Pilots,\nHarbours"
    )
    found = said(then.replace("1. Measure the tide", "1. Measure tides"))
    assert not found.findings and found.edited == {"measure": "Measure tides"}
    assert found.is_empty


def test_a_blank_form_says_who_answers() -> None:
    blank = next(each for each in FORMS.values() if each.member is None)
    assert said(text_of(blank).replace("Member: ", "Member: The Pilots ")).member == "The Pilots"
    assert said(text_of(blank)).member is None


def test_the_id_in_the_subject() -> None:
    found = said(message("1 lead", f"Subject: Re: Form {HARBOURS.id.lower()}\n"))
    assert found.form == HARBOURS.id and roles(found) == {"measure": "lead"}
    assert said("1 lead").form is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_as_editors_save_them(encoding: str) -> None:
    text = text_of().replace("\n", "\r\n").replace("Comment 1: ", "Comment 1: à la fin")
    found = read(text.encode(encoding), "a.txt", FORMS)
    assert found.answers["measure"].comment and found.answers["measure"].comment.value == "à la fin"


def test_broken_bytes_are_read_as_import_reads_them() -> None:
    """Before, a text in UTF-16 that lost its last byte was refused here, and read by `import`."""
    text = text_of().replace("Comment 1: ", "Comment 1: at the end").encode("utf-16")[:-1]
    assert read(text, "a.txt", FORMS).answers["measure"].comment


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"1 lead\n2 lead\0", "line 2: there is a NUL"),
        (b"1 lead\n" * 30_000, "line 20,001: the text has more than 20,000 lines"),
        (b"1 lead " * 5_000, "line 1: it has more than 20,000 characters"),
        (b"x" * 3_000_000, "more than 2,000,000 characters"),
        (b"From: a\nDate: b\n\n" + b"\n--a\nboundary=" * 500, "more than 200 parts"),
        (
            b"From: a\nDate: b\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + b"<p>" * 900_000,
            "characters",
        ),
    ],
)
def test_what_nobody_wrote_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(GivenFileError) as error:
        read(data, "bad.txt", FORMS)
    assert error.value.message.startswith("bad.txt: ") and why in error.value.message and error.value.hint


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for begins in (b"", b"From: a\nDate: b\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"):
        try:
            assert read(begins + data, "a", FORMS).carrier == "txt"
        except GivenFileError as error:
            assert error.message.startswith("a: ")


@given(
    st.lists(st.sampled_from(["lead", "contributing", ""]), min_size=2, max_size=2),
    st.sampled_from(list(FORMS.values())),
)
def test_what_is_filled_in_comes_back(answers: list[str], sent: Form) -> None:
    text = text_of(sent)
    for n, answer in enumerate(answers, 1):
        text = text.replace(f"Answer {n}: ", f"Answer {n}: {answer}")
    found = said(text)
    wanted = {row.action: answer for row, answer in zip(sent.rows, answers, strict=True) if answer}
    assert roles(found) == wanted and found.form == sent.id and found.member == sent.member
