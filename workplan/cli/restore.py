"""`restore`: the content of a file, as a folder."""

from __future__ import annotations

from pathlib import Path

import click

from workplan.cli.options import terminal_options
from workplan.terminal import Terminal


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@terminal_options
def restore(file: Path, directory: Path, quiet: bool, verbose: bool) -> None:
    """Write the content folder that FILE was made from: a PDF or Word file of ours, or an edition file.

    Building it gives the same files again. DIR must be new or empty. Of a Word file that an editor
    changed, it is the content before the changes.

    \b
    Example:
      generate.py restore forward-work-plan-2021-2023.pdf ../restored
      generate.py build --content ../restored --output ../output
    """
    from workplan.new_folder import write_folder
    from workplan.origins.carried import carried
    from workplan.origins.named import read_given
    from workplan.origins.restoring import restored

    terminal = Terminal(quiet, verbose)
    given = carried(read_given(file), file.as_posix())
    for path in write_folder(directory, restored(given)):
        terminal.detail(f"wrote {path}")
    edition = given.edition
    draft = "the draft of " if edition.draft else ""
    terminal.say(
        f"restored {draft}the edition {edition.label} in {directory}; now: build --content {directory}"
    )
