"""`import`: a plan from the Word file that a group has today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import terminal_options
from workplan.cli.common.terminal import Terminal
from workplan.cli.given.importing import answered, check_conflicts, chosen, numbers, tell_doubts, tell_merged

if TYPE_CHECKING:
    from workplan.content.files.folder import DiskFolder


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
@click.option(
    "--keep-mine",
    callback=numbers,
    default="",
    metavar="1,3|all",
    help="Keep the folder's words in the conflicts of these numbers, or in all others.",
)
@click.option(
    "--take-file",
    callback=numbers,
    default="",
    metavar="2|all",
    help="Take the file's words there.",
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
    keep_mine: tuple[int, ...],
    take_file: tuple[int, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Make a content folder of the Word file of a plan, and prove that nothing was lost.

    FILE is a Word file; a PDF or text file; or .odt, .doc and .rtf, where LibreOffice is installed.

    Every word of FILE is in the content, or in the report beside DIR, which tells what was understood, what
    was guessed and why. Where headings, tables or years can be understood in two ways, nothing is written,
    and the question is told with its answers.

    DIR is new, empty, or a folder that an earlier import made. In such a one, what was edited by hand since
    stays, ids too, and what the file says otherwise than last time comes in. Where both changed the same
    words, nothing is written: each conflict is told with both readings and its number, for --keep-mine and
    --take-file.

    \b
    Examples:
      generate.py import "Forward Work Plan.docx" ../tides/content
      generate.py import plan.docx ../tides/content --dry-run
      generate.py import plan.docx ../tides/content --accept-changes
      generate.py import plan.docx ../tides/content --as-review
      generate.py import plan-corrected.docx ../tides/content
      generate.py import plan-corrected.docx ../tides/content --keep-mine 1,3 --take-file 2
    """
    from workplan.changing.locked import check_unchanged
    from workplan.files.output.files import write_all
    from workplan.files.output.folders import write_folder
    from workplan.importing.into import bring_into
    from workplan.importing.report.markdown import as_markdown
    from workplan.importing.report.page import as_page
    from workplan.importing.report.told import amount
    from workplan.origins.named import read_given

    terminal = Terminal(quiet, verbose)
    if accept_changes + reject_changes + as_review > 1:
        raise click.UsageError("--accept-changes, --reject-changes and --as-review: choose one")
    choices = chosen(keep_mine, take_file)
    given = answered(answers)
    changes: Literal["accepted", "rejected"] | None = (
        "accepted" if accept_changes else "rejected" if reject_changes else None
    )
    data = read_given(file)
    report = directory.parent / f"{directory.name}-import.html"
    with changed(directory, terminal.say) as folder:
        imported = bring_into(folder, data, file.name, given, changes, choices, as_review=as_review)
        if imported is None:
            terminal.say(f"{file} is what was imported into {directory} last: nothing changes")
            return
        tell_doubts(terminal, imported)
        if imported.merged:
            check_conflicts(imported.merged, choices, file, directory)
            tell_merged(terminal, imported.merged)
        if dry_run:
            terminal.say("nothing was written (--dry-run)")
            return
        reports = {
            report: as_page(imported).encode(),
            report.with_suffix(".md"): as_markdown(imported).encode(),
        }
        copy = directory.parent / f"{imported.document.properties.file_stem}-tracked-changes.docx"
        if imported.copy:
            reports[copy] = imported.copy
        if folder:
            paths = {directory / name: data for name, data in imported.files.items()}
            new = [path for path in paths if not path.exists()]
            write_all({**reports, **paths}, new, lambda: check_unchanged(folder))
        else:
            paths = dict.fromkeys(write_folder(directory, imported.files), b"")
            write_all(reports)
    for path in paths:
        terminal.detail(f"wrote {path}")
    terminal.say(f"wrote {directory}, and the report {report} (the same as {report.with_suffix('.md').name})")
    if imported.copy:
        terminal.say(f"wrote {copy}, a copy for review with {amount(imported.source)}")
        when = "to have a table of these changes, in which the decision on each is filled in"
        meeting = directory.parent / "meeting"
        tell(terminal, when, "review", copy, "--output", meeting, content=directory)
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


@contextmanager
def changed(directory: Path, waiting: Callable[[str], None]) -> Iterator[DiskFolder | None]:
    """The folder, locked, where there is anything in it; None for a new one."""
    from workplan.changing.locked import changing

    if not directory.is_dir() or not any(directory.iterdir()):
        yield None
        return
    with changing(directory, waiting) as folder:
        yield folder
