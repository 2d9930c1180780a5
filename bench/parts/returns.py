"""Forms collected per second: what members sent back to a call for interest in this plan, in every kind of
file, read and put together into what the register is to say. In one process, once; nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

import openpyxl

from bench import ours
from workplan.content.load import on_disk
from workplan.render.pdf.process import PdfProcess
from workplan.returns.carriers import CARRIERS
from workplan.returns.collecting import Given, collect
from workplan.returns.collecting.calling import Called, called

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

#: How many members answer in each kind of file.
_MEMBERS = 20
_CALL = "call-for-interest"
_DEADLINE = date(2031, 2, 17)


@dataclass(frozen=True, slots=True)
class Collected:
    """So many `forms` of a kind, collected in `seconds`."""

    kind: str
    forms: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.forms / self.seconds


def measure(members: int = _MEMBERS) -> tuple[Collected, ...]:
    """Each kind of file by itself, and all together."""
    with TemporaryDirectory(prefix="workplan-bench-") as name:
        content = copytree(ours.ROOT / "content", Path(name) / "content")
        listed = "".join(f"- id: Member {n}\n" for n in range(members))
        with (content / "members.yaml").open("a", encoding="utf-8") as file:
            file.write(listed)
        folder = on_disk(content)
        of = called(folder, _CALL, _DEADLINE)
        kinds = {kind: list(_files(of, kind, members)) for kind in CARRIERS}
        found = []
        for kind, files in (*kinds.items(), ("all", [file for each in kinds.values() for file in each])):
            started = perf_counter()
            collect(files, folder, of.plan, of.known, _DEADLINE)
            found.append(Collected(kind, len(files), perf_counter() - started))
        return tuple(found)


def _files(of: Called, kind: str, members: int) -> list[Given]:
    carrier = CARRIERS[kind]
    forms = [form for form in of.known.forms.values() if form.member and form.member.startswith("Member ")]
    with PdfProcess() as process:
        made = [(form.member, carrier.write(form, "table", process)) for form in forms[:members]]
    return [Given(f"{member}.{kind}", _filled_in(data, kind)) for member, data in made]


def _filled_in(data: bytes, kind: str) -> bytes:
    """With an answer where that takes no editor; the others are read as they were sent."""
    if kind == "txt":
        return data.replace(b"Answer 3: ", b"Answer 3: lead")
    if kind == "xlsx":
        book, saved = openpyxl.load_workbook(BytesIO(data)), BytesIO()
        sheet = book.worksheets[0]
        row = next(cells[0].row for cells in sheet.iter_rows(max_col=1) if cells[0].value == 3)
        sheet.cell(row or 1, 4).value = "yes"
        book.save(saved)
        return saved.getvalue()
    return data


def report(found: Sequence[Collected], console: Console) -> None:
    """Say what was measured."""
    for each in found:
        console.print(
            f"{each.forms} forms of this plan collected ({each.kind}): {each.seconds:.1f} s, "
            f"{each.rate:.0f} a second"
        )
