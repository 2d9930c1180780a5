"""`check`: what is wrong with the content."""

from __future__ import annotations

import time
from pathlib import Path

import click

from workplan.cli.next import tell
from workplan.cli.options import content_options, folders_of, prepared_together, terminal_options, warn
from workplan.terminal import Terminal


@click.command()
@content_options
@terminal_options
def check(content: Path, fail_on_warnings: bool, quiet: bool, verbose: bool) -> None:
    """Find every problem of the plan, the papers and the meetings: where it is, what it is, what to do.

    Of each meeting it says until when its papers are due, counted back from its first day.

    \b
    Examples:
      generate.py check
      generate.py check --content ../tides/content --fail-on-warnings
    """
    terminal = Terminal(quiet, verbose)
    started = time.perf_counter()
    folders = folders_of(content, (), all_papers=True)
    from workplan.content.meetings import calendar, late, read_meetings, unnamed
    from workplan.errors import ContentError
    from workplan.without_font import without_font

    meetings = read_meetings(folders[0])
    wrong = [*meetings.problems]
    for known in meetings.known.values():
        file = {known.places.file: known.places.text}
        wrong += [each for each, is_there in without_font(known.meeting.words(), file) if is_there]
    try:
        found = prepared_together(folders, fail_on_warnings, terminal)
    except ContentError as error:
        raise ContentError((*error.problems, *wrong)) from None
    if wrong:
        raise ContentError(wrong)
    doubts = [
        *unnamed(folders[0], meetings),
        *(each for known in meetings.known.values() for each in late(known)),
    ]
    warn(tuple(doubts), fail_on_warnings, terminal)
    for folder in folders:
        if "dispositions.yaml" in folder.files("", ".yaml"):
            from workplan.review.record.log import log_of

            log_of(folder)
    document = found[0].document
    others = f", {len(found) - 1} other paper{'s' * (len(found) != 2)}" if found[1:] else ""
    title, notes = document.properties.title, len(document.notes)
    terminal.say(f"{content} is in order: {title}, {notes} notes{others}")
    for known in meetings.known.values():
        for line in calendar(known):
            terminal.say(f"{known.name}: {line}")
    tell(terminal, "to make the files", "build", *(["--all"] if found[1:] else []), content=content)
    terminal.detail(f"checked in {time.perf_counter() - started:.2f} s")
