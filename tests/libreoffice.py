"""LibreOffice as tests use it: a real editor, in a profile of its own, seeing our fonts only.

    pdf = to_pdf(docx_bytes)            # or a path
    docx = to_docx(docx_bytes)          # opened and saved again

The machine's own fonts and settings are out of sight: a fontconfig file lists the fonts of the pip
packages and answers Arial with Arimo. A profile lasts as long as the process and is its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sysconfig
import tempfile
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_SECONDS = 120
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Arial</family><prefer><family>Arimo</family></prefer></alias>
  <alias binding="weak"><family>sans-serif</family><prefer><family>Arimo</family></prefer></alias>
</fontconfig>
"""


def to_pdf(file: Path | bytes) -> bytes:
    """The file as LibreOffice prints it. Raises AssertionError with its words where it cannot."""
    return _convert(file, "pdf", "pdf")


def to_docx(file: Path | bytes) -> bytes:
    """The file opened and saved again as Word's, as an editor with LibreOffice would."""
    return _convert(file, "docx", "docx:MS Word 2007 XML")


def environment() -> dict[str, str]:
    """The environment of a LibreOffice that is the same on every machine."""
    home = _home()
    return os.environ | {"FONTCONFIG_FILE": str(home / "fonts.conf"), "HOME": str(home), "LC_ALL": "C.UTF-8"}


def profile() -> str:
    """The argument that keeps LibreOffice to this process's own profile."""
    return f"-env:UserInstallation={(_home() / 'profile').as_uri()}"


def _convert(file: Path | bytes, suffix: str, filter_: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in", "document.docx")
        source.parent.mkdir()
        source.write_bytes(file if isinstance(file, bytes) else file.read_bytes())
        result = Path(folder, "out", f"document.{suffix}")
        command = ["soffice", profile(), "--headless", "--norestore", "--convert-to", filter_]
        said = _run([*command, "--outdir", str(result.parent), str(source)])
        assert result.exists(), f"LibreOffice wrote nothing: {said}"
        return result.read_bytes()


def _run(command: list[str]) -> str:
    """Run to the end, or end it with the process that it starts, which outlives it otherwise."""
    process = subprocess.Popen(
        command,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=_SECONDS)[0]
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise AssertionError(f"LibreOffice was not done after {_SECONDS} seconds") from error


@cache
def _home() -> Path:
    home = Path(tempfile.mkdtemp(prefix="libreoffice-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    packages = Path(sysconfig.get_path("purelib")).glob("fontpkg_noto*/files")
    _write_arimo(home / "fonts")
    folders = "\n".join(f"  <dir>{folder}</dir>" for folder in (home / "fonts", *sorted(packages)))
    (home / "fonts.conf").write_text(_FONTS.format(folders=folders, cache=home / "cache"))
    return home


def _write_arimo(folder: Path) -> None:
    """Arimo's four faces: LibreOffice 7.4 prints the regular letters of a variable font for bold ones."""
    folder.mkdir()
    for source in sorted(Path(sysconfig.get_path("purelib"), "fontpkg_arimo/files").glob("*.ttf")):
        for weight in (400, 700):
            face = instantiateVariableFont(TTFont(source), {"wght": weight}, updateFontNames=True)
            face.save(folder / f"{source.stem.partition('[')[0]}-{weight}.ttf")
