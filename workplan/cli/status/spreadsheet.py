"""`status export` and `status import`: the register as a spreadsheet, out and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import content_options, terminal_options, warn
from workplan.cli.common.terminal import Terminal
from workplan.cli.status.common import by_number, correct_option, dry_option, write

if TYPE_CHECKING:
    from workplan.content.paper.plan import Plan
    from workplan.status.changes import Change


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx", required=False)
@content_options
@terminal_options
@click.pass_context
def export(
    context: click.Context,
    /,
    file: Path | None,
    content: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write the register as a spreadsheet, to be filled in at a meeting.

    A row for each action; the columns for leads, contributors, state, status, timeframe and meeting are read
    back by `status import`. Rows may be sorted and columns moved.

    \b
    Examples:
      generate.py status export
      generate.py status export sixth-meeting.xlsx
    """
    from workplan.design.theme import theme
    from workplan.document.composing.compose import compose
    from workplan.files.output.files import write_all
    from workplan.opening import open_content
    from workplan.status.sheet import as_xlsx

    terminal = Terminal(quiet, verbose)
    opened = open_content(content)
    warn(opened.loaded.warnings, fail_on_warnings, terminal)
    stem = compose(opened.plan).properties.file_stem
    path = file or Path("output") / f"{stem}-status.xlsx"
    data = as_xlsx(opened.plan, theme())
    write_all({path: data})
    terminal.wrote(path, data)
    tell(terminal, "when it is filled in", "status", "import", path, "--dry-run", content=content)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option("--skip", metavar="ACTION,…", default="", help="Leave out the rows of these actions.")
@correct_option
@dry_option
@content_options
@terminal_options
@click.pass_context
def import_(
    context: click.Context,
    /,
    file: Path,
    skip: str,
    correct: bool,
    dry_run: bool,
    content: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Take what was filled in into a spreadsheet that `status export` made.

    All of it is taken or nothing. What was not touched in it changes nothing. An action that was changed in
    the content since the export, and in the spreadsheet, is a conflict; --skip leaves its row out.

    \b
    Examples:
      generate.py status import sixth-meeting.xlsx --dry-run
      generate.py status import sixth-meeting.xlsx
      generate.py status import sixth-meeting.xlsx --skip follow-the-money
    """
    from workplan.origins.named import read_given
    from workplan.status.returned import read_returned

    terminal = Terminal(quiet, verbose)
    data = read_given(file)

    def changes(plan: Plan) -> Sequence[Change]:
        skipped = frozenset(by_number(each.strip(), plan) for each in skip.split(",") if each.strip())
        found = read_returned(data, str(file), plan, skipped)
        warn(found.warnings, fail_on_warnings, terminal)
        return found.changes

    done = write(content, changes, terminal, correct=correct, dry_run=dry_run, strict=fail_on_warnings)
    if done and dry_run:
        left_out = ("--skip", skip) if skip else ()
        tell(terminal, "to write this", "status", "import", file, *left_out, content=content)
    elif done:
        tell(terminal, "to make the files", "build", content=content)
