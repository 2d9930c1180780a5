"""The ZIP of a meeting's files: named as the agenda goes, the same bytes for the same files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from workplan.errors import OurBug
from workplan.pack import named, zipped


def test_names_sort_as_the_agenda_does() -> None:
    papers = [("BP/TIPWG/10/WP.3/Rev.1", ".docx"), ("WP.1", ".pdf"), ("../..", ".docx"), ("План", ".docx")]
    names = named(papers)
    assert names[:3] == ["01_BP-TIPWG-10-WP.3-Rev.1.docx", "02_WP.1.pdf", "03_paper.docx"]
    assert names[3].startswith("04_plan-")
    assert names == sorted(names)
    assert names[3].isascii()
    many = named([("A", ".docx")] * 101)
    assert (many[0], many[-1]) == ("001_A.docx", "101_A.docx")
    assert len(named([("x" * 300, ".docx")])[0]) < 100


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    files = {"02_b.txt": b"b" * 99, "01_a.docx": b"a"}
    made = zipped(files)
    assert made == zipped(dict(reversed(files.items())))
    with ZipFile(BytesIO(made)) as archive:
        assert archive.namelist() == ["01_a.docx", "02_b.txt"]
        assert archive.read("02_b.txt") == b"b" * 99
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0}


@pytest.mark.parametrize("name", ["../x", "/x", "a/b"])
def test_a_name_with_a_folder_is_a_fault_of_ours(name: str) -> None:
    with pytest.raises(OurBug):
        zipped({name: b""})
