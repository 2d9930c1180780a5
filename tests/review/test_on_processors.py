"""Copies that are read on several processors are reviewed as on one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.given import sent
from tests.contents import write_content
from workplan.design.theme import theme
from workplan.document.composing.compose import compose
from workplan.errors import GivenFileError
from workplan.opening import Opened, open_content
from workplan.review.incoming.dossier import Dossier, Given
from workplan.review.steps import reviewing
from workplan.review.steps.reviewing import baseline, review
from workplan.word import write


def replies(today: Opened, number: int, changes: int) -> list[Given]:
    plan = write(compose(today.plan, None, today.standing), theme())
    return [Given(f"{name}.docx", data, name) for name, data in sent.copies(plan, number, changes)]


def test_the_matrix_is_that_of_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = open_content(write_content(tmp_path / "content"))
    copies = replies(today, 6, 3)
    dossier = Dossier(baseline(copies), tuple(copies))
    alone = review(dossier, today)
    monkeypatch.setattr(reviewing, "_MANY", 0)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2})
    told: list[str] = []
    beside = review(dossier, today, progress=told.append)
    assert beside.matrix == alone.matrix
    assert beside.consolidated.copies == alone.consolidated.copies
    assert (beside.problems, beside.received) == (alone.problems, alone.received)
    assert told[0] == "read Member 1.docx (1 of 6)"
    assert told[5] == "read Member 6.docx (6 of 6)"


def test_the_first_copy_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = open_content(write_content(tmp_path / "content"))
    copies = replies(today, 6, 1)
    text = baseline(copies)
    for n in (3, 5):
        copies[n] = Given(copies[n].name, b"PK no Word file", "")
    monkeypatch.setattr(reviewing, "_MANY", 0)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    with pytest.raises(GivenFileError, match=r"^Member 4\.docx: this is not a Word file"):
        review(Dossier(text, tuple(copies)), today)
