"""`new`: a folder to start another plan from, or a paper."""

from __future__ import annotations

from pathlib import Path

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import terminal_options
from workplan.cli.common.terminal import Terminal


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR|NAME")
@click.option(
    "--paper", "kind", metavar="KIND", help="Start a paper of this kind, NAME, in the content folder."
)
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default="content",
    show_default=True,
    metavar="FOLDER",
    help="The folder that a new paper belongs to.",
)
@terminal_options
def new(directory: Path, kind: str | None, content: Path, quiet: bool, verbose: bool) -> None:
    """Start another group's plan: a small, commented content folder that builds at once.

    With --paper, start a paper that uses the plan's data.

    \b
    Examples:
      generate.py new ../tides/content
      generate.py build --content ../tides/content --output ../tides/output
      generate.py new --paper paper follow-up
      generate.py new --paper status-report status-report
    """
    from workplan.changing.scaffold import new_paper, scaffold

    terminal = Terminal(quiet, verbose)
    if kind is not None:
        from workplan.changing.locked import changing
        from workplan.files.output.files import write_all

        with changing(content, terminal.say):
            path, data = new_paper(content, kind, directory.as_posix())
            write_all({path: data}, new=[path])
        terminal.say(f"started the paper {path}")
        tell(terminal, "when you have written it", "build", directory, content=content)
        return
    for path in scaffold(directory):
        terminal.detail(f"wrote {path}")
    terminal.say(f"started a plan in {directory}")
    output = directory.parent / "output"
    tell(terminal, "to see what it looks like", "build", "--content", directory, "--output", output)
