"""The same bytes with ours in place and without: of a document with all that pages refer to each other by, in
the fonts of a PDF; once more when those are kept, and as if there were many pages."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.documents import drafted, redlined, with_actions, with_contents
from workplan.document.tree import Document
from workplan.kept import cache_folder
from workplan.limits import python
from workplan.render.pdf.fonts import fontconfig
from workplan.render.pdf.job import job
from workplan.theme import theme

#: Prints two jobs in a process of its own: as we do; as we do where no font can be cut to one weight; or as
#: WeasyPrint does by itself.
_PROGRAM = """
import sys
import hashlib, json
from workplan.render.pdf.engine.deferred import deferred
with deferred():
    from workplan.render.pdf import engine, printing
if sys.argv[1] != "theirs":
    engine.pages.expect_many()
    if sys.argv[1] == "kept":
        import weasyprint.pdf.fonts
        weasyprint.pdf.fonts.instantiateVariableFont = None
        engine.lines.forget()
else:
    from workplan.render.pdf.engine.replaced import REPLACED
    assert not REPLACED
for job in json.load(sys.stdin):
    print(hashlib.sha256(printing.print_pdf(job)).hexdigest())
"""
_WITHOUT = "import workplan.render.pdf.engine as engine; engine.install = lambda: None\n"


def printed(documents: list[Document], how: str, folder: Path) -> list[str]:
    settings = folder / "fonts.conf"
    settings.write_text(fontconfig(folder / "fontconfig"), "utf-8")
    program = _WITHOUT + _PROGRAM if how == "theirs" else _PROGRAM
    done = subprocess.run(
        [*python(), "-c", program, how],
        input=json.dumps([job(document, theme()) for document in documents]),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        env=os.environ | {"FONTCONFIG_FILE": str(settings)},
    )
    return done.stdout.split()


def test_nothing_that_is_done_once_changes_a_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, fonts that vary were cut to one weight anew in each run, a tenth of a short paper's time."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    documents = [with_contents(with_actions(30)), drafted(redlined())]
    ours = printed(documents, "ours", tmp_path)
    assert len(ours) == 2
    assert ours == printed(documents, "theirs", tmp_path)
    assert list(cache_folder("fonts").iterdir())
    assert ours == printed(documents, "kept", tmp_path)
