"""The disposition log as a file that people look into, and save."""

from __future__ import annotations

from datetime import date

import pytest

from tests.writeback.amending import folder
from workplan.review.record.log import FILE, Entry, added, log_of

ONE = Entry(decided=date(2031, 5, 2), matrix="12e34567", key="01234567", number=1, disposition="accept")
OTHER = ONE.model_copy(update={"number": 2, "proposed": "- a: [+b+]\n\n# c", "members": ("Côte d'Ivoire",)})


@pytest.mark.parametrize(
    "form", [str, lambda text: text.rstrip("\n"), lambda text: text.replace("\n", "\r\n")]
)
def test_entries_are_added_however_the_file_was_saved(form: type[str]) -> None:
    """Without the fix, a log without the end of its last line could not be read any more."""
    before = form(added("", [ONE]))
    text = added(before, [OTHER])
    assert text.startswith(before)
    assert ("\r\n" in text) == ("\r\n" in before)
    assert log_of(folder({FILE: text})) == (ONE, OTHER)


def test_nothing_new_changes_nothing() -> None:
    assert added("# as it is", []) == "# as it is"
