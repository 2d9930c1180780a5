"""`check`: what is wrong with the content."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import content_options, folders_of, prepared_together, terminal_options, warn
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.content.files.folder import Folder
    from workplan.content.models.data import Member


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]…")
@click.option(
    "--for-circulation", is_flag=True, help="Look into these Word files and PDFs before they go out."
)
@content_options
@terminal_options
def check(
    files: tuple[Path, ...],
    for_circulation: bool,
    content: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Find every problem of the plan, the papers and the meetings: where it is, what it is, what to do.

    Of each meeting it says until when its papers are due, counted back from its first day.

    With --for-circulation, look into Word files and PDFs instead, ours or not: tracked changes, comments,
    hidden words, names in their properties, what pictures say of who took them and where, broken references,
    blanks, the marks of a draft, missing titles, languages, tags and fonts, links into somebody's own disk.

    \b
    Examples:
      generate.py check
      generate.py check --content ../tides/content --fail-on-warnings
      generate.py check --for-circulation output/*.pdf output/*.docx
    """
    if for_circulation or files:
        _for_circulation(files, Terminal(quiet, verbose), asked=for_circulation)
        return
    terminal = Terminal(quiet, verbose)
    started = time.perf_counter()
    folders = folders_of(content, (), all_papers=True)
    from workplan.build.without_font import without_font
    from workplan.content.sources.circulars import read_circulars
    from workplan.content.sources.meetings import calendar, late, read_meetings, unnamed
    from workplan.errors import ContentError

    meetings = read_meetings(folders[0])
    wrong = [*meetings.problems, *read_circulars(folders[0]).problems]
    for known in meetings.known.values():
        file = {known.places.file: known.places.text}
        wrong += [each for each, is_there in without_font(known.meeting.words(), file) if is_there]
    try:
        found = prepared_together(folders, fail_on_warnings, terminal, carried=False)
    except ContentError as error:
        raise ContentError((*error.problems, *wrong)) from None
    if wrong:
        raise ContentError(wrong)
    doubts = [
        *unnamed(folders[0], meetings),
        *(each for known in meetings.known.values() for each in late(known)),
    ]
    warn(tuple(doubts), fail_on_warnings, terminal)
    _look_at_records(folders, found[0].opened.plan.members)
    document = found[0].document
    others = f", {len(found) - 1} other paper{'s' * (len(found) != 2)}" if found[1:] else ""
    title, notes = document.properties.title, len(document.notes)
    terminal.say(f"{content} is in order: {title}, {notes} notes{others}")
    for known in meetings.known.values():
        for line in calendar(known):
            terminal.say(f"{known.name}: {line}")
    tell(terminal, "to make the files", "build", *(["--all"] if found[1:] else []), content=content)
    terminal.detail(f"checked in {time.perf_counter() - started:.2f} s")


def _look_at_records(folders: Sequence[Folder], members: Sequence[Member]) -> None:
    """What is kept of decisions, of returns, and of whom to write to, where there is any."""
    for folder in folders:
        if "dispositions.yaml" in folder.files("", ".yaml"):
            from workplan.review.record.log import log_of

            log_of(folder)
    if "returns.yaml" in folders[0].whole.files("", ".yaml"):
        from workplan.returns.collecting.log import log_of as returns_of

        returns_of(folders[0].whole)
    if folders[0].whole.files("private", ".yaml"):
        from workplan.circulation.contacts import read_contacts

        read_contacts(folders[0], members)


def _for_circulation(files: tuple[Path, ...], terminal: Terminal, *, asked: bool) -> None:
    if not asked:
        raise click.UsageError("to look into files before they go out, add --for-circulation")
    if not files:
        raise click.UsageError("name the Word files and PDFs that are to go out")
    from workplan.circulation.examination.examine import examined
    from workplan.errors import GivenFileError

    wrong = 0
    for file in files:
        with terminal.waiting(f"looking into {file}"):
            problems = examined(file)
        terminal.problems(problems)
        wrong += bool(problems)
        if not problems:
            terminal.say(f"{file}: nothing found that should keep it from going out")
    if wrong:
        count = f"{wrong} of {len(files)} files" if len(files) > 1 else "the file"
        raise GivenFileError(f"{count} should not go out like this", "mend what is listed, and check again")
