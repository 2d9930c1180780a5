"""The numbers of a chart as a spreadsheet: made once, as long as nothing is other than it was."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from workplan.document.printing.chart import Chart, Series
from workplan.word.writer import workbook as module
from workplan.word.writer.workbook import workbook

CHART = Chart(
    "Actions by priority",
    "Priority",
    ("Fish", "=1+1"),
    (Series("Ongoing", 0, "black", (1, 2)), Series("Completed", 1, "green", (0, 30))),
)


@pytest.fixture(autouse=True)
def nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def times_written(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    written = []
    original = module._written

    def write(rows: Any) -> bytes:
        written.append(rows)
        return original(rows)

    monkeypatch.setattr(module, "_written", write)
    return written


def test_it_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, openpyxl was imported for each paper with a chart: as long as it takes to write a Word file."""
    written = times_written(monkeypatch)
    first = workbook(CHART)
    assert workbook(CHART) == first
    assert len(written) == 1
    sheet = openpyxl.load_workbook(BytesIO(first)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [["Priority", "Ongoing", "Completed"], ["Fish", 1, 0], ["=1+1", 2, 30]]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"], "words are never a formula"


@pytest.mark.parametrize(
    "other",
    [
        replace(CHART, head="Status"),
        replace(CHART, names=("Fish", "Whales")),
        replace(CHART, series=CHART.series[:1]),
        replace(CHART, series=(CHART.series[0], replace(CHART.series[1], values=(0, 31)))),
    ],
)
def test_other_numbers_are_another_one(other: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    written = times_written(monkeypatch)
    assert workbook(CHART) != workbook(other)
    assert len(written) == 2


def test_looks_are_none_of_its_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    written = times_written(monkeypatch)
    dressed = replace(CHART, title="Other", series=tuple(replace(each, tone="blue") for each in CHART.series))
    assert workbook(CHART) == workbook(dressed)
    assert len(written) == 1


def test_another_openpyxl_writes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    written = times_written(monkeypatch)
    workbook(CHART)
    monkeypatch.setattr(module, "version", lambda _name: "0.0")
    workbook(CHART)
    assert len(written) == 2
