"""The stages of a build and of a redline: the processor's time of each, in the program as it is.

A process of its own gives the command, `python -m bench.parts.stages FOLDER COMMAND…`, with a hook around
each function that is a stage; the PDF's process gets hooks, too.

First a plan of a few actions goes the same way, unmeasured: so imports, templates and fonts are there, and no
part that is the same for every plan makes the growth of a stage look smaller than it is.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench import ours
from bench.given.amended import amend
from bench.given.plans import write_plan
from bench.measuring.hooks import Hook, Log, read
from bench.measuring.measure import Limits, run
from bench.tables.growth import exponent, last_exponent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.tables.rows import Rows

#: In the environment of the PDF's process: the folder of a measurement.
_FOLDER = "WORKPLAN_BENCH_STAGES"
#: How many actions the plan has that goes first.
_FEW = 11
#: With two plans, and hooks, a command may take so many times its limit.
_LONGER = 3

#: In the command's process; what else it does is the rest.
_COMMAND = (
    Hook("reading", "workplan.opening.content", "open_content"),
    Hook("composing", "workplan.document.composing.compose", "compose"),
    Hook("looking for letters without a font", "workplan.build.prepare", "prepare"),
    Hook("web page", "workplan.render.html", "web_page"),
    Hook("HTML for the PDF", "workplan.render.pdf.job", "job"),
    Hook("Word", "workplan.word.writer.writing", "write"),
    Hook("reading back the web page", "workplan.verify.html", "read"),
    Hook("reading back Word", "workplan.verify.word", "read"),
    Hook("reading back the PDF", "workplan.verify.pdf", "read"),
    Hook("comparing the formats", "workplan.verify", "verify"),
    Hook("redline: comparing two plans", "workplan.compare.redline.redline", "compare"),
    Hook("redline: telling the changes", "workplan.compare.summary.changes", "changes"),
    Hook("redline: reading back Word", "workplan.word.reader", "read"),
)
_REST = "all else of the command"
#: In the PDF's process, which is a copy of one that has all imported. What is done with each page belongs to
#: the same stage where a copy draws it, and where a plan is too short for copies.
_PDF = (
    Hook("PDF: layout", "workplan.render.pdf.printing", "_laid_out", copies="PDF: drawing"),
    Hook("PDF: layout", "weasyprint.layout.background", "layout_backgrounds"),
    Hook("PDF: layout", "weasyprint.document", "Page.__init__"),
    Hook("PDF: drawing", "weasyprint.document", "Page.paint"),
    Hook("PDF: tags", "workplan.render.pdf.file.structure", "_add_structure"),
    Hook("PDF: tags", "workplan.render.pdf.page.content", "MarkedContent.__init__"),
    Hook("PDF: tags", "workplan.render.pdf.page.content", "MarkedContent.name_artifacts"),
    Hook("PDF: tags", "workplan.render.pdf.page.reading", "Reader.read"),
    Hook("PDF: fonts", "weasyprint.pdf", "build_fonts_dictionary"),
    Hook("PDF: finishing", "workplan.render.pdf.file.finish", "attach"),
    Hook("PDF: finishing", "workplan.render.pdf.file.finish", "_mend"),
    Hook("PDF: finishing", "workplan.render.pdf.file.finish", "_frame"),
    Hook("PDF: writing", "workplan.render.pdf.beside.drawn", "painted"),
    Hook("PDF: writing", "weasyprint.document", "Document.write_pdf"),
    Hook("PDF: all else", "workplan.render.pdf.printing", "print_pdf"),
)

#: The stages of a redline that are measured in one; the others are those of a build.
_OF_REDLINE = {"Word": "redline: Word"} | {
    hook.stage: hook.stage for hook in _COMMAND if hook.stage.startswith("redline: ")
}
#: All of them.
NAMES = frozenset(
    (_REST, "PDF: drawing", "redline: Word", *(hook.stage for hook in (*_COMMAND, *_PDF))),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds of the processor that a stage takes of a plan with so many actions."""

    name: str
    actions: int
    cpu: float


