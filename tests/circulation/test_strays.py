"""A stray copy: whose it is, and that it is a copy of an unaltered edition."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from tests.circulation.circulating import register
from tests.warm import run
from tests.word.conftest import packed
from workplan.circulation.register.rows import Row
from workplan.circulation.strays import Register, Said, by_foot, whose


def inspected(file: Path, content: Path) -> tuple[int, str]:
    found = run("inspect", file, "--content", content)
    return found.returncode, found.stdout + found.stderr


def copy_of(output: Path, number: str, kind: str = "pdf") -> Path:
    (found,) = output.glob(f"*/*-{number}-*.{kind}")
    return found


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_copy_of_an_unaltered_edition_is_called_what_it_is(
    circulated: tuple[Path, Path, str], kind: str, tmp_path: Path
) -> None:
    # Before, a stamped copy was "altered".
    content, output, _ = circulated
    code, said = inspected(copy_of(output, "003", kind), content)
    assert code == 0
    assert "state:    unaltered: what this program makes of its content, with the stamp of copy 3\n" in said
    assert "copy:     3, for ราชอาณาจักรไทย: by its SHA-256, which is in the register\n" in said
    assert f"register: {copy_of(output, '003', kind).relative_to(output)}: plan, 2031, issued\n" in said
    code, said = inspected(copy_of(output, "003", kind), tmp_path)
    assert code == 0 and "copy:     3, for ราชอาณาจักรไทย: by the file's properties\n" in said


def test_a_copy_that_another_program_saved(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    content, output, _ = circulated
    saved = tmp_path / "saved.pdf"
    with pikepdf.open(copy_of(output, "001")) as pdf:
        pdf.docinfo["/Producer"] = "Another"
        pdf.save(saved, linearize=True)
    code, said = inspected(saved, content)
    assert code == 0 and "state:    it says what its content says, but is not byte for byte" in said
    assert "copy:     1, for Harbours & <co>: by the file's properties\n" in said
    assert "but:      its bytes are none that the register knows" in said


@pytest.mark.slow
def test_a_word_copy_that_libreoffice_saved(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    from tests.libreoffice import to_docx

    content, output, _ = circulated
    saved = tmp_path / "saved.docx"
    saved.write_bytes(to_docx(copy_of(output, "003", "docx").read_bytes()))
    code, said = inspected(saved, content)
    assert code == 0 and "state:    it says what its content says" in said
    assert "copy:     3, for ราชอาณาจักรไทย: by the file's properties\n" in said


def test_a_copy_whose_words_were_changed(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    content, output, _ = circulated
    with ZipFile(copy_of(output, "002", "docx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"Calm seas", b"Rough seas")
    changed = tmp_path / "changed.docx"
    changed.write_bytes(packed(parts))
    code, said = inspected(changed, content)
    assert (
        code == 5
        and "state:    altered" in said
        and "copy:     2, for Pilots: by the file's properties" in said
    )


def test_a_copy_that_was_given_another_name(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    content, output, _ = circulated
    with ZipFile(copy_of(output, "002", "docx")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b">Pilots<", b">Captains<")
    forged = tmp_path / "forged.docx"
    forged.write_bytes(packed(parts))
    _, said = inspected(forged, content)
    assert "copy:     2, for Captains: by the file's properties" in said
    assert "but:      the register knows no such copy" in said
    assert "but:      its foot does not say the same: it names copy 2, for Pilots" in said


@pytest.mark.parametrize("number", ["001", "004", "006"])
def test_a_copy_that_was_printed(circulated: tuple[Path, Path, str], tmp_path: Path, number: str) -> None:
    """poppler draws it anew: no content, no properties, no tags."""
    content, output, _ = circulated
    printed = tmp_path / "printed.pdf"
    subprocess.run(["pdftocairo", "-pdf", copy_of(output, number), printed], check=True)
    (row,) = [r for r in register(content) if r["File"].endswith(copy_of(output, number).name)]
    code, said = inspected(printed, content)
    assert code == 5 and "it carries no content of a plan" in said
    name = row["Recipient"].removeprefix("'")
    assert f"copy:     {row['Number']}, for {name}: by the words in its foot\n" in said
    assert f"register: {row['File']}: plan, 2031, issued\n" in said


def test_a_printed_copy_that_no_register_knows(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    _, output, _ = circulated
    printed = tmp_path / "printed.pdf"
    subprocess.run(["pdftocairo", "-pdf", copy_of(output, "002"), printed], check=True)
    code, said = inspected(printed, tmp_path)
    assert code == 5 and "copy:     2, for Pilots: by the words in its foot\n" in said
    assert "but:      the register here knows no such copy" in said


def test_what_names_nobody_is_nobodys(circulated: tuple[Path, Path, str], tmp_path: Path) -> None:
    content, output, _ = circulated
    rows = tuple(Row(str(n), name, "plan", "", "2031", "issued", f"{n}.pdf") for n, name in enumerate("ab"))
    for data in (b"%PDF-1.7 broken", b"PK\x03\x04", b"words"):
        assert whose(data, "x", Register(rows)) is None
    issued = output.parent / "issued"
    (pdf,) = issued.glob("*.pdf")
    assert whose(pdf.read_bytes(), "x", Register(rows)) is None
    code, said = inspected(pdf, content)
    assert code == 0 and "copy:" not in said and "byte for byte what this program makes" in said
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(saved := BytesIO())
    other = tmp_path / "other.pdf"
    other.write_bytes(saved.getvalue())
    code, said = inspected(other, content)
    assert code == 5 and "copy:" not in said and "carries no content of a plan" in said


def test_a_name_that_begins_as_another() -> None:
    names = ("Indonesia", "Indonesia and others")
    rows = tuple(Row("1", name, "plan", "", "2031", "issued", f"{name}.pdf") for name in names)
    found = by_foot(Said("", "", (("Copy 1: Indonesia and", "others"),)), Register(rows))
    assert found and found.recipient == "Indonesia and others" and not found.doubts
    two = by_foot(Said("", "", (("Copy 1: Indonesia",), ("Copy 2: Viet Nam",))), Register((rows[0],)))
    assert two and two.recipient == "Indonesia"
