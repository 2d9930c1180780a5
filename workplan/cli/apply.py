"""`apply`: what a meeting decided, written into the content."""

from __future__ import annotations

from datetime import UTC, date, datetime
from difflib import unified_diff
from pathlib import Path

import click

from workplan.cli.next import tell
from workplan.cli.options import content_options, day_option, terminal_options
from workplan.errors import ContentError, GivenFileError
from workplan.terminal import Terminal


@click.command()
@click.argument("matrix", type=click.Path(path_type=Path), metavar="MATRIX.xlsx|.yaml")
@content_options
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@day_option("--date", "day", says="When it was decided, for the log.  [default: today]")
@terminal_options
def apply(
    matrix: Path,
    content: Path,
    fail_on_warnings: bool,
    dry_run: bool,
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
      generate.py apply meeting/forward-work-plan-comment-matrix.xlsx
    """
    from workplan.changing import changing, check_unchanged
    from workplan.content.papers import paper_folder
    from workplan.editions.frozen import read_head
    from workplan.editions.opening import open_content
    from workplan.origins.named import read_given
    from workplan.output import write_all
    from workplan.review.incoming.dossier import folder_of, read_dossier
    from workplan.review.matrix import decided, read_matrix
    from workplan.reviewing import applied, review

    terminal = Terminal(quiet, verbose)
    decisions = read_matrix(read_given(matrix), str(matrix))
    dossier = read_dossier(folder_of(matrix), read_given)
    if decisions.digest != dossier.digest:
        raise GivenFileError(
            f"{matrix} was not made from what stands in {folder_of(matrix)}",
            "use the matrix and the folder that one `review` wrote",
        )
    with changing(content, terminal.say) as folder:
        with terminal.waiting(f"reading {len(dossier.copies)} copies") as waiting:
            working = paper_folder(folder, read_head(dossier.baseline, "the baseline").paper)
            found = review(dossier, open_content(working), progress=waiting)
            rows = decided(found.matrix, decisions).amendments
            places = {decision.number: decision.place for decision in decisions.decisions}
            today = day or datetime.now(UTC).date()  # noqa: TID251 (the log says when it was decided)
            made = applied(found, rows, places, working, today)
        errors = [problem for problem in made.problems if not problem.warning]
        if errors or (fail_on_warnings and made.problems):
            raise ContentError(made.problems)
        terminal.problems(made.problems)
        for name, text in made.files.items():
            if dry_run:
                old, real = made.before.get(name, ""), working.original(name)
                lines = unified_diff(
                    old.splitlines(keepends=True), text.splitlines(keepends=True), f"a/{real}", f"b/{real}"
                )
                for line in lines:
                    terminal.say(line.rstrip("\n"))
        undecided = sum(not row.disposition for row in rows)
        left = f"; {undecided} not decided yet" if undecided else ""
        if not made.files:
            done = "every decision is applied already" if undecided < len(rows) else "nothing was decided"
            terminal.say(f"nothing to change: {done}{left}")
            if undecided:
                when = "when a disposition is chosen in each row"
                tell(terminal, when, "apply", matrix, "--dry-run", content=content)
            else:
                tell(terminal, "to make the files of the content", "build", content=content)
            return
        counted = f"{made.count} decision{'s' * (made.count != 1)}"
        if dry_run:
            terminal.say(f"{counted} would be applied{left}; nothing was written")
            tell(terminal, "to write this", "apply", matrix, content=content)
            return
        texts = {name: text.encode() for name, text in made.files.items()}
        files = {content / name: data for name, data in working.originals(texts).items()}
        write_all(files, unchanged=lambda: check_unchanged(folder))
        terminal.say(f"applied {counted}{left}")
        for path, data in files.items():
            terminal.wrote(path, data)
    paper = () if working.paper == "plan" else (working.paper,)
    tell(terminal, "to make the files of the amended content", "build", *paper, content=content)
