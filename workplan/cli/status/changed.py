"""`status set`: what was reported of one action."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import content_options, terminal_options
from workplan.cli.common.terminal import Terminal
from workplan.cli.status.common import by_number, correct_option, dry_option, write

if TYPE_CHECKING:
    from workplan.content.paper.plan import Plan
    from workplan.status.changes import Change


@click.command("set")
@click.argument("action")
@click.option("--state", metavar="ID", help="The state, as plan.yaml lists it; none takes it out.")
@click.option("--text", metavar="WORDS", help='What was reported; "" takes it out.')
@click.option(
    "--timeframe", metavar="WORDS", help='Until when: a date, "Q3 2022", "continuous"; "" takes it out.'
)
@click.option("--meeting", metavar="NAME", help='The meeting at which it was reported; "" takes it out.')
@correct_option
@dry_option
@content_options
@terminal_options
@click.pass_context
def set_(
    context: click.Context,
    /,
    action: str,
    correct: bool,
    dry_run: bool,
    content: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
    **fields: str | None,
) -> None:
    """Report where an ACTION stands, by its id or its number in the plan.

    Only the lines that say something else are changed, and the content is checked before they are written.
    Which state may follow which is written in plan.yaml (states: … next: …).

    \b
    Examples:
      generate.py status set follow-the-money --state in-progress --meeting "the Sixth Meeting"
      generate.py status set 4 --state completed --text "Published in May" --timeframe ""
      generate.py status set 4 --state not-started --correct
    """
    from workplan.errors import Place
    from workplan.status.changes import Change

    given = {name: words for name, words in fields.items() if words is not None}
    if not given:
        raise click.UsageError("say what changes: --state, --text, --timeframe or --meeting")
    if given.get("state") == "none":
        given["state"] = ""
    places = {"": Place("ACTION"), **{name: Place(f"--{name}") for name in given}}
    terminal = Terminal(quiet, verbose)

    def changes(plan: Plan) -> Sequence[Change]:
        return [Change(by_number(action, plan), given, None, places)]

    done = write(content, changes, terminal, correct=correct, dry_run=dry_run, strict=fail_on_warnings)
    if done and not dry_run:
        tell(terminal, "to make the files", "build", content=content)
