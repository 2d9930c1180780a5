"""Word files imported: a made-up plan of many actions, without the content that our files carry.

In one process, once; nothing is written. What counts is the time of the processor.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from bench import ours
from bench.given.plans import write_plan
from workplan.design.theme import theme
from workplan.importing.bringing_in import bring_in
from workplan.word import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

#: How many actions.
_STEPS = (100, 1_000)
#: The name of what our files carry; by another one, import does not know them as ours.
_OURS, _OTHER = b"urn:workplan:content:1", b"urn:workplan:content:0"


@dataclass(frozen=True, slots=True)
class Brought:
    """A plan of so many `actions`, imported in `seconds` of the processor; the words that are `lost`."""

    actions: int
    seconds: float
    lost: int


def measure(steps: Sequence[int] = _STEPS) -> tuple[Brought, ...]:
    found = []
    for actions in steps:
        data = _file(actions)
        started = process_time()
        imported = bring_in(data, "plan.docx", {"H7": "same"})
        seconds = process_time() - started
        found.append(Brought(imported.files["actions.yaml"].count(b"- id: "), seconds, len(imported.lost)))
    return tuple(found)


def _file(actions: int) -> bytes:
    with TemporaryDirectory(prefix="workplan-bench-") as name:
        write_plan(Path(name), actions)
        made = write(ours.document(Path(name)), theme())
    stream = BytesIO()
    with ZipFile(BytesIO(made)) as given, ZipFile(stream, "w", ZIP_DEFLATED) as taken:
        for part in given.namelist():
            taken.writestr(part, given.read(part).replace(_OURS, _OTHER))
    return stream.getvalue()


def report(found: Sequence[Brought], console: Console) -> None:
    """Say what was measured."""
    for each in found:
        console.print(
            f"{each.actions:,} actions imported from a Word file: {each.seconds:.1f} s of CPU, "
            f"{each.lost} lines with lost words (aim: 5 s for 1,000, none)"
        )
