"""`circular`: the no-objection procedure: opened, reminded, received, closed."""

from workplan.cli.members.circular.shown import circular
from workplan.cli.members.circular.steps import close, open_, receive, remind

__all__ = ["circular"]

for _command in (open_, remind, receive, close):
    circular.add_command(_command)
