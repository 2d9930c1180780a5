"""`circulate`: a copy with a name for each recipient, and the message that it goes out with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from workplan.cli.common.making import Make, making
from workplan.cli.common.next import tell
from workplan.cli.common.options import (
    content_options,
    folders_of,
    prepared_together,
    terminal_options,
    warn,
)
from workplan.cli.common.terminal import Signs, Terminal
from workplan.errors import ContentError, Place, Problem
from workplan.text.hints import one_of

if TYPE_CHECKING:
    from workplan.build.prepare import Prepared
    from workplan.circulation.circulate import Circulation, Done, Progress
    from workplan.circulation.copies import Kind
    from workplan.circulation.register import Row
    from workplan.circulation.stamping import Paper
    from workplan.content.files.folder import DiskFolder

#: Where the register is, in the content folder.
REGISTER = "circulation/register.xlsx"
#: Of members without an address, how many are named.
_NAMED = 8


@click.command()
@click.argument("papers", nargs=-1, metavar="[PAPER]...")
@click.option(
    "--to", "names", multiple=True, metavar="MEMBER", help="Whom to; give it again for more.  [default: all]"
)
@click.option(
    "--edition", metavar="LABEL", help="An edition that was issued, in place of the present content."
)
@click.option(
    "--format",
    "kinds",
    type=click.Choice(("pdf", "docx")),
    multiple=True,
    default=("pdf",),
    show_default=True,
    help="Give it twice for a PDF and a Word copy.",
)
@content_options
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default="output/circulation",
    show_default=True,
    metavar="DIR",
    help="The folder for copies and messages.",
)
@click.option("--anyway", is_flag=True, help="Also what `check --for-circulation` would keep from going out.")
@click.option("--dry-run", is_flag=True, help="Say who would get what, and write nothing.")
@terminal_options
def circulate(
    papers: tuple[str, ...],
    names: tuple[str, ...],
    edition: str | None,
    kinds: tuple[Kind, ...],
    content: Path,
    output: Path,
    anyway: bool,
    dry_run: bool,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make a copy of the plan, or of each PAPER, for every member: with its name and a number on each page.

    Beside the copies it writes a message to each member, as a draft (.eml) with the copies attached, a list
    for a mail merge, and the register circulation/register.csv and .xlsx of the content folder: which copy
    went to whom. Fill in there when it was sent and acknowledged. Addresses are taken from
    private/members.yaml, the words of the message from messages/circulation.md, if they are there.

    A second run changes nothing; one that was interrupted goes on. Nothing is sent.

    \b
    Examples:
      generate.py circulate --dry-run
      generate.py circulate
      generate.py circulate agenda status-report --to Indonesia --to UNODC
      generate.py circulate --edition 2021 --format pdf --format docx
    """
    terminal = Terminal(quiet, verbose)
    kinds = tuple(kind for kind in ("pdf", "docx") if kind in kinds)
    with making(kinds, terminal, fail_on_warnings=fail_on_warnings, parts=True) as make:
        from workplan.changing.locked import changing

        with changing(content, terminal.say) as folder:
            circulation = _planned(
                folder, content, papers, names, edition, kinds, output, fail_on_warnings, terminal
            )
            missing = circulation.missing()
            if dry_run:
                _show(circulation, missing, terminal)
                return
            done = _carried_out(circulation, missing, folder, make, terminal, anyway=anyway)
    _report(circulation, done, content, terminal)


def _planned(
    folder: DiskFolder,
    content: Path,
    papers: Sequence[str],
    names: Sequence[str],
    edition: str | None,
    kinds: Sequence[Kind],
    output: Path,
    fail_on_warnings: bool,
    terminal: Terminal,
) -> Circulation:
    from workplan.circulation.circulate import Circulation
    from workplan.circulation.contacts import read_contacts
    from workplan.circulation.copies import planned
    from workplan.circulation.messages.manuscript import read_manuscript
    from workplan.circulation.recipients import chosen, read_recipients
    from workplan.circulation.register import read_register
    from workplan.circulation.stamping import of, without_font

    members = read_recipients(folder)
    recipients = chosen(members, names)
    found = prepared_together(folders_of(content, papers), fail_on_warnings, terminal, edition)
    named = {paper.circulated.paper: paper for paper in map(of, found)}
    without_font(list(named.values()), recipients)
    warn(tuple(each for paper in found for each in _untranslated(paper)), fail_on_warnings, terminal)
    contacts = read_contacts(folder, [each.member for each in members])
    plan = planned([each.circulated for each in named.values()], recipients, kinds, read_register(folder))
    return Circulation(named, members, plan, read_manuscript(folder), contacts, output)


def _untranslated(paper: Prepared) -> Iterator[Problem]:
    from workplan.content.checks.translation import untranslated_stamp

    places = paper.opened.loaded.places["plan.yaml"]
    return untranslated_stamp(paper.opened.plan.identity, places.value(("language",)))


