"""`status`: the register of the actions: shown, changed, sent out as a spreadsheet, and taken back."""

from workplan.cli.status.changed import set_
from workplan.cli.status.past import history
from workplan.cli.status.shown import status
from workplan.cli.status.spreadsheet import export, import_

__all__ = ["status"]

for _command in (set_, export, import_, history):
    status.add_command(_command)
