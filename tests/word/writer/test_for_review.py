"""Word tracks what members change in a draft, and in an edition that is sent for review; in nothing else."""

from __future__ import annotations

from tests.documents import drafted, redlined, sample
from tests.word.reading import find, xml
from tests.word.writer.test_valid import faults
from workplan.design.theme import theme
from workplan.origins.word import is_for_review, opened
from workplan.word import read, write


def tracks(file: bytes) -> bool:
    switched_on = bool(find(xml(file, "word/settings.xml"), "w:trackRevisions"))
    assert is_for_review(opened(file, "file")) == switched_on
    return switched_on


def test_drafts_are_for_review_and_what_is_official_or_a_redline_only_if_asked() -> None:
    """Before, members had to switch Track Changes on themselves, and some forgot it."""
    for document, by_itself in ((sample(), False), (drafted(sample()), True), (drafted(redlined()), False)):
        assert tracks(write(document, theme())) is by_itself
        for asked in (True, False):
            assert tracks(write(document, theme(), for_review=asked)) is asked


def test_it_says_the_same_and_is_valid(house: bytes) -> None:
    for reference in (None, house):
        file = write(sample(), theme(), reference, for_review=True)
        assert set(faults(file)) == set(faults(write(sample(), theme(), reference)))
        reading = read(file)
        assert (reading.document, reading.findings, reading.comments) == (sample(), (), ())