def _carried_out(
    circulation: Circulation,
    missing: set[str],
    folder: DiskFolder,
    make: Make,
    terminal: Terminal,
    *,
    anyway: bool,
) -> Done:
    from workplan.changing.locked import check_unchanged
    from workplan.circulation.circulate import Made
    from workplan.circulation.register import read_register, with_what_was_filled_in
    from workplan.files.output.files import write_all

    rows = [row for _, those in circulation.planned.wanted for row in those if row.key in missing]
    wanted = {row.paper for row in rows}
    papers = [paper.prepared for name, paper in circulation.papers.items() if name in wanted]
    bases: dict[tuple[str, Kind], bytes] = {}
    for prepared, files in zip(papers, make.each(papers, Path()), strict=True):
        for path, data in files.items():
            kind: Kind = "pdf" if path.suffix == ".pdf" else "docx"
            bases[prepared.opened.plan.paper, kind] = data
    with terminal.waiting("laying out the names"):
        made = Made(circulation, missing, bases, make.process() if bases else None)
        problems = made.examined()
    _refuse(circulation.papers, problems, terminal, anyway=anyway)
    reserved = _register(folder, circulation.planned.rows)
    write_all(reserved, unchanged=lambda: check_unchanged(folder))
    count = len(circulation.planned.wanted)
    with terminal.waiting("making copies") as waiting:
        done = circulation.carry_out(made, _progress(waiting, count))
    rows = circulation.rows_after(done)
    if any(path.read_bytes() != data for path, data in reserved.items()):  # somebody filled something in
        rows = with_what_was_filled_in(rows, read_register(folder))
    write_all(_register(folder, rows))
    return done


def _register(folder: DiskFolder, rows: Sequence[Row]) -> dict[Path, bytes]:
    from workplan.circulation.register import register_files

    return {folder.directory / name: data for name, data in register_files(rows).items()}


def _refuse(
    papers: Mapping[str, Paper], problems: Sequence[Problem], terminal: Terminal, *, anyway: bool
) -> None:
    """Say what should keep the copies from going out, or raise it. A draft goes out for what it is."""
    drafts = any(paper.circulated.state == "draft" for paper in papers.values())
    if problems and not (anyway or drafts):
        raise ContentError(
            [replace(each, hint=f"{each.hint} (--anyway sends it as it is)") for each in problems]
        )
    terminal.problems(replace(each, warning=True) for each in problems)


def _progress(waiting: Signs, count: int) -> Progress:
    started = perf_counter()

    def progress(done: int) -> None:
        if done % 10 and done != count:
            return
        left = (perf_counter() - started) / done * (count - done)
        waiting(f"copies for {done:,} of {count:,} members, {left:.0f} s left")

    return progress


def _show(circulation: Circulation, missing: set[str], terminal: Terminal) -> None:
    for recipient, rows in circulation.planned.wanted:
        for row in rows:
            there = "to be made" if row.key in missing else "there"
            terminal.say(f"copy {row.number} for {recipient.name}: {row.file} ({there})")
    terminal.say(f"{len(missing):,} files would be made; nothing was written")


def _report(circulation: Circulation, done: Done, content: Path, terminal: Terminal) -> None:
    for paper in circulation.papers.values():
        of = paper.circulated
        state = "a draft, and says so on every page" if of.state == "draft" else "as it was issued"
        terminal.say(f"{of.stem}: {of.edition}, {state}")
    count = sum(len(rows) for _, rows in circulation.planned.wanted)
    if not done.files:
        terminal.say(f"nothing to do: all {count:,} copies and their messages are there")
    else:
        kept = f", {count - done.copies:,} were there" if count != done.copies else ""
        terminal.say(f"wrote {done.copies:,} copies to {circulation.output}{kept}")
        terminal.say(f"wrote the messages to {circulation.messages}")
    lacking = [each for each, _ in circulation.planned.wanted if not circulation.contacts.of(each.id).email]
    if lacking:
        terminal.problems([_without_address([each.name for each in lacking], circulation.contacts.file)])
    if any(row.superseded for _, rows in circulation.planned.wanted for row in rows):
        terminal.say(
            "some of these editions are superseded by later ones that were circulated: see the register"
        )
    terminal.say(f"next: open the messages, send them, and fill in {content / REGISTER}")
    first = circulation.planned.wanted[0][1][0]
    when = "to see whose a copy is that turns up"
    tell(terminal, when, "inspect", circulation.output / first.file, content=content)


def _without_address(names: Sequence[str], file: Place) -> Problem:
    message = f"no e-mail address is known of {one_of(names, _NAMED)}: their messages have no receiver"
    return Problem(message, file, "add them there: - {id: …, email: …}", warning=True)
