"""Every directive is in each of the three lists, and what they say of it fits together."""

from __future__ import annotations

from workplan.content.manuscript.ids import RESERVED
from workplan.content.words.phrases import Phrases
from workplan.directives.declared import DATA, DIRECTIVES, printing
from workplan.directives.printed import PRINTED
from workplan.directives.read_back import READ_BACK


def test_the_lists_have_the_same_directives() -> None:
    assert list(PRINTED) == list(READ_BACK) == [directive.name for directive in DATA]
    assert set(PRINTED) < set(DIRECTIVES)


def test_what_is_printed_is_known_by_its_id() -> None:
    for directive in DATA:
        assert printing(directive.id) is directive
        assert directive.id in RESERVED
        assert {column.name for column in directive.columns} <= set(directive.options)
        assert {directive.noun, directive.nouns} <= set(Phrases.names())
        assert [DIRECTIVES[name] for name in directive.needs] == [
            d for d in DATA if d.name in directive.needs
        ]
    assert printing("introduction.3") is None


def test_a_table_below_a_heading_is_no_directives() -> None:
    """Before, one below "Actions taken" was taken for the table of actions."""
    assert printing("actions-taken.3") is None
    assert printing("actions-2") is printing("actions") is not None
