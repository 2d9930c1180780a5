"""What stands beside a matrix, read back: as it was written, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from workplan.errors import ContentError, GivenFileError
from workplan.review.incoming.dossier import Dossier, Given, files, read_dossier

DOSSIER = Dossier("schema: 1\n", (Given("a.docx", b"a", "Australia"), Given("A.DOCX", b"b", "")))


def written(folder: Path) -> Path:
    for name, data in files(DOSSIER).items():
        (folder / name).write_bytes(data)
    return folder


def test_a_dossier_is_read_as_it_was_written(tmp_path: Path) -> None:
    found = read_dossier(written(tmp_path), Path.read_bytes)
    assert [copy.name for copy in found.copies] == ["a.docx", "A-2.DOCX"]
    assert found.digest == DOSSIER.digest


@pytest.mark.parametrize("name", ["..", ".", "../a.docx", "/etc/passwd", '"a\\0b"', '""', "link.docx"])
def test_a_dossier_that_names_a_file_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    (written(tmp_path) / "link.docx").symlink_to("/dev/zero")
    index = f"copies:\n- {{file: {name}, sha256: x}}\n"
    (tmp_path / "dossier.yaml").write_text(index, encoding="utf-8")
    with pytest.raises(GivenFileError, match="names a file elsewhere"):
        read_dossier(tmp_path, Path.read_bytes)


@pytest.mark.parametrize("index", ["copies: &a\n- *a\n", "copies: []\ncopies: []\n", "copies: [1]\n"])
def test_a_dossier_that_is_none_is_refused(index: str, tmp_path: Path) -> None:
    (written(tmp_path) / "dossier.yaml").write_text(index, encoding="utf-8")
    with pytest.raises(ContentError):
        read_dossier(tmp_path, Path.read_bytes)


def test_another_copy_is_refused(tmp_path: Path) -> None:
    (written(tmp_path) / "a.docx").write_bytes(b"other")
    with pytest.raises(GivenFileError, match="is not the copy"):
        read_dossier(tmp_path, Path.read_bytes)
