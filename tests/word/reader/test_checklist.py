"""The checklist at the top of the reader names every kind of finding that there is, and each is made."""

from __future__ import annotations

import re
from typing import get_args

from workplan.word import reader
from workplan.word.reader.findings import Kind

KINDS = get_args(Kind)


def test_every_kind_is_in_the_checklist() -> None:
    assert reader.__doc__
    words = " ".join(reader.__doc__.split())
    assert set(re.findall(r"\[([a-z]{4,}(?: [a-z]+)?)\]", words)) == set(KINDS)
