"""How the interest of members is printed, and read again, in today's arrangement and in the one of before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.content.models.data import Interest
from workplan.content.words.wording import Wording
from workplan.directives.actions.interest import Listed, in_file_order, listed, may_be_several, printed

ROLES = {"Lead": "lead", "lead": "lead", "Contributing": "contributing", "contributing": "contributing"}
KNOWN = ("Fiji", "IOM", "Korea, Republic of", "Micronesia (Federated States of)", "UN: Women", "St. Lucia")

interests = st.lists(
    st.builds(Interest, member=st.sampled_from(KNOWN), role=st.sampled_from(("lead", "contributing", None))),
    unique_by=lambda each: each.member,
)


def lines(interest: list[Interest], *, behind: bool = False) -> list[str]:
    return list(printed(interest, Wording(), behind=behind))


def test_a_line_for_each_role() -> None:
    """Before, "UNODC, IOM (contributing), Fiji (lead), Tonga (lead)"."""
    given = [("UNODC", None), ("IOM", "contributing"), ("Fiji", "lead"), ("Tonga", "lead")]
    interest = [Interest(member=member, role=role) for member, role in given]  # type: ignore[arg-type]
    assert lines(interest) == ["Lead: Fiji, Tonga", "Contributing: IOM", "UNODC"]
    assert lines(interest, behind=True) == ["UNODC, IOM (contributing), Fiji (lead), Tonga (lead)"]


@given(interests, st.booleans(), st.sampled_from(("one line each", "in one line")))
def test_what_is_printed_is_read_again(interest: list[Interest], behind: bool, how: str) -> None:
    said = lines(interest, behind=behind)
    if how == "in one line" and not behind and all(each.role for each in interest):
        said = [". ".join(said)]
    read = {each.member: ROLES.get(each.role) for each in listed(said, KNOWN)}
    assert read == {each.member: each.role for each in interest}


@given(interests, st.permutations(KNOWN), st.booleans())
def test_a_file_keeps_its_order_and_prints_the_same(
    interest: list[Interest], before: list[str], behind: bool
) -> None:
    ordered = list(in_file_order(interest, before[:4], behind=behind))
    assert lines(ordered, behind=behind) == lines(interest, behind=behind)
    assert sorted(each.member for each in ordered) == sorted(each.member for each in interest)


def test_a_member_with_another_role_stays_in_its_place_in_the_file() -> None:
    read = [Interest(member="Fiji", role="lead"), Interest(member="UNODC"), Interest(member="IOM")]
    found = in_file_order(read, ["UNODC", "Fiji", "IOM"], behind=False)
    assert [each.member for each in found] == ["UNODC", "Fiji", "IOM"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Lead: Fiji and IOM", [Listed("Fiji", "Lead"), Listed("IOM", "Lead")]),
        ("Lead: Fiji (contributing), IOM", [Listed("Fiji", "contributing"), Listed("IOM", "Lead")]),
        (
            "UNODC; Lead : Fiji. Contributing: IOM",
            [Listed("UNODC"), Listed("Fiji", "Lead"), Listed("IOM", "Contributing")],
        ),
        ("Lead:", []),
        ("Korea, Republic of (lead), Fiji", [Listed("Korea, Republic of", "lead"), Listed("Fiji")]),
        ("牵头：泰国、印度尼西亚", [Listed("泰国", "牵头"), Listed("印度尼西亚", "牵头")]),
    ],
)
def test_as_people_type_it(line: str, expected: list[Listed]) -> None:
    assert list(listed([line], KNOWN)) == expected


def test_names_that_may_be_several() -> None:
    assert may_be_several("Fiji and Vanuatu", KNOWN)
    assert not may_be_several("Trinidad and Tobago", KNOWN)
