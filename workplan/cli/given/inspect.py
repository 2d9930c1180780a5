"""`inspect`: what a file is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workplan.cli.common.making import making
from workplan.cli.common.next import tell
from workplan.cli.common.options import source_date, terminal_options
from workplan.cli.common.terminal import Terminal
from workplan.errors import ExitCode

if TYPE_CHECKING:
    from workplan.build.formats import Makeable
    from workplan.circulation.strays import Whose


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    default="content",
    show_default=True,
    metavar="DIR",
    help="The folder whose register knows which copy went to whom.",
)
@terminal_options
@click.pass_context
def inspect(context: click.Context, file: Path, content: Path, quiet: bool, verbose: bool) -> None:
    """Say what a PDF, Word file or edition file is: which edition, by whom, and whether it is unaltered.

    Takes the content out of the file, makes the file anew and compares. A redline carries two contents; it
    says from which edition it goes to which. The exit code is 5 where the file was altered, and where it is
    not ours.

    Of a copy that `circulate` made it says whose it is: by the register, by the file's properties, or by the
    words in its foot, as a print or a scan still has them.

    \b
    Examples:
      generate.py inspect forward-work-plan-2021-2023.pdf
      generate.py inspect copy-from-a-member.docx
      generate.py inspect found-on-the-internet.pdf
    """
    from workplan.errors import GivenFileError
    from workplan.made.documents import Documents, of_bytes
    from workplan.made.records import Records
    from workplan.origins.carried import carried
    from workplan.origins.inspecting import inspect as look
    from workplan.origins.named import read_given

    terminal = Terminal(quiet, verbose)
    data = read_given(file)
    records = Records(file.parent)
    built_of = of_bytes(data)
    copy = None if built_of else _copy(data, file, content)
    try:
        given = carried(data, file.as_posix())
    except GivenFileError as error:
        if copy is None:
            raise
        _say(terminal, (("file", error.message), *copy.lines()))
        context.exit(ExitCode.FILE)

    def rebuild(found: Makeable) -> bytes:
        assert given.kind != "edition"
        with making(
            (given.kind,),
            terminal,
            for_review=given.for_review,
            checked=False,
            records=records,
            early=False,
        ) as make:
            (made,) = make(found, file.parent).values()
        return made

    kind, documents = given.kind, Documents(records, None, given.for_review, checked=True)
    is_made = (lambda of: documents.is_of(of, kind, built_of)) if built_of else None
    found = look(given, rebuild, source_date(), is_made)
    _say(terminal, (*found.lines, *(copy.lines() if copy else ())))
    if given.kind == "docx" and found.altered:
        tell(terminal, "to see what was changed in it", "review", file, "--output", "meeting")
    elif not found.altered:
        tell(terminal, "to have its content as a folder", "restore", file, "restored")
    if found.altered:
        context.exit(ExitCode.FILE)


def _copy(data: bytes, file: Path, content: Path) -> Whose | None:
    """Whose copy a file is; what this user has built is nobody's."""
    from workplan.circulation.strays import register_of, whose

    return whose(data, file.as_posix(), register_of(content))


def _say(terminal: Terminal, lines: Iterable[tuple[str, str]]) -> None:
    for heading, words in lines:
        terminal.say(f"{heading + ':':<9} {words}")
