"""The PDF of the first of several papers is begun while the others are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.made.test_again import run, with_papers
from workplan.render.pdf.process import PdfProcess, Printer


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return with_papers(tmp_path / "content")


def test_the_first_pdf_is_begun_where_it_has_to_be_made(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of several papers, it is on its way while the others are read; and gone where one has an error."""
    begun: list[str] = []
    begin = Printer.begin
    monkeypatch.setattr(
        Printer, "begin", lambda printer, job: begun.append(job["html"]) or begin(printer, job)
    )
    monkeypatch.setattr("workplan.processes.limits.processors", lambda: 2)
    out = tmp_path / "out"

    def begins(*words: str, exit_code: int = 0) -> int:
        begun.clear()
        result = run("build --all --format pdf", content, out, *words)
        assert result.exit_code == exit_code, result.output
        return len(begun)

    assert begins() == 1
    assert "<title>Forward" in begun[0]
    first = {path.name: path.read_bytes() for path in out.glob("*.pdf")}
    assert len(first) == 3
    paper = content / "papers/one.md"
    words = paper.read_text()
    paper.write_text(words.replace("first", "second"))
    assert begins() == 0, "the plan is there already"
    paper.write_text(words + "\n:::{nothing}\n:::\n")
    assert begins("--force", exit_code=1) == 1
    paper.write_text(words)
    assert begins("--force") == 1
    assert {path.name: path.read_bytes() for path in out.glob("*.pdf")} == first
    assert run("build one two --format html", content, out, "--force").exit_code == 0
    assert len(begun) == 1
    paper.write_text(words + "\n:::{nothing}\n:::\n")
    no_template = ("--reference-docx", str(tmp_path / "none.docx"))
    assert "nothing" in run("build --all", content, out, *no_template).stderr
    paper.write_text(words)
    assert "none.docx" in run("build --all", content, out, *no_template).stderr


def test_where_pango_is_missing_it_is_said(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not what became of the process that was told to print the first paper."""
    monkeypatch.setattr("workplan.processes.limits.processors", lambda: 2)
    failing = ("-c", "import sys; sys.stderr.write('Pango is missing\\n'); sys.exit(3)")
    monkeypatch.setattr(PdfProcess, "program", failing)
    result = run("build one two", content, tmp_path / "out")
    assert (result.exit_code, "Pango is missing" in result.stderr) == (3, True)
    (content / "papers/two.md").open("a").write("\n:::{nothing}\n:::\n")
    result = run("build one two", content, tmp_path / "out")
    assert (result.exit_code, "nothing" in result.stderr) == (1, True)
