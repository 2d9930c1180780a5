"""`status history`: who led what when, and what was reported at which meeting."""

from __future__ import annotations

from pathlib import Path

import click

from workplan.cli.common.options import content_options, terminal_options, warn
from workplan.cli.common.terminal import Terminal
from workplan.cli.status.common import by_number


@click.command("history")
@click.argument("actions", nargs=-1, metavar="[ACTION]…")
@content_options
@terminal_options
def history(
    actions: tuple[str, ...], content: Path, fail_on_warnings: bool, quiet: bool, verbose: bool
) -> None:
    """Show who led each ACTION when, and what was reported at which meeting: a line for each edition in which
    something was different.

    \b
    Examples:
      generate.py status history
      generate.py status history follow-the-money 7
    """
    from workplan.content.load import on_disk
    from workplan.editions.history import read_history
    from workplan.opening import issued_edition, open_content
    from workplan.status.since import Dated
    from workplan.status.since import history as told
    from workplan.text.hints import did_you_mean, join, quoted

    terminal = Terminal(quiet, verbose)
    folder = on_disk(content)
    opened = open_content(folder)
    warn(opened.loaded.warnings, fail_on_warnings, terminal)
    labels = [each.edition.label for each in read_history(folder)[0] if each.file]
    editions = [Dated(label, issued_edition(folder, label).plan) for label in labels]
    if opened.standing.draft:
        editions.append(Dated("now", opened.plan))
    known = list(dict.fromkeys(action.id for each in reversed(editions) for action in each.plan.actions))
    wanted = [by_number(each, opened.plan) for each in actions]
    for each in wanted:
        if each not in known:
            hint = join(did_you_mean(each, known), "It is in no edition.")
            raise click.BadParameter(f"there is no action {quoted(each)}. {hint}", param_hint="ACTION")
    for id, lines in told(editions, wanted or known):
        terminal.say(id)
        for line in lines:
            terminal.say(f"     {line}")
