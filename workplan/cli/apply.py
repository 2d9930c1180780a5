"""`apply`: what a meeting decided, written into the content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from workplan.cli.next import tell
from workplan.cli.options import content_options, day_option, terminal_options
from workplan.errors import ContentError
from workplan.terminal import Terminal


@click.command()
@click.argument("matrix", type=click.Path(path_type=Path), metavar="MATRIX.xlsx|.yaml")
@content_options
@click.option("--dry-run", is_flag=True, help="Say what would change, place by place, and write nothing.")
@click.option("--patch", is_flag=True, help="With --dry-run: the lines of the files that would change.")
@day_option("--date", "day", says="When it was decided, for the log.  [default: today]")
@terminal_options
def apply(
    matrix: Path,
    content: Path,
    fail_on_warnings: bool,
    dry_run: bool,
    patch: bool,
    day: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write what was decided in a comment matrix into the content.

    Only lines that a decision changes are changed, all of them or none; the result is checked before anything
    is written. Every decision is noted in the content's dispositions.yaml; one that is noted already is not
    applied again. The folder that `review` wrote beside the matrix must still be there.

    \b
    Examples:
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx --dry-run
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx --dry-run --patch
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx
    """
    from workplan.changing import changing, check_unchanged
    from workplan.deciding import decide, decisions_in
    from workplan.origins.named import read_given
    from workplan.output import write_all

    terminal = Terminal(quiet, verbose)
    decisions, dossier = decisions_in(matrix, read_given)
    with changing(content, terminal.say) as folder:
        with terminal.waiting(f"reading {len(dossier.copies)} copies") as waiting:
            today = day or datetime.now(UTC).date()  # noqa: TID251 (the log says when it was decided)
            found = decide(decisions, dossier, folder, today, waiting)
        errors = [problem for problem in found.problems if not problem.warning]
        if errors or (fail_on_warnings and found.problems):
            raise ContentError(found.problems)
        terminal.problems(found.problems)
        if dry_run:
            for line in found.patch() if patch else found.told():
                terminal.say(line)
        undecided, rows = found.undecided, len(found.rows)
        left = f"; {undecided} not decided yet" if undecided else ""
        if not found.made.files:
            done = "every decision is applied already" if undecided < rows else "nothing was decided"
            terminal.say(f"nothing to change: {done}{left}")
            if undecided:
                when = "when a disposition is chosen in each row"
                tell(terminal, when, "apply", matrix, "--dry-run", content=content)
            else:
                tell(terminal, "to make the files of the content", "build", content=content)
            return
        counted = f"{found.made.count} decision{'s' * (found.made.count != 1)}"
        if dry_run:
            terminal.say(f"{counted} would be applied{left}; nothing was written")
            tell(terminal, "to write this", "apply", matrix, content=content)
            return
        files = {content / name: data for name, data in found.files().items()}
        write_all(files, unchanged=lambda: check_unchanged(folder))
        terminal.say(f"applied {counted}{left}")
        for path, data in files.items():
            terminal.wrote(path, data)
    paper = () if found.folder.paper == "plan" else (found.folder.paper,)
    tell(terminal, "to make the files of the amended content", "build", *paper, content=content)
