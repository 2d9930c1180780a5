"""Files that users name by mistake, given to each command that reads one: the exit code says so."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.contents import write_content
from tests.documents import picture
from tests.origins import carriers
from tests.warm import run
from workplan.errors import ExitCode
from workplan.opening import open_content


def _foreign_word() -> bytes:
    document = docx.Document()
    document.add_paragraph("Nothing of a plan.")
    document.save(file := BytesIO())
    return file.getvalue()


def _foreign_spreadsheet() -> bytes:
    book = openpyxl.Workbook()
    book.save(file := BytesIO())
    return file.getvalue()


def _bomb() -> bytes:
    with zipfile.ZipFile(file := BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"\0" * 90_000_000)
    return file.getvalue()


#: By suffix, as a user has them; each is made of the text of an edition.
FILES: dict[str, Callable[[bytes], bytes]] = {
    "foreign.docx": lambda _: _foreign_word(),
    "no-archive.docx": lambda _: b"PK\x03\x04 and nothing behind it",
    "bomb.docx": lambda _: _bomb(),
    "old.doc": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "foreign.xlsx": lambda _: _foreign_spreadsheet(),
    "foreign.pdf": lambda _: carriers.pdf("words", name="invoice.xml"),
    "picture.png": lambda _: picture().data,
    "empty.txt": lambda _: b"",
    "altered.yaml": lambda text: text.replace(b"No wind", b"Some wind"),
    "newer.yaml": lambda text: text.replace(b"schema: ", b"schema: 9"),
    "half.yaml": lambda text: text[: len(text) // 2],
    "broken.yaml": lambda _: b"schema: 1\n{{{",
    "other.yaml": lambda _: b"a: 1\n",
}

COMMANDS = {
    "inspect": "inspect {file}",
    "restore": "restore {file} {out}",
    "review": "review {file} --content {content} --output {out} --format yaml",
    "base": "review {file} --base {file} --content {content} --output {out} --format yaml",
    "redline": "redline {file} --content {content} --output {out} --format html",
    "apply": "apply {file} --content {content}",
    "house": "build --reference-docx {file} --format docx --content {content} --output {out}",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_not_ours_is_told_by_the_exit_code(tmp_path: Path, command: str) -> None:
    """Before, an edition with something wrong in it and whatever is no matrix gave 1, as errors of the
    content do; a folder as house template gave 2."""
    content = write_content(tmp_path / "content")
    text = open_content(content).standing.text.encode()
    (tmp_path / "folder").mkdir()
    for name, make in FILES.items():
        (tmp_path / name).write_bytes(make(text))
    names = [*FILES, "missing.docx"]
    if command != "redline":  # which takes content folders, too
        names.append("folder")
    if command == "house":  # any Word file is one
        names.remove("foreign.docx")
    for name in names:
        words = COMMANDS[command].format(file=tmp_path / name, content=content, out=tmp_path / "out").split()
        end = run(*words)
        said = end.stdout + end.stderr
        assert end.returncode == ExitCode.FILE, (name, said)
        assert "Traceback" not in said, (name, said)
        assert not (tmp_path / "out").exists()
