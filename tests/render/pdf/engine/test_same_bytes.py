"""The same bytes with ours in place and without: of a document with all that pages refer to each other by."""

from __future__ import annotations

import json
import subprocess

from tests.documents import drafted, redlined, with_actions, with_contents
from workplan.document.tree import Document
from workplan.limits import python
from workplan.render.pdf.job import job
from workplan.theme import theme

#: Prints two jobs in a process of its own: as we do, or as WeasyPrint does by itself.
_PROGRAM = """
import sys
import hashlib, json
from workplan.render.pdf import engine, printing
ours = sys.argv[1] == "ours"
if ours:
    engine.pages.expect_many()
else:
    from workplan.render.pdf.engine.replaced import REPLACED
    assert not REPLACED
for job in json.load(sys.stdin):
    print(hashlib.sha256(printing.print_pdf(job)).hexdigest())
"""
_WITHOUT = "import workplan.render.pdf.engine as engine; engine.install = lambda: None\n"


def printed(documents: list[Document], *, ours: bool) -> list[str]:
    program = _PROGRAM if ours else _WITHOUT + _PROGRAM
    done = subprocess.run(
        [*python(), "-c", program, "ours" if ours else ""],
        input=json.dumps([job(document, theme()) for document in documents]),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_nothing_that_is_done_once_changes_a_byte() -> None:
    documents = [with_contents(with_actions(30)), drafted(redlined())]
    ours = printed(documents, ours=True)
    assert len(ours) == 2
    assert ours == printed(documents, ours=False)
