"""What the commands of `status` share: naming an action, writing a change, saying the next command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.options import warn
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    from workplan.content.paper.plan import Plan
    from workplan.status.changes import Change

correct_option = click.option(
    "--correct", is_flag=True, help="Correct what was reported by mistake: any state may follow any other."
)
dry_option = click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")


def by_number(action: str, plan: Plan) -> str:
    """The id of an action that was named by it, or by its number."""
    if action.isascii() and action.isdigit() and 1 <= int(action[:6]) <= len(plan.actions):
        return plan.actions[int(action) - 1].id
    return action


def write(
    content: Path,
    changes: Callable[[Plan], Sequence[Change]],
    terminal: Terminal,
    *,
    correct: bool,
    dry_run: bool,
    strict: bool,
) -> bool:
    """Make changes of the register, and say them; whether there were any."""
    from workplan.changing.locked import changing, check_unchanged
    from workplan.files.output.files import write_all
    from workplan.opening import open_content
    from workplan.status.changes import FILE, changed
    from workplan.status.since import differences

    with changing(content, terminal.say) as folder:
        before = open_content(folder).plan
        made = changed(folder, before, changes(before), is_correction=correct)
        if not made.actions:
            terminal.say("nothing to change: the content says all of it already")
            return False
        warn(made.warnings, strict, terminal)
        for id, difference in differences(before, made.after).items():
            for line in difference.lines(made.after.identity):
                terminal.say(f"{id}: {line}")
        if dry_run:
            count = len(made.actions)
            terminal.say(f"{count} action{'s' * (count != 1)} would change; nothing was written")
            return True
        path, data = content / FILE, made.text.encode()
        write_all({path: data}, unchanged=lambda: check_unchanged(folder))
    terminal.wrote(path, data)
    return True
