"""`new`: a folder to start another plan from."""

from __future__ import annotations

from pathlib import Path

import click

from workplan.cli.options import terminal_options
from workplan.terminal import Terminal


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@terminal_options
def new(directory: Path, quiet: bool, verbose: bool) -> None:
    """Start another group's plan: a small, commented content folder that builds at once.

    \b
    Example:
      generate.py new ../tides/content
      generate.py build --content ../tides/content --output ../tides/output
    """
    from workplan.scaffold import scaffold

    terminal = Terminal(quiet, verbose)
    for path in scaffold(directory):
        terminal.detail(f"wrote {path}")
    terminal.say(f"started a plan in {directory}; now: build --content {directory}")
