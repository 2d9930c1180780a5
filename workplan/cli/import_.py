"""`import`: a plan from the Word file that a group has today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.next import tell
from workplan.cli.options import terminal_options
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.importing.bringing_in import Imported
    from workplan.importing.source.word import View

#: So many doubts are told in the terminal; the report has all.
_MOST = 40


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--dry-run", is_flag=True, help="Say what would be understood; write nothing.")
@click.option("--accept-changes", is_flag=True, help="Take tracked changes as accepted.")
@click.option("--reject-changes", is_flag=True, help="Take tracked changes as rejected.")
@click.option(
    "--as-review",
    is_flag=True,
    help="Import the text before tracked changes; make a copy for review of these and of comments.",
)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    metavar="RULE=CHOICE",
    help="Answer a question that stopped the import.",
)
@terminal_options
def import_(
    file: Path,
    directory: Path,
    dry_run: bool,
    accept_changes: bool,
    reject_changes: bool,
    as_review: bool,
    answers: tuple[str, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Make a content folder of the Word file of a plan, and prove that nothing was lost.

    FILE is a Word file; a PDF or text file; or .odt, .doc and .rtf, where LibreOffice is installed.

    Every word of FILE is in the content, or in the report beside DIR, which tells what was understood, what
    was guessed and why. DIR must be new or empty. Where headings, tables or years can be understood in two
    ways, nothing is written, and the question is told with its answers.

    \b
    Examples:
      generate.py import "Forward Work Plan.docx" ../tides/content
      generate.py import plan.docx ../tides/content --dry-run
      generate.py import plan.docx ../tides/content --accept-changes
      generate.py import plan.docx ../tides/content --as-review
    """
    from workplan.importing.bringing_in import bring_in
    from workplan.importing.first_copy import first_copy
    from workplan.importing.report.markdown import as_markdown
    from workplan.importing.report.page import as_page
    from workplan.importing.report.told import amount, counts
    from workplan.origins.named import read_given
    from workplan.output import write_all, write_folder

    terminal = Terminal(quiet, verbose)
    if accept_changes + reject_changes + as_review > 1:
        raise click.UsageError("--accept-changes, --reject-changes and --as-review: choose one")
    for answer in answers:
        if "=" not in answer:
            raise click.BadParameter(f"{answer!r} is no RULE=CHOICE", param_hint="--answer")
    given = dict(answer.split("=", 1) for answer in answers)
    data, copy = read_given(file), b""
    if as_review:
        found = first_copy(data, file.name, given)
        imported, copy = found.imported, found.copy
    else:
        changes: View | None = "accepted" if accept_changes else "rejected" if reject_changes else None
        imported = bring_in(data, file.name, given, changes)
    _tell(terminal, imported)
    doubts, differences = len(imported.doubts), len(imported.differences)
    terminal.say(f"understood {counts(imported)}; {doubts} doubts, {differences} differences")
    if dry_run:
        terminal.say("nothing was written (--dry-run)")
        return
    for path in write_folder(directory, imported.files):
        terminal.detail(f"wrote {path}")
    report = directory.parent / f"{directory.name}-import.html"
    beside = {report: as_page(imported).encode(), report.with_suffix(".md"): as_markdown(imported).encode()}
    changed = directory.parent / f"{imported.document.properties.file_stem}-tracked-changes.docx"
    write_all(beside | ({changed: copy} if copy else {}))
    terminal.say(f"wrote {directory}, and the report {report} (the same as {report.with_suffix('.md').name})")
    if copy:
        terminal.say(f"wrote {changed}, a copy for review with {amount(imported.source)}")
        when = "to have a table of these changes, in which the decision on each is filled in"
        meeting = directory.parent / "meeting"
        tell(terminal, when, "review", changed, "--output", meeting, content=directory)
        return
    tell(
        terminal,
        "when you have looked at the doubts",
        "build",
        "--content",
        directory,
        "--output",
        directory.parent / "output",
    )


def _tell(terminal: Terminal, imported: Imported) -> None:
    """The doubts, and what is not explained."""
    for claim in imported.doubts[:_MOST]:
        words = f' "{claim.words[:100]}"' if claim.words else ""
        why = f" ({claim.evidence})" if claim.evidence else ""
        terminal.say(f"{claim.rule:>3} {claim.at or '-'}:{words} → {claim.became}{why}")
    if len(imported.doubts) > _MOST:
        terminal.say(f"… and {len(imported.doubts) - _MOST} more doubts, in the report")
    for each in imported.differences:
        if not each.reason:
            terminal.say(f"differs: “{each.original[:120]}” → “{each.ours[:120]}”")