def measure(actions: int, content: Path, amended: Path, limits: Limits, repeats: int = 1) -> list[Stage]:
    """Each stage of all formats of one plan, and of its redline in Word: medians of `repeats` runs."""
    runs = [_measured(content, amended, limits) for _ in range(repeats)]
    names = dict.fromkeys(name for each in runs for name in each)
    return [Stage(name, actions, median(each.get(name, 0.0) for each in runs)) for name in names]


def table(found: Sequence[Stage]) -> Rows:
    """The header, and a row for each stage."""
    sizes = sorted({stage.actions for stage in found})
    rows = [["", *(f"{size:,} actions" for size in sizes), "growth", "at the end"]]
    for name in dict.fromkeys(stage.name for stage in found):
        times = {stage.actions: stage.cpu for stage in found if stage.name == name}
        cells = (f"{times[size]:.3f} s" if size in times else "" for size in sizes)
        grown = (exponent(times.items()), last_exponent(times.items()))
        rows.append([name, *cells, *("" if each is None else f"{each:.2f}" for each in grown)])
    return rows


def _measured(content: Path, amended: Path, limits: Limits) -> dict[str, float]:
    with TemporaryDirectory(prefix="workplan-bench-") as name:
        folder = Path(name)
        for each in ("few", "few-amended"):
            write_plan(folder / each, _FEW)
        amend(folder / "few-amended")
        built = _taken(folder, limits, "build", "--content", str(content))
        versions = ("--content", str(content), str(content), str(amended))
        compared = _taken(folder, limits, "redline", "--format", "docx", *versions)
    return built | {_OF_REDLINE[each]: cpu for each, cpu in compared.items() if each in _OF_REDLINE}


def _taken(folder: Path, limits: Limits, *command: str) -> dict[str, float]:
    """What each stage took; nothing, of a command that a limit stopped."""
    log = folder / "log"
    log.unlink(missing_ok=True)
    limits = replace(limits, seconds=limits.seconds * _LONGER)
    stopped = run((sys.executable, "-m", "bench.parts.stages", str(folder), *command), limits).stopped
    return {} if stopped else read(log)


def _command(folder: Path, command: Sequence[str]) -> None:
    """Give a command with the few actions, then the command that is measured."""
    from workplan.cli import main
    from workplan.render.pdf.process import PdfProcess

    aside = ("--output", str(folder / "output"), "--force", "--quiet")
    few = ["--content", str(folder / "few")]
    if command[0] == "redline":
        few += ["--format", "docx", str(folder / "few"), str(folder / "few-amended")]
    main((command[0], *few, *aside), standalone_mode=False)
    (folder / "few.json").write_text(json.dumps(_few_pages(folder / "few")), encoding="utf-8")
    os.environ[_FOLDER] = str(folder)
    PdfProcess.program = ("-m", "bench.parts.stages")
    gc.collect()
    log = Log(folder / "log")
    log.install(_COMMAND)
    log.around(main, _REST)((*command, *aside), standalone_mode=False)


def _few_pages(content: Path) -> dict[str, Any]:
    from workplan.design.theme import theme
    from workplan.render.pdf.job import job

    return job(ours.document(content), theme())


def _pdf_process(folder: Path) -> int:
    """Be the PDF's process; its first copy makes a PDF of the few actions before it makes any other."""
    from workplan.render.pdf import worker

    job = worker._job

    def first(asked: tuple[dict[str, Any], bool]) -> tuple[int, bytes]:
        job((json.loads((folder / "few.json").read_text(encoding="utf-8")), True))
        Log(folder / "log").install(_PDF)
        return job(asked)

    worker._job = first
    return worker.main()


if __name__ == "__main__":
    if folder := os.environ.get(_FOLDER):
        sys.exit(_pdf_process(Path(folder)))
    _command(Path(sys.argv[1]), sys.argv[2:])
