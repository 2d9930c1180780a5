"""How lists count."""

from __future__ import annotations

import pytest

from workplan.document.resolving.counting import count, label
from workplan.document.tree import ListKind


@pytest.mark.parametrize(
    ("kind", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("lower-alpha", 1, "a"),
        ("lower-alpha", 26, "z"),
        ("lower-alpha", 27, "aa"),  # and CSS and Word part ways here:
        ("lower-alpha", 28, "bb"),
        ("lower-alpha", 53, "aaa"),
        ("lower-roman", 4, "iv"),
        ("lower-roman", 1994, "mcmxciv"),
    ],
)
def test_count(kind: ListKind, number: int, expected: str) -> None:
    assert count(number, kind) == expected
    assert label(number, kind) == f"{expected}."


def test_a_bullet_has_no_label() -> None:
    assert label(3, "bullet") == ""
