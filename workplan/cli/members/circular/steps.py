"""`circular open`, `remind`, `receive` and `close`: what happens to a circular."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import content_option, present_moment, terminal_options
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.circulars.keeping import Step
    from workplan.content.files.folder import DiskFolder


def _moment(_context: click.Context, _option: click.Parameter, given: str | None) -> datetime | None:
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise click.BadParameter("write a time with its distance from UTC, such as 2031-02-10T14:05+07:00")
    return moment


_at = click.option(
    "--at",
    callback=_moment,
    metavar="TIME",
    help="When it happened: 2031-02-10T14:05+07:00; now if left out.",
)


@click.command("open")
@click.argument("name")
@click.option("--text", default="plan", show_default=True, help="The paper that is to be adopted.")
@click.option(
    "--to", multiple=True, metavar="MEMBER", help="To whom, once for each; all members if left out."
)
@_at
@content_option
@terminal_options
def open_(
    name: str,
    text: str,
    to: tuple[str, ...],
    at: datetime | None,
    content: Path,
    quiet: bool,
    verbose: bool,
) -> None:
    """Open the circular NAME: from now on members can object until its deadline.

    The circular and the text must be issued: members answer to words that stay as they are.

    \b
    Example:
      generate.py circular open endorsement --text plan
    """
    from workplan.circulars.keeping import opened

    terminal = Terminal(quiet, verbose)
    step = _write(content, terminal, lambda folder: opened(folder, name, text, to, at, present_moment()))
    found = step.circular
    closes = found.closes.isoformat(" ", "minutes")
    terminal.say(f"{name} is open until {closes} ({found.zone}), to {len(found.to)} members")
    tell(terminal, "to send it", "circulate", name, content=content)
    tell(terminal, "when a member has acknowledged it", *_receive(name, found.to[0]), content=content)


@click.command()
@click.argument("name")
@_at
@content_option
@terminal_options
def remind(name: str, at: datetime | None, content: Path, quiet: bool, verbose: bool) -> None:
    """Start the paper that reminds those who have not acknowledged the circular NAME.

    \b
    Example:
      generate.py circular remind endorsement
    """
    from workplan.circulars.keeping import reminded

    terminal = Terminal(quiet, verbose)
    step = _write(content, terminal, lambda folder: reminded(folder, name, at, present_moment()))
    members = step.circular.events[-1].members
    terminal.say(f"started the reminder papers/{step.paper}.md, to: {', '.join(members)}")
    _after_paper(terminal, step, content)


@click.command()
@click.argument("name")
@click.option("--from", "members", multiple=True, required=True, metavar="MEMBER", help="Who, once for each.")
@click.option(
    "--objection", metavar="WORDS", help="The words of an objection; without, it is an acknowledgment."
)
@_at
@content_option
@terminal_options
def receive(
    name: str,
    members: tuple[str, ...],
    objection: str | None,
    at: datetime | None,
    content: Path,
    quiet: bool,
    verbose: bool,
) -> None:
    """Record that members acknowledged the circular NAME, or that one objects.

    What was received when the time was over is recorded, and does not count.

    \b
    Examples:
      generate.py circular receive endorsement --from Indonesia --from Malaysia
      generate.py circular receive endorsement --from Malaysia --objection "We need more time." \\
          --at 2031-02-11T16:40+07:00
    """
    from workplan.circulars.keeping import acknowledged
    from workplan.circulars.procedure import State, state

    if objection is not None and not objection.strip():
        raise click.UsageError("say the words of the objection")
    terminal = Terminal(quiet, verbose)
    now = present_moment()
    step = _write(
        content, terminal, lambda folder: acknowledged(folder, name, members, at, now, objection or "")
    )
    found = step.circular
    if not step.files:
        terminal.say("nothing to record: the record says it already")
    elif objection and not found.counts(found.events[-1]):
        terminal.say("the objection is recorded; it does not count, since the time was over")
    elif objection:
        terminal.say(f"the objection is recorded: {_named(found.text)} is not adopted by this circular")
    else:
        have = len(found.to) - len(found.silent)
        terminal.say(f"{have} of {len(found.to)} members have acknowledged {name}")
    if state(found, now) in (State.OBJECTED, State.EXPIRED):
        tell(terminal, "to tell all members", "circular", "close", name, content=content)


@click.command()
@click.argument("name")
@_at
@content_option
@terminal_options
def close(name: str, at: datetime | None, content: Path, quiet: bool, verbose: bool) -> None:
    """Start the notice that says whether the text of the circular NAME is adopted.

    It is adopted when the time is over and nobody objected; not adopted as soon as a member has.

    \b
    Example:
      generate.py circular close endorsement
    """
    from workplan.circulars.keeping import closed
    from workplan.content.sources.circulars import record_file
    from workplan.errors import Place, Problem

    terminal = Terminal(quiet, verbose)
    step = _write(content, terminal, lambda folder: closed(folder, name, at, present_moment()))
    found = step.circular
    says = found.events[-1].outcome
    terminal.say(
        f"{found.text}, edition {found.edition}, is {says}; started the notice papers/{step.paper}.md"
    )
    if says == "adopted" and found.silent:
        message = f"these never acknowledged the circular: {', '.join(found.silent)}"
        hint = "their silence counts all the same; make sure that they received it"
        terminal.problems([Problem(message, Place(str(content / record_file(name))), hint, warning=True)])
    _after_paper(terminal, step, content)


def _write(content: Path, terminal: Terminal, made: Callable[[DiskFolder], Step]) -> Step:
    from workplan.changing.locked import changing, check_unchanged
    from workplan.files.output.files import write_all

    with changing(content, terminal.say) as folder:
        step = made(folder)
        if step.files:
            new = step.new(content)
            write_all(step.on_disk(content), new=new, unchanged=lambda: check_unchanged(folder))
    return step


def _named(paper: str) -> str:
    return "the plan" if paper == "plan" else paper


def _after_paper(terminal: Terminal, step: Step, content: Path) -> None:
    tell(terminal, "to see it", "build", step.paper, content=content)
    tell(terminal, "when its blanks are filled in", "issue", "--paper", step.paper, content=content)


def _receive(name: str, member: str) -> tuple[str, ...]:
    return "circular", "receive", name, "--from", member
