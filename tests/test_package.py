"""`pip install .`: a wheel that holds all it needs, and gives the same bytes as a checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contents import write_content
from tests.test_cli import ROOT
from tests.warm import run

pytestmark = pytest.mark.slow


def test_an_installed_program_is_the_same_program(tmp_path: Path) -> None:
    wheels, site = tmp_path / "wheels", tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, ROOT],
        check=True,
        cwd=tmp_path,
    )
    (wheel,) = wheels.iterdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    content = write_content(tmp_path / "content")
    code = "import sys, workplan.cli; print(workplan.__file__); workplan.cli.main(sys.argv[1:])"
    words = ["build", "--content", content, "--output", tmp_path / "installed"]
    said = subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert said.startswith(str(site))
    assert run("build", "--content", content, "--output", tmp_path / "checkout").returncode == 0
    files = sorted(path.name for path in (tmp_path / "checkout").iterdir())
    assert len(files) == 3
    for name in files:
        assert (tmp_path / "installed" / name).read_bytes() == (tmp_path / "checkout" / name).read_bytes()
