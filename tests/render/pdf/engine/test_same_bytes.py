"""The same bytes with ours in place and without: of a document with all that pages refer to each other by, in
the fonts of a PDF; once more when those are kept, and as if there were many pages."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.documents import drafted, paragraph, redlined, sample, with_actions, with_contents
from workplan.design.theme import theme
from workplan.document.tree import Document
from workplan.files.kept import cache_folder
from workplan.processes.limits import python
from workplan.render.pdf.fonts import fontconfig
from workplan.render.pdf.job import job

#: Prints jobs in a process of its own: as we do; as we do where no font can be cut to one weight, and none be
#: opened for an outline; or as WeasyPrint does by itself.
_PROGRAM = """
import sys
import hashlib, json
from workplan.render.pdf.engine.starting.deferred import deferred
with deferred():
    from workplan.render.pdf import engine, printing
if sys.argv[1] != "theirs":
    engine.laying_out.pages.expect_many()
    if sys.argv[1] == "kept":
        import weasyprint.pdf.fonts
        from workplan.render.pdf.page import outlines
        outlines._open = None
        weasyprint.pdf.fonts.instantiateVariableFont = None
        engine.laying_out.lines.forget(True)
else:
    from workplan.render.pdf.engine.replaced import REPLACED
    assert not REPLACED
for job in json.load(sys.stdin):
    print(hashlib.sha256(printing.print_pdf(job)).hexdigest())
"""
_WITHOUT = "import workplan.render.pdf.engine as engine; engine.install = lambda: None\n"


#: Letters from right to left, above and below each other, of two fonts in a word, and one that no font has.
_WORDS = (
    "العربية هجرة الأشخاص",
    "ភាសាខ្មែរ ព្រះរាជាណាចក្រកម្ពុជា",
    "ทั้งน้ำ, Đường Nguyễn",
    "עברית 12",
    "one\U0001f98aone",
)


def with_words(*words: str) -> Document:
    paragraphs = (paragraph(f"introduction.{number}", each) for number, each in enumerate(words, start=1))
    return replace(sample(), blocks=tuple(paragraphs), notes=())


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
    """Before, fonts that vary were cut to one weight anew in each run, a tenth of a short paper's time. For
    the watermark of each draft, one was opened."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    documents = [with_contents(with_actions(30)), drafted(redlined()), with_words(*_WORDS)]
    ours = printed(documents, "ours", tmp_path)
    assert len(ours) == 3
    assert ours == printed(documents, "theirs", tmp_path)
    assert all(list(cache_folder(kind).iterdir()) for kind in ("fonts", "outlines"))
    assert ours == printed(documents, "kept", tmp_path)
