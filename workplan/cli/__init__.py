"""The command line: one module for each command, in the rooms `papers`, `given` (files that somebody has),
`members` and `status`, and what they share (`common`). Only this package knows that there is a terminal.

A command's module is imported when it is asked for (`common.group.COMMANDS`), and imports what its options
need; what it does is imported when it runs. So `--help` answers at once, `check` and Word never load
WeasyPrint, and the PDF's process is on its way before anything else is imported.
"""

from __future__ import annotations

from workplan.cli.common.start import settle

settle()  # before anything is imported

import click  # noqa: E402

from workplan import __version__  # noqa: E402
from workplan.cli.common.group import EXIT_CODES, Group  # noqa: E402

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
