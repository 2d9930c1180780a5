"""Who sent a copy, as the name of its file says."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.content.models.data import Member
from workplan.review.incoming.sender import Senders

STEM = "forward-work-plan-2031-2033"
TITLE = "Forward Work Plan 2031–2033"
MEMBERS = (
    "Australia", "Viet Nam", "Republic of Korea", "Kenya", "Timor-Leste", "Niger", "Nigeria", "Guinea",
    "Guinea-Bissau", "Côte d’Ivoire", "New Zealand", "IOM", "Türkiye", "ไทย", "中国", "مصر", "नेपाल", "Congo",
    "The Gambia", "Iran (Islamic Republic of)", "Trinidad and Tobago", "Bosnia, Herzegovina", "Member 1",
)  # fmt: skip


def senders(*members: str) -> Senders:
    found = [Member(id=name) for name in members]
    if members:
        found.append(Member(id="DRC", name="Democratic Republic of the Congo"))
    return Senders(found, (TITLE, "Working Group on Tides"), (f"{STEM}-draft", STEM))


ALL = senders(*MEMBERS)


@pytest.mark.parametrize(
    ("name", "member"),
    [
        # Before, most of these were the whole name of the file, or were kept as the file wrote them.
        ("plan - Australia.docx", "Australia"),
        ("plan_Australia (2).docx", "Australia"),
        ("PlanAustralia_FINAL.docx", "Australia"),
        ("Forward-Work-Plan-Viet Nam - final v2.docx", "Viet Nam"),
        ("Vietnam.docx", "Viet Nam"),
        ("Korea, Republic of.docx", "Republic of Korea"),
        ("RE plan Kenya.docx", "Kenya"),
        ("RE_ FW_ IOM comments on the plan.docx", "IOM"),
        ("2031-05-02 Kenya 3 May.docx", "Kenya"),
        ("Kenya's comments.docx", "Kenya"),
        ("plan%20-%20Kenya.docx", "Kenya"),
        ("Delegation of Kenya.docx", "Kenya"),
        ("plan - Kenya - J Smith.docx", "Kenya"),
        (f"{STEM} - Kenya.docx", "Kenya"),
        (f"{STEM}-draft - Kenya (1).docx", "Kenya"),
        (f"Kenya – inputs to the {TITLE}.docx", "Kenya"),
        ("FWP_Nigeria.docx", "Nigeria"),
        ("Niger final.docx", "Niger"),
        ("timor-leste_comments.docx", "Timor-Leste"),
        ("Guinea-Bissau.docx", "Guinea-Bissau"),
        ("guinea.docx", "Guinea"),
        (unicodedata.normalize("NFD", "Côte d’Ivoire rev3.docx"), "Côte d’Ivoire"),
        ("Cote d'Ivoire.docx", "Côte d’Ivoire"),
        ("Turkiye.docx", "Türkiye"),
        ("NewZealandComments.docx", "New Zealand"),
        ("ไทย (2).docx", "ไทย"),
        (f"{TITLE} 中国.docx", "中国"),
        ("plan - مصر_v2.docx", "مصر"),
        ("नेपाल final.docx", "नेपाल"),
        ("Gambia.docx", "The Gambia"),
        ("Iran (Islamic Republic of) (1).docx", "Iran (Islamic Republic of)"),
        ("Trinidad & Tobago.docx", "Trinidad and Tobago"),
        ("Bosnia, Herzegovina.docx", "Bosnia, Herzegovina"),
        ("Congo, Democratic Republic of the - plan.docx", "DRC"),
        ("Congo.docx", "Congo"),
        ("Member 1.docx", "Member 1"),
    ],
)
def test_a_member_is_found_as_people_write_it(name: str, member: str) -> None:
    assert ALL.of(name) == member


@pytest.mark.parametrize(
    ("name", "sender", "meant"),
    [
        ("Papua New Guinea.docx", "Papua New Guinea", ("Guinea",)),
        ("Congo - Republic of.docx", "Congo - Republic of", ("Congo",)),
        ("Australia and Kenya.docx", "Australia and Kenya", ("Australia", "Kenya")),
        ("plan - Kenya (J Smith).docx", "Kenya (J Smith)", ("Kenya",)),
        ("Kenia.docx", "Kenia", ()),
        ("Member 10.docx", "Member 10", ()),
        ("Micronesia (Federated States of) v2.docx", "Micronesia (Federated States of)", ()),
    ],
)
def test_a_name_that_is_no_members_stays_whole(name: str, sender: str, meant: tuple[str, ...]) -> None:
    """A member is not guessed from a part of it."""
    assert (ALL.of(name), ALL.known(sender), ALL.meant(sender)) == (sender, "", meant)


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        (f"{STEM} - New Zealand_v2.docx", "New Zealand"),
        (f"{STEM} - Viet Nam - final 2031-05-03.docx", "Viet Nam"),
        ("Australia (2).docx", "Australia"),
        ("Fiji 20310405 tracked.docx", "Fiji"),
        ("Fiji 05.04.2031.docx", "Fiji"),
        ("Côte d’Ivoire rev3.docx", "Côte d’Ivoire"),
        ("ไทย.docx", "ไทย"),
        ("Member 10.docx", "Member 10"),  # without the fix, it and "Member 11" were one member
        ("member2.docx", "member2"),
    ],
)
def test_without_a_list_of_members_it_is_the_name_without_what_is_put_around_it(
    name: str, sender: str
) -> None:
    assert senders().of(name) == sender


@pytest.mark.parametrize(
    "name",
    [f"{STEM}.docx", f"{STEM} (3).docx", f"{STEM}-draft.docx", "plan - final comments.docx", "scan0001.docx",
     "12345.docx", "Document1.docx", "Copy of plan.docx", " - .docx"],
)  # fmt: skip
@pytest.mark.parametrize("who", [ALL, senders()])
def test_a_name_that_says_nobody(name: str, who: Senders) -> None:
    """Before, "scan0001" was a member."""
    assert who.of(name) == ""


@pytest.mark.parametrize(
    ("name", "sender"),
    [
        # Before, the sender was "w27-column-and", "edits-and", "table of", "column &".
        *((name, "") for name in ("w27-column-and-edits", "edits-and-column", "table of comments",
            "column & edits", "column and", "and column", "notes on the plan", "Tabelle und draft",
            "cambios de comentarios", "Fiji - and - edits")),
        # What joins two words that are both noise goes with them.
        *((name, "Fiji") for name in ("Fiji edits and comments", "Fiji - comments & edits (2)",
            "comments and tracked changes Fiji", "edits et commentaires - Fiji", "Fiji comentarios y edits")),
        # And such a word belongs to a name that stands the other way round, or is one.
        *((name, name) for name in ("Korea, Republic of", "Congo - Republic of the", "Gambia, The",
            "Korea (Republic of)", "Antigua and Barbuda", "Isle of Man", "The Hague", "Group Y", "Dan")),
    ],
)  # fmt: skip
def test_a_name_that_breaks_off_at_a_small_word_says_nobody(name: str, sender: str) -> None:
    assert senders().of(f"{name}.docx") == sender


@given(st.sampled_from(MEMBERS), st.sampled_from(["{} - {}", "{}_{} (2)", "RE {} {}", "{} from {} v3 final"]))
def test_each_member_is_found_behind_each_name_of_the_plan(member: str, form: str) -> None:
    for plan in ("plan", STEM, f"{STEM}-draft", TITLE, "Forward Work Plan"):
        assert ALL.of(f"{form.format(plan, member)}.docx") == member


@given(st.text(max_size=60))
def test_any_name_says_somebody_or_nobody(name: str) -> None:
    for who in (ALL, senders()):
        assert isinstance(who.of(f"{name}.docx"), str)
