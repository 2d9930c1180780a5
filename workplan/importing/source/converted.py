"""Files of other word processors, made Word files by LibreOffice where it is installed.

It runs in a folder and with a profile of its own, which allows no macros, and is
stopped after some minutes. What comes out is read as any Word file from outside.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from workplan.errors import GivenFileError

SECONDS = 180
_PROGRAMS = ("soffice", "libreoffice")
#: No macros, and nothing from elsewhere, whatever the document asks for.
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_UPDATE = "/org.openoffice.Office.Writer/Content/Update"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    (_UPDATE, "Link", "0"),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


def as_word(data: bytes, ending: str, name: str) -> bytes:
    """The file as a Word file. Raises `GivenFileError` where LibreOffice is missing, or makes none of it."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        hint = "save it as a Word file (.docx); or install LibreOffice: apt install libreoffice-writer"
        raise GivenFileError(f"{name} is no Word file (.docx), and LibreOffice is not installed", hint)
    with TemporaryDirectory(prefix="workplan-") as folder:
        where = Path(folder)
        profile = where / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(
            _PROFILE.format(items="".join(_ITEM.format(*each) for each in _SETTINGS))
        )
        given, made = where / f"given{ending}", where / "made" / "given.docx"
        given.write_bytes(data)
        _run(
            [program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore",
             "--convert-to", "docx", "--outdir", str(made.parent), str(given)],
            name,
        )  # fmt: skip
        if not made.is_file():
            raise GivenFileError(f"LibreOffice cannot open {name}", "save it as a Word file (.docx)")
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run a program and all that it starts, and stop all of it when its time is over."""
    child = subprocess.Popen(  # noqa: S603 - the program that the user has installed, on a file in our folder
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        child.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise GivenFileError(f"LibreOffice takes too long to open {name}", "save it as a Word file") from None
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
