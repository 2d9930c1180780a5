"""`pack`: the papers of a meeting in one PDF, and their Word files in a ZIP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.making import making
from workplan.cli.common.next import tell
from workplan.cli.common.options import (
    content_options,
    force_option,
    output_option,
    source_date,
    terminal_options,
    warn,
)
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.pack.meeting import Agenda, Listed, Packed


@click.command()
@click.argument("meeting", metavar="MEETING")
@content_options
@output_option
@click.option(
    "--right-hand",
    is_flag=True,
    help="Start each paper on a right-hand page, for printing on both sides.",
)
@click.option(
    "--include-restricted",
    is_flag=True,
    help="Put restricted papers in, too; the files' names say so.",
)
@click.option("--no-verify", is_flag=True, help="Do not read the papers back to compare what they say.")
@force_option
@terminal_options
def pack(
    meeting: str,
    content: Path,
    output: Path,
    right_hand: bool,
    include_restricted: bool,
    no_verify: bool,
    force: bool,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the pack of a MEETING of meetings/: all its papers in one PDF, in the order of its agenda, and a
    ZIP of their Word files.

    A paper goes in as it was issued under its present label, even if the content was edited since. One that
    was not issued goes in as a draft. PDFs from elsewhere, which the meeting's file names, go in behind a
    page that says whose they are. Papers whose distribution is restricted are left out. With any error,
    nothing is written. Where nothing has changed since, the pack is not made again; where a paper has
    changed, that paper alone is made, and put together with the others.

    \b
    Examples:
      generate.py pack tenth
      generate.py pack tenth --right-hand
      generate.py pack tenth --include-restricted --output /tmp/for-members
    """
    from workplan.cli.common.again import Again

    terminal = Terminal(quiet, verbose)
    again = Again(terminal, content, output, force=force)
    if again.is_done():
        return
    with making(
        ("pdf", "docx"), terminal, checked=not no_verify, records=again.records, force=force, parts=True
    ) as make:
        from workplan.content.load import on_disk
        from workplan.pack.meeting import agenda_of, packed

        date, folder = source_date(), on_disk(content)
        agenda = agenda_of(folder, meeting, date, include_restricted=include_restricted)
        warn(agenda.warnings, fail_on_warnings, terminal)
        files_of = iter([*make.each([each.prepared for each in agenda.papers if each.prepared], output)])
        made: list[dict[str, bytes]] = []
        for listed in agenda.papers:
            found = next(files_of) if listed.prepared else {}
            made.append({path.suffix.removeprefix("."): data for path, data in found.items()})
            terminal.say(_told(listed))
        for listed in agenda.restricted:
            terminal.say(f"{_name(listed)}: left out, it is restricted (--include-restricted puts it in)")
        with terminal.waiting("making the pack"):
            done = packed(agenda, made, date, make.process(), recto=right_hand)
        files = {output / f"{agenda.stem}.pdf": done.pack.pdf}
        if done.words:
            files[output / f"{agenda.stem}-word.zip"] = done.words
        make.write(files)
    for line in _summary(done):
        terminal.say(line)
    _next(agenda, meeting, terminal, content)
    again.done([folder], files)


def _name(listed: Listed) -> str:
    name = ": ".join(filter(None, (listed.symbol, listed.name)))
    return f"{listed.number}  {name}" if listed.number else name


def _told(listed: Listed) -> str:
    """What goes into the pack for a paper."""
    if listed.prepared:
        edition = listed.prepared.opened.plan.identity.edition
        how = "a draft" if listed.is_draft else f"as it was issued on {edition.date}"
        if listed.edited_since:
            how += "; what was edited since is not in it"
    else:
        how = f"as it was received ({listed.guest.pages} pages)" if listed.guest else "not received yet"
    distribution = f"; distribution: {listed.entry.distribution}" if listed.entry.distribution else ""
    return f"{_name(listed)}: {how}{distribution}"


def _summary(done: Packed) -> Iterator[str]:
    pages, claims = done.pack.pages, done.pack.claims
    words = f", {len(done.word_files)} Word file{'s' * (len(done.word_files) != 1)}"
    yield f"{pages} pages{words}; the pack claims {' and '.join(claims) or 'neither PDF/UA-1 nor PDF/A-3a'}"
    for each in done.pack.dropped:
        yield f"not {each.claim}, because of {each.paper}: {each.reason}"


def _next(agenda: Agenda, meeting: str, terminal: Terminal, content: Path) -> None:
    """A paper that is no edition, or is not what its edition says any more, is issued; then the pack is made
    again."""
    for listed in agenda.papers:
        if listed.prepared and listed.entry.id and (listed.is_draft or listed.edited_since):
            from workplan.opening.naming import next_label

            opened = listed.prepared.opened
            label = ("--label", next_label(opened)) if opened.plan.label_is_issued else ()
            when = (
                "to put in what was edited since"
                if listed.edited_since
                else "so that it is no draft any more"
            )
            tell(terminal, when, "issue", "--paper", listed.entry.id, *label, content=content)
            tell(terminal, "then", "pack", meeting, content=content)
            return
    terminal.say("next: look at the contents page, then send the files")
