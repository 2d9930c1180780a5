"""`restore`: the content of a file, as a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import terminal_options
from workplan.cli.common.terminal import Terminal

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--before", is_flag=True, help="Of a redline, the content that it comes from.")
@terminal_options
def restore(file: Path, directory: Path, before: bool, quiet: bool, verbose: bool) -> None:
    """Write the content folder that FILE was made from: a PDF or Word file of ours, or an edition file.

    Building it gives the same files again. DIR must be new or empty. Of a Word file that an editor
    changed, it is the content before the changes; of a redline, the content that it goes to.

    \b
    Example:
      generate.py restore forward-work-plan-2021-2023.pdf ../restored
      generate.py build --content ../restored --output ../output
    """
    from workplan.files.output.folders import write_folder
    from workplan.origins.carried import carried
    from workplan.origins.named import read_given
    from workplan.origins.restoring import restored

    terminal = Terminal(quiet, verbose)
    given = carried(read_given(file), file.as_posix())
    for path in write_folder(directory, restored(given, before=before)):
        terminal.detail(f"wrote {path}")
    sides = [given.edition, given.edition_before]
    chosen, other = reversed(sides) if before else sides
    paper = () if given.paper == "plan" else (given.paper,)
    assert chosen
    terminal.say(f"restored {chosen.called()} in {directory}")
    if other:
        way = "comes from; it goes to" if before else "goes to; it comes from"
        more = "leave --before out" if before else "restore --before"
        terminal.say(f"{file} is a redline: this is what it {way} {other.called()} ({more})")
    output = directory.parent / "output"
    tell(terminal, "to make its files", "build", *paper, "--content", directory, "--output", output)
