"""`inspect`: what a file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.making import making
from workplan.cli.next import tell
from workplan.cli.options import source_date, terminal_options
from workplan.errors import ExitCode
from workplan.terminal import Terminal

if TYPE_CHECKING:
    from workplan.build import Makeable


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@terminal_options
@click.pass_context
def inspect(context: click.Context, file: Path, quiet: bool, verbose: bool) -> None:
    """Say what a PDF, Word file or edition file is: which edition, by whom, and whether it is unaltered.

    Takes the content out of the file, makes the file anew and compares. A redline carries two contents; it
    says from which edition it goes to which. The exit code is 5 where the file was altered, and where it is
    not ours.

    \b
    Examples:
      generate.py inspect forward-work-plan-2021-2023.pdf
      generate.py inspect copy-from-a-member.docx
    """
    from workplan.origins.carried import carried
    from workplan.origins.inspecting import inspect as look
    from workplan.origins.named import read_given

    terminal = Terminal(quiet, verbose)
    given = carried(read_given(file), file.as_posix())

    def rebuild(found: Makeable) -> bytes:
        assert given.kind != "edition"
        with making((given.kind,), terminal, for_review=given.for_review, checked=False) as make:
            (data,) = make(found, Path()).values()
        return data

    found = look(given, rebuild, source_date())
    for heading, words in found.lines:
        terminal.say(f"{heading + ':':<9} {words}")
    if given.kind == "docx" and found.altered:
        tell(terminal, "to see what was changed in it", "review", file, "--output", "meeting")
    elif not found.altered:
        tell(terminal, "to have its content as a folder", "restore", file, "restored")
    if found.altered:
        context.exit(ExitCode.FILE)
