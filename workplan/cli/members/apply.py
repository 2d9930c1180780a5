"""`apply`: what a meeting decided, written into the content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import command, tell
from workplan.cli.common.options import content_options, day_option, terminal_options, today
from workplan.cli.common.terminal import Terminal
from workplan.errors import ContentError, Place, Problem
from workplan.text.hints import amendments

if TYPE_CHECKING:
    from workplan.review.steps.deciding import Decided


def _numbers(_context: click.Context, _option: click.Parameter, given: str) -> tuple[int, ...]:
    """The numbers of rows, as they are given: "5,7"."""
    names = list(filter(None, (name.strip() for name in given.split(","))))
    if wrong := next((name for name in names if not (name.isdecimal() and int(name) > 0)), ""):
        raise click.BadParameter(f"{wrong!r} is no number of a row; write them as in 5,7")
    return tuple(sorted({int(name) for name in names}))


@click.command()
@click.argument("matrix", type=click.Path(path_type=Path), metavar="MATRIX.xlsx|.yaml")
@content_options
@click.option("--dry-run", is_flag=True, help="Say what would change, place by place, and write nothing.")
@click.option("--patch", is_flag=True, help="With --dry-run: the lines of the files that would change.")
@click.option(
    "--skip",
    callback=_numbers,
    default="",
    metavar="5,7",
    help="Leave out what was decided on the rows of these numbers, and apply the others.",
)
@day_option("--date", "day", says="When it was decided, for the log.  [default: today]")
@terminal_options
def apply(
    matrix: Path,
    content: Path,
    fail_on_warnings: bool,
    dry_run: bool,
    patch: bool,
    skip: tuple[int, ...],
    day: date | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Write what was decided in a comment matrix into the content.

    Only lines that a decision changes are changed, all of them or none; the result is checked before anything
    is written. Every decision is noted in the content's dispositions.yaml; one that is noted already is not
    applied again. The folder that `review` wrote beside the matrix must still be there.

    A decision has an effect, or is an error: what changes nothing, or makes content that cannot be built, is
    named by the number of its row. --skip leaves such rows out, so that the others can be applied.

    \b
    Examples:
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx --dry-run
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx --dry-run --patch
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx --skip 5,7
    """
    from workplan.changing.locked import changing, check_unchanged
    from workplan.files.output.files import write_all
    from workplan.origins.named import read_given
    from workplan.review.steps.deciding import decide, decisions_in

    terminal = Terminal(quiet, verbose)
    decisions, dossier = decisions_in(matrix, read_given)
    with changing(content, terminal.say) as folder:
        with terminal.waiting(f"reading {len(dossier.copies)} copies") as waiting:
            found = decide(decisions, dossier, folder, day or today(), waiting, skip)
        errors = [problem for problem in found.problems if not problem.warning]
        options = ("--skip", ",".join(map(str, skip))) if skip else ()
        if errors or (fail_on_warnings and found.problems):
            raise ContentError((*found.problems, *_in_the_way(found, matrix, content)))
        terminal.problems(found.problems)
        if dry_run:
            for line in found.patch() if patch else found.told():
                terminal.say(line)
        undecided, rows = found.undecided, len(found.rows)
        left = f"; {undecided} not decided yet" if undecided else ""
        left += f"; left out: {amendments(skip)}" if skip else ""
        if found.made.already:
            terminal.say(f"{amendments(found.made.already)}: the content says so already")
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
            tell(terminal, "to write this", "apply", matrix, *options, content=content)
            return
        files = {content / name: data for name, data in found.files().items()}
        write_all(files, unchanged=lambda: check_unchanged(folder))
        terminal.say(f"applied {counted}{left}")
        for path, data in files.items():
            terminal.wrote(path, data)
    paper = () if found.folder.paper == "plan" else (found.folder.paper,)
    tell(terminal, "to make the files of the amended content", "build", *paper, content=content)


def _in_the_way(found: Decided, matrix: Path, content: Path) -> Iterator[Problem]:
    """Which rows stand in the way, and the command that applies the others."""
    if not found.in_the_way:
        return
    rows = tuple(sorted({*found.in_the_way, *found.skipped}))
    hint = f"decide otherwise on {'it' if len(found.in_the_way) == 1 else 'them'}"
    if found.others:
        skip = command("apply", matrix, "--skip", ",".join(map(str, rows)), content=content)
        hint = f"{hint}; to apply the others: {skip}"
    stand = "stands" if len(found.in_the_way) == 1 else "stand"
    yield Problem(f"{amendments(found.in_the_way)} {stand} in the way", Place(str(matrix)), hint)
