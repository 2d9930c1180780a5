"""Laws over any papers in any order: each page is owned, each word is there, packs of packs too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.pack.ownership import faults
from tests.strategies import documents
from workplan.document.tree import Document
from workplan.pack import Front, Pack, Paper, pack
from workplan.render.pdf.fonts import fontconfig
from workplan.render.pdf.job import job
from workplan.theme import theme
from workplan.verify import pdf as pdf_passages
from workplan.verify.passages import Passage

_PRINT = """
import json, sys
from workplan.render.pdf.worker import _print
for job in json.load(sys.stdin):
    data = _print(job)
    print(len(data), flush=True)
    sys.stdout.buffer.write(data)
    sys.stdout.flush()
"""


def printed(given: list[Document]) -> list[bytes]:
    """All of them in one process, whose start costs more than they do."""
    with TemporaryDirectory() as folder:
        settings_file = Path(folder, "fonts.conf")
        settings_file.write_text(fontconfig(Path(folder, "cache")), "utf-8")
        jobs = json.dumps([job(document, theme()) for document in given]).encode()
        environment = os.environ | {"FONTCONFIG_FILE": str(settings_file)}
        command = [sys.executable, "-c", _PRINT]
        data = subprocess.run(command, input=jobs, capture_output=True, env=environment, check=True).stdout
    found: list[bytes] = []
    while data:
        size, _, data = data.partition(b"\n")
        found.append(data[: int(size)])
        data = data[int(size) :]
    return found


def said(pdf: bytes) -> tuple[list[Passage], list[Passage]]:
    """The passages of a PDF besides its notes, and those."""
    passages = pdf_passages.read(pdf)
    return [p for p in passages if p.kind != "note"], [p for p in passages if p.kind == "note"]


def holds(made: Pack, papers: list[bytes]) -> None:
    assert faults(made.pdf, made.starts) == []
    text, notes = said(made.pdf)
    own = 2 + len(papers)  # title, "Contents", an entry for each
    each = [said(data) for data in papers]
    assert text[own:] == [p for blocks, _ in each for p in blocks]
    assert notes == [p for _, found in each for p in found]


@settings(
    max_examples=1,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    st.lists(documents(chinese=False, sections=2), min_size=3, max_size=3),
    st.permutations(range(3)),
    st.booleans(),
)
def test_a_pack_holds_its_papers(given: list[Document], order: list[int], recto: bool) -> None:
    pdfs = printed(given)
    papers = [pdfs[n] for n in order]
    inner = pack(
        Front("Inner", recto=recto), [Paper(pdf=data, title=f"Paper {n}") for n, data in enumerate(papers)]
    )
    holds(inner, papers)
    outer = pack(Front("Outer"), [Paper(pdf=data, title="In it") for data in (inner.pdf, pdfs[0], inner.pdf)])
    holds(outer, [inner.pdf, pdfs[0], inner.pdf])
