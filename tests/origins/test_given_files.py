"""Files that are given by name or in a folder, and what programs leave beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from workplan.errors import GivenFileError
from workplan.origins.given_files import given_files

LEFT = [
    "~$plan.docx",
    "._plan.docx",
    ".~lock.plan.docx#",
    "Thumbs.db",
    ".DS_Store",
    "~WRL0001.tmp",
    "desktop.ini",
]


@pytest.mark.parametrize("name", LEFT)
def test_what_programs_leave_is_left_out_with_a_warning(tmp_path: Path, name: str) -> None:
    """Before, "~$plan.docx" was no Word file, and nothing was reviewed; a folder could not be given."""
    for each in (name, "Kenya.docx", "Fiji.DOCX"):
        (tmp_path / each).write_bytes(b"")
    found, problems = given_files([tmp_path], ".docx")
    assert [path.name for path in found] == ["Fiji.DOCX", "Kenya.docx"]
    assert [(problem.place.file, problem.warning) for problem in problems] == [(str(tmp_path / name), True)]
    named, problems = given_files([tmp_path / name, tmp_path / "Kenya.docx"], ".docx")
    assert (named, len(problems)) == ([tmp_path / "Kenya.docx"], 1)
    with pytest.raises(GivenFileError, match="nothing is left to read"):
        given_files([tmp_path / name], ".docx")


def test_other_files_of_a_folder_are_left_out_and_those_that_are_named_are_not(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name in ("Kenya.docx", "letter.pdf"):
        (tmp_path / name).write_bytes(b"")
    found, problems = given_files([tmp_path], ".docx")
    assert found == [tmp_path / "Kenya.docx"]
    assert [each.message for each in problems] == [
        "left out: no .docx file",
        "left out: a folder in a folder",
    ]
    assert given_files([tmp_path / "letter.pdf"], ".docx") == ([tmp_path / "letter.pdf"], [])
    (tmp_path / "empty").mkdir()
    with pytest.raises(GivenFileError, match=r"there is no \.docx file"):
        given_files([tmp_path / "empty"], ".docx")
