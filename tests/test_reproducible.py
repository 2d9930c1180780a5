"""Same content, same bytes; and nothing in them that is not the content's."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.contents import MANUSCRIPT, write_content
from tests.documents import picture
from tests.test_cli import ROOT

pytestmark = pytest.mark.slow


def build(content: Path, output: Path, cwd: Path, **environment: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, ROOT / "generate.py", "build", "--quiet", "--content", content, "--output", output],
        cwd=cwd,
        env=os.environ | environment,
        check=True,
    )
    return {path.suffix: path.read_bytes() for path in output.iterdir()}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = write_content(
        tmp_path / "content", plan_md=MANUSCRIPT + "\nภาษาไทย العربية Việt\n\n![Tides](chart.png)\n"
    )
    (folder / "chart.png").write_bytes(picture().data)
    return folder


def test_same_bytes_wherever_and_whenever(content: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "else where"
    shutil.copytree(content, elsewhere / "another name")
    first = build(content, tmp_path / "a", ROOT, TZ="UTC", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    second = build(
        elsewhere / "another name",
        tmp_path / "b",
        elsewhere,
        TZ="Asia/Bangkok",
        LC_ALL="C",
        LANG="tr_TR.UTF-8",
        PYTHONHASHSEED="2",
        HOME=str(tmp_path),
        USER="somebody",
    )
    assert {kind: hashlib.sha256(data).hexdigest() for kind, data in first.items()} == {
        kind: hashlib.sha256(data).hexdigest() for kind, data in second.items()
    }
    assert set(first) == {".pdf", ".docx", ".html"}


def test_nothing_leaks(content: Path, tmp_path: Path) -> None:
    """Neither who made it, nor where, nor with what, nor what is private in the content."""
    files = build(content, tmp_path / "out", ROOT)
    private = [
        str(tmp_path), str(ROOT), sys.prefix, "/root/", "/home/",
        "harbours@example.org", "WeasyPrint", "python-docx", "pydyf", "LibreOffice", "Microsoft Office",
    ]  # fmt: skip
    # A short name such as "root" or "vm" stands in compressed data by chance.
    private += [name for name in (getpass.getuser(), socket.gethostname()) if len(name) > 4]
    for kind, data in files.items():
        for part, text in unpacked(kind, data):
            for word in private:
                assert word.lower() not in text.lower(), f"{word} in {kind} {part}"
        assert any("Tide Tables" in text for _, text in unpacked(kind, data)), "the words are not hidden"


def unpacked(kind: str, data: bytes) -> list[tuple[str, str]]:
    """All that a file holds, as text. Schema addresses are no leak."""
    if kind == ".docx":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    elif kind == ".pdf":
        with pikepdf.open(BytesIO(data)) as pdf:
            streams = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        text = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout
        parts = [("file", data), ("text", text), *((f"stream {n}", part) for n, part in enumerate(streams))]
    else:
        parts = [("file", data)]
    schemas = re.compile(r"http://schemas\.(microsoft|openxmlformats)\S+|urn:\S+")
    return [(name, schemas.sub("", part.decode("latin-1"))) for name, part in parts]
