"""What is measured of this program: a build as users start it, a second build, and the bare cost.

Run as `python -m bench.ours twice ARGUMENT …`, which says how many seconds the second build took on
its last line, or as `… bare PRINT.html OUT.pdf`, whose whole process is the cost.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Literal

from workplan.render.pdf.fonts import fontconfig

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workplan.document.tree import Document

ROOT = Path(__file__).resolve().parent.parent

Format = Literal["pdf", "docx", "html", "all"]
FORMATS: tuple[Format, ...] = ("pdf", "docx", "html", "all")


def arguments(content: Path, output: Path, kind: Format, options: Sequence[str] = ()) -> tuple[str, ...]:
    """The arguments of one build; "all" is what a plain `build` makes, side by side."""
    chosen = () if kind == "all" else ("--format", kind)
    return ("build", "--content", str(content), "--output", str(output), *chosen, *options)


def cold(build: Sequence[str]) -> tuple[str, ...]:
    """The command of a build in a new process."""
    return (sys.executable, str(ROOT / "generate.py"), *build)


def warm(build: Sequence[str]) -> tuple[str, ...]:
    """The command of two builds in one process, which says how long the second took."""
    return (sys.executable, "-m", "bench.ours", "twice", *build)


def bare(html: Path, pdf: Path) -> tuple[str, ...]:
    """The command of WeasyPrint alone: its import, and its layout and writing of our own HTML."""
    return (sys.executable, "-m", "bench.ours", "bare", str(html), str(pdf))


def document(content: Path) -> Document:
    """What a content folder says, for the peers and for the bare cost."""
    from workplan.content.load import load
    from workplan.document.compose import compose

    return compose(load(content).plan)


def _twice(build: Sequence[str]) -> float:
    from workplan.cli import main

    main(list(build), standalone_mode=False)
    started = perf_counter()
    main(list(build), standalone_mode=False)
    return perf_counter() - started


def _bare(html: str, pdf: str) -> None:
    # Our fonts, so that the layout is the same; their cache outlives the run, in favour of the bare cost.
    settings = Path(pdf).with_name("fonts.conf")
    settings.write_text(fontconfig(Path(pdf).with_name("font-cache")), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    from weasyprint import HTML

    # Tagged, as ours is: the variant decides how much WeasyPrint writes.
    HTML(string=Path(html).read_text(encoding="utf-8")).write_pdf(pdf, pdf_variant="pdf/a-3a")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "twice":
        print(_twice(rest))
    else:
        _bare(*rest)
