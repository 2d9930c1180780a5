"""`status`: the register, filtered and grouped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import content_options, day_option, terminal_options, today, warn
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.content.paper.plan import Plan


def _option(name: str) -> Callable[[click.Context, click.Parameter, str | None], object]:
    """The value of a filter, where one is given."""

    def read(_context: click.Context, _parameter: click.Parameter, words: str | None) -> object:
        try:
            return None if words is None else _value(name, words)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return read


def _value(name: str, words: str = "") -> object:
    """The value of a filter, as papers read it. Raises `ValueError`."""
    from workplan.directives.actions.selection import ARRANGEMENT, FILTERS

    option = {**FILTERS, **ARRANGEMENT}[name]
    assert option.typed
    return option.typed(words or option.default)


@click.group(invoke_without_command=True)
@click.option("--by", "group", type=click.Choice(["action", "priority", "state", "member"]), default="action",
              show_default=True, help="Put them below priorities, states or members.")  # fmt: skip
@click.option(
    "--priority", callback=_option("priority"), metavar="ID,…", help="Those linked to one of these."
)
@click.option(
    "--state", callback=_option("state"), metavar="ID,…", help="Those in one of these; none: in none."
)
@click.option(
    "--member", callback=_option("member"), metavar="NAME,…", help="Those of interest to one of these."
)
@click.option("--lead", callback=_option("lead"), metavar="missing", help="Those that no member leads.")
@click.option("--overdue", is_flag=True, help="Those that should have been done, and are not.")
@day_option("--on", "day", says="The day on which actions are overdue or not.  [default: today]")
@click.option("--since", metavar="EDITION", help="Those that differ from an edition, and how.")
@content_options
@terminal_options
@click.pass_context
def status(
    context: click.Context,
    /,
    group: str,
    overdue: bool,
    day: date | None,
    since: str | None,
    content: Path,
    fail_on_warnings: bool,
    quiet: bool,
    verbose: bool,
    **filters: object,
) -> None:
    """Show the register: who is interested in each action, and where it stands.

    The filters are those of papers; all of them must pass. --since also takes a folder, a file of ours or
    git:REVISION, as `redline` does.

    \b
    Examples:
      generate.py status
      generate.py status --by member --state none
      generate.py status --overdue --on 2022-12-01
      generate.py status --since 2021
      generate.py status set follow-the-money --state in-progress --meeting "the Sixth Meeting"
      generate.py status export
    """
    if context.invoked_subcommand:
        return
    from workplan.opening import open_content
    from workplan.origins.named import named
    from workplan.status.register import register
    from workplan.status.since import differences, gone

    terminal = Terminal(quiet, verbose)
    opened = open_content(content)
    warn(opened.loaded.warnings, fail_on_warnings, terminal)
    plan, on = opened.plan, day or today()
    chosen = {name: _value(name) if value is None else value for name, value in filters.items()}
    options: dict[str, Any] = {**chosen, "overdue": overdue, "on": on, "changed-since": "", "sort": ""}
    options["group"] = "" if group == "action" else group
    _check(plan, options)
    before = named(since, content) if since else None
    changed = differences(before.opened.plan, plan) if before else None
    shown = register(plan, options, on, changed, before.edition.label if before else "")
    for line in shown.lines:
        terminal.say(line)
    if before:
        for action in gone(before.opened.plan, plan):
            terminal.say(f"  -  {action.id}  is in the plan no more")
    if shown.lines:
        terminal.say("")
    terminal.say(_counted(shown.count, len(plan.actions), shown.overdue, on))
    if shown.count:
        tell(terminal, "to fill it in at a meeting, as a spreadsheet", "status", "export", content=content)


def _counted(count: int, all_: int, overdue: int, on: date) -> str:
    of = f"{count} action{'s' * (count != 1)}" + (f" of {all_}" if count != all_ else "")
    return f"{of}, {overdue} overdue on {on}"


def _check(plan: Plan, options: dict[str, Any]) -> None:
    """Refuse what filters name and nobody knows."""
    from workplan.directives.actions.selection import NO_STATE
    from workplan.text.hints import did_you_mean, join, one_of, quoted

    known = {
        "priority": [each.id for each in plan.priorities],
        "member": [each.id for each in plan.members],
        "state": [*(state.id for state in plan.identity.states), NO_STATE],
    }
    for name, ids in known.items():
        for id in options[name]:
            if id not in ids:
                hint = join(did_you_mean(id, ids), f"There are: {one_of(ids)}")
                message = f"there is no {name} {quoted(id)}. {hint}"
                raise click.BadParameter(message, param_hint=f"--{name}")
