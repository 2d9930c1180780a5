"""What `review` and `apply` do, called from a program as `collecting` and `deciding` show it.
Before, the baseline, senders, doubts, earlier decisions and the patch were put together by the commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.test_cli_review import copies, written
from workplan.changing.locked import changing, check_unchanged
from workplan.content.load import on_disk
from workplan.errors import GivenFileError
from workplan.files.output.files import write_all
from workplan.review.incoming.dossier import folder_of
from workplan.review.steps.collecting import Collected, Given, collect
from workplan.review.steps.deciding import decide, decisions_in


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return written(tmp_path / "content")


@pytest.fixture
def found(content: Path, tmp_path: Path) -> Collected:
    given = [Given(path.name, path.read_bytes(), "") for path in copies(content, tmp_path)]
    return collect(given, on_disk(content))


def matrix_of(found: Collected, folder: Path) -> Path:
    matrix = folder / f"{found.stem}-comment-matrix.yaml"
    folder_of(matrix).mkdir(parents=True)
    matrix.write_bytes(found.paper().tables()["yaml"])
    for name, data in found.beside().items():
        (folder_of(matrix) / name).write_bytes(data)
    return matrix


def test_a_program_reviews_and_applies(found: Collected, content: Path, tmp_path: Path) -> None:
    assert [copy.member for copy in found.dossier.copies] == ["Australia", "New Zealand", "Thailand"]
    weigh = next(row for row in found.matrix.amendments if "Weigh" in row.after)
    rows = (replace(row, disposition="accept") if row == weigh else row for row in found.matrix.amendments)
    decided = replace(found, matrix=replace(found.matrix, amendments=tuple(rows)))
    matrix = matrix_of(decided, tmp_path / "meeting")
    with changing(content, print) as folder:
        decisions, dossier = decisions_in(matrix, Path.read_bytes)
        made = decide(decisions, dossier, folder, date(2031, 5, 1))
        assert not made.problems
        assert made.undecided == len(made.rows) - 1
        assert "--- a/actions.yaml" in [*made.patch()]
        assert [*made.told()][1:] == ["  Action 1: “Measure the tide” changed to “Weigh the tide”"]
        assert "Measure the" in (content / "actions.yaml").read_text()  # nothing is written yet
        files = {folder.directory / name: data for name, data in made.files().items()}
        write_all(files, unchanged=lambda: check_unchanged(folder))
    assert "Weigh the" in (content / "actions.yaml").read_text()
    assert {path.name for path in files} == {"actions.yaml", "dispositions.yaml"}


def test_a_matrix_made_anew_has_the_decisions_of_the_one_before(found: Collected, tmp_path: Path) -> None:
    rows = tuple(replace(row, disposition="note", remark="Later") for row in found.matrix.amendments)
    decided = replace(found, matrix=replace(found.matrix, amendments=rows))
    decisions, _ = decisions_in(matrix_of(decided, tmp_path / "meeting"), Path.read_bytes)
    assert found.with_decisions(decisions.decisions).matrix.amendments == rows


def test_a_matrix_beside_another_review_is_refused(found: Collected, tmp_path: Path) -> None:
    other = replace(found, dossier=replace(found.dossier, copies=found.dossier.copies[:1]))
    with pytest.raises(GivenFileError, match="was not made from what stands in"):
        decisions_in(matrix_of(other, tmp_path / "meeting"), Path.read_bytes)
