"""Members that several people add to one cell. Before, a review had separators of its own: commas of other
scripts, which a cell is read with, made a conflict of two members in one list."""

from __future__ import annotations

import pytest

from workplan.directives.actions.interest import Listed
from workplan.directives.actions.interest_changes import Added, Changed, names_added


@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        ("IOM", ", Thailand", ", Fiji"),
        ("Lead: IOM", ", Thailand", ", Fiji"),
        ("国际移民组织", "，泰国", "、斐济"),
        ("牵头：国际移民组织", "，泰国", "，斐济"),
        ("المنظمة", "، تايلند", "، فيجي"),
    ],
)
def test_members_that_two_add_are_a_list(before: str, one: str, other: str) -> None:
    found = [names_added(before, words, "") for words in (one, other)]
    assert all(added.members for added in found)
    assert not found[0].clashes(found[1])
    assert found[0].clashes(found[0])


def test_the_role_of_a_line_is_that_of_who_is_added_to_it() -> None:
    assert names_added("Lead: IOM", ", Fiji", "") == Added(frozenset({Listed("Fiji", "lead")}), len("Lead"))
    assert names_added("牵头：IOM", "，斐济", "").members == {Listed("斐济", "牵头")}


def test_a_name_inside_of_another_ones_words_is_nobody() -> None:
    assert not names_added("IOM", ", Fiji", " (lead)").members
    assert not names_added("Viet", " Nam", "").members


def test_a_change_is_part_of_another_in_any_order() -> None:
    became = Changed.of("IOM", "Fiji, IOM, Thailand")
    assert became.has(Changed.of("IOM", "IOM, Thailand"))
    assert not became.has(Changed.of("IOM", "IOM, Kenya"))
    assert not became.has(Changed.of("IOM", "IOM"))
