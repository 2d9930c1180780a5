"""LibreOffice as tests use it: a real editor, in a profile of its own, seeing our fonts only.

    def test_something(office: Office) -> None:
        office.printed(docx_bytes)      # as PDF
        office.saved(docx_bytes)        # opened and saved again
        office.accepted(docx_bytes)     # … with every tracked change accepted in between
        office.rejected(docx_bytes)
        office.edited(docx_bytes, ("Ann", "type", "after these words", " these"))

    to_pdf(docx_bytes), to_docx(docx_bytes)     # office.printed, office.saved, where there is no fixture

LibreOffice takes seconds to start and a third of a second for a file: the tests of one process share one,
`shared()`, which `conftest.py` ends. The machine's own fonts and settings are out of sight: a fontconfig file
lists the fonts of the pip packages and answers Arial with Arimo. A profile is of its process alone.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sysconfig
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_SECONDS_A_FILE = 40
_FILES = 400
# Now and then UNO's own bridge loses an object ("illegal object given", measured once in some hundred runs of
# the suite, 7.4.7): nothing was done to the file then, and a new LibreOffice does it. A second time counts.
_BRIDGE = "com.sun.star.uno.RuntimeException"
_GONE = "com.sun.star.lang.DisposedException"  # what the driver hears of a LibreOffice that has crashed
_SYSTEM_PYTHON = "/usr/bin/python3"  # the one that LibreOffice's package brings `uno` for
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
    return shared().printed(file if isinstance(file, bytes) else file.read_bytes())


def to_docx(file: bytes) -> bytes:
    """The file opened and saved again as Word's, as an editor with LibreOffice would."""
    return shared().saved(file)


def environment() -> dict[str, str]:
    """The environment of a LibreOffice that is the same on every machine."""
    home = _home()
    return os.environ | {"FONTCONFIG_FILE": str(home / "fonts.conf"), "HOME": str(home), "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Form:
    """A form that LibreOffice writes: the suffix, and its own name of the filter."""

    suffix: str
    filter: str


_WORD = Form("docx", "MS Word 2007 XML")
_PDF = Form("pdf", "writer_pdf_Export")
CSV = Form("csv", "Text - txt - csv (StarCalc)")
XLSX = Form("xlsx", "Calc MS Excel 2007 XML")


class Silence(AssertionError):
    """LibreOffice has crashed over a file, or was not done with it in time."""


class Office:
    """A LibreOffice that stays, and its driver (`libreoffice_driver.py`), for files of a test session.

    `Silence` over a file ends both; the next file begins anew.
    """

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="office-"))
        self._processes: list[subprocess.Popen[str]] = []
        self._count = 0

    def end(self) -> None:
        """End LibreOffice and remove what it left."""
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def saved(self, file: bytes) -> bytes:
        """The file opened and saved again as Word's, its tracked changes with it."""
        return self._done(file)

    def updated(self, file: bytes) -> bytes:
        """The file opened, its fields worked out anew, and saved again."""
        return self._done(file, "UpdateFields")

    def printed(self, file: bytes) -> bytes:
        """The file as a PDF."""
        return self._done(file, form=_PDF)

    def spreadsheet(self, file: bytes, form: Form) -> bytes:
        """A spreadsheet (XLSX) opened and saved again in another form."""
        return self._done(file, suffix="xlsx", form=form)

    def accepted(self, file: bytes) -> bytes:
        """The file with every tracked change accepted."""
        return self._done(file, "AcceptAllTrackedChanges", "UpdateFields")

    def rejected(self, file: bytes) -> bytes:
        """The file with every tracked change rejected."""
        return self._done(file, "RejectAllTrackedChanges", "UpdateFields")

    def edited(self, file: bytes, *edits: tuple[str | int, ...]) -> bytes:
        """The file with these edits tracked: author, verb and what the verb's method in
        `editors/office_edits.py` takes."""
        return self._done(file, edits=edits)

    def commented(self, file: bytes, *comments: tuple[str, str, str, bool]) -> bytes:
        """The file with these comments: author, on which words, what is said, whether it is resolved."""
        return self._done(file, comments=comments)

    def shown(self, file: bytes, *dispatch: str) -> dict[str, list[Any]]:
        """What LibreOffice reads in the document (`editors.office_edits.shown`), after these commands."""
        said = self._folder / "shown.json"
        self._done(file, *dispatch, shown=str(said))
        found: dict[str, list[Any]] = json.loads(said.read_text())
        return found

    def _done(
        self, file: bytes, *dispatch: str, suffix: str = "docx", form: Form = _WORD, **more: object
    ) -> bytes:
        source, target = self._folder / f"source.{suffix}", self._folder / f"target.{form.suffix}"
        source.write_bytes(file)
        order = {"source": source.as_uri(), "target": target.as_uri(), "filter": form.filter}
        order |= {"dispatch": dispatch, **more}
        said = self._told(order, target)
        if said.startswith(_BRIDGE):
            self._end()
            said = self._told(order, target)
        if said.startswith(_GONE):
            self._end()
            raise Silence(f"LibreOffice has crashed: {said}")
        assert not said, f"LibreOffice: {said}"
        return target.read_bytes()

    def _told(self, order: Mapping[str, object], target: Path) -> str:
        """What the driver answers: nothing, or what went wrong."""
        self._start()
        target.unlink(missing_ok=True)
        driver = self._processes[-1]
        assert driver.stdin
        driver.stdin.write(json.dumps(order) + "\n")
        driver.stdin.flush()
        return self._answer()

    def _start(self) -> None:
        """LibreOffice, unless it runs; a new one after many files, because it keeps memory."""
        self._count += 1
        if self._processes and self._count % _FILES:
            return
        self._end()
        address = f"pipe,name=office-{os.getpid()}-{self._count}"
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        office = ["soffice", profile, "--headless", "--norestore", f"--accept={address};urp;"]
        driver = [_SYSTEM_PYTHON, str(Path(__file__).with_name("libreoffice_driver.py")), address]
        for command in (office, driver):
            process = subprocess.Popen(
                command,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,
            )
            self._processes.append(process)
        self._answer()

    def _answer(self) -> str:
        """The driver's next line. Without one in time, everything is ended."""
        answers = self._processes[-1].stdout
        assert answers
        said = answers.readline() if select.select([answers], [], [], _SECONDS_A_FILE)[0] else ""
        if not said:
            self._end()
            raise Silence("LibreOffice was not done in time, or has crashed")
        return said.strip()

    def _end(self) -> None:
        for process in reversed(self._processes):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        self._processes.clear()


@cache
def shared() -> Office:
    """The LibreOffice of this process; `Office.end` ends it."""
    return Office()


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
