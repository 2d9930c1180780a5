"""Redlines: ours beside Docxodus on this plan's two Word files, and ours as the plan grows.

Run as `python -m bench.redlines OLD.docx NEW.docx`, its last line is Docxodus' seconds.
Both are timed in one process each, imports apart, the median of five: ours compares the content and
writes the Word file, Docxodus compares the two Word files that we wrote.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench import ours
from bench.measure import Limits, run
from bench.plans import write_plan
from workplan.compare import compare
from workplan.document.tree import Document, Paragraph, Revision, Row, Table, Text
from workplan.theme import theme
from workplan.word import write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

_REPEATS = 5
_EDITOR = Revision("Bench")
#: One action in so many is changed.
_EVERY = 10


@dataclass(frozen=True, slots=True)
class Redlines:
    """Seconds: ours and Docxodus' on this plan, ours to compare plans of so many actions."""

    ours: float
    docxodus: float
    compared: dict[int, float]


def measure(sizes: Sequence[int], limits: Limits) -> Redlines:
    """Measure all three. Raises `CommandError` where Docxodus fails."""
    old = ours.document(ours.ROOT / "content")
    new = amended(old)
    own = _median(lambda: write(compare(old, new, _EDITOR), theme()))
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name, f"{side}.docx") for side in ("old", "new")]
        for file, document in zip(files, (old, new), strict=True):
            file.write_bytes(write(document, theme()))
        command = (sys.executable, "-m", "bench.redlines", *map(str, files))
        docxodus = float(run(command, limits).output.split()[-1])
        compared = {size: _compared(Path(name, str(size)), size) for size in sizes}
    return Redlines(own, docxodus, compared)


def report(found: Redlines, console: Console) -> None:
    """Say what was measured, with the aim beside it."""
    console.print(
        f"Redline of this plan, compared and written: {found.ours:.3f} s; Docxodus: {found.docxodus:.3f} s; "
        f"ratio {found.ours / found.docxodus:.2f} (aim: 0.5 or less)"
    )
    for (few, before), (many, after) in pairwise(found.compared.items()):
        console.print(
            f"comparing, {few:,} → {many:,} actions (×{many / few:.1f}), a tenth of them changed: "
            f"{before:.2f} → {after:.2f} s (×{after / before:.1f})"
        )


def amended(document: Document) -> Document:
    """Every tenth action, from the first, with words put before its own."""
    blocks = (
        replace(block, rows=tuple(_amended(row, n) for n, row in enumerate(block.rows)))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _amended(row: Row, number: int) -> Row:
    if number % _EVERY:
        return row
    cell, *others = row.cells
    words, *rest = cell.blocks
    changed: Paragraph = replace(words, inlines=(Text("As agreed, "), *words.inlines))
    return replace(row, cells=(replace(cell, blocks=(changed, *rest)), *others))


def _compared(content: Path, actions: int) -> float:
    write_plan(content, actions)
    old = ours.document(content)
    new = amended(old)
    return _median(lambda: compare(old, new, _EDITOR))


def _median(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(_REPEATS):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return median(times)


def _docxodus(old: str, new: str) -> float:
    engine = import_module("python_redlines").DocxodusEngine()
    before, after = Path(old).read_bytes(), Path(new).read_bytes()
    return _median(lambda: engine.run_redline("Bench", before, after))


if __name__ == "__main__":
    print(_docxodus(*sys.argv[1:]))
