"""`collect`: what members answered to a call for interest, from the forms that they sent back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import (
    content_options,
    day_option,
    output_option,
    terminal_options,
    today,
    warn,
)
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.content.files.folder import DiskFolder
    from workplan.returns.collecting import Collected, Given
    from workplan.status.changes import Changed

#: What programs leave beside files, and nobody sends.
_NO_FILES = ("~$", ".")
_MOST_FILES = 5_000


@click.command()
@click.argument("returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS…")
@click.option(
    "--call", metavar="NAME", help="The call for interest: papers/NAME.md.  [default: the only one there is]"
)
@day_option(
    "--deadline", "deadline", says="Until when answers were asked for.  [default: what the call says]"
)
@click.option(
    "--from", "senders", multiple=True, metavar="FILE=MEMBER", help="Who sent a file; again for another."
)
@click.option(
    "--received",
    multiple=True,
    metavar="FILE=DATE",
    help="When a file came; again for another.  [default: the date in the head of a message]",
)
@click.option(
    "--confirm",
    multiple=True,
    metavar="MEMBER|FILE",
    help="Take what is to be confirmed of a member; again for another.",
)
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="FILE.csv|.xlsx",
    help="Write what was collected as a table, a row for each member and action.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing but the --table.")
@day_option("--date", "day", says="When it was collected, for the log.  [default: today]")
@output_option
@content_options
@terminal_options
def collect(
    returns: tuple[Path, ...],
    call: str | None,
    deadline: date | None,
    senders: tuple[str, ...],
    received: tuple[str, ...],
    confirm: tuple[str, ...],
    table: Path | None,
    dry_run: bool,
    day: date | None,
    output: Path,
    content: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Collect the forms that members sent back, and write their interest into the content.

    RETURNS are files and folders: Word files, PDFs, spreadsheets, texts and saved messages (.eml) with what
    is attached to them. What each is, its bytes say. Shows who answered what, how it was read and how sure
    that is; then changes those lines of actions.yaml, all or nothing. What somebody should look at is a line
    below, which says whether it was taken. The content's returns.yaml notes what was; so collecting the same
    files again changes nothing. Words of actions that members changed become copies of the plan for `review`.

    \b
    Examples:
      generate.py collect replies --dry-run
      generate.py collect replies
      generate.py collect replies --table collected.xlsx --dry-run
      generate.py collect mail.txt --from mail.txt=Fiji
      generate.py collect replies --confirm Fiji --received "Form Tonga (2).docx=2022-02-03"
    """
    from workplan.changing.locked import changing, check_unchanged
    from workplan.files.output.files import write_all
    from workplan.returns.collecting import Asked
    from workplan.returns.collecting import collect as collected
    from workplan.returns.collecting.calling import called
    from workplan.returns.collecting.table import as_csv, as_xlsx, lines
    from workplan.status.changes import changed
    from workplan.status.since import differences

    if table and table.suffix.lower() not in (".csv", ".xlsx"):
        raise click.BadParameter("name a file that ends with .csv or .xlsx", param_hint="--table")
    terminal = Terminal(quiet, verbose)
    given = _given(returns, senders, received)
    with changing(content, terminal.say) as folder:
        of = called(folder, call, deadline)
        asked = Asked(frozenset(confirm), of.one_lead, of.one_lead_says)
        with terminal.waiting(f"reading {len(given)} files") as waiting:
            found = collected(given, folder, of.plan, of.known, day or today(), asked, waiting)
        for line in (*found.files, "", *lines(found)):
            terminal.say(line)
        warn(found.problems, fail_on_warnings, terminal)
        made = changed(folder, of.plan, found.changes)
        warn(made.warnings, fail_on_warnings, terminal)
        for id, difference in differences(of.plan, made.after).items():
            for line in difference.lines(made.after.identity):
                terminal.say(f"{id}: {line}")
        files = {} if dry_run else _files_of(found, made, folder, output)
        if table:
            files[table] = as_csv(found) if table.suffix.lower() == ".csv" else as_xlsx(found)
        write_all(files, unchanged=lambda: check_unchanged(folder))
    for path, data in files.items():
        terminal.wrote(path, data)
    _tell(terminal, found, made, output, content, dry_run=dry_run)


def _files_of(found: Collected, made: Changed, folder: DiskFolder, output: Path) -> dict[Path, bytes]:
    """What is written; the register last, by which everything else hangs."""
    from workplan.returns.collecting import log
    from workplan.status.changes import FILE

    files = {output / name: data for name, data in found.copies.items()}
    if found.entries:
        files[folder.directory / log.FILE] = log.added(log.text_of(folder), found.entries).encode()
    if made.actions:
        files[folder.directory / FILE] = made.text.encode()
    return files


def _tell(
    terminal: Terminal, found: Collected, made: Changed, output: Path, content: Path, *, dry_run: bool
) -> None:
    count = len(made.actions)
    if dry_run:
        terminal.say(f"{count} action{'s' * (count != 1)} would change; nothing was written into the content")
        terminal.say("next, to write this: the same command without --dry-run")
        return
    if not count:
        terminal.say("nothing to change: the content says all that is certain already")
    if found.copies:
        senders = [word for name, member in found.senders.items() for word in ("--from", f"{name}={member}")]
        copies = [output / name for name in found.copies]
        when = "to look at the words that members changed, as amendments"
        tell(terminal, when, "review", *copies, *senders, "--output", "meeting", content=content)
    else:
        tell(terminal, "to make the files", "build", content=content)


def _given(returns: Sequence[Path], senders: Sequence[str], received: Sequence[str]) -> list[Given]:
    from workplan.origins.named import read_given
    from workplan.returns.collecting import Given

    paths = list(dict.fromkeys(path for each in returns for path in _files(each)))
    if len(paths) > _MOST_FILES:
        raise click.UsageError(f"there are {len(paths):,} files; give no more than {_MOST_FILES:,} at once")
    if not paths:
        raise click.UsageError("there are no files in what was given")
    names = [path.name for path in paths]
    members = dict(_said(senders, paths, "--from", "MEMBER"))
    days = {path: _day(words) for path, words in _said(received, paths, "--received", "DATE")}
    return [
        Given(
            path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}",
            read_given(path),
            members.get(path, ""),
            days.get(path),
        )
        for path in paths
    ]


def _files(path: Path) -> Iterator[Path]:
    """A file; or those in a folder and in its folders, in the order of their names."""
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        if each.is_file() and not any(part.startswith(_NO_FILES) for part in each.relative_to(path).parts):
            yield each


def _said(words: Sequence[str], paths: Sequence[Path], option: str, what: str) -> Iterator[tuple[Path, str]]:
    """What is said of files, each by its path or its name."""
    for each in words:
        name, _, said = each.rpartition("=")
        known = [path for path in paths if name in (str(path), path.name)]
        if not known or not said.strip():
            raise click.BadParameter(
                f"{each!r}: write FILE={what}, with a file that is given", param_hint=option
            )
        yield from ((path, said.strip()) for path in known)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        message = f"{words!r}: a date is written year-month-day, such as 2021-03-01"
        raise click.BadParameter(message, param_hint="--received") from None
