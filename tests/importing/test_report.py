"""The report: doubts first, nothing of the file is markup, every claim on the page."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from lxml import html

from tests.importing.hostile import FILES, FRONT
from tests.importing.typed_plan import typed_plan
from tests.importing.word_files import bold, docx, paragraph
from workplan.cli import main
from workplan.importing.bringing_in import bring_in
from workplan.importing.report.markdown import as_markdown
from workplan.importing.report.page import as_page
from workplan.importing.report.told import proof


def test_doubts_stand_first_with_the_words_of_the_original() -> None:
    imported = bring_in(typed_plan(), "plan.docx")
    page = html.fromstring(as_page(imported))
    titles = [each.text_content() for each in page.iter("h2")]
    assert titles[0] == f"Doubts: {len(imported.doubts)}"
    shown = [each.text_content() for each in page.xpath("//section[1]//dd[@class='original']")]
    assert "Priority issues" in shown
    assert as_markdown(imported).index("## Doubts") < as_markdown(imported).index("## Understood")


def test_nothing_of_a_file_is_markup() -> None:
    words = "<script>alert(1)</script> *a* | `b` [c](javascript:d)"
    imported = bring_in(docx(FRONT + bold(words) + paragraph("Text.")), "<b>.docx")
    page = html.fromstring(as_page(imported))
    assert not list(page.iter("script", "b"))
    assert words in page.text_content()
    assert "\\<script\\>" in as_markdown(imported)


def test_a_difference_shows_what_is_gone_and_what_is_new() -> None:
    imported = bring_in(FILES["typed-numbers"](), "plan.docx")
    page = html.fromstring(as_page(imported))
    assert [each.text_content() for each in page.xpath("//ins")][:1] == ["."]


def test_the_proof_is_a_redline_with_a_reason_for_each_difference(tmp_path: Path) -> None:
    """Before, the terminal told only what nothing explained, and Markdown had both texts without marks."""
    imported = bring_in(FILES["typed-numbers"](), "plan.docx")
    words = "2 differences between the original and the built plan, each with its reason"
    assert proof(imported) == words
    report = as_markdown(imported)
    assert f"## Proof: {words}" in report
    assert "4<del>)</del><ins>.</ins> Fourth | L3: an item of a list; L4: counted" in report
    assert f"Proof: {words}" in html.fromstring(as_page(imported)).text_content()
    file = tmp_path / "plan.docx"
    file.write_bytes(FILES["typed-numbers"]())
    done = CliRunner().invoke(main, ["import", str(file), str(tmp_path / "content"), "--dry-run"])
    assert "differs: 4<del>)</del><ins>.</ins> Fourth (L3: an item of a list; L4: counted" in done.stdout
    assert f"proof: {words}" in done.stdout
    same = bring_in(FILES["nested-tables"](), "plan.docx")
    assert proof(same) == "the built plan says what the original says, word for word"


def test_a_label_is_told_once() -> None:
    """Before, "(i) (i) deeper"."""
    claims = bring_in(FILES["typed-numbers"](), "plan.docx").claims
    assert "(i) deeper" in [claim.words for claim in claims if claim.rule == "L4"]


def test_the_command_writes_folder_and_report_or_nothing(tmp_path: Path) -> None:
    file, folder = tmp_path / "plan.docx", tmp_path / "content"
    file.write_bytes(FILES["tracked-changes"]())
    command = ["import", str(file), str(folder)]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code and "--accept-changes" in refused.stderr and not folder.exists()
    dry = CliRunner().invoke(main, [*command, "--reject-changes", "--dry-run"])
    assert dry.exit_code == 0 and not folder.exists()
    done = CliRunner().invoke(main, [*command, "--accept-changes"])
    assert done.exit_code == 0, done.stderr
    assert (folder / "plan.md").exists() and (tmp_path / "content-import.html").exists()
    assert "meets twice" in (folder / "plan.md").read_text("utf-8")
