"""Word forms that went through a real LibreOffice."""

from __future__ import annotations

import pytest

from tests.libreoffice import Office
from tests.returns import word_editors as editors
from tests.returns.test_word_reading import LAYOUTS, OURS, SAID, SENT, said, sure
from tests.returns.word_editors import edited, filled_in
from workplan.returns.word import read, write

pytestmark = pytest.mark.slow


def test_libreoffice_keeps_what_was_filled_in(office: Office) -> None:
    """It drops tags, and puts boxes into one another: bookmarks and states are what is left. (Before controls
    were without w:id, the second time that it saved a list, it moved "Lead: " into the next comment.)"""
    for layout in LAYOUTS:
        file = edited(write(OURS, layout), filled_in(SAID))
        for _ in range(2):
            file = office.saved(file)
        returned = read(file, "x", SENT)
        assert said(returned, OURS) == {**editors.as_sent(OURS), **SAID} and sure(returned)
        assert returned.program == "LibreOffice" and (returned.form, returned.member) == (OURS.id, "Harbours")
        assert not returned.findings and not returned.edited
