"""The command line: one module for each command. Only this package and `terminal` know that there is
a terminal.

Commands import what they need when they run: `--help` answers at once, `check` and Word never load
WeasyPrint, and the PDF's process is on its way before anything else is imported.
"""

from __future__ import annotations

import click

from workplan import __version__
from workplan.cli.apply import apply
from workplan.cli.build import build
from workplan.cli.check import check
from workplan.cli.circular import circular
from workplan.cli.circulate import circulate
from workplan.cli.collect import collect
from workplan.cli.forms import forms
from workplan.cli.group import EXIT_CODES, Group
from workplan.cli.import_ import import_
from workplan.cli.inspect import inspect
from workplan.cli.issue import issue
from workplan.cli.new import new
from workplan.cli.pack import pack
from workplan.cli.redline import redline
from workplan.cli.restore import restore
from workplan.cli.review import review
from workplan.cli.status import status

__all__ = ["EXIT_CODES", "main"]


@click.group(cls=Group, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="workplan")
def main() -> None:
    """One structured source in, an official plan out: PDF, Word and web page.

    \b
    Examples:
      generate.py build                    content/ → output/, all three formats
      generate.py check                    every problem of the content, with its line
      generate.py new ../tides/content     start another group's plan
      generate.py import plan.docx DIR     start from the Word file that a group has
      generate.py issue --label 2021-12    freeze the content as an edition, and build it
      generate.py pack tenth               the papers of a meeting in one PDF
      generate.py circulate                a copy with a name for each member, and a message
      generate.py forms call-for-interest  forms in which members say what they lead
      generate.py status                   where each action stands
      generate.py circular                 which texts wait for objections
      generate.py redline 2021             what changed since the edition 2021
      generate.py inspect plan.pdf         which edition it is, and whether it is unaltered
      generate.py restore plan.pdf DIR     the content that it was made from
    """


_COMMANDS = (
    *(build, check, new, import_, issue, pack, circulate, circular, redline, inspect, restore, review, apply),
    status,
    forms,
    collect,
)
for _command in _COMMANDS:
    main.add_command(_command)
