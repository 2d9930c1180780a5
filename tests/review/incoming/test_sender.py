"""Who sent a copy, as the name of its file says."""

from __future__ import annotations

import pytest

from workplan.review.incoming.sender import member_of

STEM = "forward-work-plan-2031-2033"


@pytest.mark.parametrize(
    ("name", "member"),
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
        (f"{STEM}.docx", ""),
        (f"{STEM} (3).docx", ""),
    ],
)
def test_the_name_without_what_is_put_around_it(name: str, member: str) -> None:
    assert member_of(name, STEM) == member


def test_the_name_of_a_draft_is_the_plans_own() -> None:
    """Before, "plan-draft - Kenya.docx" was from "draft - Kenya"."""
    assert member_of(f"{STEM}-draft - Kenya.docx", f"{STEM}-draft", STEM) == "Kenya"
    assert member_of(f"{STEM} - Kenya.docx", f"{STEM}-draft", STEM) == "Kenya"
    assert member_of(f"{STEM}-draft.docx", f"{STEM}-draft", STEM) == ""
