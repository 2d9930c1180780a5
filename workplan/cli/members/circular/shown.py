"""`circular`: where each circular stands."""

from __future__ import annotations

from pathlib import Path

import click

from workplan.cli.common.next import tell
from workplan.cli.common.options import content_option, present_moment, terminal_options
from workplan.cli.common.terminal import Terminal
from workplan.errors import ContentError


@click.group("circular", invoke_without_command=True)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Write everything that happened as a table: a row for each event.",
)
@content_option
@terminal_options
@click.pass_context
def circular(
    context: click.Context,
    /,
    output: Path | None,
    content: Path,
    quiet: bool,
    verbose: bool,
) -> None:
    """Adopt a text where nobody objects in time: show where each circular stands.

    A circular is a paper that names a text and a time (deadline: 2031-02-17 17:00 Asia/Bangkok). It is
    issued, opened, and closed when the time is over, or when a member has objected. What happened is kept in
    circulars/NAME.yaml.

    \b
    Examples:
      generate.py new --paper no-objection endorsement
      generate.py issue --paper endorsement
      generate.py circular open endorsement
      generate.py circular receive endorsement --from Indonesia --from Malaysia
      generate.py circular
      generate.py circular close endorsement
    """
    if context.invoked_subcommand:
        return
    from workplan.circulars.register import lines, table
    from workplan.content.load import on_disk
    from workplan.content.sources.circulars import read_circulars
    from workplan.files.output.files import write_all

    terminal = Terminal(quiet, verbose)
    found = read_circulars(on_disk(content))
    if found.problems:
        raise ContentError(found.problems)
    now = present_moment()
    if output:
        data = table(found.known.values(), now)
        write_all({output: data})
        terminal.wrote(output, data)
        return
    for line in lines(found.known, now):
        terminal.say(line)
    if not found.known:
        terminal.say("no circular was opened yet")
        tell(terminal, "to write one", "new", "--paper", "no-objection", "endorsement", content=content)
